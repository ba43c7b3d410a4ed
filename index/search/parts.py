"""One part of the index, opened: its words, and which article has which."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from index.search import folder as disk
from index.search.blocks import Array, BlockDamaged, Blocks
from index.search.postings import runs
from index.search.sealed import EAGER
from index.search.sorted_words import SortedWords

Ranges = Sequence[tuple[int, int]]
"""Places of stems: from where to where, sorted, apart."""


class Part:
    """An opened part. Numbers of articles count from 0 in the order they were written.

    ``ids``, ``days`` (YYYYMMDD, 0 unknown), ``lengths`` (words indexed) and ``titles``
    (lengths of titles) run along them. Everything that reads raises BlockDamaged where the
    file is not as it was written.
    """

    def __init__(self, folder: Path, entry: disk.PartEntry) -> None:
        """Open. Raises IndexDamaged; FileNotFoundError where the part is gone."""
        path = folder / entry.name
        try:
            disk.check_ours(folder, path)
            blocks = Blocks(path, entry.seal)
            if entry.seal.size <= EAGER:
                blocks.check()
            self.name, self.blocks = entry.name, blocks
            self._read()
        except FileNotFoundError:
            raise
        except (OSError, BlockDamaged, json.JSONDecodeError) as error:
            raise disk.damaged(folder, str(error)) from error

    def _read(self) -> None:
        """Take in what every search needs."""
        blocks = self.blocks
        self.languages: tuple[str, ...] = tuple(blocks.about["languages"])
        self.ids, self.days = blocks.whole("ids"), blocks.whole("days")
        self.lengths, self.titles = blocks.whole("lengths"), blocks.whole("titles")
        self.stems = SortedWords(blocks, "stems")
        self.surfaces = SortedWords(blocks, "surfaces")
        self.starts, self.position_starts, self.title_starts = (
            blocks.view(name) for name in ("starts", "position_starts", "title_starts")
        )
        self._rows = SortedWords(blocks, "row_prefixes")

    def __len__(self) -> int:
        return len(self.ids)

    # -- words -------------------------------------------------------------------

    def places(self, stems: Sequence[str]) -> Ranges:
        """Where the stems stand, those that are known."""
        found = (self.stems.find(stem) for stem in stems)
        return joined((at, at + 1) for at in found if at is not None)

    def strangers(self, prefix: str) -> set[str]:
        """Stems that do not begin with ``prefix`` although words of theirs do."""
        low, high = self.surfaces.under(prefix)
        first, after = self.stems.under(prefix)
        stems = self.blocks.slice("surface_stems", low, high)
        strange = stems[(stems < first) | (stems >= after)]
        return {self.stems.text(at) for at in np.unique(strange).tolist()}

    # -- articles ----------------------------------------------------------------

    def size(self, ranges: Ranges) -> int:
        """How many postings the stems have."""
        return sum(self.starts[high] - self.starts[low] for low, high in ranges)

    def postings(self, ranges: Ranges, prefix: str | None = None) -> tuple[Array, Array]:
        """Articles that have any of the stems, ascending, and how often each has them.

        ``prefix`` tells that the ranges hold all stems that begin so.
        """
        if len(ranges) == 1 and ranges[0][1] - ranges[0][0] == 1:
            return self._slices(*ranges[0])
        row = self._row(prefix) if prefix else None
        if row is not None:
            low, high = self.stems.under(prefix or "")
            counted = row.astype(np.float32)
            cut = [((a, min(b, low)), (max(a, high), b)) for a, b in ranges]
            ranges = [(a, b) for pair in cut for a, b in pair if a < b]
        else:
            counted = np.zeros(len(self), np.float32)
        for low, high in ranges:
            docs, counts = self._slices(low, high)
            counted += np.bincount(docs, counts, len(self))
        docs = np.flatnonzero(counted)
        return docs, counted[docs]

    def _slices(self, low: int, high: int) -> tuple[Array, Array]:
        first, after = self.starts[low], self.starts[high]
        return self.blocks.slice("docs", first, after), self.blocks.slice("counts", first, after)

    def _row(self, prefix: str) -> Array | None:
        at = self._rows.find(prefix)
        size = len(self)
        return None if at is None else self.blocks.slice("rows", at * size, (at + 1) * size)

    def titled(self, ranges: Ranges) -> Array:
        """Articles that have any of the stems in the title, ascending."""
        found = [
            self.blocks.slice("title_docs", self.title_starts[low], self.title_starts[high])
            for low, high in ranges
        ]
        if len(found) == 1 and ranges[0][1] - ranges[0][0] == 1:
            return found[0]
        flags = np.zeros(len(self), bool)
        for docs in found:
            flags[docs] = True
        return np.flatnonzero(flags)

    def spots(self, ranges: Ranges, among: Array, shift: int) -> Array:
        """Where the stems stand, at least in those articles of which ``among`` is true.

        As sorted numbers: article << 32 | position - shift + 256.
        """
        found = [self._spots(low, high, among, shift) for low, high in ranges]
        if len(found) == 1 and ranges[0][1] - ranges[0][0] == 1:
            return found[0]
        every = np.concatenate(found) if found else np.zeros(0, np.int64)
        every.sort()
        return every

    def _spots(self, low: int, high: int, among: Array, shift: int) -> Array:
        docs, counts = self._slices(low, high)
        every = self.blocks.slice(
            "positions", self.position_starts[low], self.position_starts[high]
        )
        chosen = np.flatnonzero(among[docs])
        if len(chosen) * 2 < len(docs):
            ends = np.cumsum(counts, dtype=np.int64)[chosen]
            docs, counts = docs[chosen], counts[chosen]
            every = every[runs(ends - counts, counts)]
        keys: Array = np.repeat(docs.astype(np.int64) << 32, counts)
        keys += every
        keys += 256 - shift
        return keys

    def outlets(self) -> list[str]:
        """Names of outlets, as ``outlet_of`` numbers them."""
        words = SortedWords(self.blocks, "outlets")
        return [word.decode() for word in words.run(0, len(words))]

    def outlet_of(self) -> Array:
        """The number of each article's outlet."""
        return self.blocks.whole("outlet_of")

    def words_of(self, number: int) -> tuple[Array, Array]:
        """Places of all stems of one article, ascending, and how often each stands in it."""
        at = np.flatnonzero(self.blocks.whole("docs") == number)
        places = np.searchsorted(np.frombuffer(self.starts, np.uint32), at, "right") - 1
        return places, self.blocks.whole("counts")[at]


def joined(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges sorted, and made one where they touch."""
    out: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(high, out[-1][1]))
        elif low < high:
            out.append((low, high))
    return out
