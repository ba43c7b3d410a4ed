"""The events on the library screen: in which order, and those that a query is found in."""

from __future__ import annotations

import contextlib
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from index import Event, Events, Library, RashomonError, Results
from tui.eventless import Eventless, eventless
from tui.key_words import worded
from tui.phrases import count
from tui.screens.place import Place
from tui.screens.room import Room
from tui.widgets.listing import ArticleList, EventList
from tui.widgets.query_bar import QueryBar
from tui.work import fetch

_KEY = "events order"
_FIRST, _THEN = 5_000, 20_000
"""Hits asked for at first, so that typing stays quick, and at a time afterwards."""


@dataclass(slots=True)
class _Sieve:
    """The hits of a query so far, best first, and the numbers of the events they are in."""

    query: str
    ranks: dict[int, int]
    found: set[int]
    total: int
    have: int


class Sifting(Room):
    """The part of the library screen that lists events."""

    library: Library
    largest_first = False
    _sieve: _Sieve | None = None
    _kept: Events | None = None
    """All events in the order that is on, None where they are to be asked for again."""
    just_read: frozenset[int] = frozenset()
    """Articles read since the query was asked: they stay listed though it asks for unread ones."""
    tab: str
    place: Place
    resumes = False
    """Whether the search that is on is the one of the last time, whose place is gone back to."""
    eventless = False
    """Whether the library was seen to hold no event."""

    @abstractmethod
    def follow(self, events: Events) -> None:
        """Take the event of the article shown as it is among ``events``."""

    @abstractmethod
    def events_listed(self, events: Events, why: Eventless | None) -> None:
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
            listed.put_cursor(listed.events.holding(left) or 0)
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
        fetch(self, "list", self._in_order(), self._order_came, self.complain)
        self.tell_tab()

    def _order_came(self, events: Events) -> None:
        self._kept = events
        listed = self.query_one(EventList)
        listed.show(events.among(self._sieve.found) if self._sieve else events)
        if self.largest_first:
            listed.put_cursor(0)
            self.preview()
        listed.show_cursor()

    def _in_order(self) -> Callable[[], Events]:
        """What asks for all events in the order that is on."""
        library, largest = self.library, self.largest_first
        return lambda: library.listed_events(largest)

    def list_events(self) -> None:
        """All events."""
        self._sieve = None
        library, all_events = self.library, self._in_order()

        def get() -> tuple[Events, Eventless | None]:
            events = all_events()
            return events, None if len(events) else eventless(library)

        def came(found: tuple[Events, Eventless | None]) -> None:
            events, why = found
            self._kept, self.eventless = events, not len(events)
            if why is not None:
                self.query_one(EventList).empty_words = why.words
            self.query_one(EventList).show(events)
            self.tell_status()
            self.follow(events)
            self.events_listed(events, why)

        fetch(self, "list", get, came, self.complain)

    def sift(self, query: str) -> None:
        """Only the events of which ``query`` finds an article."""
        self.workers.cancel_group(self, "list")
        library, fresh = self.library, self._sieve is None or self._sieve.query != query
        kept, all_events = self._kept, self._in_order()
        former = {} if fresh or self._sieve is None else self._sieve.ranks
        stay = {one: rank for one, rank in former.items() if one in self.just_read}

        def get() -> tuple[Results, Events, set[int]]:
            results = library.search(query, limit=_FIRST, typing=True, bare=True)
            events = all_events() if kept is None else kept
            return results, events, events.numbers_holding(list(stay))

        def came(found: tuple[Results, Events, set[int]]) -> None:
            results, events, stayed = found
            self._kept, self.eventless = events, not len(events)
            self.follow(events)
            if fresh:
                self.just_read = frozenset()
            self._sieve = _Sieve(query, stay, stayed, results.total, 0)
            self._answered(query, results)
            self._take(results, fresh)

        fetch(self, "search", get, came, self._query_failed)

    def _take(self, results: Results, fresh: bool) -> None:
        """Sift the events by further hits, and ask for the next as long as there are some."""
        sieve, events = self._sieve, self._kept
        if sieve is None or events is None:
            return
        for at, hit in enumerate(results.hits, sieve.have):
            sieve.ranks.setdefault(hit.line.id, at)
            if hit.line.event is not None:
                sieve.found.add(int(hit.line.event.removeprefix("e")))
        sieve.have += len(results.hits)
        found = events.among(sieve.found)
        listed = self.query_one(EventList)
        listed.empty_words = (
            worded("in no event; {library.next_list} goes to the articles")
            if sieve.total
            else "nothing found"
        )
        listed.show(found)
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
