"""Feeds on screen: following, fetching in the background, folders, trouble, their articles."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from index import Library, RashomonError
from index.following import Feeds
from tests.index.followed import at_hand, entry, feed, follow
from tests.tui.screen import ARTICLES, NORMAL, Driven, opened, presses
from tests.web import Site, answer, site
from tui.look import Look
from tui.screens.choose import ChooseScreen
from tui.screens.feeds import FeedsScreen
from tui.screens.sheet import SheetScreen
from tui.widgets.feed_list import FeedList
from tui.widgets.listing import ArticleList

__all__ = ["at_hand", "site"]


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Feeds on this machine may be followed, as no key allows."""
    subscribe = Feeds.subscribe
    allowed = functools.partialmethod(subscribe, allow_private=True)
    monkeypatch.setattr(Feeds, "subscribe", allowed)


@pytest.fixture
def two(library: Library, site: Site, tmp_path: Path) -> Library:
    """A library that follows two feeds; Valley News has been fetched."""
    site.answers["/valley"] = feed(entry(1), entry(2))
    site.answers["/hill"] = feed(entry(3), title="Hill Post")
    library.feeds.fetch(subscribed=follow(library, f"{site.url}/valley", folder="News"))
    follow(library, f"{site.url}/hill")
    library.analyse()
    return library


def names(driven: Driven) -> list[str]:
    return [one.name for one in driven.app.screen.query_one(FeedList).feeds]


async def fetched(driven: Driven) -> None:
    """Wait until what was asked for is done."""
    while driven.library_screen.under_way():
        await asyncio.sleep(0.01)
    await driven.settle()


@presses("library.feeds")
async def test_f_lists_the_feeds_by_folder_with_their_figures(two: Library) -> None:
    async with opened(two) as driven:
        await driven.press("F")
        assert names(driven) == ["Hill Post", "Valley News"]
        assert "2 feeds" in driven.lines[1]
        at = next(at for at, line in enumerate(driven.lines) if "Valley News" in line)
        assert driven.lines[at - 1].split() == ["News"]
        assert driven.lines[at].split()[-3:] == ["2", "2", "now"]
        assert "never" in driven.glass


@presses("feeds.fetch", "feeds.fetch_all")
async def test_r_fetches_one_feed_and_shift_r_all_of_them(two: Library, site: Site) -> None:
    async with opened(two) as driven:
        await driven.press("F", "r")
        await fetched(driven)
        assert "1 new article" in driven.told[-1]
        assert site.paths().count("/hill") == 2
        site.answers["/valley"] = feed(entry(1), entry(2), entry(4))
        await driven.press("R")
        await fetched(driven)
        assert two.counts().articles == 4
        await driven.press("q", *ARTICLES)
        assert len(driven.library_screen.query_one(ArticleList).lines) == 4


async def test_enter_lists_the_articles_of_a_feed(two: Library) -> None:
    async with opened(two) as driven:
        await driven.press("F", "enter")
        assert "nothing came by this feed yet; r asks it" in driven.told[-1]
        await driven.press("j", "enter")
        assert driven.app.screen is driven.library_screen
        assert "feed:" in driven.glass and "2 articles" in driven.glass


async def test_trouble_is_told_with_what_to_do_and_news_of_it_once(
    two: Library, site: Site
) -> None:
    site.answers["/hill"] = answer(status=404)
    async with opened(two) as driven:
        await driven.press("F", "R")
        await fetched(driven)
        assert "Hill Post: nothing is there (404)" in driven.told[-1]
        assert "look for its address on its site" in driven.glass
        assert "1 with trouble" in driven.lines[1]
        await driven.press("R")
        await fetched(driven)
        assert "404" not in driven.told[-1]


