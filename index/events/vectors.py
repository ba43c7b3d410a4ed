"""Articles as weighted terms, (1 + log tf) x idf at unit length, in arrays of fixed size."""

from __future__ import annotations

import functools
import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.inflating import inflate
from index.store.sealing import RowDamaged, trusting

if TYPE_CHECKING:
    from index.events.traces import Packed

Vector = dict[int, float]
"""Weights by the number of the term."""


PLACES = 1 << 20
"""Terms are numbers below this, by their hash: what is kept of words stays bounded."""
HEAVIEST = 96
OF_TITLE = 16
ROW = np.dtype(
    [
        ("first", "<i4"),
        ("last", "<i4"),
        ("terms", "<u4", (HEAVIEST,)),
        ("weights", "<f4", (HEAVIEST,)),
        ("title", "<u4", (OF_TITLE,)),
        ("title_weights", "<f4", (OF_TITLE,)),
        ("weekdays", "<f4", (7,)),
        ("rarity", "u1", (HEAVIEST,)),
        ("outlet", "<u4"),
    ]
)
"""One article as grouping sees it, of fixed size: the days it can be from, its heaviest terms
and those of its title as unit vectors (heaviest first, weight 0 where there are fewer), how
often it names each weekday (unit length, or zeros), how rare each heavy term is (255: in no
other article), and its outlet by hash (0: unknown)."""

Rows = npt.NDArray[np.void]


@functools.lru_cache(maxsize=100_000)
def place_of(term: str) -> int:
    """The number of a term."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass")) & (PLACES - 1)


class Weights:
    """How telling a term is: document frequencies of the library on top of a background."""

    def __init__(self, background: Background | None = None) -> None:
        self.counts = np.zeros(PLACES, dtype=np.int32)
        self.total = 0
        self._background = background

    def add(self, traces: Sequence[Packed]) -> bytes:
        """Counts articles in; answers what came to be counted, as ``dump`` does the whole."""
        found = [one.terms for one in traces] or [np.zeros(0, dtype=np.int64)]
        places, counts = np.unique(np.concatenate(found), return_counts=True)
        self.total += len(traces)
        self.counts[places] += counts.astype(np.int32)
        return _packed(len(traces), places, counts)

    def idf(self, places: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """log((N + 1) / (df + 0.5)) of each term, never below 0."""
        total = self.total
        df = self.counts[places].astype(np.float32)
        if self._background is not None:
            total += self._background.total
            df += self._background.df[places]
        return np.maximum(0, np.log((total + 1) / (df + np.float32(0.5)))).astype(np.float32)

    def rarity(self, idf: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The share of ``idf`` in what a term of no article would have, 0.0 to 1.0."""
        total = self.total + (self._background.total if self._background is not None else 0)
        most = np.float32(math.log(2 * (total + 1)))
        share: npt.NDArray[np.float32] = np.clip(idf / most, 0, 1)
        return share

    def rows(self, traces: Sequence[Packed], outlets: Sequence[str | None]) -> Rows:
        """Articles as an array of a row each; the days of all are 0 yet."""
        made = np.zeros(len(traces), dtype=ROW)
        owners = np.repeat(np.arange(len(traces)), [len(one.terms) for one in traces])
        if len(owners):
            places = np.concatenate([one.terms for one in traces])
            counts = np.concatenate([one.counts for one in traces]).astype(np.float32)
            title = np.concatenate([one.titled for one in traces])
            idf = self.idf(places)
            kept, ranks = _fill(
                made["terms"], made["weights"], owners, places, idf * (1 + np.log(counts))
            )
            made["rarity"][owners[kept], ranks] = np.rint(self.rarity(idf[kept]) * 255)
            _fill(made["title"], made["title_weights"], owners[title], places[title], idf[title])
        for at, outlet in enumerate(outlets):
            if outlet:
                folded = outlet.casefold().encode("utf-8", "surrogatepass")
                made["outlet"][at] = zlib.crc32(folded) or 1
        days = np.array([one.weekdays for one in traces], dtype=np.float32).reshape(-1, 7)
        days = np.log1p(days)
        made["weekdays"] = days / np.maximum(np.linalg.norm(days, axis=1, keepdims=True), 1e-9)
        return made

    def dump(self) -> bytes:
        """The library's counts as bytes."""
        places = np.flatnonzero(self.counts)
        return _packed(self.total, places, self.counts[places])

    def load(self, data: bytes) -> None:
        """Counts in what ``dump`` or ``add`` answered. RowDamaged for others."""
        with trusting():
            numbers = np.frombuffer(inflate(data), dtype="<u4")
        if len(numbers) < 2 or len(numbers) != 2 + 2 * int(numbers[1]):
            raise RowDamaged("counts cut short")
        self.total += int(numbers[0])
        used = int(numbers[1])
        self.counts[numbers[2 : 2 + used] % PLACES] += numbers[2 + used :].astype(np.int32)


