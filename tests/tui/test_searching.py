"""Searching as one types on the library screen: answers, mistakes, what follows from them."""

from __future__ import annotations

import pytest

from index import Library, QueryError, Results
from tests.tui.screen import ARTICLES, NAMES, Driven, opened, presses
from tui.screens.name import NameScreen
from tui.widgets.listing import ArticleList, EventList, NameList
from tui.widgets.query_bar import QueryBar


def listed(driven: Driven) -> list[int]:
    return [line.id for line in driven.app.screen.query_one(ArticleList).lines]


@presses("library.search")
async def test_results_narrow_while_typing_with_matches_lit(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "slash")
        await driven.type("pistorius")
        assert len(listed(driven)) == 1
        assert "1 article ·" in driven.lines[1]
        screen = driven.library_screen
        assert screen.reader.matches
        assert screen.query_one(ArticleList).hits[0].snippet.matches


async def test_a_late_answer_is_dropped(five: Library) -> None:
    async with opened(five) as driven:
        screen = driven.library_screen
        await driven.press(*ARTICLES, "slash")
        screen._ask("nato")
        screen._ask("pistorius")
        await driven.settle()
        assert len(listed(driven)) == 1
        assert screen.lit_query() == "pistorius"


async def test_a_query_that_cannot_be_read_keeps_the_results(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "slash")
        await driven.type("pistorius")
        before = listed(driven)

        def refuse(*_: object, **__: object) -> Results:
            raise QueryError("no field [bold]foo", "foo:x", "did you mean outlet:x")

        monkeypatch.setattr(five, "search", refuse)
        await driven.type("x")
        assert "no field [bold]foo; did you mean outlet:x" in driven.lines[2]
        assert listed(driven) == before


async def test_escape_empties_the_query_and_shows_all_events_again(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("slash")
        await driven.type("pistorius")
        screen = driven.library_screen
        assert screen.query_one(EventList).items() < len(five.events())
        await driven.press("escape")
        assert screen.tab == "events" and not screen.searched()
        assert screen.query_one(EventList).items() == len(five.events())
        assert not screen.reader.matches
        assert screen.focused is screen.query_one(EventList)


async def test_enter_in_the_query_leads_into_the_results(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "slash")
        await driven.type("summit")
        await driven.press("enter")
        assert driven.app.focused is driven.app.screen.query_one(ArticleList)
        await driven.press("escape")
        assert len(listed(driven)) == 5 and not driven.library_screen.searched()


async def test_what_is_pasted_into_the_query_is_cleaned(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("slash")
        bar = driven.app.screen.query_one(QueryBar)
        bar.query_one("#query").value = "na\x1b[31mto\x07"  # type: ignore[attr-defined]
        assert bar.query_text == "nato"


async def test_slash_among_names_finds_a_name(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*NAMES, "slash")
        await driven.type("stolt")
        names = [entity.name for entity in driven.app.screen.query_one(NameList).names]
        assert names == ["Jens Stoltenberg"]
        await driven.press("enter", "enter")
        assert isinstance(driven.app.screen, NameScreen)


async def test_each_list_says_what_it_was_searched_for(five: Library) -> None:
    async with opened(five) as driven:
        bar = driven.library_screen.query_one(QueryBar)
        await driven.press("slash")
        await driven.type("pistorius")
        await driven.press("enter", "l", "l")
        assert bar.query_text == "" and "1 event" not in driven.lines[1]
        await driven.press("slash")
        await driven.type("stolt")
        await driven.press("enter")
        assert "1 name" in driven.lines[1]
        await driven.press("h", "h")
        assert bar.query_text.strip() == "pistorius"
        assert "1 event · 1 article" in driven.lines[1]


async def test_names_are_not_counted_once_the_search_among_them_is_given_up(
    five: Library,
) -> None:
    async with opened(five) as driven:
        await driven.press(*NAMES, "slash")
        await driven.type("stolt")
        await driven.press("escape")
        assert "1 name" not in driven.lines[1]


async def test_enter_keeps_what_the_unfinished_word_found(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "slash", *"membersh")
        await driven.settle()
        found = driven.library_screen.query_one(ArticleList).items()
        await driven.press("enter")
        await driven.settle()
        assert found == driven.library_screen.query_one(ArticleList).items() == 5


@presses("library.like")
async def test_m_lists_the_articles_most_like_the_one_shown(five: Library) -> None:
    async with opened(five) as driven:
        shown = driven.library_screen.reader.article
        assert shown is not None
        await driven.press("m")
        await driven.settle()
        assert listed(driven) == [hit.line.id for hit in five.like(shown.id).hits]
        assert f"like:{shown.id}" in driven.glass
        await driven.press("o")
        assert "most alike first" in driven.told[-1]
        assert listed(driven) == [hit.line.id for hit in five.like(shown.id).hits]
        assert "newest first" not in driven.lines[3]
        await driven.press("escape")
        await driven.settle()
        assert len(listed(driven)) == 5


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_what_is_wrong_with_a_query_is_told_whole(
    five: Library, size: tuple[int, int]
) -> None:
    async with opened(five, size) as driven:
        await driven.press("slash")
        await driven.type("is:foo")
        assert "is:kept" in driven.glass and "is:undated" in " ".join(driven.glass.split())
        await driven.press("escape", "slash")
        await driven.type("colour:red nato")
        assert "“colour:” is no field" in driven.glass and "is:" in driven.glass
        await driven.press("escape")
        assert "no field" not in driven.glass
