"""Lists that are longer than the glass, and what they show while one walks through them."""

from __future__ import annotations

import datetime

from index import Event, Library
from tests.tui.listed import as_listed
from tests.tui.screen import ARTICLES, EVENTS, NAMES, opened
from tui.widgets.listing import EventList

DAY = datetime.date(2024, 4, 30)
MANY = [Event(f"e{n}", f"Event {n}", DAY, DAY, (n,), ("A",), 1) for n in range(1, 301)]


async def test_every_step_through_a_long_list_shows_the_event_one_is_on(five: Library) -> None:
    async with opened(five, (120, 40)) as driven:
        events = driven.library_screen.query_one(EventList)
        events.show(as_listed(MANY))
        await driven.press("g")
        tops = []
        for number in range(2, 40):
            await driven.press("j")
            assert f"▌Event {number} " in driven.glass
            tops.append(events.scroll_offset.y)
        assert len(set(tops)) < 10, "one painting of the list serves many steps"
        await driven.press("2", "5", "0", "G")
        assert "▌Event 250 " in driven.glass
        await driven.press("G")
        assert "▌Event 300 " in driven.glass and "Event 299 " in driven.glass


async def test_in_a_list_the_place_is_told_that_a_number_before_a_move_leads_to(
    five: Library,
) -> None:
    whole = {"events": len(five.events()), "articles": 5, "names": len(five.entities())}
    async with opened(five, (120, 40)) as driven:
        for keys, (listed, items) in zip((EVENTS, ARTICLES, NAMES), whole.items(), strict=True):
            await driven.press(*keys)
            assert driven.lines[-1].rstrip().endswith(f" of {items}"), "before a move, too"
            await driven.press("3", "G")
            assert driven.lines[-1].rstrip().endswith(f" {listed[:-1]} 3 of {items}")
        await driven.press(*ARTICLES, "enter", "G")
        assert driven.lines[-1].rstrip().endswith("100 % · J goes on"), "in a text how far"


async def test_a_list_that_shrinks_under_one_shows_its_last_event(five: Library) -> None:
    async with opened(five, (120, 40)) as driven:
        events = driven.library_screen.query_one(EventList)
        events.show(as_listed(MANY))
        await driven.press("G")
        events.show(as_listed(MANY[:40]))
        await driven.settle()
        assert "▌Event 40 " in driven.glass and "Event 39 " in driven.glass
