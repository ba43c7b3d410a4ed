"""Forgetting on screen: asked first, with the number; undone like everything else."""

from __future__ import annotations

from index import Library
from tests.tui.screen import ARTICLES, EVENTS, NAMES, Driven, opened, presses
from tui.screens.choose import Choices, ChooseScreen
from tui.screens.kept import KeptScreen
from tui.widgets.listing import ArticleList, EventList


def listed(driven: Driven) -> list[int]:
    return [line.id for line in driven.library_screen.query_one(ArticleList).lines]


def offered(driven: Driven) -> list[str]:
    return [one.label for one in driven.app.screen.query_one(Choices).choices]


@presses("library.forget")
async def test_d_forgets_the_article_here_and_u_brings_it_back(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "j")
        before = listed(driven)
        await driven.press("d")
        assert isinstance(driven.app.screen, ChooseScreen)
        assert offered(driven) == ["this article", "all 5 in this list"]
        await driven.press("escape")
        assert listed(driven) == before, "given up, nothing goes"
        await driven.press("d", "enter")
        assert driven.told[-1] == f"forgot article {before[1]} · u brings back"
        assert listed(driven) == [before[0], *before[2:]]
        shown = driven.library_screen.reader.article
        assert shown is not None and shown.id == before[2], "the next one is shown"
        assert "4 articles" in driven.lines[0]
        await driven.press("u")
        assert listed(driven) == before
        assert five.pending() == 0, "what came back is in its event again"


async def test_all_that_are_found_or_picked_go_at_once_but_what_is_kept_stays(
    five: Library,
) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "slash")
        await driven.type("stoltenberg")
        await driven.press("enter")
        found = listed(driven)
        await driven.press("asterisk", "j", "d")
        assert offered(driven)[1] == f"all {len(found) - 1} that “stoltenberg” finds"
        assert "1 more stay: starred, tagged or noted" in driven.glass
        await driven.press("down", "enter")
        assert [line.id for line in five.articles() if line.id in found] == found[:1]
        assert listed(driven) == found[:1]
        await driven.press("u")
        assert len(five.articles()) == 5


async def test_near_hits_of_a_query_that_nothing_meets_are_not_offered(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "slash")
        await driven.type("stoltenberg unheardof")
        await driven.press("enter")
        assert len(listed(driven)) > 1, "they are good to read"
        await driven.press("d")
        assert offered(driven) == ["this article"]


async def test_a_starred_article_goes_only_when_that_is_said(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "asterisk", "d")
        assert offered(driven)[0] == "this article, though you keep something of it"
        number = listed(driven)[0]
        await driven.press("enter")
        assert number not in listed(driven)
        await driven.press("u")
        assert five.kept.of(number).starred


async def test_the_texts_of_an_event_go_and_the_event_with_them(five: Library) -> None:
    async with opened(five) as driven:
        events = driven.library_screen.query_one(EventList)
        before = len(events.events)
        await driven.press("comma", "d", "enter")
        assert len(events.events) == before - 1
        assert "picked" not in driven.lines[0], "what is forgotten is picked no longer"
        assert driven.library_screen.reader.article is not None


async def test_what_is_forgotten_is_listed_with_what_is_kept(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "d", "enter", "S")
        assert isinstance(driven.app.screen, KeptScreen)
        (line,) = (line for line in driven.lines if "forgotten" in line)
        assert "1 text" in line
        await driven.press("G", "enter")
        assert "compact" in driven.glass
        await driven.press("q", "q")
        assert driven.app.screen is driven.library_screen


async def test_the_last_article_can_go_too(five_copies: Library) -> None:
    async with opened(five_copies) as driven:
        await driven.press(*ARTICLES, "d", "down", "enter")
        assert listed(driven) == []
        assert driven.library_screen.reader.article is None
        assert "no articles yet; a adds some" in driven.glass
        await driven.press("d", "enter", "i", "c", *EVENTS, *NAMES, "u")
        assert len(five_copies.articles()) == 6


async def test_what_another_session_forgot_is_left_and_that_is_said(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "enter")
        number = listed(driven)[0]
        with Library.open(five.path) as other:
            other.forgetting.forget([number])
        driven.library_screen._look()
        await driven.settle()
        assert number not in listed(driven)
        said = "the text that was shown was forgotten meanwhile; this is one near it"
        assert driven.told == [said]
        assert driven.library_screen.reader.article is not None
