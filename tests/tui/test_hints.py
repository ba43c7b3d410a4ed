"""Hints: each place tells the few keys that are most useful there, and where all are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Library
from tests.tui.screen import NAMES, opened
from tui.widgets.one_line import StatusLine

MOST = 5
"""Four keys of the place, and help."""


@pytest.mark.parametrize("leading", ["", "enter", "c", "F", "S", "O", "p"])
async def test_a_place_hints_at_few_keys_and_at_help(five: Library, leading: str) -> None:
    async with opened(five, (120, 40)) as glass:
        if leading:
            await glass.press(leading)
        hints = [words for words, role in glass.app.screen.query_one(StatusLine).left
                 if role == "accent"]  # fmt: skip
        assert 1 < len(hints) <= MOST
        assert hints[-1] == "?"


async def test_the_smallest_window_still_says_where_all_keys_are_told(five: Library) -> None:
    async with opened(five, (30, 8)) as glass:
        assert "? help" in glass.lines[-1] and "…" not in glass.lines[-1]
        await glass.press("slash")
        await glass.type("nato")
        await glass.press("enter", "enter")
        assert "? help" in glass.lines[-1] and glass.lines[-1].endswith("%")


async def test_an_empty_library_hints_at_what_fills_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "new") as library:
        async with opened(library, (80, 24)) as glass:
            assert "a add" in glass.lines[-1] and "T tour" in glass.lines[-1]
            assert "compare" not in glass.lines[-1]


async def test_names_are_not_compared(five: Library) -> None:
    async with opened(five, (120, 40)) as glass:
        assert "c compare" in glass.lines[-1]
        await glass.press(*NAMES)
        assert "compare" not in glass.lines[-1] and "enter open" in glass.lines[-1]


async def test_the_query_line_says_what_may_be_typed_until_something_is(five: Library) -> None:
    async with opened(five, (120, 40)) as glass:
        assert "outlet:name person:name" in glass.lines[1]
        await glass.press(*NAMES)
        assert "the beginning of a name" in glass.lines[1]
        await glass.press("slash")
        await glass.type("ky")
        assert "beginning" not in glass.lines[1]
