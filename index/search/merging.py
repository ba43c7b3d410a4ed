"""Making one part of several: the same posting lists, laid together.

Done in small steps, so that whoever runs it can let searches go first.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import numpy as np

from index.search.blocks import Array, Seal
from index.search.dictionary import SortedWords, union
from index.search.parts import Part
from index.search.postings import Columns, Postings, Words, narrow, runs, write_part

STEP = 400_000
"""Postings laid together in one step."""

_LETTERS = [bytes([first]) for first in range(256)]


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
    postings = yield from _laid_together(parts, alive, ranks, len(stems))
    kept = np.flatnonzero(np.diff(postings.starts))
    words = yield from _words(parts, ranks, stems, kept)
    if len(kept) < len(stems):
        postings = _without_empty(postings, kept)
    yield
    return write_part(path, columns, words, postings)


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
) -> Generator[None, None, tuple[list[bytes], list[Array]]]:
    """All stems, and for each part the new places of its own."""
    stems: list[bytes] = []
    ranks: list[list[Array]] = [[] for _ in parts]
    for letter in _LETTERS:
        own = [_beginning(part.stems, letter) for part in parts]
        together = union(own)
        place = {stem: at for at, stem in enumerate(together, len(stems))}
        for rank, words in zip(ranks, own, strict=True):
            rank.append(np.fromiter(map(place.__getitem__, words), np.int64, len(words)))
        stems += together
        if together:
            yield
    return stems, [np.concatenate(rank) for rank in ranks]


def _beginning(words: SortedWords, letter: bytes) -> list[bytes]:
    return words.run(*words.between(letter))


def _words(
    parts: Sequence[Part], ranks: Sequence[Array], stems: list[bytes], kept: Array
) -> Generator[None, None, Words]:
    """Printed words of all parts, those whose stem is still there."""
    place = np.full(len(stems), -1, np.int64)
    place[kept] = np.arange(len(kept))
    surfaces: list[bytes] = []
    surface_stems: list[int] = []
    counts: list[int] = []
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
        surfaces += [surface for surface, _ in together]
        surface_stems += [stem for _, stem in together]
        counts += map(found.__getitem__, together)
    kept_stems = stems if len(kept) == len(stems) else [stems[at] for at in kept.tolist()]
    return Words(
        kept_stems, surfaces, np.array(surface_stems, np.int64), np.array(counts, np.int64)
    )


def _laid_together(
    parts: Sequence[Part], alive: Sequence[Array], ranks: Sequence[Array], stems: int
) -> Generator[None, None, Postings]:
    numbers, base = [], 0
    for kept in alive:
        numbers.append(np.where(kept, np.cumsum(kept) - 1 + base, _GONE))
        base += int(np.count_nonzero(kept))
    often = np.zeros(stems, np.int64)
    for part, rank in zip(parts, ranks, strict=True):
        often[rank] += np.diff(np.frombuffer(part.starts, np.uint32)).astype(np.int64)
    steps = np.flatnonzero(np.diff(np.cumsum(often) // STEP, prepend=0)) + 1
    docs, counts, positions, sizes, places = [], [], [], [], []
    title_docs, title_sizes = [], []
    low = 0
    for high in [*steps.tolist(), stems]:
        if high > low:
            step = _Step(parts, ranks, numbers, low, high)
            got, size = step.lists("docs", "starts")
            times, _ = step.lists("counts", "starts")
            where, _ = step.lists("positions", "position_starts")
            titled, title_size = step.lists("title_docs", "title_starts")
            kept = got != _GONE
            if not kept.all():
                where = where[np.repeat(kept, times)]
                got, times, size = got[kept], times[kept], _left(size, kept)
            place = np.add.reduceat(np.append(times, 0), np.append(0, np.cumsum(size))[:-1])
            kept = titled != _GONE
            docs.append(got.astype(np.uint16))
            counts.append(narrow(times))
            positions.append(narrow(where))
            sizes.append(size)
            places.append(np.where(size > 0, place, 0))
            title_docs.append(titled[kept].astype(np.uint16))
            title_sizes.append(_left(title_size, kept))
            low = high
            yield
    return Postings(
        _starts(sizes),
        _starts(places),
        _one(docs, np.uint16),
        _one(counts, np.uint8),
        _one(positions, np.uint16),
        _starts(title_sizes),
        _one(title_docs, np.uint16),
    )


_GONE = 65_535
"""Where an article's number would be, if it still counted."""


class _Step:
    """The lists of the stems from ``low`` to ``high`` of all parts, laid together."""

    def __init__(
        self,
        parts: Sequence[Part],
        ranks: Sequence[Array],
        numbers: Sequence[Array],
        low: int,
        high: int,
    ) -> None:
        self._parts, self._ranks, self._numbers = parts, ranks, numbers
        self._low, self._high = low, high
        self._own = [tuple(np.searchsorted(rank, (low, high)).tolist()) for rank in ranks]

    def lists(self, name: str, starts: str) -> tuple[Array, Array]:
        """The lists, one after another, part after part for each stem; and their lengths."""
        total = np.zeros(self._high - self._low, np.int64)
        pieces = []
        for part, rank, (first, after) in zip(self._parts, self._ranks, self._own, strict=True):
            own = np.frombuffer(getattr(part, starts), np.uint32)[first : after + 1].astype(
                np.int64
            )
            places = rank[first:after] - self._low
            pieces.append((places, np.diff(own), int(own[0]), int(own[-1]), total[places]))
            total[places] += np.diff(own)
        begins = np.cumsum(total) - total
        out = np.zeros(int(total.sum()), np.uint32)
        for number, (places, sizes, start, stop, before) in enumerate(pieces):
            values = self._parts[number].blocks.slice(name, start, stop)
            if name in ("docs", "title_docs"):
                values = self._numbers[number][values]
            out[runs(begins[places] + before, sizes)] = values
        return out, total


def _left(sizes: Array, kept: Array) -> Array:
    """How many of each list are kept."""
    ends = np.append(0, np.cumsum(kept))
    edges = np.append(0, np.cumsum(sizes))
    left: Array = np.diff(ends[edges])
    return left


def _starts(sizes: Sequence[Array]) -> Array:
    return np.append(0, np.cumsum(np.concatenate(sizes))) if sizes else np.zeros(1, np.int64)


def _one(pieces: Sequence[Array], least: type) -> Array:
    if not pieces:
        return np.zeros(0, least)
    most = max(int(piece.max(initial=0)) for piece in pieces)
    code = np.promote_types(least, np.min_scalar_type(most))
    return np.concatenate([piece.astype(code) for piece in pieces])


def _without_empty(postings: Postings, kept: Array) -> Postings:
    """The same without stems that nothing has any more."""
    kept = np.append(kept, len(postings.starts) - 1)
    postings.starts = postings.starts[kept]
    postings.position_starts = postings.position_starts[kept]
    postings.title_starts = postings.title_starts[kept]
    return postings
