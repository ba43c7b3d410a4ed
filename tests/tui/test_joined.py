"""Lines that meet are drawn as one."""

from __future__ import annotations

import pytest

from index import Library
from tests.tui.screen import WIDE, Driven, opened
from tui.glyphs import spelled
from tui.screens.compare import CompareScreen


def meets(driven: Driven, sign: str) -> list[tuple[int, int]]:
    """Column and line of every such sign on the glass."""
    return [
        (column, row)
        for row, line in enumerate(driven.lines)
        for column, letter in enumerate(line)
        if letter == sign
    ]


@pytest.mark.parametrize("size", [(120, 40), WIDE])
async def test_lines_between_panes_hang_from_the_one_above(
    five: Library, size: tuple[int, int]
) -> None:
    async with opened(five, size) as driven:
        for keys in ((), ("3", "greater_than_sign"), ("z", "z"), ("equals_sign",)):
            await driven.press(*keys)
            hung = meets(driven, "┬")
            assert len(hung) == (2 if size == WIDE else 1), keys
            for column, row in hung:
                assert driven.lines[row + 1][column] == "│", keys


async def test_the_line_above_the_names_begins_at_the_one_of_the_list(five: Library) -> None:
    async with opened(five, (120, 40)) as driven:
        ((column, row),) = meets(driven, "├")
        assert driven.lines[row][column + 1] == "─"
        assert {driven.lines[row + by][column] for by in (-1, 1)} == {"│"}


async def test_a_line_above_all_columns_is_crossed_by_those_between_them(five: Library) -> None:
    async with opened(five, (120, 40)) as driven:
        driven.app.push_screen(CompareScreen(five, (3, 4, 5)))
        await driven.settle()
        crossed = meets(driven, "┼")
        assert crossed
        for column, row in crossed:
            assert {driven.lines[row + by][column] for by in (-1, 1)} == {"│"}
        await driven.press("tab")
        assert not meets(driven, "┼"), "no lines stand between counts"


def test_where_there_is_ascii_only_they_meet_in_a_plus() -> None:
    assert spelled("┬├┼", "ascii") == "+++"
