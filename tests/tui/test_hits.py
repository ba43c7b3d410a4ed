"""The hits of a search: walked with n and N, there again at the next start, not lost when read."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from index import Library
from tests.tui.screen import ARTICLES, EVENTS, SMALL, Driven, opened, presses
from tui.screens.place import Place
from tui.widgets.listing import ArticleList, EventList


def shown(driven: Driven) -> int:
    """The article that is shown."""
    article = driven.library_screen.reader.article
    assert article is not None
    return article.id


async def searched(driven: Driven, query: str, tab: Sequence[str] = ARTICLES) -> None:
    """What a query finds, in front."""
    await driven.press(*tab, "slash")
    await driven.type(query)
    await driven.press("enter")


@presses("library.next_hit", "library.prior_hit")
async def test_in_the_list_n_walks_the_matches_shown_then_goes_on_to_the_next_hit(
    five: Library,
) -> None:
    async with opened(five) as driven:
        await driven.press("n")
        assert "no search is on" in driven.told[-1]
        await searched(driven, "membership")
        screen, articles = driven.library_screen, driven.library_screen.query_one(ArticleList)
        assert articles.has_focus
        first, matches = shown(driven), len(screen.reader.matches)
        assert matches > 1
        await driven.press("n")
        assert f"1 of {matches} matches" in driven.lines[-1]
        await driven.press("n", "n", "N")
        assert screen.reader.match == 1
        assert articles.has_focus
        while shown(driven) == first:
            await driven.press("n")
        assert articles.cursor == 1
        await driven.press("N")
        assert shown(driven) == first, "before its first match comes the text before"
        await driven.press("G", "9", "9", "n")
        assert "that was the last match" in driven.told[-1]


@pytest.mark.parametrize("tab", [EVENTS, ARTICLES])
async def test_enter_goes_into_the_text_at_the_match_one_walked_to(
    five: Library, tab: Sequence[str]
) -> None:
    async with opened(five) as driven:
        await searched(driven, "membership", tab)
        await driven.press("n", "n", "n")
        reader = driven.library_screen.reader
        at = reader.place(), reader.match
        await driven.press("enter")
        assert reader.has_focus
        assert (reader.place(), reader.match) == at
        await driven.press("j", "q", "enter")
        assert reader.place() != at[0], "and so does going in and out"


async def test_slash_again_begins_a_new_query_or_goes_on_with_the_old_one(five: Library) -> None:
    async with opened(five) as driven:
        await searched(driven, "membership")
        await driven.press("slash")
        await driven.type("vilnius")
        assert driven.library_screen.lit_query() == "vilnius"
        await driven.press("enter", "slash", "end")
        await driven.type(" ukraine")
        assert driven.library_screen.lit_query() == "vilnius ukraine"
        await driven.press("enter", "slash", "escape")
        assert not driven.library_screen.searched()


async def test_where_the_text_is_not_in_sight_n_goes_to_the_next_hit(five: Library) -> None:
    async with opened(five, SMALL) as driven:
        await searched(driven, "nato")
        first = shown(driven)
        await driven.press("n")
        assert shown(driven) != first
        assert driven.library_screen.query_one(ArticleList).cursor == 1


@pytest.mark.parametrize("reading", [False, True])
async def test_the_search_is_on_again_at_the_next_start(five: Library, reading: bool) -> None:
    async with opened(five) as driven:
        await searched(driven, "nato memb")
        await driven.press("o", "j", "j", *(["enter", "j", "j"] if reading else []))
        left, place = shown(driven), driven.library_screen.reader.place()
        row = driven.library_screen.query_one(ArticleList).cursor
        driven.app.keep_place()
    async with opened(five) as driven:
        screen = driven.library_screen
        articles = screen.query_one(ArticleList)
        assert (shown(driven), screen.reader.place(), articles.cursor) == (left, place, row)
        assert screen.reader.has_focus == reading
        assert "nato memb" in driven.lines[1]
        assert "newest first" in driven.glass
        assert screen.reader.matches
        await driven.press(*(["q"] if reading else []), "k")
        assert articles.cursor == row - 1
        await driven.press("escape")
        assert articles.items() == 5


async def test_events_of_a_search_are_there_again_with_the_cursor_on_the_one_left(
    five: Library,
) -> None:
    async with opened(five) as driven:
        await searched(driven, "nato", EVENTS)
        await driven.press("j")
        left, row = shown(driven), driven.library_screen.query_one(EventList).cursor
        driven.app.keep_place()
    async with opened(five) as driven:
        assert shown(driven) == left
        assert driven.library_screen.query_one(EventList).cursor == row == 1


async def test_a_row_far_down_is_fetched_at_once(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.searching.PAGE", 1)
    monkeypatch.setattr("tui.screens.searching._NEAR", 1)
    numbers = [hit.line.id for hit in five.search("nato", typing=True).hits]
    Place("articles", numbers[3], 0, False, "nato", row=3).save(five)
    async with opened(five) as driven:
        assert driven.library_screen.query_one(ArticleList).cursor == 3


def test_a_spoilt_search_is_no_place(five: Library) -> None:
    spoilt: tuple[dict[str, object], ...] = (
        {"query": 3}, {"newest": "x"}, {"row": -1}, {"row": None}, {"row": 10**30},
    )  # fmt: skip
    for change in spoilt:
        five.remember("place", json.dumps({"tab": "articles", "article": 1} | change))
        assert Place.load(five) == Place()


async def test_marked_read_by_hand_an_article_stays_among_the_unread(five: Library) -> None:
    async with opened(five) as driven:
        await searched(driven, "is:unread")
        articles = driven.library_screen.query_one(ArticleList)
        await driven.press("j", "r")
        assert articles.items() == 5
        assert articles.lines[1].read
        await driven.press("r")
        assert not articles.lines[1].read
        assert articles.cursor == 1


async def test_a_hit_that_was_read_or_starred_elsewhere_shows_it(five: Library) -> None:
    async with opened(five) as driven:
        await searched(driven, "nato")
        screen, articles = driven.library_screen, driven.library_screen.query_one(ArticleList)
        read, starred = (line.id for line in articles.lines[:2])
        await driven.press("enter", "G", "q")
        five.kept.star([starred])
        screen.refresh_all()
        await driven.settle()
        assert articles.lines[0].id == read and articles.lines[0].read
        assert articles.lines[1].starred and articles.items() == 5
