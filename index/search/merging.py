"""Making one part of several: the same posting lists, laid together.

Parts are read and the new one is written a range of stems at a time, so that the memory this
takes does not grow with the parts. The steps are small: whoever runs them can let searches
go first.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from index.dataclass import dataclass
from index.search.blocks import Array, Seal
from index.search.dictionary import PackedWords, union
from index.search.parts import Part
from index.search.postings import LEAST, Columns, Words, narrowest, runs, write_in_steps
from index.search.sorted_words import SortedWords

STEP = 400_000
"""Places of words laid together in one step."""

_LETTERS = [bytes([first]) for first in range(256)]
_STARTS = {"docs": "starts", "counts": "starts", "positions": "position_starts",
           "title_docs": "title_starts"}  # fmt: skip


def merge(
    path: Path, parts: Sequence[Part], gone: Sequence[frozenset[int]]
) -> Generator[None, None, Seal]:
    """Write what still counts of several parts as one, in order; returns its seal.

    ``gone`` are ids in each part that no longer count. Raises OSError, BlockDamaged.
    """
    for part in parts:
        part.blocks.check()
        yield
    alive = [~np.isin(part.ids, list(out)) for part, out in zip(parts, gone, strict=True)]
    columns = _columns(parts, alive)
    yield
    stems, ranks = yield from _union_of_stems(parts)
    lists = _Together(parts, alive, ranks, len(stems))
    yield from lists.measure()
    kept = np.flatnonzero(np.diff(lists.starts))
    words = yield from _words(parts, ranks, stems, kept)
    if len(kept) < len(stems):
        words.stems = stems.chosen(kept)
        lists.leave_out_empty(kept)
    del stems
    seal = yield from write_in_steps(path, columns, words, lists)
    _let_go(parts)
    return seal


def _let_go(parts: Sequence[Part]) -> None:
    for part in parts:
        part.blocks.let_go()


def _columns(parts: Sequence[Part], alive: Sequence[Array]) -> Columns:
    def together(name: str) -> Array:
        pieces = [getattr(part, name)[kept] for part, kept in zip(parts, alive, strict=True)]
        return np.concatenate(pieces)

    outlets: dict[str, int] = {}
    outlet_of = []
    for part, kept in zip(parts, alive, strict=True):
        numbers = [outlets.setdefault(name, len(outlets)) for name in part.outlets()]
        outlet_of.append(np.array(numbers, np.uint32)[part.outlet_of()[kept]])
    return Columns(
        together("ids"),
        together("days"),
        np.concatenate(outlet_of),
        together("lengths"),
        together("titles"),
        [name.encode() for name in outlets],
        {language for part in parts for language in part.languages},
    )


def _union_of_stems(
    parts: Sequence[Part],
) -> Generator[None, None, tuple[PackedWords, list[Array]]]:
    """All stems, and for each part the new places of its own."""
    stems: list[PackedWords] = []
    ranks: list[list[Array]] = [[] for _ in parts]
    before = 0
    for letter in _LETTERS:
        own = [_beginning(part.stems, letter) for part in parts]
        together = union(own)
        place = {stem: at for at, stem in enumerate(together, before)}
        for rank, words in zip(ranks, own, strict=True):
            rank.append(np.fromiter(map(place.__getitem__, words), np.uint32, len(words)))
        before += len(together)
        if together:
            stems.append(PackedWords([together]))
            yield
    return PackedWords.joined(stems), [np.concatenate(rank) for rank in ranks]


def _beginning(words: SortedWords, letter: bytes) -> list[bytes]:
    return words.run(*words.between(letter))


def _words(
    parts: Sequence[Part], ranks: Sequence[Array], stems: PackedWords, kept: Array
) -> Generator[None, None, Words]:
    """Printed words of all parts, those whose stem is still there."""
    place = np.full(len(stems), -1, np.int64)
    place[kept] = np.arange(len(kept))
    surfaces: list[PackedWords] = []
    surface_stems, counts = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)]
    for letter in _LETTERS:
        found: dict[tuple[bytes, int], int] = {}
        for part, rank in zip(parts, ranks, strict=True):
            low, high = part.surfaces.between(letter)
            own = place[rank[part.blocks.slice("surface_stems", low, high)]].tolist()
            often = part.blocks.slice("surface_counts", low, high).tolist()
            printed = part.surfaces.run(low, high)
            for key, count in zip(zip(printed, own, strict=True), often, strict=True):
                found[key] = found.get(key, 0) + count
            if high > low:
                yield
        together = sorted(key for key in found if key[1] >= 0)
        surfaces.append(PackedWords([[surface for surface, _ in together]]))
        surface_stems.append(np.array([stem for _, stem in together], np.uint32))
        counts.append(np.array([found[key] for key in together], np.uint32))
    return Words(
        stems, PackedWords.joined(surfaces), np.concatenate(surface_stems), np.concatenate(counts)
    )


_GONE = 65_535
"""Where an article's number would be, if it still counted."""


