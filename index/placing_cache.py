"""What one transaction of placing leaves for the next: counts of terms, articles as read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Set

from index import events
from index.dataclass import dataclass
from index.events.background import background
from index.events.chronology import Undated, Voter, voter
from index.events.traces import load_clues
from index.events.vectors import Weights
from index.store import standing
from index.store.packing import unpack_dates

KNOWN = 10_000
"""Articles that name editions kept in memory during a run."""


@dataclass(frozen=True, slots=True)
class Read:
    """A standing article as dating needs it, by the dates it was packed with: settled or not."""

    dates: str
    told: Voter | Undated


class Known:
    """What a transaction leaves for the next of its run: counts of terms, and articles that name
    editions, as they were read. Both are read anew where somebody else has written."""

    def __init__(self) -> None:
        self._read: dict[int, Read] = {}
        self._sure: set[int] = set()
        self._weights: tuple[Weights, int] | None = None
        self._changes = -1

    def weights(self, connection: sqlite3.Connection) -> tuple[Weights, int]:
        """The library's counts of terms, and in how many parts they are kept."""
        self._look(connection)
        if self._weights is None:
            weights, parts = Weights(background()), standing.frequencies(connection)
            for part in parts:
                weights.load(part)
            self._weights = weights, len(parts)
        return self._weights

    def counted(self, parts: int) -> None:
        """More articles were counted in, and the counts are kept in so many parts now."""
        if self._weights is not None:
            self._weights = self._weights[0], parts

    def _look(self, connection: sqlite3.Connection) -> None:
        """Has anybody else written?"""
        changes = standing.changes_elsewhere(connection)
        if changes != self._changes:
            self._sure.clear()
            self._weights = None
            self._changes = changes

    def of(self, connection: sqlite3.Connection, numbers: Set[int]) -> list[Read]:
        """The articles of these ids, read anew where their dates changed."""
        self._look(connection)
        if len(self._read) > KNOWN:
            self._read.clear()
            self._sure.clear()
        known, unsure = self._read, numbers - self._sure
        dates = standing.dates_of(connection, events.VERSION, unsure)
        for number in unsure - dates.keys():
            known.pop(number, None)
        lacking = {n for n, packed in dates.items() if n not in known or known[n].dates != packed}
        for one in standing.traced(connection, events.VERSION, lacking):
            self.keep(Undated(one.id, one.stated, load_clues(one.trace)), one.dates)
        self._sure |= dates.keys()
        return [known[number] for number in sorted(numbers & known.keys())]

    def keep(self, one: Undated, dates: str) -> None:
        """An article was read; ``dates`` are those it is packed with."""
        self._read[one.id] = Read(dates, voter(one.id, unpack_dates(dates), one.clues) or one)
        self._sure.add(one.id)

    def moved(self, numbers: Iterable[int]) -> None:
        """Other dates are written down for these articles."""
        self._sure.difference_update(numbers)
