"""The list of events: found by words, newest or largest first, with what is unread."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from index import Event, Library
from tests.tui.listed import as_listed
from tests.tui.screen import ARTICLES, EVENTS, Driven, opened, presses
from tui.screens import sifting
from tui.widgets.listing import ArticleList, EventList
from tui.widgets.query_bar import QueryBar


def listed(driven: Driven) -> list[str]:
    return [event.id for event in driven.app.screen.query_one(EventList).events]


def with_words(library: Library, words: str) -> list[Event]:
    """The events one of whose articles has ``words``."""
    found = {hit.line.id for hit in library.search(words).hits}
    return [event for event in library.events() if found & set(event.articles)]


@presses("library.search")
async def test_slash_among_events_keeps_those_in_which_the_words_are_found(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("slash")
        await driven.type("pistorius")
        wanted = with_words(five, "pistorius")
        assert listed(driven) == [event.id for event in wanted]
        assert 0 < len(wanted) < len(five.events())
        assert "1 event · 1 article" in driven.lines[1]


async def test_the_best_hit_of_the_event_is_shown_with_its_matches_lit(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("slash")
        await driven.type("pistorius")
        reader = driven.library_screen.reader
        assert reader.article is not None and "Pistorius" in reader.article.text
        assert reader.matches


async def test_events_are_found_by_outlet_name_and_date_too(five: Library) -> None:
    for query in ("outlet:sgp", "person:stoltenberg", "date:2024"):
        async with opened(five) as driven:
            await driven.press("slash")
            await driven.type(query)
            assert listed(driven) == [event.id for event in with_words(five, query)]
            assert listed(driven)


async def test_one_query_is_answered_by_events_and_by_articles(
    five: Library,
) -> None:
    async with opened(five) as driven:
        await driven.press("slash")
        await driven.type("summit")
        await driven.press("enter", *ARTICLES)
        articles = driven.app.screen.query_one(ArticleList)
        assert len(articles.hits) == five.search("summit").total
        await driven.press(*EVENTS)
        assert listed(driven) == [event.id for event in with_words(five, "summit")]
        await driven.press("escape")
        assert len(listed(driven)) == len(five.events())


async def test_hits_beyond_the_first_part_are_counted_in_the_background(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sifting, "_FIRST", 1)
    monkeypatch.setattr(sifting, "_THEN", 1)
    async with opened(five) as driven:
        await driven.press("slash")
        await driven.type("nato")
        assert listed(driven) == [event.id for event in five.events()]
        assert "3 events · 5 articles" in driven.lines[1]


async def test_without_any_event_slash_searches_the_articles(library: Library) -> None:
    async with opened(library) as driven:
        await driven.press("slash")
        assert driven.library_screen.tab == "articles"
        assert driven.app.focused is driven.app.screen.query_one(QueryBar).query_one("#query")


async def test_words_found_nowhere_say_so(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("slash")
        await driven.type("zzzzqqq")
        assert listed(driven) == []
        assert "nothing found; try fewer words, or outlet:name" in driven.lines[2]
        await driven.press("escape")
        assert "nothing found" not in driven.glass


async def test_slash_stays_among_events_while_their_list_is_still_on_its_way(
    five: Library,
) -> None:
    async with opened(five) as driven:
        driven.app.screen.query_one(EventList).show(as_listed([]))
        await driven.press("slash")
        assert driven.library_screen.tab == "events"


@presses("library.order")
async def test_o_puts_the_largest_first_and_the_next_start_knows(five: Library) -> None:
    newest = [event.id for event in five.events()]
    largest = [
        event.id for event in sorted(five.events(), key=lambda event: -event.independent_texts)
    ]
    assert newest != largest
    async with opened(five) as driven:
        assert listed(driven) == newest
        await driven.press("o")
        assert listed(driven) == largest
        assert "largest first" in driven.glass
    async with opened(five) as driven:
        assert listed(driven) == largest
        await driven.press("o")
        assert listed(driven) == newest


async def test_o_goes_to_the_largest_and_back_stays_on_its_event(five: Library) -> None:
    async with opened(five) as driven:
        events = driven.app.screen.query_one(EventList)
        await driven.press("o")
        shown = driven.library_screen.reader.article
        assert events.cursor == 0 and shown is not None
        assert shown.id in events.events[0].articles
        on = events.events[0].id
        await driven.press("o")
        assert events.events[events.cursor].id == on and events.cursor > 0


async def test_o_among_hits_puts_the_newest_first(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "o")
        assert "newest first" in driven.told[-1]
        await driven.press("slash")
        await driven.type("nato")
        await driven.press("enter", "o")
        hits = driven.app.screen.query_one(ArticleList).hits
        wanted = five.search("nato", sort="date").hits
        assert [hit.line.id for hit in hits] == [hit.line.id for hit in wanted]


async def test_an_event_tells_how_many_of_its_texts_are_unread(five: Library) -> None:
    event = max(five.events(), key=lambda event: len(event.articles))
    async with opened(five) as driven:
        assert f"{len(event.articles)} unread" in driven.glass
    five.mark_read(event.articles[0])
    async with opened(five) as driven:
        assert f"{len(event.articles) - 1} unread" in driven.glass


async def test_a_held_key_paints_no_text_and_what_comes_next_finds_it(five: Library) -> None:
    async with opened(five) as driven:
        screen = driven.library_screen
        await driven.press(*ARTICLES)
        with patch.object(type(screen), "REST", 3600.0):
            before = screen.shown_article()
            await driven.press("j", "j", "j")
            assert screen.shown_article() == before
            await driven.press("asterisk")
        articles = screen.query_one(ArticleList)
        assert screen.shown_article() == articles.lines[articles.cursor].id != before
        assert five.kept.of(articles.lines[articles.cursor].id).starred
