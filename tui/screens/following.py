"""Following feeds from inside the reader: fetching in the background, when asked or set to."""

from __future__ import annotations

import datetime
from abc import abstractmethod
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from index import ImportReport, Library, Progress, RashomonError, locations
from tui.feed_words import brought, subscribed
from tui.key_words import worded
from tui.paths import meant
from tui.screens.adding import Adding
from tui.screens.choose import Choice, ChooseScreen
from tui.screens.working import Asked, Report

if TYPE_CHECKING:
    from index.feeds.discovery import Named
    from index.feeds.outcome import FetchReport
    from index.subscribing import Subscribed

Came = tuple[Library, "Subscribed | None", "FetchReport | None", str]
"""Whose feeds they are, what was subscribed to, what came, what the rules made go."""


_END = worded(" · {anywhere.undo} unfollows")


class Following(Adding):
    """The part of the library screen that follows feeds; their list is a screen of its own."""

    library: Library

    @abstractmethod
    def run_search(self, query: str) -> None:
        """List the articles that a query finds."""

    def begin_work(self) -> None:
        """Begin work; ask the feeds that are due now and then, if that was set."""
        super().begin_work()
        every = self.reading.look.fetch_every
        if every is not None and not self.library.is_sample:
            self.set_timer(1.0, self.fetch_due)
            self.set_interval(every, self.fetch_due)

    def feeds_library(self) -> Library | None:
        """The library that feeds are followed in; None where it is still to be made.

        To be called in a thread.
        """
        if self._next is not None:
            return self._next[0]
        if not self.library.is_sample:
            return self.library
        return Library.open() if locations.chosen().file.exists() else None

    def action_feeds(self) -> None:
        """List the feeds."""
        from tui.screens.feeds import FeedsScreen

        self.app.push_screen(FeedsScreen(self))

    def subscribe(self, typed: str, folder: str = "") -> None:
        """Follow a feed, or those of a list, and fetch what they have."""
        source, own = meant(typed), self.own_library()

        def do(progress: Report, stopped: Asked) -> Came:
            library = own()
            progress(Progress("looking for the feed", 0, 0, ""))
            found = library.feeds.subscribe(source, folder=folder)
            report = None
            if found.new:
                report = library.feeds.fetch(progress=progress, cancelled=stopped, subscribed=found)
            return library, found, report, ""

        self.set_to_work("subscribing", do, self._subscribed)

    def may_follow(self, source: str, report: ImportReport) -> bool:
        """Ask whether to follow the feed or the list of feeds that was to be added."""
        what = _to_follow(report)
        if not what or self.app.screen is not self:
            return False
        choices = [Choice("yes", "yes, follow", "what is new comes by itself"), Choice("", "no")]

        def fit(words: str) -> list[Choice]:
            return [one for one in choices if one.label.startswith(words.lower())]

        def answered(value: str | None) -> None:
            if value:
                self.subscribe(source)
            elif value is not None:
                self.tell(worded("nothing was added; {feeds.subscribe} in {library.feeds} follows"))

        self.app.push_screen(ChooseScreen(f"This is {what}. Follow?", "", fit), answered)
        return True

    def _subscribed(self, came: Came) -> None:
        library, found, report, _ = came
        if found is None:
            return
        if found.choices:
            self._choose(found.choices)
        elif found.page and not found.new and not found.already:
            self.tell(f"{found.page} names no feed")
        else:
            self.tell(f"{subscribed(found, report)}{_END if found.new else ''}")
        something = bool(report and report.imported)
        self.arrived(library, something, _query(found) if something else "")
        self.renew_feeds()

    def _choose(self, named: Collection[Named]) -> None:
        choices = [Choice(one.url, one.title or one.url, one.url) for one in named]

        def fit(words: str) -> list[Choice]:
            found = words.casefold()
            return [one for one in choices if found in f"{one.label} {one.value}".casefold()]

        def chosen(url: str | None) -> None:
            if url is not None:
                self.subscribe(url)

        question = "The page names several feeds: which one?"
        self.app.push_screen(ChooseScreen(question, "", fit), chosen)

    def fetch_feeds(self, only: Collection[str] = (), force: bool = True) -> None:
        """Ask feeds for what is new: those named by number, else all (``force``) or those due."""
        if not self.told_busy():
            self.set_to_work("fetching", self._fetching(only, force), self._fetched)

    def fetch_due(self) -> None:
        """Ask the feeds that are due, without a word where nothing comes of it."""
        if not self.under_way():
            self.set_to_work("fetching", self._fetching((), False), self._came_unasked, quiet=True)

    def _fetching(self, only: Collection[str], force: bool) -> Callable[[Report, Asked], Came]:
        def do(progress: Report, stopped: Asked) -> Came:
            library = self.feeds_library()
            if library is None:
                raise RashomonError("no feeds yet", advice="subscribe to one first")
            report = library.feeds.fetch(only, force=force, progress=progress, cancelled=stopped)
            went = None
            if report.outcomes and not report.cancelled:
                today = datetime.datetime.now().astimezone().date()
                went = library.forgetting.apply(today, cancelled=stopped)
            return library, None, report, went.said if went else ""

        return do

    def _fetched(self, came: Came) -> None:
        library, _, report, went = came
        if report is None:
            return
        self.tell("; ".join(filter(None, (brought(report, worded("{library.feeds}")), went))))
        self.arrived(library, bool(report.imported))
        self.renew_feeds()

    def _came_unasked(self, came: Came) -> None:
        library, _, report, went = came
        if report is not None and (report.imported or went or any(f.fresh for f in report.failed)):
            self._fetched(came)
        else:
            self.arrived(library, False)
            self.renew_feeds()

    def renew_feeds(self) -> None:
        """The list of feeds, if it is open, shows what is so now."""
        from tui.screens.feeds import FeedsScreen

        for screen in self.app.screen_stack:
            if isinstance(screen, FeedsScreen):
                screen.renew()

    def search_later(self, query: str) -> None:
        """List what a query finds: here, or in the library that was begun meanwhile."""
        if self._next is not None:
            self._next = self._next[0], query
        else:
            self.run_search(query)


def _to_follow(report: ImportReport) -> str:
    """What the one thing is that was refused, if it is one that can be followed."""
    from index.ingest.sniff import LIST_OF_FEEDS
    from index.pulling import A_FEED

    if len(report.refused) != 1 or report.imported or report.already or report.brought_back:
        return ""
    (refusal,) = report.refused
    if refusal.reason == A_FEED:
        return "a feed"
    inside = "!/" in refusal.path
    return LIST_OF_FEEDS if refusal.reason.startswith(LIST_OF_FEEDS) and not inside else ""


def _query(found: Subscribed | None) -> str:
    new = found.new if found else ()
    return f"feed:{new[0].id}" if len(new) == 1 else ""
