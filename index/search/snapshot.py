"""All parts of the index as one: articles under running numbers, and who has which word.

A snapshot never changes, so searches in several threads may share it while a newer one is
being made. Sets of articles are arrays of truth values, one an article (``Docs``).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from index.dataclass import dataclass
from index.search.blocks import Array
from index.search.bm25 import K1, TITLE_WEIGHT, B
from index.search.dates import Days
from index.search.dictionary import near
from index.search.parts import Part, Ranges, joined
from index.search.query import Slot
from index.search.words import ENGLISH

Docs = Array
"""A set of articles: element ``n`` tells whether article number ``n`` is in it."""

_KEPT_BYTES = 96_000_000
_CHOICES_KEPT = 2_000
_NEAR_KEPT = 500
_MOST_NEAR = 64
"""How many words with mistakes in them are taken, fewest mistakes and commonest first."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Articles that have a word, ascending, and what it adds to each of their scores.

    ``gains`` are BM25's without the weight of the word itself: between 0 and 1.
    """

    docs: Array
    gains: Array


class Snapshot:
    """One state of the index. ``live`` are the articles that count."""

    def __init__(self, parts: Sequence[Part], removed: Sequence[frozenset[int]]) -> None:
        """Raises BlockDamaged, as does everything that reads."""
        self.parts = tuple(parts)
        sizes = [len(part) for part in parts]
        self.bases: list[int] = np.cumsum([0, *sizes]).tolist()
        self.ids, self.days, lengths = (
            _together([getattr(part, name) for part in parts])
            for name in ("ids", "days", "lengths")
        )
        self.live: Docs = np.ones(len(self.ids), bool)
        for part, base, gone in zip(parts, self.bases, removed, strict=False):
            if gone:
                self.live[base : base + len(part)] = ~np.isin(part.ids, list(gone))
        self.count = int(np.count_nonzero(self.live))
        self.whole = self.count == len(self.ids)
        self.recency = (self.days.astype(np.int64) << 32) | self.ids
        mean = float(lengths.mean()) if len(lengths) else 1.0
        self.norms = (K1 * (1 - B + B * lengths / (mean or 1.0))).astype(np.float32)
        languages = {language for part in parts for language in part.languages}
        self.languages = (ENGLISH, *sorted(languages - {ENGLISH}))
        self._by_id: tuple[Array, Array] | None = None
        self._lists: OrderedDict[Hashable, Listed] = OrderedDict()
        self._bytes = 0
        self._near: dict[tuple[str, int], dict[str, str]] = {}
        self._choices: dict[Slot, list[Ranges]] = {}
        self._guard = threading.Lock()

    def __len__(self) -> int:
        return len(self.ids)

    # -- sets of articles ----------------------------------------------------------

    def nothing(self) -> Docs:
        """The empty set."""
        return np.zeros(len(self.ids), bool)

    def with_ids(self, ids: Iterable[int]) -> Docs:
        """The set of the articles with the given ids, as far as they are in the index."""
        docs = self.nothing()
        docs[self.numbers_of(ids)] = True
        return docs

    def numbers_of(self, ids: Iterable[int]) -> Array:
        """Running numbers of the articles with the given ids, of those that count."""
        if self._by_id is None:
            numbers = np.flatnonzero(self.live)
            order = np.argsort(self.ids[numbers], kind="stable")
            self._by_id = self.ids[numbers][order], numbers[order]
        known, numbers = self._by_id
        wanted = np.fromiter((one for one in ids if 0 <= one < 1 << 32), np.int64)
        if not len(known):
            return numbers
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        found: Array = numbers[at[known[at] == wanted]]
        return found

    def dated(self, days: Days) -> Docs:
        """Articles of a range of days; those without a day are in none."""
        docs: Docs = (self.days >= max(days.first, 1)) & (self.days <= days.last) & self.live
        return docs

    def from_outlets(self, name: str) -> Docs:
        """Articles of the outlet of that (folded) name, else of those whose name contains it."""
        named = [part.outlets() for part in self.parts]
        exact = any(name in names for names in named)
        docs = self.nothing()
        for part, base, names in zip(self.parts, self.bases, named, strict=False):
            fits = [one == name if exact else name in one for one in names]
            docs[base : base + len(part)] = np.array(fits, bool)[part.outlet_of()]
        docs &= self.live
        return docs

    def having(self, slot: Slot, title: bool = False) -> Docs:
        """Articles that have a word (in the title)."""
        docs = self.nothing()
        docs[self.listed(slot, title).docs] = True
        return docs

    # -- words ---------------------------------------------------------------------

    def chosen(self, slot: Slot) -> list[Ranges]:
        """For each part the stems that a slot of a query stands for."""
        ranges = self._choices.get(slot)
        if ranges is None:
            ranges = self._choose(slot)
            if len(self._choices) >= _CHOICES_KEPT:
                self._choices.clear()
            self._choices[slot] = ranges
        return ranges

    def _choose(self, slot: Slot) -> list[Ranges]:
        if slot.begins:
            strange = set(slot.stems).union(*(part.strangers(slot.surface) for part in self.parts))
            return [
                joined((part.stems.under(slot.surface), *part.places(tuple(strange))))
                for part in self.parts
            ]
        stems = slot.stems
        if slot.mistakes:
            stems = (*stems, *self.near(slot.surface, slot.mistakes))
        return [part.places(stems) for part in self.parts]

    def near(self, word: str, mistakes: int) -> dict[str, str]:
        """Stems of known words at most so many mistakes away, each with its commonest word.

        Fewest mistakes first, then commonest.
        """
        known_near = self._near.get((word, mistakes))
        if known_near is not None:
            return known_near
        found: dict[str, list[int | str]] = {}
        for part in self.parts:
            signs = part.blocks.whole("surface_signs")
            stems, counts = part.blocks.whole("surface_stems"), part.blocks.whole("surface_counts")
            for at, missed in near(part.surfaces, signs, word, mistakes).items():
                known = found.setdefault(part.surfaces.text(at), [missed, 0, ""])
                known[1] = int(known[1]) + int(counts[at])
                known[2] = part.stems.text(int(stems[at]))
        best = sorted(found.items(), key=lambda one: (one[1][0], -int(one[1][1]), one[0]))
        out: dict[str, str] = {}
        for surface, (_, _, stem) in best[:_MOST_NEAR]:
            out.setdefault(str(stem), surface)
        if len(self._near) >= _NEAR_KEPT:
            self._near.clear()
        self._near[word, mistakes] = out
        return out

    def stems_of(self, slot: Slot, most: int) -> frozenset[str]:
        """The stems a slot stands for; nothing where there are more than ``most``."""
        stems: set[str] = set()
        for part, ranges in zip(self.parts, self.chosen(slot), strict=True):
            if len(stems) + sum(high - low for low, high in ranges) > most * 2:
                return frozenset()
            stems.update(part.stems.text(at) for low, high in ranges for at in range(low, high))
        return frozenset(stems) if len(stems) <= most else frozenset()

    def listed(self, slot: Slot, title: bool = False) -> Listed:
        """Articles that have a word (in the title), and what it is worth in each."""
        key = slot, title
        return self.kept(key) or self.keep(key, self._listed(slot, title))

    def _listed(self, slot: Slot, title: bool) -> Listed:
        every, counted = [], []
        for part, base, ranges in zip(self.parts, self.bases, self.chosen(slot), strict=False):
            if not ranges:
                continue
            titled = part.titled(ranges)
            if title:
                docs, counts = titled, np.ones(len(titled), np.float32)
            else:
                docs, counts = part.postings(ranges, slot.surface if slot.begins else None)
                counts = counts.astype(np.float32)
                counts[np.searchsorted(docs, titled)] += TITLE_WEIGHT
            every.append(docs.astype(np.int32) + np.int32(base))
            counted.append(counts)
        if not every:
            return Listed(np.zeros(0, np.int32), np.zeros(0, np.float32))
        docs, counts = np.concatenate(every), np.concatenate(counted)
        if not self.whole:
            kept = self.live[docs]
            docs, counts = docs[kept], counts[kept]
        return Listed(docs, counts / (counts + self.norms[docs]))

    def kept(self, key: Hashable) -> Listed | None:
        """What was remembered under a key, if there was room for it."""
        with self._guard:
            listed = self._lists.get(key)
            if listed is not None:
                self._lists.move_to_end(key)
            return listed

    def keep(self, key: Hashable, listed: Listed) -> Listed:
        """Remember a list under a key as long as there is room, and return it."""
        with self._guard:
            if key not in self._lists:
                self._lists[key] = listed
                self._bytes += _bytes(listed)
                while self._bytes > _KEPT_BYTES and len(self._lists) > 1:
                    self._bytes -= _bytes(self._lists.popitem(last=False)[1])
        return listed


def _bytes(listed: Listed) -> int:
    return int(listed.docs.nbytes + listed.gains.nbytes) + 500


def _together(columns: list[Array]) -> Array:
    return np.concatenate(columns) if columns else np.zeros(0, np.uint32)
