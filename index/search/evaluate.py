"""Which articles a query matches: exact sets, whatever its shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress

from index.errors import QueryError
from index.search.dates import Days
from index.search.document import Filters
from index.search.phrase import in_a_row
from index.search.query import All, Any, Ask, Clause, Not, Outlet, Words
from index.search.snapshot import Docs, Snapshot

MOST_ENDINGS = 48
"""How many completions of a phrase's unfinished last word are looked up, commonest first."""


class Evaluation:
    """Evaluates queries on one snapshot. ``filters`` answers for the fields it does not hold."""

    def __init__(self, snapshot: Snapshot, filters: Filters | None) -> None:
        self._snapshot = snapshot
        self._filters = filters

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

    def _all(self, clauses: Sequence[Clause]) -> Docs | None:
        sets = [docs for docs in map(self.docs, clauses) if docs is not None]
        if not sets:
            return None if clauses else self._snapshot.live
        return _meet(sets)

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
        snapshot, title = self._snapshot, words.title
        sets = [snapshot.having(term.stem, title) for term in words.terms if term.stem]
        if words.prefix:
            sets.append(snapshot.beginning(words.prefix.surface, words.prefix.stem, title))
        docs = _meet(sets)
        in_a_row = len(words.terms) + (words.prefix is not None) > 1
        return snapshot.once(words, lambda: self._in_a_row(words, docs)) if in_a_row else docs

    def _in_a_row(self, words: Words, among: Docs) -> Docs:
        """Those of the given articles in which the words follow one another."""
        rows: list[Sequence[str]] = [(term.stem,) if term.stem else () for term in words.terms]
        if words.prefix:
            rows.append(self._endings(words.prefix.surface, words.prefix.stem))
        field = "title" if words.title else "text"
        flags = self._snapshot.flags(among)
        found: list[int] = []
        for part, base in zip(self._snapshot.parts, self._snapshot.bases, strict=True):
            own = list(compress(range(len(part)), flags[base : base + len(part)]))
            found += (base + number for number in in_a_row(part, field, rows, own))
        return self._snapshot.pack(found)

    def _endings(self, prefix: str, stem: str) -> list[str]:
        stems = self._snapshot.stems_under(prefix, stem)
        return sorted(stems, key=self._snapshot.frequency, reverse=True)[:MOST_ENDINGS]


def _meet(sets: Iterable[Docs]) -> Docs:
    first, *rest = sets
    for docs in rest:
        first &= docs
    return first
