"""Articles as weighted terms, (1 + log tf) x idf at unit length, in arrays of fixed size."""

from __future__ import annotations

import functools
import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from index.events.tracing import Trace

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

    def add(self, traces: Sequence[Trace]) -> bytes:
        """Counts articles in; answers what came to be counted, as ``dump`` does the whole."""
        found = [place for one in traces for place, _ in one.terms]
        places, counts = np.unique(np.array(found, dtype=np.int64), return_counts=True)
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

    def row(self, trace: Trace, first: int, last: int, outlet: str | None = None) -> Rows:
        """An article as an array of one row; ``first``/``last`` bound its day (ordinals)."""
        made = np.zeros(1, dtype=ROW)
        made["first"], made["last"] = first, last
        if trace.terms:
            found = np.array(trace.terms, dtype=np.int64)
            places, counts = found[:, 0], found[:, 1].astype(np.float32)
            idf = self.idf(places)
            title = set(trace.title)
            inside = np.array([place in title for place, _ in trace.terms])
            kept = _fill(made["terms"][0], made["weights"][0], places, idf * (1 + np.log(counts)))
            made["rarity"][0, : len(kept)] = np.rint(self.rarity(idf[kept]) * 255)
            _fill(made["title"][0], made["title_weights"][0], places[inside], idf[inside])
        days = np.log1p(np.array(trace.weekdays, dtype=np.float32))
        if outlet:
            made["outlet"] = zlib.crc32(outlet.casefold().encode("utf-8", "surrogatepass")) or 1
        made["weekdays"][0] = days / (float(np.linalg.norm(days)) or 1.0)
        return made

    def dump(self) -> bytes:
        """The library's counts as bytes."""
        places = np.flatnonzero(self.counts)
        return _packed(self.total, places, self.counts[places])

    def load(self, data: bytes) -> None:
        """Counts in what ``dump`` or ``add`` answered. ValueError for damaged bytes."""
        try:
            numbers = np.frombuffer(zlib.decompress(data), dtype="<u4")
        except zlib.error as error:
            raise ValueError(f"damaged counts: {error}") from error
        if len(numbers) < 2 or len(numbers) != 2 + 2 * int(numbers[1]):
            raise ValueError("counts cut short")
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
    found: npt.NDArray[np.int64],
    weighed: npt.NDArray[np.float32],
) -> npt.NDArray[np.int64]:
    """The heaviest terms at unit length; equal weights in the order of their numbers.

    Answers which of ``found`` were kept.
    """
    order = np.lexsort((found, -weighed))[: len(places)]
    order = order[weighed[order] > 0]
    kept = weighed[order]
    places[: len(order)] = found[order]
    weights[: len(order)] = kept / (float(np.linalg.norm(kept)) or 1.0)
    return order


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
