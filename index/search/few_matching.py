"""Which articles a query of few postings matches, and in which order, without NumPy."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import add, truediv

from index.search import bm25
from index.search.dates import Days
from index.search.document import Filters
from index.search.few_parts import Part
from index.search.query import All, Any, Ask, Clause, Not, Outlet, Slot, Words

FEW = 40_000
"""Postings that are looked at without NumPy: with more of them it is the quicker way."""
_ALONE, _IN_A_ROW = 2, 4
"""How often one is looked at: to find and to score, and for the places of a phrase, too."""

Numbers = set[int]
"""A set of articles by their running numbers."""


class TooMuch(Exception):
    """This is not answered here."""


class Search:
    """One search: which articles a query matches, and in which order."""

    def __init__(self, parts: Sequence[Part], gone: Numbers, filters: Filters | None) -> None:
        self._parts, self._gone, self._filters = parts, gone, filters
        self._size = sum(len(part.ids) for part in parts)
        self.notes: list[str] = []

    def check(self, clause: Clause) -> None:
        """Raises TooMuch where a clause asks for more than is looked at here."""
        if self._weigh(clause) > FEW:
            raise TooMuch

    def _weigh(self, clause: Clause) -> int:
        match clause:
            case Words(slots):
                asked = [slot for slot in slots if not slot.idle]
                once = sum(
                    part.size(self._places(part, slot)) for slot in asked for part in self._parts
                )
                return once * (_IN_A_ROW if len(slots) > 1 else _ALONE)
            case All(clauses) | Any(clauses):
                return sum(map(self._weigh, clauses))
            case Not(inner):
                return self._weigh(inner)
        return 0

    # -- which -------------------------------------------------------------------

    def docs(self, clause: Clause) -> Numbers | None:
        """The articles a clause matches; None if it says nothing. Raises TooMuch, QueryError."""
        match clause:
            case Words():
                return self._words(clause)
            case Ask(field, value) if self._filters is not None:
                return self._with_ids(frozenset(self._filters.ids(field, value)))
            case Outlet(name):
                return self._from_outlets(name)
            case Days():
                return self._dated(clause)
            case Not(inner):
                docs = self.docs(inner)
                return None if docs is None else self._live() - docs
            case All(clauses):
                found = [docs for docs in map(self.docs, clauses) if docs is not None]
                if not found:
                    return None if clauses else self._live()
                return set.intersection(*found)
            case Any(clauses):
                found = [docs for docs in map(self.docs, clauses) if docs is not None]
                return set.union(*found) if found else None
        raise TooMuch

    def _live(self) -> Numbers:
        return set(range(self._size)) - self._gone

    def _with_ids(self, wanted: frozenset[int]) -> Numbers:
        every = enumerate(chain.from_iterable(part.ids for part in self._parts))
        return {number for number, id_ in every if id_ in wanted} - self._gone

    def _dated(self, days: Days) -> Numbers:
        first, last = max(days.first, 1), days.last
        every = enumerate(chain.from_iterable(part.days for part in self._parts))
        return {number for number, day in every if first <= day <= last} - self._gone

    def _from_outlets(self, name: str) -> Numbers:
        named = [part.outlets() for part in self._parts]
        exact = any(name in names for names in named)
        found: Numbers = set()
        for part, names in zip(self._parts, named, strict=True):
            fits = {at for at, one in enumerate(names) if (one == name if exact else name in one)}
            found.update(part.base + at for at, one in enumerate(part.outlet_of()) if one in fits)
        return found - self._gone

    def _words(self, words: Words) -> Numbers | None:
        if words.idle:
            return None
        asked = [slot for slot in words.slots if not slot.idle]
        met = set.intersection(*(self._having(slot, words.title) for slot in asked))
        if len(words.slots) == 1:
            return met
        if (loose := words.loose) and loose not in self.notes:
            self.notes.append(loose)
        return {number for part in self._parts for number in self._in_a_row(part, words, met)}

    def _places(self, part: Part, slot: Slot) -> list[int]:
        if slot.begins or slot.mistakes:
            raise TooMuch
        return part.places(slot.stems)

    def _having(self, slot: Slot, title: bool) -> Numbers:
        found: Numbers = set()
        for part in self._parts:
            for at in self._places(part, slot):
                docs = part.titled(at) if title else part.postings(at)[0]
                found.update(part.base + doc for doc in docs)
        return found - self._gone

    def _in_a_row(self, part: Part, words: Words, among: Numbers) -> Iterable[int]:
        """The articles of a part in which the words follow one another."""
        after = part.base + len(part.ids)
        left = {number - part.base for number in among if part.base <= number < after}
        starts: dict[int, set[int]] | None = None
        for shift, slot in enumerate(words.slots):
            if slot.idle or not left:
                continue
            here: dict[int, set[int]] = {}
            for at in self._places(part, slot):
                for doc, positions in part.positions(at, left).items():
                    here.setdefault(doc, set()).update(one - shift for one in positions)
            if starts is not None:
                here = {doc: spots & starts[doc] for doc, spots in here.items()}
            starts = {doc: spots for doc, spots in here.items() if spots}
            left = set(starts)
        for doc, spots in (starts or {}).items():
            if not words.title or min(spots) + len(words.slots) <= part.titles[doc]:
                yield part.base + doc

    # -- in which order ----------------------------------------------------------

    def ranked(
        self, docs: Numbers, words: Sequence[Words], sort: str
    ) -> list[tuple[float, int, int]]:
        """Score, recency and running number of the articles, best or newest first."""
        days, ids = array("I"), array("I")
        for part in self._parts:
            days.frombytes(part.days.cast("B"))
            ids.frombytes(part.ids.cast("B"))
        scores = dict.fromkeys(docs, 0.0)
        if sort != "date" and words:
            self._score(scores, words)
        rows = [(score, days[at] << 32 | ids[at], at) for at, score in scores.items()]
        rows.sort(reverse=True)
        return rows

    def _score(self, scores: dict[int, float], words: Sequence[Words]) -> None:
        """Add up what each word is worth in each article, rounded as floats of four bytes are."""
        lengths = sum(sum(part.lengths) for part in self._parts)
        mean = lengths / self._size or 1.0
        slots = {(slot, one.title): None for one in words for slot in one.slots if not slot.idle}
        live = self._size - len(self._gone)
        for slot, title in slots:
            having, numbers, gains = 0, list[int](), array("f")
            for part in self._parts:
                counted = self._counted(part, slot, title)
                gone = sum(at in counted for at in part.gone)
                having += len(counted) - gone
                wanted = [at for at in counted if part.base + at in scores]
                numbers += [part.base + at for at in wanted]
                gains.extend(_gains([counted[at] for at in wanted], part, wanted, mean))
            value = _rounded([bm25.weight(having, live)])[0]
            worth = _rounded(gain * value for gain in gains)
            sums = _rounded(map(add, map(scores.__getitem__, numbers), worth))
            scores.update(zip(numbers, sums, strict=True))

    def _counted(self, part: Part, slot: Slot, title: bool) -> dict[int, float]:
        places = self._places(part, slot)
        titled = set(chain.from_iterable(map(part.titled, places)))
        if title:
            return dict.fromkeys(titled, 1.0)
        counts: dict[int, float] = {}
        for place, at in enumerate(places):
            posted: dict[int, float] = dict(zip(*part.postings(at), strict=True))
            for doc in posted.keys() & counts.keys() if place else ():
                posted[doc] += counts[doc]
            counts.update(posted)
        for doc in titled:
            counts[doc] += bm25.TITLE_WEIGHT
        return counts


def _gains(counts: Sequence[float], part: Part, docs: Sequence[int], mean: float) -> array[float]:
    """What a word adds to articles that have it so often, without the weight of the word itself."""
    lengths = part.lengths
    short = 1 - bm25.B
    norms = _rounded(bm25.K1 * (short + bm25.B * lengths[doc] / mean) for doc in docs)
    return _rounded(map(truediv, counts, _rounded(map(add, counts, norms))))


def _rounded(values: Iterable[float]) -> array[float]:
    """The nearest numbers that four bytes hold, as NumPy reckons with."""
    return array("f", values)
