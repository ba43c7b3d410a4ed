"""Hints: each place tells the few keys that are most useful there, and where all are told."""

from __future__ import annotations

import pytest

from index import Library
from tests.tui.screen import opened
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
