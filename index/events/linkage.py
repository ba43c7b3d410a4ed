"""Average-link clusters of a graph of likelihoods, and what keeps standing ones steady."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

JOIN = 0.35
"""Mean likelihood from which on two groups are one event."""
HELD = 0.1
"""How far below ``JOIN`` the mean likelihood of an article with the rest of the event it stands
in may be."""
MARGIN = 0.1
"""How far above ``JOIN`` the mean likelihood of two standing events has to be to make them one."""
LONGEST = 14
"""Days between two articles of an event, at most, whatever undated ones lie between them."""

DENSE = 48
"""Nodes from which on a table of all pairs is quicker than a heap."""
TABLE = 3000
"""Nodes up to which such a table is small enough, at four bytes a pair."""

Edges = list[dict[int, float]]
_EVER = 1 << 30
Span = tuple[int, int] | None
"""The first day an article can be from and the last (ordinals), None where that says little."""


def cluster(
    edges: Edges,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
    threshold: float = JOIN,
    spans: Sequence[Span] = (),
    stands: Collection[int] = (),
) -> list[list[int]]:
    """Average-link clusters of the graph: the closest two merge while their mean is high enough.

    Pairs without an edge count as 0. ``together`` are one from the start, ``apart`` never
    come into one cluster (a pair in both is together). No merging stretches the ``spans`` of
    a cluster beyond ``LONGEST`` days; two with members of ``stands`` only ``MARGIN`` above
    the threshold. Members and clusters are sorted; the result does not depend on the order of
    equal likelihoods.
    """
    clusters = _Clusters(edges, together, apart, threshold, spans, stands)
    return clusters.merged() if len(edges) < DENSE else clusters.merged_densely()


def held(
    edges: Edges,
    events: Iterable[Sequence[int]],
    compared: Collection[int],
    cuts: Iterable[tuple[int, int]] = (),
) -> list[tuple[int, int]]:
    """Ties that keep standing events together, but for members that clearly fit no longer.

    ``events`` are the members of each. Only those ``compared`` with each other can be found not
    to fit. An event two members of which are to come apart (``cuts``) is not kept.
    """
    listed = list(events)
    home = {at: event for event, members in enumerate(listed) for at in members}
    cut = {home[one] for one, other in cuts if one in home and home[one] == home.get(other)}
    ties = []
    for event, members in enumerate(listed):
        if event in cut:
            continue
        known = [at for at in members if at in compared]
        unfit = {at for at in known if not _fits(edges[at], known)}
        kept = [at for at in members if at not in unfit]
        ties += [(kept[0], at) for at in kept[1:]]
    return ties


def _fits(near: dict[int, float], members: Sequence[int]) -> bool:
    likely = sum(near.get(other, 0.0) for other in members)
    return likely >= (JOIN - HELD) * (len(members) - 1)


class _Clusters:
    """Clusters by number; a merged one gets a new number."""

    def __init__(
        self,
        edges: Edges,
        together: Iterable[tuple[int, int]],
        apart: Iterable[tuple[int, int]],
        threshold: float,
        spans: Sequence[Span],
        stands: Collection[int],
    ) -> None:
        self._threshold = threshold
        # The earliest last day and the latest first one: what surely lies between them.
        self._spans = {at: None if span is None else span[::-1] for at, span in enumerate(spans)}
        self._stands = set(stands)
        self._members = {at: [at] for at in range(len(edges))}
        self._sums = {at: dict(near) for at, near in enumerate(edges)}
        self._foes: dict[int, set[int]] = defaultdict(set)
        self._next = len(edges)
        home = list(range(len(edges)))
        for one, other in together:
            here, there = home[one], home[other]
            if here != there:
                for at in self._members[here] + self._members[there]:
                    home[at] = self._next
                self._merge(here, there)
        for one, other in apart:
            if home[one] != home[other]:
                self._foes[home[one]].add(home[other])
                self._foes[home[other]].add(home[one])

    def merged(self) -> list[list[int]]:
        heap = [
            (-score, one, other)
            for one, near in self._sums.items()
            for other in near
            if one < other and (score := self._mean(one, other)) >= self._enough(one, other)
        ]
        heapq.heapify(heap)
        while heap:
            _, one, other = heapq.heappop(heap)
            if one not in self._members or other not in self._members:
                continue
            if other in self._foes[one] or self._too_long(one, other):
                continue
            made = self._merge(one, other)
            for third in self._sums[made]:
                score = self._mean(third, made)
                if score >= self._enough(third, made):
                    heapq.heappush(heap, (-score, third, made))
        return sorted(sorted(group) for group in self._members.values())

    def merged_densely(self) -> list[list[int]]:
        """As ``merged``, for many: all means in a table, so that a merge costs one row of it."""
        order = sorted(self._members)
        if len(order) > TABLE:
            return self.merged()
        table = _Table(
            [self._sums[at] for at in order],
            {at: place for place, at in enumerate(order)},
            [len(self._members[at]) for at in order],
            [self._spans.get(at) for at in order],
            [at in self._stands for at in order],
            [self._foes[at] for at in order],
            self._threshold,
        )
        groups = [list(self._members[at]) for at in order]
        for one, other in table.merges():
            groups[one] += groups[other]
            groups[other] = []
        return sorted(sorted(group) for group in groups if group)

    def _enough(self, one: int, other: int) -> float:
        both = one in self._stands and other in self._stands
        return self._threshold + (MARGIN if both else 0)

    def _too_long(self, one: int, other: int) -> bool:
        here, there = self._spans.get(one), self._spans.get(other)
        return _length(_both(here, there)) > max(LONGEST, _length(here), _length(there))

    def _mean(self, one: int, other: int) -> float:
        return self._sums[one][other] / (len(self._members[one]) * len(self._members[other]))

    def _merge(self, one: int, other: int) -> int:
        made, self._next = self._next, self._next + 1
        self._members[made] = self._members.pop(one) + self._members.pop(other)
        self._spans[made] = _both(self._spans.pop(one, None), self._spans.pop(other, None))
        if one in self._stands or other in self._stands:
            self._stands.add(made)
        sums = self._sums.pop(one)
        for near, total in self._sums.pop(other).items():
            sums[near] = sums.get(near, 0.0) + total
        sums.pop(one, None)
        sums.pop(other, None)
        for near, total in sums.items():
            self._sums[near].pop(one, None)
            self._sums[near].pop(other, None)
            self._sums[near][made] = total
        self._sums[made] = sums
        foes = self._foes.pop(one, set()) | self._foes.pop(other, set())
        for foe in foes:
            self._foes[foe].add(made)
        self._foes[made] = foes
        return made


class _Table:
    """Sums of likelihoods between all pairs of clusters, and their means where they may merge.

    Clusters are places here; of two that merge the second is dead from then on.
    """

    def __init__(
        self,
        sums: Sequence[Mapping[int, float]],
        place: Mapping[int, int],
        sizes: Sequence[int],
        spans: Sequence[Span],
        stands: Sequence[bool],
        foes: Sequence[Collection[int]],
        threshold: float,
    ) -> None:
        size = len(sums)
        self._sums = np.zeros((size, size), dtype=np.float32)
        self._foes = np.eye(size, dtype=bool)
        for at, near in enumerate(sums):
            self._sums[at, [place[other] for other in near]] = list(near.values())
            self._foes[at, [place[other] for other in foes[at] if other in place]] = True
        self._sizes = np.array(sizes, dtype=np.float32)
        ends = [(_EVER, -_EVER) if span is None else span for span in spans]
        self._early = np.array([one for one, _ in ends], dtype=np.int64)
        self._late = np.array([other for _, other in ends], dtype=np.int64)
        self._stands = np.array(stands, dtype=bool)
        self._alive = np.ones(size, dtype=bool)
        self._threshold = threshold
        self._means = np.stack([self._row(at) for at in range(size)])
        self._best = self._means.argmax(axis=1)

    def merges(self) -> Iterator[tuple[int, int]]:
        """Merges the closest two while any may, and tells them, the smaller place first."""
        every = np.arange(len(self._best))
        while True:
            tops = self._means[every, self._best]
            at = int(tops.argmax())
            if tops[at] < 0:
                return
            one, other = sorted((at, int(self._best[at])))
            yield one, other
            self._merge(one, other)

    def _merge(self, one: int, other: int) -> None:
        self._sums[one] += self._sums[other]
        self._sums[:, one] = self._sums[one]
        self._foes[one] |= self._foes[other]
        self._foes[:, one] |= self._foes[:, other]
        self._sizes[one] += self._sizes[other]
        self._early[one] = min(self._early[one], self._early[other])
        self._late[one] = max(self._late[one], self._late[other])
        self._stands[one] |= self._stands[other]
        self._alive[other] = False
        self._means[other] = self._means[:, other] = -1
        row = self._row(one)
        self._means[one] = self._means[:, one] = row
        self._best[one] = row.argmax()
        stale = np.flatnonzero((self._best == one) | (self._best == other))
        self._best[stale] = self._means[stale].argmax(axis=1)
        better = np.flatnonzero(row > self._means[np.arange(len(row)), self._best])
        self._best[better] = one

    def _row(self, at: int) -> npt.NDArray[np.float32]:
        """The means of one cluster with the others, -1 with those it may not merge with."""
        means = self._sums[at] / (self._sizes[at] * self._sizes)
        enough = self._threshold + MARGIN * (self._stands & self._stands[at])
        early = np.minimum(self._early, self._early[at])
        late = np.maximum(self._late, self._late[at])
        own = np.maximum(self._late - self._early, self._late[at] - self._early[at])
        allowed = self._alive & ~self._foes[at] & (late - early <= np.maximum(LONGEST, own))
        row: npt.NDArray[np.float32] = np.where(allowed & (means >= enough), means, np.float32(-1))
        return row


def _both(one: Span, other: Span) -> Span:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def _length(span: Span) -> int:
    return 0 if span is None else span[1] - span[0]
