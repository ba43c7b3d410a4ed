"""Rows, fingerprints and centroids as bytes, for the store to keep."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.events.families import Prints
from index.events.vectors import HEAVIEST, PLACES, ROW, Rows, Vector
from index.store.sealing import RowDamaged, trusting

_STORY = np.dtype([("term", "<u4"), ("weight", "<f4")])
_POSTING = np.dtype([("event", "<u4"), ("weight", "<f4")])


def dump_rows(rows: Rows) -> list[bytes]:
    """Each row as bytes."""
    return [row.tobytes() for row in rows]


def load_rows(packed: Sequence[bytes], days: Sequence[tuple[int, int]]) -> Rows:
    """Rows from their bytes, with the days each can be from as they are known now.

    Raises RowDamaged for bytes that are no row.
    """
    if any(len(data) != ROW.itemsize for data in packed):
        raise RowDamaged("what an article is placed by is cut short")
    rows = np.frombuffer(b"".join(packed), dtype=ROW).copy()
    if len(rows):
        if max(rows["terms"].max(), rows["title"].max()) >= PLACES:
            raise RowDamaged("what an article is placed by is not as it was written")
        rows["first"] = [first for first, _ in days]
        rows["last"] = [last for _, last in days]
    return rows


def load_prints(packed: Sequence[bytes]) -> Prints:
    """The fingerprints of texts, in their order. Raises RowDamaged."""
    if any(len(data) % 8 for data in packed):
        raise RowDamaged("the fingerprints of an article are cut short")
    sizes = np.array([len(data) // 8 for data in packed], dtype=np.int64)
    return Prints(np.frombuffer(b"".join(packed), dtype="<u8"), sizes)


def dump_story(vector: Vector) -> bytes:
    """A centroid as bytes."""
    return np.array(list(vector.items())[:HEAVIEST], dtype=_STORY).tobytes()


def load_story(packed: bytes) -> Vector:
    """The inverse of ``dump_story``, up to rounding. Raises RowDamaged."""
    with trusting():
        found = np.frombuffer(packed, dtype=_STORY)
    return dict(zip(found["term"].tolist(), found["weight"].tolist(), strict=True))


def load_stories(packed: Sequence[bytes]) -> npt.NDArray[np.void]:
    """Centroids as rows of ``term`` and ``weight``, filled up with weights of 0."""
    width = HEAVIEST * _STORY.itemsize
    filled = b"".join(data[:width].ljust(width, b"\0") for data in packed)
    return np.frombuffer(filled, dtype=_STORY).reshape(-1, HEAVIEST)


def dump_postings(
    events: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float32],
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
) -> list[bytes]:
    """Events with their weights as bytes, cut into pieces from ``starts`` to ``ends``."""
    made = np.empty(len(events), dtype=_POSTING)
    made["event"], made["weight"] = events, weights
    whole, size = made.tobytes(), _POSTING.itemsize
    return [
        whole[first * size : last * size]
        for first, last in zip(starts.tolist(), ends.tolist(), strict=True)
    ]


def dump_posting(events: Sequence[tuple[int, float]], most: int) -> bytes:
    """Those of the highest numbers of some events with their weights, as ``dump_postings``."""
    return np.array(sorted(events, reverse=True)[:most], dtype=_POSTING).tobytes()


def load_postings(packed: Sequence[bytes]) -> tuple[npt.NDArray[np.void], npt.NDArray[np.int64]]:
    """The inverse of ``dump_postings``: all ``event``s and ``weight``s, and how many of each."""
    sizes = np.array([len(data) // _POSTING.itemsize for data in packed], dtype=np.int64)
    return np.frombuffer(b"".join(packed), dtype=_POSTING), sizes