@presses("feeds.subscribe")
async def test_a_follows_a_feed_and_brings_its_articles(
    two: Library, site: Site, near: None
) -> None:
    site.answers["/new"] = feed(entry(7), title="River Courier")
    async with opened(two) as driven:
        await driven.press("F", "j", "a")
        await driven.answer(f"{site.url}/new")
        await fetched(driven)
        assert driven.told[-1] == "you follow River Courier, 1 new article · u unfollows"
        assert names(driven) == ["Hill Post", "River Courier", "Valley News"]
        assert two.feeds.find("River Courier").folder == "News", "the folder one is in"
        await driven.press("a")
        await driven.answer(f"{site.url}/new")
        await fetched(driven)
        assert driven.told[-1] == "you follow River Courier already"
        articles = two.counts().articles
        await driven.press("u")
        assert driven.told[-1] == "undone: River Courier is followed"
        assert names(driven) == ["Hill Post", "Valley News"]
        await driven.press("U")
        assert names(driven) == ["Hill Post", "River Courier", "Valley News"]
        assert two.counts().articles == articles, "what came by it stays"


async def test_a_page_that_names_several_feeds_offers_them(
    two: Library, site: Site, near: None
) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}">'
        for name in ("world", "sport")
    )
    site.answers["/page"] = answer(f"<html><head>{links}</head><body>Hello</body></html>")
    site.answers["/sport"] = feed(entry(5), title="Sport")
    async with opened(two) as driven:
        await driven.press("F", "a")
        await driven.answer(f"{site.url}/page")
        await fetched(driven)
        assert isinstance(driven.app.screen, ChooseScreen)
        await driven.press("down", "enter")
        await fetched(driven)
        assert "Sport" in names(driven)


async def test_what_cannot_be_followed_is_told_in_one_line(two: Library) -> None:
    async with opened(two) as driven:
        await driven.press("F", "a")
        await driven.answer("missing.opml")
        assert "no such file" in driven.told[-1]
        assert names(driven) == ["Hill Post", "Valley News"]


async def test_a_private_address_is_refused_with_the_command_that_allows_it(
    two: Library, site: Site
) -> None:
    async with opened(two) as driven:
        await driven.press("F", "a")
        await driven.answer(f"{site.url}/other")
        command = f"rashomon subscribe --allow-private {site.url}/other"
        assert command in driven.told[-1]


@pytest.mark.usefixtures("near")
async def test_a_list_of_feeds_given_to_add_may_be_followed(
    two: Library, site: Site, tmp_path: Path
) -> None:
    site.answers["/sea"] = feed(entry(9), title="Sea Times")
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml><body><outline text="Sea" xmlUrl="{site.url}/sea"/></body></opml>')
    async with opened(two) as driven:
        await driven.press("a")
        await driven.answer(str(path))
        await fetched(driven)
        assert "This is a list of feeds (OPML). Follow?" in driven.glass
        await driven.press("enter")
        await fetched(driven)
        assert len(two.feeds.every()) == 3 and two.counts().articles == 3
        await driven.press("a")
        await driven.answer(str(path))
        await fetched(driven)
        await driven.press("down", "enter")
        assert driven.told[-1] == "nothing was added; a in F follows"


@presses("feeds.unsubscribe")
async def test_d_unsubscribes_once_it_is_confirmed_and_articles_stay(two: Library) -> None:
    async with opened(two) as driven:
        await driven.press("F", "j", "d")
        assert "its 2 articles stay" in driven.glass
        await driven.press("down", "enter")
        assert names(driven) == ["Hill Post", "Valley News"]
        await driven.press("d", "enter")
        assert "you follow Valley News no longer" in driven.told[-1]
        assert names(driven) == ["Hill Post"]
        assert two.counts().articles == 2
        await driven.press("u")
        assert driven.told[-1] == "undone: Valley News is followed no longer"
        assert names(driven) == ["Hill Post", "Valley News"]


