"""Moving as in vim and less: numbers before commands, in every pane."""

from __future__ import annotations

from dataclasses import replace

from index import Library
from tests.tui.screen import NORMAL, opened
from tui.widgets.listing import EventList


async def test_a_number_before_a_move_counts_in_lists_too(five: Library) -> None:
    async with opened(five, NORMAL) as driven:
        await driven.press("2", "4", "j")
        articles = driven.library_screen.listing
        assert articles.cursor == 4
        await driven.press("4", "k")
        assert articles.cursor == 0
        await driven.press("5", "G")
        assert articles.cursor == 4


async def test_where_digits_choose_a_list_a_zero_begins_the_number(five: Library) -> None:
    async with opened(five, NORMAL) as driven:
        await driven.press("2", "0", "3", "G")
        assert driven.library_screen.tab == "articles"
        assert driven.library_screen.listing.cursor == 2
        await driven.press("1")
        assert driven.library_screen.tab == "events"


async def test_the_number_is_seen_and_escape_drops_it(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter", "1", "2")
        assert "12 " in driven.lines[-1]
        await driven.press("escape")
        reader = driven.library_screen.reader
        assert reader.number == "" and reader.has_focus
        await driven.press("j")
        assert reader.cursor == 1


async def test_a_number_counts_for_one_command_only(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter", "5", "i", "q", "j")
        assert driven.library_screen.reader.cursor == 1


async def test_a_list_that_grows_above_keeps_its_row_on_the_glass(five: Library) -> None:
    async with opened(five, (120, 16)) as driven:
        events = driven.app.screen.query_one(EventList)
        told = [replace(events.events[0], id=f"e{number}") for number in range(30)]
        events.show(told[10:])
        events.move_to(10)
        row = events.top_of(10) - events.scroll_offset.y
        events.show(told)
        await driven.settle()
        assert events.events[events.cursor].id == "e20"
        assert events.top_of(20) - events.scroll_offset.y == row
