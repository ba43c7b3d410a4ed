"""Which articles tell the same event: how likely two do, and average-link clusters of that.

The likelihood is logistic in the cosine of title and lead, the cosine of the titles alone and
the days between; where a day is not known, in the weekdays that both name instead. Candidates
come from an inverted index over heavy terms and days, so cost grows with what articles share.
"""

from __future__ import annotations

import heapq
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from index.events.vectors import PLACES, Rows

JOIN = 0.33
"""Mean likelihood from which on two groups are one event."""
WINDOW = 7
"""Days between two articles of one event, at most; a day known less exactly is vague."""
FLOOR = 0.02
"""Likelihoods below count as none."""
FETCH = 24
"""Heaviest terms of an article that fetch candidates."""
LISTED = 64
"""Heaviest terms under which an article is listed."""
CROWDED = 1500
"""A term in more articles near in time fetches nobody."""
HOPEFUL = 0.05
"""Similarity over the fetching terms alone below which two articles are not compared in full."""
MOST = 300
"""Articles that one is compared with in full."""
FEW = 24
"""Up to so many articles are compared with all others near in time, without an index."""
COMPONENT = 600
"""Standing articles that are compared anew around a newcomer, at most."""
DAYS_BITS = 22
WEEKDAYS_UNKNOWN = 0.35
"""What the weekdays of two articles count for where one names none."""

# Logistic regression on the pairs of 1,400 dated articles in 700 events, checked in five
# blocks of time: intercept, cosine, its root, root of the titles' cosine, then days apart as
# weeks and their square; for articles without a sure day, the cosine of weekdays named. The
# second intercept is raised by .39 so that both join best at one threshold.
DATED = np.array([-5.04, -6.10, 14.42, 3.26, -12.41, 7.25], dtype=np.float32)
VAGUE = np.array([-13.76, -10.70, 26.99, 2.85, 2.85], dtype=np.float32)

Edges = list[dict[int, float]]
Slots = npt.NDArray[np.int64]


_SCRATCH = threading.local()


def _scratch() -> npt.NDArray[np.float32]:
    """Zeros by the number of a term, one array a thread: whoever fills it clears it."""
    if not hasattr(_SCRATCH, "zeros"):
        _SCRATCH.zeros = np.zeros(PLACES, dtype=np.float32)
    zeros: npt.NDArray[np.float32] = _SCRATCH.zeros
    return zeros


