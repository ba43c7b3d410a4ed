"""A wide window is no reason for long lines, nor for holes in them."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from index import Library
from tests.tui.screen import ARTICLES, opened
from tui.look import MEASURE
from tui.screens.prompt import PromptScreen

WIDE = (160, 48)
KEY = 22
"""Cells that keys of help, and the names of what evidence is for, take before the words."""


@pytest.mark.parametrize("key", ["i", "R", "question_mark"], ids=["evidence", "original", "help"])
async def test_nothing_to_be_read_is_wider_than_its_measure(five: Library, key: str) -> None:
    async with opened(five, WIDE) as driven:
        await driven.press(*ARTICLES, "enter", key)
        assert max(cell_len(line) for line in driven.lines[1:-1]) <= KEY + MEASURE


@pytest.mark.parametrize("key", ["O", "S", "I"], ids=["outlets", "kept", "imports"])
async def test_the_figures_of_a_list_are_not_far_from_its_names(five: Library, key: str) -> None:
    async with opened(five, WIDE) as driven:
        await driven.press(key)
        rows = [line for line in driven.lines[2:-1] if line.strip()]
        assert rows and max(cell_len(line) for line in rows) <= 110


async def test_a_question_leaves_no_pieces_of_lines_beside_it(five: Library) -> None:
    async with opened(five, WIDE) as driven:
        await driven.press("M")
        assert isinstance(driven.app.screen, PromptScreen)
        at = next(at for at, line in enumerate(driven.lines) if "Merge this event" in line)
        asked = [line for line in driven.lines[at:-1] if line.strip()]
        assert max(cell_len(line) for line in asked) <= 80


@pytest.mark.parametrize("key", ["i", "S", "I", "question_mark"])
async def test_what_a_screen_holds_begins_below_a_blank_line(five: Library, key: str) -> None:
    async with opened(five, (80, 24)) as driven:
        await driven.press(*ARTICLES, "enter", key)
        assert driven.lines[0].startswith(" ‹ ") and not driven.lines[1].strip()
        assert driven.lines[2].strip()


async def test_the_way_back_is_told_where_there_is_room_for_nothing_else(five: Library) -> None:
    async with opened(five, (44, 24)) as driven:
        await driven.press("O")
        assert driven.lines[0].startswith(" ‹ Outlets") and driven.lines[0].endswith("q back")
    async with opened(five, (32, 24)) as driven:
        await driven.press("O")
        assert driven.lines[0].endswith("q back") and "enter" not in driven.lines[0]


async def test_day_and_length_of_a_text_share_a_line_where_they_fit(five: Library) -> None:
    for size, together in (((120, 36), True), ((30, 24), False)):
        async with opened(five, size) as driven:
            await driven.press(*ARTICLES, "enter")
            (line,) = (line for line in driven.lines if "302 words" in line)
            assert ("30 Apr 2024 stated" in line) is together


async def test_the_lines_of_an_entry_hang_below_its_first(five: Library) -> None:
    async with opened(five, (60, 24)) as driven:
        await driven.press("v")
        at = next(at for at, line in enumerate(driven.lines) if line.startswith("▌"))
        first, second = (line.removeprefix("▌") for line in driven.lines[at : at + 2])
        indent = [len(line) - len(line.lstrip()) for line in (first, second)]
        assert indent[1] == indent[0] + 2