def _packed(
    total: int, places: npt.NDArray[np.int64], counts: npt.NDArray[np.integer[Any]]
) -> bytes:
    head = np.array([total, len(places)], dtype="<u4")
    every = (head, places.astype("<u4"), counts.astype("<u4"))
    return zlib.compress(b"".join(part.tobytes() for part in every), 1)


def _fill(
    places: npt.NDArray[np.uint32],
    weights: npt.NDArray[np.float32],
    owners: npt.NDArray[np.int64],
    found: npt.NDArray[np.int64],
    weighed: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The heaviest terms of each row at unit length; equal weights in the order of their numbers.

    ``owners`` are the rows of the terms ``found``. Answers which of them were kept, and where
    in their rows.
    """
    order = _heaviest_first(owners, weighed, found, len(places))
    rows = owners[order]
    sizes = np.bincount(rows)
    ranks = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    good = (ranks < places.shape[1]) & (weighed[order] > 0)
    order, rows, ranks = order[good], rows[good], ranks[good]
    kept = weighed[order]
    norms = np.sqrt(np.bincount(rows, kept.astype(np.float64) ** 2, minlength=len(places)))
    places[rows, ranks] = found[order]
    weights[rows, ranks] = kept / norms[rows]
    return order, ranks


def _heaviest_first(
    owners: npt.NDArray[np.int64],
    weighed: npt.NDArray[np.float32],
    found: npt.NDArray[np.int64],
    rows: int,
) -> npt.NDArray[np.int64]:
    """The order by row, then heaviest first, then by the number of the term."""
    # One number to sort by, as three take ten times as long: the bits of positive floats are in
    # the order of the floats, a term takes 20, and 12 are left.
    bits = np.maximum(weighed, 0).astype("<f4").view("<u4").astype(np.uint64)
    keys = (np.uint64(0xFFFFFFFF) - bits) << np.uint64(20) | found.astype(np.uint64)
    if rows <= 1 << 12:
        return np.argsort(keys | owners.astype(np.uint64) << np.uint64(52))
    order = np.argsort(keys)
    return order[np.argsort(owners[order], kind="stable")]


class Background:
    """Document frequencies of common words in ``total`` articles; rarer ones count ``rare``."""

    def __init__(self, counts: Mapping[str, float], total: int, rare: float) -> None:
        self.total = total
        self.df = np.full(PLACES, rare, dtype=np.float32)
        self.df[[place_of(term) for term in counts]] = list(counts.values())


def vector(row: np.void) -> Vector:
    """The heaviest terms of a row by number, heaviest first."""
    return {
        place: weight
        for place, weight in zip(row["terms"].tolist(), row["weights"].tolist(), strict=True)
        if weight > 0
    }


def dot(one: Vector, other: Vector) -> float:
    """The cosine of two unit vectors."""
    if len(one) > len(other):
        one, other = other, one
    return sum(one[term] * other[term] for term in one.keys() & other.keys())


def mean(vectors: Iterable[Vector]) -> Vector:
    """The sum of vectors as a unit vector, of at most a hundred terms, heaviest first."""
    found = list(vectors)
    if len(found) == 1:
        return found[0]
    total: dict[int, float] = {}
    for each in found:
        for term, weight in each.items():
            total[term] = total.get(term, 0.0) + weight
    kept = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:100]
    norm = math.sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return {term: weight / norm for term, weight in kept}
