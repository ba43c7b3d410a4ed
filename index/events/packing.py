"""Rows, fingerprints and centroids as bytes, for the store to keep."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.events.families import Prints
from index.events.tracing import Trace
from index.events.vectors import HEAVIEST, ROW, Rows, Vector

_STORY = np.dtype([("term", "<u4"), ("weight", "<f4")])


def dump_row(row: Rows) -> bytes:
    """One row as bytes."""
    return row.tobytes()


def load_rows(packed: Sequence[bytes], days: Sequence[tuple[int, int]]) -> Rows:
    """Rows from their bytes, with the days each can be from as they are known now.

    Raises ValueError for bytes that are no row.
    """
    if any(len(data) != ROW.itemsize for data in packed):
        raise ValueError("damaged row")
    rows = np.frombuffer(b"".join(packed), dtype=ROW).copy()
    if len(rows):
        rows["first"] = [first for first, _ in days]
        rows["last"] = [last for _, last in days]
    return rows


def dump_prints(trace: Trace) -> bytes:
    """A text's digest and its sketch, by which copies are found."""
    return np.array([trace.digest, *trace.sketch], dtype="<u8").tobytes()


def load_prints(packed: Sequence[bytes]) -> Prints:
    """The fingerprints of texts, in their order."""
    sizes = np.array([len(data) // 8 for data in packed], dtype=np.int64)
    return Prints(np.frombuffer(b"".join(packed), dtype="<u8"), sizes)


def dump_story(vector: Vector) -> bytes:
    """A centroid as bytes."""
    return np.array(list(vector.items())[:HEAVIEST], dtype=_STORY).tobytes()


def load_story(packed: bytes) -> Vector:
    """The inverse of ``dump_story``, up to rounding."""
    found = np.frombuffer(packed, dtype=_STORY)
    return dict(zip(found["term"].tolist(), found["weight"].tolist(), strict=True))