class Field:
    """All articles that may be compared, by their slot in ``rows``.

    ``asked`` is for how many of them candidates will be wanted: for few a look at every row
    is cheaper than listing all terms.
    """

    def __init__(self, rows: Rows, asked: int) -> None:
        self.size = len(rows)
        self.first = rows["first"].astype(np.int64)
        self.last = rows["last"].astype(np.int64)
        self.vague = self.last - self.first > WINDOW
        self._terms = np.ascontiguousarray(rows["terms"])
        self._weights = np.ascontiguousarray(rows["weights"])
        self._title = np.ascontiguousarray(rows["title"])
        self._title_weights = np.ascontiguousarray(rows["title_weights"])
        self._weekdays = np.ascontiguousarray(rows["weekdays"])
        self._names_days: npt.NDArray[np.bool_] = self._weekdays.sum(axis=1) > 0
        self._scratch = _scratch()
        self._listed = asked > FEW
        if self._listed:
            self._list()

    def _list(self) -> None:
        """Sorts (term, last day) -> slot; a vague day is day 0, which every search includes."""
        weights = self._weights[:, :LISTED]
        slots, columns = np.nonzero(weights > 0)
        days = np.where(self.vague, 0, self.last)
        keys = (self._terms[slots, columns].astype(np.int64) << DAYS_BITS) + days[slots]
        order = np.argsort(keys, kind="stable")
        self._keys, self._holders = keys[order], slots[order]
        self._shares = weights[slots, columns][order]

    def candidates(self, at: int) -> Slots:
        """Slots near in time that share enough of the heaviest terms, ``at`` left out."""
        partial = self._sharing(at) if self._listed else self._scanned(at)
        partial[at] = 0.0
        found = np.flatnonzero(partial >= HOPEFUL)
        if len(found) > MOST:
            found = found[np.argpartition(-partial[found], MOST)[:MOST]]
        return found

    def _scanned(self, at: int) -> npt.NDArray[np.float64]:
        """As ``_sharing``, by a look at every article near in time."""
        first, last = self.first[at] - WINDOW, self.last[at] + WINDOW
        near = self.vague | ((self.first <= last) & (self.last >= first))
        slots = np.arange(self.size) if self.vague[at] else np.flatnonzero(near)
        partial = np.zeros(self.size)
        mine = self._terms[at, :FETCH]
        self._scratch[mine] = self._weights[at, :FETCH]
        shares = self._scratch[self._terms[slots, :LISTED]] * self._weights[slots, :LISTED]
        partial[slots] = shares.sum(axis=1)
        self._scratch[mine] = 0.0
        return partial

    def _sharing(self, at: int) -> npt.NDArray[np.float64]:
        """How much each article near in time shares of the heaviest terms of one."""
        used = self._weights[at, :FETCH] > 0
        terms = self._terms[at, :FETCH][used].astype(np.int64) << DAYS_BITS
        starts = np.searchsorted(self._keys, terms)
        if self.vague[at]:
            ranges = [(starts, np.searchsorted(self._keys, terms + (1 << DAYS_BITS)))]
        else:
            early = max(1, int(self.first[at]) - WINDOW)
            late = int(self.last[at]) + 2 * WINDOW + 1
            ranges = [
                (starts, np.searchsorted(self._keys, terms + 1)),
                (
                    np.searchsorted(self._keys, terms + early),
                    np.searchsorted(self._keys, terms + late),
                ),
            ]
        holders, shares = [], []
        weights = self._weights[at, :FETCH][used].tolist()
        for begins, ends in ranges:
            for begin, end, weight in zip(begins.tolist(), ends.tolist(), weights, strict=True):
                if begin < end <= begin + CROWDED:
                    holders.append(self._holders[begin:end])
                    shares.append(self._shares[begin:end] * weight)
        if not holders:
            return np.zeros(self.size)
        every = np.concatenate(shares).astype(np.float64)
        return np.bincount(np.concatenate(holders), every, minlength=self.size).astype(np.float64)

    def likelihood(self, at: int, others: Slots) -> npt.NDArray[np.float64]:
        """How likely each of ``others`` tells the same event as ``at``, 0.0 to 1.0."""
        lead = self._cosine(self._terms, self._weights, at, others)
        title = np.sqrt(self._cosine(self._title, self._title_weights, at, others))
        root = np.sqrt(lead)
        gap = np.maximum(
            np.maximum(self.first[at] - self.last[others], self.first[others] - self.last[at]), 0
        )
        weeks = np.minimum(gap, WINDOW) / WINDOW
        sure = (
            DATED[0] + DATED[1] * lead + DATED[2] * root + DATED[3] * title
            + DATED[4] * weeks + DATED[5] * weeks**2
        )  # fmt: skip
        unsure = (
            VAGUE[0] + VAGUE[1] * lead + VAGUE[2] * root + VAGUE[3] * title
            + VAGUE[4] * self._same_weekdays(at, others)
        )  # fmt: skip
        vague = self.vague[others] | self.vague[at]
        logit = np.where(vague, unsure, sure).astype(np.float64)
        likely: npt.NDArray[np.float64] = 1 / (1 + np.exp(-logit))
        likely[(gap > WINDOW) | (likely < FLOOR)] = 0.0
        return likely

    def _cosine(
        self,
        terms: npt.NDArray[np.uint32],
        weights: npt.NDArray[np.float32],
        at: int,
        others: Slots,
    ) -> npt.NDArray[np.float32]:
        mine, how_much = terms[at], weights[at]
        used = np.flatnonzero(how_much > 0)
        self._scratch[mine[used]] = how_much[used]
        found: npt.NDArray[np.float32] = np.einsum(
            "ij,ij->i", self._scratch[terms[others]], weights[others]
        )
        self._scratch[mine] = 0.0
        return np.clip(found, 0.0, 1.0)

    def _same_weekdays(self, at: int, others: Slots) -> npt.NDArray[np.float32]:
        same = self._weekdays[others] @ self._weekdays[at]
        known = self._names_days[others] & self._names_days[at]
        return np.where(known, same, np.float32(WEEKDAYS_UNKNOWN))

    def link(self, edges: Edges, at: int, others: Slots) -> None:
        """Puts the likelihoods of ``at`` and ``others`` into ``edges``, both ways."""
        if not len(others):
            return
        likely = self.likelihood(at, others)
        near = likely > 0
        for other, value in zip(others[near].tolist(), likely[near].tolist(), strict=True):
            if other != at:
                edges[at][other] = edges[other][at] = value


def cluster(
    edges: Edges,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
    threshold: float = JOIN,
) -> list[list[int]]:
    """Average-link clusters of the graph: the closest two merge while their mean is high enough.

    Pairs without an edge count as 0. ``together`` are one from the start, ``apart`` never
    come into one cluster (a pair in both is together). Members and clusters are sorted; the
    result does not depend on the order of equal likelihoods.
    """
    return _Clusters(edges, together, apart, threshold).merged()


