"""A library without events: it waits for them where they will be, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from index import Library
from tests.tui.screen import Driven, opened
from tui.screens.library import LibraryScreen
from tui.widgets.listing import ArticleList, EventList


@pytest.fixture
def fresh(library: Library, seeds: list[str]) -> Iterator[Library]:
    """Articles that were added, while nobody reads them closely."""
    library.add(seeds)
    with patch.object(LibraryScreen, "read_closely"):
        yield library


async def grouped(driven: Driven, library: Library) -> None:
    """Group the articles while the reader is open."""
    library.analyse()
    driven.library_screen.refresh_all()
    await driven.settle()


async def test_it_opens_on_the_events_and_shows_them_once_they_are_there(fresh: Library) -> None:
    async with opened(fresh) as driven:
        assert driven.library_screen.tab == "events"
        assert "grouping the articles · l lists them" in driven.glass
        await grouped(driven, fresh)
        events = driven.library_screen.query_one(EventList)
        assert events.has_focus and events.items() == len(fresh.events())
        article = driven.library_screen.reader.article
        assert article is not None and article.id in events.events[0].articles
        assert "grouping the articles" not in driven.glass


async def test_who_reads_the_articles_meanwhile_is_left_where_he_is(fresh: Library) -> None:
    async with opened(fresh) as driven:
        await driven.press("l", "j", "j")
        articles, reader = driven.app.screen.query_one(ArticleList), driven.library_screen.reader
        on, shown = articles.lines[articles.cursor].id, reader.article
        await grouped(driven, fresh)
        assert driven.library_screen.tab == "articles" and articles.has_focus
        assert articles.lines[articles.cursor].id == on
        assert shown is not None and reader.article is not None and reader.article.id == shown.id


async def test_articles_that_tell_no_event_are_listed_at_once(fresh: Library) -> None:
    with patch.object(fresh, "pending", lambda: 0):
        async with opened(fresh) as driven:
            assert driven.library_screen.tab == "articles"
            await driven.press("h")
            assert "no events · l lists the articles" in driven.glass


async def test_what_is_added_to_an_empty_library_becomes_events_in_sight(
    library: Library, seeds: list[str]
) -> None:
    async with opened(library) as driven:
        assert driven.library_screen.tab == "events"
        assert "no articles yet; a adds some" in driven.glass
        await driven.press("a")
        await driven.answer(seeds[0])
        assert driven.library_screen.tab == "events"
        assert driven.library_screen.query_one(EventList).items() == 1
