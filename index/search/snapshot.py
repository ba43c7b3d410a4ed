"""All parts of the index as one: articles under running numbers, sets of them, postings.

A snapshot never changes, so searches in several threads may share it while a newer one is
being made. Sets of articles are integers with one byte an article (``Docs``): joining,
meeting and counting them are single operations, whatever their size.
"""

from __future__ import annotations

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import compress

from index.search.dates import Days
from index.search.parts import Part, Postings

Docs = int
"""A set of articles: byte ``n`` is 1 if article number ``n`` is in it."""

_K1, _B = 1.2, 0.75
_SETS_BYTES = 64_000_000
_PREFIXES_KEPT = 512
_POSTINGS_KEPT = 2_000_000


class Snapshot:
    """One state of the index. ``live`` are the articles that count."""

    def __init__(self, parts: Sequence[Part], removed: Sequence[frozenset[int]]) -> None:
        self.parts = tuple(parts)
        self.bases: list[int] = []
        self.ids, self.days, lengths = array("I"), array("I"), array("I")
        flags = bytearray()
        for part, gone in zip(parts, removed, strict=True):
            self.bases.append(len(self.ids))
            self.ids.extend(part.ids)
            self.days.extend(part.days)
            lengths.extend(part.lexicon.lengths)
            flags += bytes(id not in gone for id in part.ids)
        self.live: Docs = int.from_bytes(flags, "little")
        self.numbers = {self.ids[n]: n for n in compress(range(len(flags)), flags)}
        self.newest = sorted(
            self.numbers.values(), key=lambda n: (self.days[n], self.ids[n]), reverse=True
        )
        mean = sum(lengths) / len(lengths) if lengths else 1.0
        self.norms = [_K1 * (1 - _B + _B * length / (mean or 1.0)) for length in lengths]
        self._sets: OrderedDict[Hashable, Docs] = OrderedDict()
        self._lists: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._listed = 0
        self._sets_kept = max(64, _SETS_BYTES // (len(self.ids) + 100))
        self._stems: dict[str, frozenset[str]] = {}
        self._guard = threading.Lock()

    def __len__(self) -> int:
        return len(self.ids)

    def pack(self, numbers: Iterable[int]) -> Docs:
        """The set of the given articles."""
        flags = bytearray(len(self.ids))
        for number in numbers:
            flags[number] = 1
        return int.from_bytes(flags, "little")

    def flags(self, docs: Docs) -> bytes:
        """One byte an article, 1 for those in the set."""
        return docs.to_bytes(len(self.ids), "little")

    def unpack(self, docs: Docs) -> list[int]:
        """The articles of a set, ascending."""
        return list(compress(range(len(self.ids)), self.flags(docs)))

    def with_ids(self, ids: Iterable[int]) -> Docs:
        """The set of the articles with the given ids, as far as they are in the index."""
        known = self.numbers
        return self.pack(known[id] for id in ids if id in known)

    def having(self, stem: str, title: bool = False) -> Docs:
        """Articles that have a stem (in the title)."""
        return self.once(("title" if title else "word", stem), lambda: self._having((stem,), title))

    def beginning(self, prefix: str, stem: str, title: bool = False) -> Docs:
        """Articles that have any word beginning with ``prefix``, or the stem ``stem``."""
        key = ("title*" if title else "word*", prefix)
        return self.once(key, lambda: self._having(self.stems_under(prefix, stem), title))

    def _having(self, stems: Collection[str], title: bool) -> Docs:
        flags = bytearray(len(self.ids))
        for part, base in zip(self.parts, self.bases, strict=True):
            for number in part.lexicon.docs_of_any(stems, title):
                flags[base + number] = 1
        return int.from_bytes(flags, "little") & self.live

    def stems_under(self, prefix: str, stem: str) -> frozenset[str]:
        """The stems of all words that begin with ``prefix``, and ``stem`` itself."""
        stems = self._stems.get(prefix)
        if stems is None:
            own = [{stem} if stem else set()]
            stems = frozenset().union(*own, *(p.lexicon.stems_under(prefix) for p in self.parts))
            if len(self._stems) >= _PREFIXES_KEPT:
                self._stems.clear()
            self._stems[prefix] = stems
        return stems

    def dated(self, days: Days) -> Docs:
        """Articles of a range of days; those without a day are in none."""
        first, last = max(days.first, 1), days.last
        flags = bytes(first <= day <= last for day in self.days)
        return int.from_bytes(flags, "little") & self.live

    def from_outlets(self, name: str) -> Docs:
        """Articles of the outlet of that (folded) name, else of those whose name contains it."""
        return self.once(("outlet", name), lambda: self._from_outlets(name))

    def _from_outlets(self, name: str) -> Docs:
        numbers: list[int] = []
        named = [(p, b, p.values("outlet")) for p, b in zip(self.parts, self.bases, strict=True)]
        exact = any(name in values for _, _, values in named)
        for part, base, values in named:
            for value in values:
                if value == name if exact else name in value:
                    numbers += (base + number for number in part.postings("outlet", value)[0])
        return self.pack(numbers) & self.live

    def once(self, key: Hashable, make: Callable[[], Docs]) -> Docs:
        """What ``make`` gives, remembered under ``key``."""
        with self._guard:
            docs = self._sets.get(key)
            if docs is not None:
                self._sets.move_to_end(key)
                return docs
        docs = make()
        with self._guard:
            self._sets[key] = docs
            if len(self._sets) > self._sets_kept:
                self._sets.popitem(last=False)
        return docs

    def frequency(self, stem: str) -> int:
        """In how many articles a stem stands, those that no longer count included."""
        return sum(len(part.lexicon.docs_of(stem)) for part in self.parts)

    def postings(self, stem: str, title: bool = False) -> Postings:
        """Articles with a stem in the text (or title), and its weight in each."""
        field = "title" if title else "text"
        with self._guard:
            found = self._lists.get((field, stem))
            if found is not None:
                self._lists.move_to_end((field, stem))
                return found
        numbers, weights = array("I"), array("f")
        for part, base in zip(self.parts, self.bases, strict=True):
            own_numbers, own_weights = part.postings(field, stem)
            numbers.extend(base + number for number in own_numbers)
            weights.extend(own_weights)
        with self._guard:
            self._lists[field, stem] = numbers, weights
            self._listed += len(numbers)
            while self._listed > _POSTINGS_KEPT:
                self._listed -= len(self._lists.popitem(last=False)[1][0])
        return numbers, weights
