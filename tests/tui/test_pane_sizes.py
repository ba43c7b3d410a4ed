"""The panes of the library as large as one wants them: kept, and never without room for a text."""

from __future__ import annotations

import pytest

from index import Library
from tests.tui.screen import SMALL, WIDE, Driven, opened, presses
from tui.front_rows import Frame
from tui.pane_sizes import Sizes
from tui.phrases import percent
from tui.widgets.name_pane import NamePane

ROOMY = (120, 40)


def width(driven: Driven) -> int:
    """Columns of the list with its line."""
    return driven.app.screen.query_one("#lists").region.width


@presses("library.wider", "library.narrower", "library.usual_sizes")
async def test_the_list_becomes_wider_and_narrower_and_as_usual_again(five: Library) -> None:
    async with opened(five, ROOMY) as driven:
        usual = width(driven)
        await driven.press(">")
        assert width(driven) == usual + 4
        await driven.press("3", "<")
        assert width(driven) == usual - 8
        assert driven.library_screen.reader.region.width == 120 - width(driven)
        await driven.press("=")
        assert width(driven) == usual


async def test_the_next_start_has_the_size_and_so_has_the_first_picture(five: Library) -> None:
    async with opened(five, ROOMY) as driven:
        await driven.press("2", ">")
        chosen = width(driven)
    async with opened(five, ROOMY) as driven:
        assert width(driven) == chosen
        assert Frame(*ROOMY, Sizes.load(five)).listed == chosen - 1


@pytest.mark.parametrize("size", [(80, 24), ROOMY, WIDE])
async def test_neither_list_nor_text_can_be_squeezed_out(
    five: Library, size: tuple[int, int]
) -> None:
    async with opened(five, size) as driven:
        reader = driven.library_screen.reader
        await driven.press("9", "9", ">")
        assert reader.region.width == 40
        await driven.press(">")
        assert "no further; = makes" in driven.told[-1] and reader.region.width == 40
        await driven.press("9", "9", "<")
        assert width(driven) == 24
        assert all(strip.cell_length == size[0] for strip in driven.strips)


async def test_the_names_are_resized_where_they_have_the_focus(five: Library) -> None:
    async with opened(five, WIDE) as driven:
        names = driven.app.screen.query_one(NamePane)
        await driven.press("3", "tab", "2", ">")
        assert names.region.width == 34 + 8
        await driven.pilot.resize_terminal(*ROOMY)
        await driven.settle()
        assert names.region.height == 6, "below the text it has a size of its own"
        await driven.press("3", ">")
        assert names.region.height == 9
        await driven.press("9", "9", ">")
        assert driven.library_screen.reader.region.height >= 6
        await driven.press("=")
        assert names.region.height == 6


async def test_a_size_fits_any_window_and_is_kept_for_the_next_large_one(five: Library) -> None:
    async with opened(five, WIDE) as driven:
        await driven.press("8", ">")
        chosen = width(driven)
        await driven.pilot.resize_terminal(80, 24)
        await driven.settle()
        assert width(driven) == 40
        await driven.pilot.resize_terminal(*SMALL)
        await driven.settle()
        assert width(driven) == SMALL[0]
        await driven.press(">")
        assert "all the room" in driven.told[-1] and width(driven) == SMALL[0]
        await driven.pilot.resize_terminal(*WIDE)
        await driven.settle()
        assert width(driven) == chosen


@pytest.mark.parametrize(
    "spoilt", ["[", "[1]", '{"list": "wide"}', '{"list": -4}', '{"list": true}', '{"row": 4}',
               '{"list": 99999999999}', "[" * 10_000, "null"],
)  # fmt: skip
def test_sizes_that_are_spoilt_are_the_usual_ones(five: Library, spoilt: str) -> None:
    five.remember("pane sizes", spoilt)
    assert Sizes.load(five) == Sizes()


async def test_how_far_a_text_is_read_is_told_in_lines_of_the_width_it_has(five: Library) -> None:
    async with opened(five, (80, 24)) as driven:
        for key in ("enter", "j", "z", "z"):
            await driven.press(key)
            reader = driven.library_screen.reader
            assert percent(reader.cursor + 1, reader.items()) in driven.lines[-1], key