@presses("feeds.folder", "feeds.full_text", "feeds.pause", "feeds.details")
async def test_folder_whole_texts_and_pause_are_a_key_each(two: Library) -> None:
    async with opened(two) as driven:
        await driven.press("F", "f")
        await driven.answer("World / North")
        assert names(driven) == ["Valley News", "Hill Post"], "the cursor stays on its feed"
        assert "World/North" in driven.glass
        await driven.press("f")
        await driven.answer("-")
        assert two.feeds.find("Hill Post").folder == ""
        await driven.press("w", "p")
        changed = two.feeds.find("Hill Post")
        assert changed.full_text and changed.state.ended
        assert "whole texts" in driven.glass and "paused" in driven.glass
        await driven.press("i")
        assert isinstance(driven.app.screen, SheetScreen)
        assert changed.shown_url in driven.glass and "not any more" in driven.glass
        await driven.press("q", "p", "w")
        assert not two.feeds.find("Hill Post").state.ended


@presses("feeds.stop")
async def test_x_stops_a_fetch_and_gives_back_what_was_not_asked(
    two: Library, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = two.feeds.fetch

    def till_stopped(_: Feeds, *only: Any, cancelled: Callable[[], bool], **options: Any) -> Any:
        while not cancelled():
            pass
        return fetch(*only, cancelled=lambda: True, **options)

    monkeypatch.setattr(Feeds, "fetch", till_stopped)
    async with opened(two) as driven:
        await driven.press("F", "x")
        assert "nothing to stop" in driven.told[-1]
        await driven.pilot.press("R")
        await driven.pilot.pause()
        assert "x stops" in driven.lines[-2], "the progress line is on this screen, too"
        await driven.pilot.press("a")
        assert "fetching is under way; x stops it" in driven.told[-1]
        await driven.press("x")
        await fetched(driven)
        assert "stopped" in driven.told[-1]
        assert driven.app.screen.query_one("#progress").display is False


async def test_without_feeds_the_list_says_which_key_follows_one(library: Library) -> None:
    async with opened(library) as driven:
        await driven.press("F")
        assert "no feeds yet · a follows one" in driven.glass
        await driven.press("r", "R", "d", "f", "w", "p", "i", "enter")
        assert isinstance(driven.app.screen, FeedsScreen)
        assert "no feeds yet" in driven.told[-1]


async def test_following_from_the_sample_begins_ones_own_library(
    site: Site, near: None, until: Callable[[Driven], Awaitable[None]] = fetched
) -> None:
    site.answers["/valley"] = feed(entry(1), entry(2))
    sample = Library.sample()
    async with opened(sample) as driven:
        await driven.press("F", "a")
        await driven.answer(f"{site.url}/valley")
        await until(driven)
        assert names(driven) == ["Valley News"]
        assert driven.app.library is sample, "until the reader comes back"
        await driven.press("enter")
        assert driven.app.library is not sample
        assert "feed:" in driven.glass and "2 articles" in driven.glass
    driven.app.library.close()


async def test_nothing_is_fetched_unasked_unless_that_was_set(two: Library, site: Site) -> None:
    before = len(site.asked)
    async with opened(two) as driven:
        assert driven.library_screen.reading.look.fetch_every is None
        assert len(site.asked) == before
    async with opened(two, look=Look(fetch_every=1800.0)) as driven:
        driven.library_screen.fetch_due()
        await fetched(driven)
        assert site.paths()[before:] == ["/hill"], "the other feed is not due"
        assert "1 new article" in driven.told[-1]
        driven.library_screen.fetch_due()
        await fetched(driven)
        assert len(driven.told) == 1, "nothing came, and nothing is said"


async def test_the_list_fits_narrow_windows(two: Library) -> None:
    for size in ((60, 20), NORMAL, (40, 15)):
        async with opened(two, size) as driven:
            await driven.press("F")
            assert "Valley News" in driven.glass
            assert max(map(len, driven.lines)) <= size[0]


async def test_a_fault_of_a_feed_is_an_error_in_one_line(
    two: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: Any, **__: Any) -> None:
        raise RashomonError("is being written", "library", "wait")

    monkeypatch.setattr(Feeds, "fetch", busy)
    async with opened(two) as driven:
        await driven.press("F", "R")
        assert "is being written" in driven.told[-1]
        assert not driven.library_screen.under_way()
