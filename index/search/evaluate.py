"""Which articles a query matches: exact sets, whatever its shape."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.errors import QueryError
from index.search.dates import Days
from index.search.document import Filters
from index.search.parts import Part, Ranges
from index.search.phrase import in_a_row
from index.search.query import All, Any, Ask, Clause, Not, Outlet, Slot, Words
from index.search.snapshot import Docs, Listed, Snapshot

MOST_READ = 200_000
"""Postings read at most to check the phrases of one query: what bounds its time.

With more than a hundred thousand articles it is two for each of them.
"""

MOST_OF_A_BEGINNING = 100_000
"""Postings read at most of the completions of a phrase's unfinished word."""

ROUGH = "too many common phrases to check: some articles have their words, but not in a row"


class Evaluation:
    """Evaluates queries on one snapshot. ``filters`` answers for the fields it does not hold.

    ``notes`` tells where the answer is not quite what was asked.
    """

    def __init__(self, snapshot: Snapshot, filters: Filters | None) -> None:
        self._snapshot = snapshot
        self._filters = filters
        self._room = max(MOST_READ, MOST_READ // 100_000 * len(snapshot))
        self.notes: list[str] = []

    def docs(self, clause: Clause) -> Docs | None:
        """The articles a clause matches; None if it says nothing (stop words only).

        Raises QueryError for a value the filters do not know.
        """
        match clause:
            case Words():
                return self._words(clause)
            case Ask(field, value):
                return self._ask(field, value)
            case Outlet(name):
                return self._snapshot.from_outlets(name)
            case Days():
                return self._snapshot.dated(clause)
            case Not(inner):
                docs = self.docs(inner)
                return None if docs is None else self._snapshot.live & ~docs
            case All(clauses):
                return self._all(clauses)
            case Any(clauses):
                return self._any(clauses)

    def none(self) -> Docs:
        """The empty set."""
        return self._snapshot.nothing()

    def _all(self, clauses: Sequence[Clause]) -> Docs | None:
        met: Docs | None = None
        for docs in map(self.docs, clauses):
            if docs is not None:
                met = docs if met is None else met & docs
        return self._snapshot.live if met is None and not clauses else met

    def _any(self, clauses: Sequence[Clause]) -> Docs | None:
        joined: Docs | None = None
        for docs in map(self.docs, clauses):
            if docs is not None:
                joined = docs if joined is None else joined | docs
        return joined

    def _ask(self, field: str, value: str) -> Docs:
        if self._filters is None:
            raise QueryError(f"{field}: cannot be asked here", advice="search for the words alone")
        return self._snapshot.with_ids(self._filters.ids(field, value))

    def _words(self, words: Words) -> Docs | None:
        if words.idle:
            return None
        snapshot = self._snapshot
        met: Docs | None = None
        for slot in words.slots:
            if not slot.idle:
                docs = snapshot.having(slot, words.title)
                met = docs if met is None else met & docs
        if met is None or len(words.slots) == 1:
            return met
        if (loose := words.loose) and loose not in self.notes:
            self.notes.append(loose)
        listed = snapshot.kept(words) or self._in_a_row(words, met)
        if listed is None:
            if ROUGH not in self.notes:
                self.notes.append(ROUGH)
            return met
        found = snapshot.nothing()
        found[listed.docs] = True
        return found

    def _in_a_row(self, words: Words, among: Docs) -> Listed | None:
        """Those of the given articles in which the words follow one another.

        None where finding out would take too long.
        """
        snapshot = self._snapshot
        chosen = [None if slot.idle else snapshot.chosen(slot) for slot in words.slots]
        rows: list[tuple[Part, int, list[Ranges | None]]] = []
        for number, (part, base) in enumerate(zip(snapshot.parts, snapshot.bases, strict=False)):
            if among[base : base + len(part)].any():
                row = [
                    None if ranges is None else _commonest(part, ranges[number], slot)
                    for ranges, slot in zip(chosen, words.slots, strict=True)
                ]
                rows.append((part, base, row))
        self._room -= sum(part.size(one) for part, _, row in rows for one in row if one is not None)
        if self._room < 0:
            return None
        found = [
            in_a_row(part, row, among[base : base + len(part)], words.title).nonzero()[0] + base
            for part, base, row in rows
        ]
        docs = np.concatenate(found) if found else np.zeros(0, np.int64)
        return snapshot.keep(words, Listed(docs.astype(np.int32), np.zeros(0, np.float32)))


def _commonest(part: Part, ranges: Ranges, slot: Slot) -> Ranges:
    """The stems a slot stands for, or the commonest of them if they have too many postings."""
    if not slot.begins or part.size(ranges) <= MOST_OF_A_BEGINNING:
        return ranges
    starts, room = part.starts, MOST_OF_A_BEGINNING
    places = [at for low, high in ranges for at in range(low, high)]
    kept = []
    for at in sorted(places, key=lambda at: starts[at] - starts[at + 1]):
        room -= starts[at + 1] - starts[at]
        if room < 0:
            break
        kept.append((at, at + 1))
    return sorted(kept)
