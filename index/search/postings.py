"""The contents of a part as arrays, and how they are written.

Stems are sorted. Those of place ``i`` have ``docs[starts[i]:starts[i + 1]]``: numbers of
articles, ascending; ``counts`` beside them: how often; and ``positions`` of them all, from
``position_starts[i]`` on, article by article. Titles are part of the text and come first in
it; ``title_docs`` are the articles that have a stem in the title.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.search.blocks import Array, BlockWriter, Seal
from index.search.dictionary import write_signs, write_words

MOST_DOCS = 60_000
"""Articles in a part at most: their numbers fit in two bytes."""

_HEAVY = 2
"""Beginnings with more than so many postings an article get a row of their own."""

_WORTH_ROWS = 1_024
_COUNTED = 500_000


@dataclass(slots=True)
class Columns:
    """What is known of each article. ``titles`` are lengths of titles, stop words included."""

    ids: Array
    days: Array
    outlet_of: Array
    lengths: Array
    titles: Array
    outlets: list[bytes]
    languages: set[str]


@dataclass(slots=True)
class Words:
    """Stems, and printed words with the place of their stem; both sorted."""

    stems: Sequence[bytes]
    surfaces: Sequence[bytes]
    surface_stems: Array
    surface_counts: Array


class Lists(Protocol):
    """Which stem is where: the lists themselves piece by piece, each time they are asked for."""

    starts: Array
    position_starts: Array
    title_starts: Array

    def code(self, name: str) -> np.dtype[Any]:
        """The type of ``docs``, ``counts``, ``positions`` or ``title_docs``."""

    def pieces(self, name: str) -> Iterator[Array]:
        """One of them, from its beginning to its end."""


@dataclass(slots=True)
class Postings:
    """``Lists`` that lie in memory."""

    starts: Array
    position_starts: Array
    docs: Array
    counts: Array
    positions: Array
    title_starts: Array
    title_docs: Array

    def code(self, name: str) -> np.dtype[Any]:
        """The type that the numbers need."""
        return narrowest(int(getattr(self, name).max(initial=0)), LEAST[name])

    def pieces(self, name: str) -> Iterator[Array]:
        """All at once."""
        yield getattr(self, name)


LEAST = {"docs": "u2", "title_docs": "u2", "positions": "u2", "counts": "u1"}
"""The narrowest type of each list."""


def runs(starts: Array, lengths: Array) -> Array:
    """The numbers of all runs, one after another: from each start, as many as its length."""
    total = int(lengths.sum())
    shifts = starts.astype(np.int64) - (np.cumsum(lengths, dtype=np.int64) - lengths)
    out = np.repeat(shifts, lengths)
    out += np.arange(total)
    return out


def narrowest(most: int, least: str = "u1") -> np.dtype[Any]:
    """The type in which numbers up to ``most`` take the fewest bytes, at least ``least``."""
    code = "u1" if most < 1 << 8 else "u2" if most < 1 << 16 else "u4"
    return np.dtype(max(code, least))


def narrow(values: Array) -> Array:
    """The same numbers in as few bytes as they need."""
    return values.astype(narrowest(int(values.max(initial=0))))


def write_part(path: Path, columns: Columns, words: Words, lists: Lists) -> Seal:
    """Write a part and force it to disk. Raises OSError."""
    steps = write_in_steps(path, columns, words, lists)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            seal: Seal = done.value
            return seal


def write_in_steps(
    path: Path, columns: Columns, words: Words, lists: Lists
) -> Generator[None, None, Seal]:
    """The same, piece by piece; returns the seal."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, 0o600), "r+b") as sink:
        writer = BlockWriter(sink)
        for name in ("ids", "days", "lengths"):
            writer.add(name, getattr(columns, name).astype(np.uint32))
        for name in ("outlet_of", "titles"):
            writer.add(name, narrow(getattr(columns, name)))
        write_words(writer, "outlets", columns.outlets)
        write_words(writer, "stems", words.stems)
        write_words(writer, "surfaces", words.surfaces)
        write_signs(writer, "surface_signs", words.surfaces)
        writer.add("surface_stems", words.surface_stems.astype(np.uint32))
        writer.add("surface_counts", words.surface_counts.astype(np.uint32))
        for name in ("starts", "position_starts", "title_starts"):
            writer.add(name, getattr(lists, name).astype(np.uint32))
        yield
        for name in ("title_docs", "docs", "counts", "positions"):
            writer.begin(name, lists.code(name))
            for piece in lists.pieces(name):
                writer.extend(name, piece)
                yield
            writer.end()
        yield from _write_rows(writer, len(columns.ids), words.stems, lists.starts)
        seal = writer.finish({"articles": len(columns.ids), "languages": sorted(columns.languages)})
        sink.flush()
        os.fsync(sink.fileno())
    return seal


def _write_rows(
    writer: BlockWriter, articles: int, stems: Sequence[bytes], starts: Array
) -> Generator[None, None, None]:
    """Rows of counts, a byte an article, for beginnings that many words share."""
    rows = _Rows(writer, articles, stems, starts)
    if articles >= _WORTH_ROWS:
        yield from rows.gather("", 0, len(stems))
        rows.found.pop("")
    prefixes = sorted(rows.found)
    write_words(writer, "row_prefixes", [prefix.encode() for prefix in prefixes])
    writer.begin("rows", np.uint8)
    for prefix in prefixes:
        writer.extend("rows", rows.found[prefix])
    writer.end()


class _Rows:
    """The rows of beginnings, from the lists in the file that is being written."""

    def __init__(
        self, writer: BlockWriter, articles: int, stems: Sequence[bytes], starts: Array
    ) -> None:
        self._writer, self._articles = writer, articles
        self._stems, self._starts = stems, starts
        self.found: dict[str, Array] = {}

    def gather(self, prefix: str, low: int, high: int) -> Generator[None, None, Array]:
        """The row of a beginning: those of heavy longer ones, and what is left, added up."""
        row = np.zeros(self._articles, np.float32)
        light = low
        for longer, first, last in _longer(prefix, low, high, self._stems):
            if int(self._starts[last]) - int(self._starts[first]) > _HEAVY * self._articles:
                self._count(row, light, first)
                row += yield from self.gather(longer, first, last)
                light = last
                yield
        self._count(row, light, high)
        self.found[prefix] = np.minimum(row, 255).astype(np.uint8)
        return row

    def _count(self, row: Array, low: int, high: int) -> None:
        """Add how often each article has the stems from ``low`` to ``high``."""
        first, last = int(self._starts[low]), int(self._starts[high])
        for start in range(first, last, _COUNTED):
            docs, counts = (
                self._writer.read(name, start, min(start + _COUNTED, last))
                for name in ("docs", "counts")
            )
            row += np.bincount(docs, counts, self._articles)


def _longer(
    prefix: str, low: int, high: int, stems: Sequence[bytes]
) -> Iterator[tuple[str, int, int]]:
    """Each beginning one letter longer, and from where to where its stems stand."""
    at, size = low, len(prefix)
    while at < high:
        stem = stems[at].decode()
        if len(stem) <= size:
            at += 1
            continue
        longer = stem[: size + 1]
        after = bisect_left(stems, longer.encode() + b"\xff", at, high)
        yield longer, at, after
        at = after
