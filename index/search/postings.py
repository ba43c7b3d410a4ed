"""The contents of a part as arrays, and how they are written.

Stems are sorted. Those of place ``i`` have ``docs[starts[i]:starts[i + 1]]``: numbers of
articles, ascending; ``counts`` beside them: how often; and ``positions`` of them all, from
``position_starts[i]`` on, article by article. Titles are part of the text and come first in
it; ``title_docs`` are the articles that have a stem in the title.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.search.blocks import Array, BlockWriter, Seal
from index.search.dictionary import letter_signs, write_words

MOST_DOCS = 60_000
"""Articles in a part at most: their numbers fit in two bytes."""

_HEAVY = 2
"""Beginnings with more than so many postings an article get a row of their own."""

_WORTH_ROWS = 1_024


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

    stems: list[bytes]
    surfaces: list[bytes]
    surface_stems: Array
    surface_counts: Array


@dataclass(slots=True)
class Postings:
    """Which stem is where."""

    starts: Array
    position_starts: Array
    docs: Array
    counts: Array
    positions: Array
    title_starts: Array
    title_docs: Array


def runs(starts: Array, lengths: Array) -> Array:
    """The numbers of all runs, one after another: from each start, as many as its length."""
    total = int(lengths.sum())
    shifts = starts.astype(np.int64) - (np.cumsum(lengths, dtype=np.int64) - lengths)
    out = np.repeat(shifts, lengths)
    out += np.arange(total)
    return out


def narrow(values: Array) -> Array:
    """The same numbers in as few bytes as they need."""
    most = int(values.max(initial=0))
    return values.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)


def write_part(path: Path, columns: Columns, words: Words, postings: Postings) -> Seal:
    """Write a part and force it to disk. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as sink:
        writer = BlockWriter(sink)
        for name in ("ids", "days", "lengths"):
            writer.add(name, getattr(columns, name).astype(np.uint32))
        for name in ("outlet_of", "titles"):
            writer.add(name, narrow(getattr(columns, name)))
        write_words(writer, "outlets", columns.outlets)
        write_words(writer, "stems", words.stems)
        write_words(writer, "surfaces", words.surfaces)
        writer.add("surface_signs", letter_signs(words.surfaces))
        writer.add("surface_stems", words.surface_stems.astype(np.uint32))
        writer.add("surface_counts", words.surface_counts.astype(np.uint32))
        for name in ("starts", "position_starts", "title_starts"):
            writer.add(name, getattr(postings, name).astype(np.uint32))
        writer.add("title_docs", postings.title_docs.astype(np.uint16))
        writer.add("docs", postings.docs.astype(np.uint16))
        writer.add("counts", narrow(postings.counts))
        wide = int(postings.positions.max(initial=0)) >= 1 << 16
        writer.add("positions", postings.positions.astype(np.uint32 if wide else np.uint16))
        _write_rows(writer, len(columns.ids), words.stems, postings)
        seal = writer.finish({"articles": len(columns.ids), "languages": sorted(columns.languages)})
        sink.flush()
        os.fsync(sink.fileno())
    return seal


def _write_rows(writer: BlockWriter, articles: int, stems: list[bytes], postings: Postings) -> None:
    """Rows of counts, a byte an article, for beginnings that many words share."""
    rows: dict[str, Array] = {}
    if articles >= _WORTH_ROWS:
        _gather_rows(rows, "", 0, len(stems), articles, stems, postings)
        rows.pop("", None)
    prefixes = sorted(rows)
    write_words(writer, "row_prefixes", [prefix.encode() for prefix in prefixes])
    writer.begin("rows", np.uint8)
    for prefix in prefixes:
        writer.extend("rows", np.minimum(rows[prefix], 255).astype(np.uint8))
    writer.end()


def _gather_rows(
    rows: dict[str, Array],
    prefix: str,
    low: int,
    high: int,
    articles: int,
    stems: list[bytes],
    postings: Postings,
) -> Array:
    """The row of a beginning: those of heavy longer ones, and what is left, added up."""
    row = np.zeros(articles, np.float32)
    light = low
    for longer, first, last in _longer(prefix, low, high, stems):
        if int(postings.starts[last]) - int(postings.starts[first]) > _HEAVY * articles:
            row += _counted(postings, light, first, articles)
            row += _gather_rows(rows, longer, first, last, articles, stems, postings)
            light = last
    row += _counted(postings, light, high, articles)
    rows[prefix] = row
    return row


def _longer(prefix: str, low: int, high: int, stems: list[bytes]) -> Iterator[tuple[str, int, int]]:
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


def _counted(postings: Postings, low: int, high: int, articles: int) -> Array:
    first, last = int(postings.starts[low]), int(postings.starts[high])
    counted: Array = np.bincount(
        postings.docs[first:last], postings.counts[first:last], articles
    ).astype(np.float32)
    return counted
