"""The events on the library screen: in which order, and those that a query is found in."""

from __future__ import annotations

import contextlib
from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from index import Event, Library, RashomonError, Results
from tui.actions import worded
from tui.phrases import count
from tui.screens.place import Place
from tui.screens.room import Room
from tui.widgets.listing import ArticleList, EventList
from tui.widgets.query_bar import QueryBar
from tui.work import fetch

_KEY = "events order"
_WIDE = 120
"""Days from which on the beginning of a span tells more than its end."""
_FIRST, _THEN = 5_000, 20_000
"""Hits asked for at first, so that typing stays quick, and at a time afterwards."""


@dataclass(slots=True)
class _Sieve:
    """The hits of a query so far, best first, and the events to choose from."""

    query: str
    events: list[Event]
    ranks: dict[int, int]
    total: int
    have: int


class Sifting(Room):
    """The part of the library screen that lists events."""

    library: Library
    largest_first = False
    _sieve: _Sieve | None = None
    _kept: list[Event] | None = None
    just_read: frozenset[int] = frozenset()
    """Articles read since the query was asked: they stay listed though it asks for unread ones."""
    tab: str
    place: Place
    resumes = False
    """Whether the search that is on is the one of the last time, whose place is gone back to."""
    eventless = False
    """Whether the library was seen to hold no event."""

    @abstractmethod
    def follow(self, events: list[Event]) -> None:
        """Take the event of the article shown as it is among ``events``."""

    @abstractmethod
    def events_listed(self, events: list[Event]) -> None:
        """What else follows when the list of events was filled."""

    @abstractmethod
    def preview(self) -> None:
        """Show the article under the list's cursor."""

    def preview_or_resume(self) -> None:
        """Show the first answer; at the start go on where the reader left."""
        if not self.resumes:
            self.preview()
            return
        self.resumes, left = False, self.place.article
        listed, articles = self.query_one(EventList), self.query_one(ArticleList)
        if self.tab == "events":
            has = (at for at, event in enumerate(listed.events) if left in event.articles)
            listed.put_cursor(next(has, 0))
        elif left is not None:
            articles.put_cursor(articles.place_of(left) or 0)

    @abstractmethod
    def tell_tab(self) -> None:
        """Mark the list in front, and say its order."""

    @abstractmethod
    def _query_failed(self, error: RashomonError) -> None:
        """A query could not be asked: say why."""

    @abstractmethod
    def _answered(self, query: str, results: Results) -> None:
        """A query was answered: keep it and say what was made of it."""

    def recall_order(self) -> None:
        """Take the order that was chosen last time."""
        with contextlib.suppress(RashomonError):
            self.largest_first = self.library.recall(_KEY) == "largest"

    def turn_order(self) -> None:
        """Largest first, from the largest on; or newest first, the cursor staying on its event."""
        self.largest_first = not self.largest_first
        library, order = self.library, "largest" if self.largest_first else "newest"
        fetch(self, "order", lambda: library.remember(_KEY, order), lambda _: None, self.complain)
        events = self.query_one(EventList)
        events.show(self.arranged(sorted(events.events, key=_newest)))
        if self.largest_first:
            events.put_cursor(0)
            self.preview()
        events.show_cursor()
        self.tell_tab()

    def arranged(self, events: Iterable[Event]) -> list[Event]:
        """Events, which come newest first, in the order that is on."""
        found = list(events)
        if self.largest_first:
            found.sort(key=lambda event: (-event.independent_texts, -len(event.articles)))
        return found

    def list_events(self) -> None:
        """All events."""
        self._sieve = None

        def came(events: list[Event]) -> None:
            self._kept, self.eventless = events, not events
            self.query_one(EventList).show(self.arranged(events))
            self.follow(events)
            self.events_listed(events)

        fetch(self, "list", self.library.events, came, self.complain)

    def sift(self, query: str) -> None:
        """Only the events of which ``query`` finds an article."""
        self.workers.cancel_group(self, "list")
        library, fresh = self.library, self._sieve is None or self._sieve.query != query
        kept = self._kept

        def get() -> tuple[Results, list[Event]]:
            results = library.search(query, limit=_FIRST, typing=True, bare=True)
            return results, library.events() if kept is None else kept

        def came(found: tuple[Results, list[Event]]) -> None:
            results, events = found
            self._kept, self.eventless = events, not events
            self.follow(events)
            former = {} if fresh or self._sieve is None else self._sieve.ranks
            if fresh:
                self.just_read = frozenset()
            stay = {one: rank for one, rank in former.items() if one in self.just_read}
            self._sieve = _Sieve(query, events, stay, results.total, 0)
            self._answered(query, results)
            self._take(results, fresh)

        fetch(self, "search", get, came, self._query_failed)

    def _take(self, results: Results, fresh: bool) -> None:
        """Sift the events by further hits, and ask for the next as long as there are some."""
        sieve = self._sieve
        if sieve is None:
            return
        for at, hit in enumerate(results.hits, sieve.have):
            sieve.ranks.setdefault(hit.line.id, at)
        sieve.have += len(results.hits)
        found = [
            event
            for event in sieve.events
            if any(article in sieve.ranks for article in event.articles)
        ]
        listed = self.query_one(EventList)
        listed.empty_words = (
            worded("in no event; {library.articles} lists articles")
            if sieve.total
            else "nothing found"
        )
        listed.show(self.arranged(found))
        complete = not results.hits or sieve.have >= sieve.total
        among = "" if complete else f"{sieve.have:,} of "
        self.query_one(QueryBar).report(
            f"{count(len(found), 'event')} · {among}{count(sieve.total, 'article')}"
        )
        if fresh:
            listed.put_cursor(0)
            self.preview_or_resume()
        if not complete:
            self._ask_further(sieve)

    def _ask_further(self, sieve: _Sieve) -> None:
        library, query, have = self.library, sieve.query, sieve.have
        fetch(
            self,
            "search",
            lambda: library.search(query, limit=_THEN, offset=have, typing=True, bare=True),
            lambda results: self._take(results, False) if self._sieve is sieve else None,
            self._query_failed,
        )

    def best_of(self, event: Event) -> int | None:
        """The article of ``event`` to show first: the best hit where a query is on."""
        ranks = self._sieve.ranks if self._sieve else {}
        return min(event.articles, key=lambda article: ranks.get(article, len(ranks)), default=None)


def _newest(event: Event) -> tuple[int, int]:
    """Sorts events newest first, the undated last, as the library lists them."""
    if event.first is None or event.last is None:
        return 0, -int(event.id.removeprefix("e") or 0)
    wide = (event.last - event.first).days > _WIDE
    day = event.first if wide else event.last
    return -day.toordinal(), -int(event.id.removeprefix("e") or 0)