class _Together:
    """The lists of all parts, laid together a range of stems at a time (``postings.Lists``).

    ``ranks``: for each part the new places of its stems.
    """

    def __init__(
        self, parts: Sequence[Part], alive: Sequence[Array], ranks: Sequence[Array], stems: int
    ) -> None:
        self._parts, self._ranks, self._stems = parts, ranks, stems
        self._numbers, base = [], 0
        for kept in alive:
            numbers = np.where(kept, np.cumsum(kept) - 1 + base, _GONE)
            self._numbers.append(numbers.astype(np.uint16))
            base += int(np.count_nonzero(kept))
        self._all_alive = all(kept.all() for kept in alive)
        self._most: dict[str, int] = {}
        self._masks: dict[int, tuple[Array, int]] = {}
        self.starts, self.position_starts, self.title_starts = (
            np.append(0, np.cumsum(self._sizes(name)))
            for name in ("starts", "position_starts", "title_starts")
        )
        steps = np.diff(self.position_starts[1:] // STEP, prepend=0)
        self._edges = [0, *(np.flatnonzero(steps) + 1).tolist(), stems]

    def _sizes(self, starts: str) -> Array:
        """How long the list of each stem is, if all articles count."""
        sizes = np.zeros(self._stems, np.int64)
        for part, rank in zip(self._parts, self._ranks, strict=True):
            own = np.frombuffer(getattr(part, starts), np.uint32)
            sizes[rank] += own[1:] - own[:-1]
        return sizes

    def measure(self) -> Generator[None, None, None]:
        """Find out how long the lists are without what is gone."""
        if self._all_alive:
            return
        found = []
        for step in self._steps():
            found.append(step.measure())
            yield
        self.starts, self.position_starts, self.title_starts = (
            np.cumsum(np.concatenate([[0], *(one.sizes[name] for one in found)]))
            for name in ("docs", "positions", "title_docs")
        )
        for name in ("counts", "positions"):
            self._most[name] = max((one.most[name] for one in found), default=0)

    def leave_out_empty(self, kept: Array) -> None:
        """The lists are those of some stems only; the others have none."""
        edges = np.append(kept, len(self.starts) - 1)
        self.starts, self.position_starts, self.title_starts = (
            starts[edges] for starts in (self.starts, self.position_starts, self.title_starts)
        )

    def code(self, name: str) -> np.dtype[Any]:
        """The type that the numbers need."""
        if name in self._most:
            return narrowest(self._most[name], LEAST[name])
        return _widest(self._parts, name)

    def pieces(self, name: str) -> Iterator[Array]:
        """One kind of lists, some stems at a time."""
        for step in self._steps():
            found = step.lists(name)[0]
            yield found if self._all_alive else found[step.kept(name)]

    def _steps(self) -> Iterator[_Step]:
        for low, high in pairwise(self._edges):
            if high > low:
                yield _Step(self._parts, self._ranks, self._numbers, self._masks, low, high)
                _let_go(self._parts)


class _Step:
    """The lists of the stems from ``low`` to ``high`` of all parts, laid together.

    ``masks`` remembers by ``low`` which postings still count, a bit each, and how many.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        ranks: Sequence[Array],
        numbers: Sequence[Array],
        masks: dict[int, tuple[Array, int]],
        low: int,
        high: int,
    ) -> None:
        self._parts, self._ranks, self._numbers, self._masks = parts, ranks, numbers, masks
        self._low, self._high = low, high
        self._own = [tuple(np.searchsorted(rank, (low, high)).tolist()) for rank in ranks]

    def lists(self, name: str) -> tuple[Array, Array]:
        """The lists, one after another, part after part for each stem; and their lengths."""
        total = np.zeros(self._high - self._low, np.int64)
        pieces = []
        for part, rank, (first, after) in zip(self._parts, self._ranks, self._own, strict=True):
            starts = np.frombuffer(getattr(part, _STARTS[name]), np.uint32)
            own = starts[first : after + 1].astype(np.int64)
            places = rank[first:after].astype(np.int64) - self._low
            pieces.append((places, np.diff(own), int(own[0]), int(own[-1]), total[places]))
            total[places] += np.diff(own)
        begins = np.cumsum(total) - total
        out = np.zeros(int(total.sum()), _widest(self._parts, name))
        for number, (places, sizes, start, stop, before) in enumerate(pieces):
            values = self._parts[number].blocks.slice(name, start, stop)
            if name in ("docs", "title_docs"):
                values = self._numbers[number][values]
            out[runs(begins[places] + before, sizes)] = values
        return out, total

    def kept(self, name: str) -> Array:
        """Which of them still count: the same as with their articles."""
        if name == "title_docs":
            kept: Array = self.lists(name)[0] != _GONE
            return kept
        known = self._masks.get(self._low)
        if known is None:
            kept = self.lists("docs")[0] != _GONE
            self._masks[self._low] = np.packbits(kept), len(kept)
        else:
            kept = np.unpackbits(known[0], count=known[1]).astype(bool)
        return np.repeat(kept, self.lists("counts")[0]) if name == "positions" else kept

    def measure(self) -> _Measured:
        """How long the lists are without what is gone, and the largest numbers in them."""
        kept, titled = self.kept("docs"), self.kept("title_docs")
        times, sizes = self.lists("counts")
        left, times = _sums(sizes, kept), times[kept]
        most = 0
        if _widest(self._parts, "positions").itemsize > np.dtype(LEAST["positions"]).itemsize:
            most = int(self.lists("positions")[0][self.kept("positions")].max(initial=0))
        title_sizes = _sums(self.lists("title_docs")[1], titled)
        return _Measured(
            {"docs": left, "positions": _sums(left, times), "title_docs": title_sizes},
            {"counts": int(times.max(initial=0)), "positions": most},
        )


@dataclass(frozen=True, slots=True)
class _Measured:
    sizes: dict[str, Array]
    most: dict[str, int]


def _widest(parts: Sequence[Part], name: str) -> np.dtype[Any]:
    return max((part.blocks.code(name) for part in parts), key=lambda code: code.itemsize)


def _sums(sizes: Array, values: Array) -> Array:
    """The sum of each list."""
    ends = np.append(0, np.cumsum(values, dtype=np.int64))
    edges = np.append(0, np.cumsum(sizes))
    sums: Array = np.diff(ends[edges])
    return sums
