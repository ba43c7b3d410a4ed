"""A search of few postings with nothing but the standard library.

Loading NumPy takes longer than most searches do without it, and a command searches once. What
is asked here is answered as ``index.search.searching`` answers it, to the last bit of a score,
or not at all: unfinished and misspelt words, many postings and finding nothing are left to it.
"""

from __future__ import annotations

import datetime
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from operator import add, truediv
from pathlib import Path

from index.errors import RashomonError
from index.search import bm25
from index.search import folder as disk
from index.search.dates import Days
from index.search.document import Filters, Found
from index.search.folder import PartEntry
from index.search.light import Light, Pattern, Wanted
from index.search.query import (
    All,
    Any,
    Ask,
    Clause,
    Not,
    Outlet,
    Query,
    Slot,
    Words,
    parse,
    scored,
)
from index.search.sealed import EAGER, BlockDamaged, Sealed
from index.search.sorted_words import SortedWords
from index.search.words import ENGLISH

FEW = 40_000
"""Postings that are looked at without NumPy: with more of them it is the quicker way."""

Numbers = set[int]
"""A set of articles by their running numbers."""


class TooMuch(Exception):
    """This is not answered here."""


class Glance:
    """The index in a folder as it is now, for a search or two."""

    def __init__(self, folder: Path) -> None:
        """Raises TooMuch where it is not there, or cannot be trusted."""
        try:
            if sys.byteorder != "little":
                raise TooMuch
            disk.prepare(folder)
            self._state = disk.state_of(folder)
            manifest = disk.load(folder)
            self._parts = [_Part(folder, entry) for entry in manifest.parts]
        except (RashomonError, OSError, BlockDamaged, ValueError, KeyError) as error:
            raise TooMuch from error
        self._folder, self._serial = folder, manifest.serial
        base = 0
        for part in self._parts:
            part.base = base
            base += len(part.ids)
        self._size = base
        self._gone = {part.base + at for part in self._parts for at in part.gone}
        languages = {language for part in self._parts for language in part.languages}
        self._languages = (ENGLISH, *sorted(languages - {ENGLISH}))

    def stale(self) -> bool:
        """Whether somebody has written to the index since."""
        return disk.state_of(self._folder) != self._state

    def serial(self) -> int:
        """A number that grows with every state of the index."""
        return self._serial

    def count(self) -> int:
        """How many articles the index holds."""
        return self._size - len(self._gone)

    def tally(self) -> tuple[int, int]:
        """How many articles the index holds, and the sum of their ids."""
        gone = sum(part.ids[at] for part in self._parts for at in part.gone)
        return self.count(), sum(sum(part.ids) for part in self._parts) - gone

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        typing: bool = False,
        sort: str = "relevance",
        filters: Filters | None = None,
        today: datetime.date | None = None,
    ) -> Found:
        """As ``SearchIndex.search``. Raises QueryError as it does, else TooMuch."""
        read = parse(query, typing, self._languages, today)
        words = list(scored(read.clause))
        if typing or sort not in ("relevance", "date") or not read.text.strip("* "):
            raise TooMuch
        try:
            search = _Search(self._parts, self._gone, filters)
            docs = search.docs(read.clause)
            if not docs:
                raise TooMuch
            ranked = search.ranked(docs, words, read.sort or sort)
        except BlockDamaged as error:
            raise TooMuch from error
        page = ranked[max(offset, 0) : max(offset, 0) + max(limit, 0)]
        return self._found(read, search, len(docs), page)

    def like(self, article: int | str, limit: int = 10) -> Found:
        """Raises TooMuch: what is alike is looked for among all postings."""
        raise TooMuch

    def _found(
        self, read: Query, search: _Search, total: int, page: Sequence[tuple[float, int, int]]
    ) -> Found:
        notes = [*read.notes, *search.notes]
        beyond = [*([read.unread] if read.unread else []), *search.notes]
        ids = tuple(recency & 0xFFFFFFFF for _, recency, _ in page)
        scores = tuple(score for score, _, _ in page)
        light = self._light(read.clause)
        told = "; ".join(notes) or None
        return Found(ids, scores, total, told, None, light, "; ".join(beyond) or None)

    def _light(self, clause: Clause) -> Light:
        patterns = [
            Pattern(tuple(Wanted(frozenset(slot.stems)) for slot in words.slots))
            for words in scored(clause)
        ]
        return Light(tuple(dict.fromkeys(patterns)), self._languages)