class _Clusters:
    """Clusters by number; a merged one gets a new number."""

    def __init__(
        self,
        edges: Edges,
        together: Iterable[tuple[int, int]],
        apart: Iterable[tuple[int, int]],
        threshold: float,
    ) -> None:
        self._threshold = threshold
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
            if one < other and (score := self._mean(one, other)) >= self._threshold
        ]
        heapq.heapify(heap)
        while heap:
            _, one, other = heapq.heappop(heap)
            if one not in self._members or other not in self._members:
                continue
            if other in self._foes[one]:
                continue
            made = self._merge(one, other)
            for third in self._sums[made]:
                score = self._mean(third, made)
                if score >= self._threshold:
                    heapq.heappush(heap, (-score, third, made))
        return sorted(sorted(group) for group in self._members.values())

    def _mean(self, one: int, other: int) -> float:
        return self._sums[one][other] / (len(self._members[one]) * len(self._members[other]))

    def _merge(self, one: int, other: int) -> int:
        made, self._next = self._next, self._next + 1
        self._members[made] = self._members.pop(one) + self._members.pop(other)
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


def arrange(
    rows: Rows,
    digests: Sequence[int],
    events: Sequence[int],
    new: Sequence[bool],
    together: Sequence[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
    tick: Callable[[int], None] = lambda done: None,
) -> list[list[int]]:
    """Groups what is new with what it touches; slots of untouched events are not answered.

    ``events`` numbers the event each slot stands in (0: none). Events that a new article may
    join are grouped anew with it, all others stay as they are. Equal texts of the same days
    (``digests``) count once and stay together, unless ``apart`` parts them. ``tick`` is called
    with the number of texts compared and may raise to stop.
    """
    parted = {at for pair in apart for at in pair}
    piles = _piles(rows, digests, parted)
    home = {at: pile for pile, members in enumerate(piles) for at in members}
    fresh = [any(new[at] for at in members) for members in piles]
    field = Field(rows[[members[0] for members in piles]], sum(fresh))
    edges: Edges = [{} for _ in piles]
    for pile in range(len(piles)):
        if fresh[pile]:
            field.link(edges, pile, field.candidates(pile))
        tick(pile)
    ties = [(home[one], home[other]) for one, other in together]
    cuts = [(home[one], home[other]) for one, other in apart]
    places: dict[int, list[int]] = defaultdict(list)
    for at, event in enumerate(events):
        if event:
            places[event].append(home[at])
    groups = []
    for component in _components(edges, fresh, places, ties):
        _complete(field, edges, component, fresh)
        groups += _grouped(edges, component, ties, cuts)
    return sorted(sorted(at for pile in group for at in piles[pile]) for group in groups)


def _piles(rows: Rows, digests: Sequence[int], parted: set[int]) -> list[list[int]]:
    piles: dict[object, list[int]] = defaultdict(list)
    days = zip(rows["first"].tolist(), rows["last"].tolist(), strict=True)
    for at, (digest, (first, last)) in enumerate(zip(digests, days, strict=True)):
        alone = not digest or at in parted
        piles[(at,) if alone else (digest, first, last)].append(at)
    return list(piles.values())


def _components(
    edges: Edges,
    fresh: Sequence[bool],
    places: Mapping[int, list[int]],
    ties: Sequence[tuple[int, int]],
) -> list[list[int]]:
    """Piles that may come to stand in one event, in every set at least one that is new."""
    root = list(range(len(edges)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for members in places.values():
        for other in members[1:]:
            root[find(other)] = find(members[0])
    for one, other in ties:
        root[find(one)] = find(other)
    for at, near in enumerate(edges):
        if fresh[at]:
            for other, likely in near.items():
                if likely >= JOIN:
                    root[find(other)] = find(at)
    sets: dict[int, list[int]] = defaultdict(list)
    for at in range(len(edges)):
        sets[find(at)].append(at)
    return [members for members in sets.values() if any(fresh[at] for at in members)]


def _complete(field: Field, edges: Edges, component: Sequence[int], fresh: Sequence[bool]) -> None:
    """Compares the standing ones of a component with each other."""
    standing = np.array([at for at in component if not fresh[at]][-COMPONENT:], dtype=np.int64)
    for place, at in enumerate(standing.tolist()):
        field.link(edges, at, standing[place + 1 :])


def _grouped(
    edges: Edges,
    component: Sequence[int],
    ties: Sequence[tuple[int, int]],
    cuts: Sequence[tuple[int, int]],
) -> list[list[int]]:
    slot = {at: place for place, at in enumerate(component)}
    inner = [
        {slot[other]: likely for other, likely in edges[at].items() if other in slot}
        for at in component
    ]
    together = [(slot[one], slot[other]) for one, other in ties if one in slot and other in slot]
    apart = [(slot[one], slot[other]) for one, other in cuts if one in slot and other in slot]
    return [[component[place] for place in group] for group in cluster(inner, together, apart)]
