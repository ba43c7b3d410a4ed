"""Long lists of which only what is looked at is fetched: the order is known, rows are not."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from index.article import ArticleLine, Event
from index.errors import RashomonError

if TYPE_CHECKING:
    from index.store.connections import Connections

T = TypeVar("T")
PAGE = 32
"""Rows that are fetched at once: about as many as a screen shows."""
_KEPT = 32
"""Pages that are kept: whoever goes back a few screens finds them there."""


class Paged(Sequence[T], Generic[T]):
    """The rows of ``numbers``, in that order; a row is fetched when it is looked at.

    It is told as it is then, however long ago the order was asked for. ``fetch`` answers rows
    by their numbers, at most ``PAGE`` at once. In place of one that is no more, or cannot be
    read, stands what ``instead`` makes of its number and of words that say so.
    """

    def __init__(
        self,
        numbers: Iterable[int],
        fetch: Callable[[Sequence[int]], Mapping[int, T]],
        instead: Callable[[int, str], T],
    ) -> None:
        self.numbers = array("q", numbers)
        self._fetch, self._instead = fetch, instead
        self._pages: OrderedDict[int, list[T]] = OrderedDict()

    def __len__(self) -> int:
        """How many there are."""
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        """The row at a place, counted from 0, or the rows of a stretch. Raises IndexError."""
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self.numbers)))]
        page, at = divmod(range(len(self.numbers))[place], PAGE)
        return self._page(page)[at]

    def place_of(self, number: int) -> int | None:
        """Where the row of a number stands, None where it does not."""
        for page in reversed(self._pages):  # what was just looked at is asked for most
            first = page * PAGE
            if number in (near := self.numbers[first : first + PAGE]):
                return first + near.index(number)
        try:
            return self.numbers.index(number)
        except ValueError:
            return None

    def _page(self, page: int) -> list[T]:
        if (kept := self._pages.get(page)) is None:
            numbers = self.numbers[page * PAGE : (page + 1) * PAGE].tolist()
            kept = self._pages[page] = self._rows(numbers)
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return kept

    def _rows(self, numbers: Sequence[int]) -> list[T]:
        """The rows of a page; where one cannot be read the others are told all the same."""
        try:
            found = self._fetch(numbers)
        except RashomonError as error:
            if len(numbers) == 1:
                return [self._instead(numbers[0], f"({error.line()})")]
            return [row for number in numbers for row in self._rows([number])]
        return [
            found[number] if number in found else self._instead(number, "(no longer there)")
            for number in numbers
        ]


class Events(Paged[Event]):
    """Events in an order. ``holders`` answers the numbers of those that some articles are in."""

    def __init__(
        self,
        numbers: Iterable[int],
        fetch: Callable[[Sequence[int]], Mapping[int, Event]],
        holders: Callable[[Sequence[int]], set[int]],
    ) -> None:
        super().__init__(numbers, fetch, _no_event)
        self._holders = holders

    def holding(self, article: int | None) -> int | None:
        """Where the event stands that an article is in; None where it does not."""
        try:
            numbers = self.numbers_holding([] if article is None else [article])
        except RashomonError:
            return None
        return next(iter(map(self.place_of, numbers)), None)

    def numbers_holding(self, articles: Sequence[int]) -> set[int]:
        """The numbers of the events that articles are in now, listed here or not."""
        return self._holders(articles)

    def among(self, wanted: Collection[int]) -> Events:
        """Only the events of these numbers, in the same order."""
        kept = (number for number in self.numbers if number in wanted)
        return Events(kept, self._fetch, self._holders)


def events(connections: Connections, largest: bool) -> Events:
    """All events of a library, newest first or ``largest`` first."""
    from index.store import placements

    def fetch(numbers: Sequence[int]) -> dict[int, Event]:
        with connections.reading() as connection:
            return placements.some(connection, numbers)

    def holders(articles: Sequence[int]) -> set[int]:
        with connections.reading() as connection:
            return placements.events_holding(connection, articles)

    with connections.reading() as connection:
        return Events(placements.in_order(connection, largest), fetch, holders)


def articles(connections: Connections) -> Paged[ArticleLine]:
    """All articles of a library, newest first."""
    from index.store import listing

    def fetch(numbers: Sequence[int]) -> dict[int, ArticleLine]:
        with connections.reading() as connection:
            return listing.some(connection, numbers)

    with connections.reading() as connection:
        return Paged(listing.in_order(connection), fetch, _no_article)


def _no_event(number: int, words: str) -> Event:
    return Event(f"e{number}", words, None, None, (), (), 0)


def _no_article(number: int, words: str) -> ArticleLine:
    return ArticleLine(number, words, False, None, None, None, "unknown", False, 0, None, read=True)