class _Part:
    """One part of the index, as far as a search looks into it."""

    base = 0
    """The running number of its first article."""

    def __init__(self, folder: Path, entry: PartEntry) -> None:
        """Raises what opening a file does, and BlockDamaged."""
        path = folder / entry.name
        disk.check_ours(folder, path)
        self._file = sealed = Sealed(path, entry.seal)
        if entry.seal.size <= EAGER:
            sealed.check()
        self.languages: Sequence[str] = sealed.about["languages"]
        self.ids, self.days = sealed.view("ids"), sealed.view("days")
        self.lengths, self.titles = sealed.view("lengths"), sealed.view("titles")
        self._stems = SortedWords(sealed, "stems")
        self._starts = sealed.view("starts")
        self.gone: list[int] = []
        if entry.removed:
            self.gone = [at for at, id_ in enumerate(self.ids) if id_ in entry.removed]

    def places(self, stems: Sequence[str]) -> list[int]:
        """Where the stems stand, those that are known."""
        found = (self._stems.find(stem) for stem in stems)
        return sorted({at for at in found if at is not None})

    def size(self, places: Iterable[int]) -> int:
        """How many postings the stems have."""
        return sum(self._starts[at + 1] - self._starts[at] for at in places)

    def postings(self, at: int) -> tuple[memoryview, memoryview]:
        """Articles that have a stem, ascending, and how often each has it."""
        first, after = self._starts[at], self._starts[at + 1]
        return self._file.view("docs", first, after), self._file.view("counts", first, after)

    def titled(self, at: int) -> memoryview:
        """Articles that have a stem in the title."""
        starts = self._file.view("title_starts")
        return self._file.view("title_docs", starts[at], starts[at + 1])

    def positions(self, at: int, wanted: Iterable[int]) -> dict[int, memoryview]:
        """Article -> where a stem stands in it, for those of the articles that have it."""
        docs, counts = self.postings(at)
        ends = list(accumulate(counts))
        starts = self._file.view("position_starts")
        every = self._file.view("positions", starts[at], starts[at + 1])
        found = {}
        for doc in wanted:
            place = bisect_left(docs, doc)
            if place < len(docs) and docs[place] == doc:
                found[doc] = every[ends[place] - counts[place] : ends[place]]
        return found

    def outlets(self) -> list[str]:
        """Names of outlets, as ``outlet_of`` numbers them."""
        words = SortedWords(self._file, "outlets")
        return [word.decode() for word in words.run(0, len(words))]

    def outlet_of(self) -> memoryview:
        """The number of each article's outlet."""
        return self._file.view("outlet_of")


class _Search:
    """One search: which articles a query matches, and in which order."""

    def __init__(self, parts: Sequence[_Part], gone: Numbers, filters: Filters | None) -> None:
        self._parts, self._gone, self._filters = parts, gone, filters
        self._size = sum(len(part.ids) for part in parts)
        self._room = FEW
        self.notes: list[str] = []

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

    def _places(self, part: _Part, slot: Slot) -> list[int]:
        if slot.begins or slot.mistakes:
            raise TooMuch
        places = part.places(slot.stems)
        self._room -= part.size(places)
        if self._room < 0:
            raise TooMuch
        return places

    def _having(self, slot: Slot, title: bool) -> Numbers:
        found: Numbers = set()
        for part in self._parts:
            for at in self._places(part, slot):
                docs = part.titled(at) if title else part.postings(at)[0]
                found.update(part.base + doc for doc in docs)
        return found - self._gone

    def _in_a_row(self, part: _Part, words: Words, among: Numbers) -> Iterable[int]:
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

    def _counted(self, part: _Part, slot: Slot, title: bool) -> dict[int, float]:
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


def _gains(counts: Sequence[float], part: _Part, docs: Sequence[int], mean: float) -> array[float]:
    """What a word adds to articles that have it so often, without the weight of the word itself."""
    lengths = part.lengths
    short = 1 - bm25.B
    norms = _rounded(bm25.K1 * (short + bm25.B * lengths[doc] / mean) for doc in docs)
    return _rounded(map(truediv, counts, _rounded(map(add, counts, norms))))


def _rounded(values: Iterable[float]) -> array[float]:
    """The nearest numbers that four bytes hold, as NumPy reckons with."""
    return array("f", values)
