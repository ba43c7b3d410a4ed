"""Which articles tell the same event: average-link clustering with time decay.

Similarity of two articles is the cosine of their title-and-lead vectors times a gaussian of
the days between them; an article without a sure day is compared without decay but held to
more. Candidates come from an inverted index over the heaviest terms, so cost grows with what
articles share and not with their number squared.
"""

from __future__ import annotations

import bisect
import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.events.vectors import Vector, dot

JOIN = 0.16
SIGMA = 3.5
WINDOW = 7
VAGUE = 0.75
"""What similarity counts for where one of the two days is not known."""
FLOOR = 0.03
"""Similarities below count as none."""
FETCH = 20
"""Heaviest terms of an article that fetch candidates."""
CROWDED = 400
"""A term in more articles near in time fetches nobody."""
HOPEFUL = 0.04
"""Similarity over the fetching terms alone below which two articles are not compared in full."""


@dataclass(frozen=True, slots=True)
class Item:
    """One distinct text to be grouped. ``first``/``last`` bound its day; wide bounds are vague."""

    first: int
    last: int
    vector: Vector

    @property
    def vague(self) -> bool:
        """Whether its day is not known to a week."""
        return self.last - self.first > WINDOW


Edges = list[dict[int, float]]


def closeness(one: Item, other: Item) -> float:
    """What time leaves of the similarity of two texts: 1.0 for the same day, 0.0 beyond a week."""
    gap = max(one.first - other.last, other.first - one.last, 0)
    if gap > WINDOW:
        return 0.0
    decay = math.exp(-((gap / SIGMA) ** 2) / 2)
    return decay * VAGUE if one.vague or other.vague else decay


def link(items: Sequence[Item], tick: Callable[[int], None] = lambda done: None) -> Edges:
    """The similarity graph: for every item its neighbours with their similarity, both ways.

    ``tick`` is called with the number of items done and may raise to stop.
    """
    order = sorted(range(len(items)), key=lambda at: (items[at].vague, items[at].last, at))
    index = _Index(items)
    edges: Edges = [{} for _ in items]
    for done, at in enumerate(order):
        item = items[at]
        for other in index.candidates(item):
            time = closeness(item, items[other])
            similarity = time * dot(item.vector, items[other].vector) if time else 0.0
            if similarity >= FLOOR:
                edges[at][other] = edges[other][at] = similarity
        index.add(at)
        tick(done + 1)
    return edges


class _Index:
    """Term -> items so far, in order of their last day; vague items come last and search all."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._days: dict[str, list[int]] = defaultdict(list)

    def add(self, at: int) -> None:
        """Lists an item under all its terms."""
        day = self._items[at].last
        for term in self._items[at].vector:
            self._holders[term].append(at)
            self._days[term].append(day)

    def candidates(self, item: Item) -> list[int]:
        """Items near in time that share enough of this one's heaviest terms."""
        partial: dict[int, float] = {}
        for term, weight in list(item.vector.items())[:FETCH]:
            holders = self._holders.get(term)
            if holders is None:
                continue
            start = 0 if item.vague else bisect.bisect_left(self._days[term], item.first - WINDOW)
            if len(holders) - start > CROWDED:
                continue
            for other in holders[start:]:
                partial[other] = partial.get(other, 0.0) + weight * self._items[other].vector[term]
        return [other for other, score in partial.items() if score >= HOPEFUL]


def cluster(edges: Edges, threshold: float = JOIN) -> list[list[int]]:
    """Average-link clusters of the graph: the closest two merge while their mean is high enough.

    Pairs without an edge count as 0. Members and clusters are sorted, the result does not
    depend on the order of equal similarities.
    """
    members = {at: [at] for at in range(len(edges))}
    sums = {at: dict(near) for at, near in enumerate(edges)}
    heap = [
        (-similarity, one, other)
        for one, near in enumerate(edges)
        for other, similarity in near.items()
        if one < other and similarity >= threshold
    ]
    heapq.heapify(heap)
    following = len(edges)
    while heap:
        _, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        merged = _merge(sums, one, other)
        members[following] = members.pop(one) + members.pop(other)
        sums[following] = merged
        for near, total in merged.items():
            sums[near][following] = total
            score = total / (len(members[following]) * len(members[near]))
            if score >= threshold:
                heapq.heappush(heap, (-score, near, following))
        following += 1
    return sorted(sorted(group) for group in members.values())


def _merge(sums: Mapping[int, dict[int, float]], one: int, other: int) -> dict[int, float]:
    """The neighbours of two clusters as those of one; both vanish from their neighbours' lists."""
    merged = dict(sums[one])
    for near, total in sums[other].items():
        merged[near] = merged.get(near, 0.0) + total
    merged.pop(one, None)
    merged.pop(other, None)
    for gone in (one, other):
        for near in sums[gone]:
            sums[near].pop(gone, None)
    return merged
