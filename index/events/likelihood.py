"""How likely two articles tell the same event, and which are worth a comparison.

The likelihood is logistic in the cosine of title and lead, the cosine of the titles alone, the
rare terms shared and the days between; where a day is not known, in the weekdays that both name
instead. An outlet's own articles have to be more alike. Candidates
come from an inverted index over heavy terms and days, so cost grows with what articles share.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from index.events.linkage import Edges, Span
from index.events.vectors import PLACES, Rows

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
POSTINGS = 200_000
"""Articles looked at under terms at once: bounds the memory that takes."""
PAIRS = 2_000
"""Pairs compared at once, for the same reason."""
OWN = 32
"""As how many pairs the article counts whose pairs they are: its terms are laid out."""
DAYS_BITS = 22
WEEKDAYS_UNKNOWN = 0.35
"""What the weekdays of two articles count for where one names none."""

RARE = 0.6
"""Rarity from which on a term that two articles share tells more than its weight says."""
SAME_OUTLET = 1.0
"""What it takes from the logit that one outlet wrote both: it rarely tells an event twice."""

# Logistic regression on the pairs of 1,400 dated articles in 700 events, whole and cut to
# forty words, with titles and without, checked in five blocks of time: intercept, cosine, its
# root, root of the titles' cosine, both having titles, log of the rarity shared, then days
# apart as weeks and their square; for articles without a sure day, the cosine of weekdays
# named. Pairs of one outlet were left out: the collections fitted on hold none of one event.
DATED = np.array([-2.46, -4.98, 10.39, 2.50, -1.02, 0.74, -12.49, 7.13], dtype=np.float32)
VAGUE = np.array([-13.17, -18.40, 29.68, 1.76, -0.83, 1.37, 2.61], dtype=np.float32)

Slots = npt.NDArray[np.int64]


_SCRATCH = threading.local()


def _scratch() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """Zeros by the number of a term, two arrays a thread: whoever fills one clears it."""
    if not hasattr(_SCRATCH, "both"):
        _SCRATCH.both = np.zeros(PLACES, dtype=np.float32), np.zeros(PLACES, dtype=np.int32)
    both: tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]] = _SCRATCH.both
    return both


class Field:
    """All articles that may be compared, by their slot in ``rows``.

    ``asked`` are those of which candidates will be wanted: for few a look at every row is
    cheaper than listing their terms.
    """

    def __init__(self, rows: Rows, asked: Sequence[int]) -> None:
        self.size = len(rows)
        self.first = rows["first"].astype(np.int64)
        self.last = rows["last"].astype(np.int64)
        self.vague = self.last - self.first > WINDOW
        self._terms = np.ascontiguousarray(rows["terms"])
        self._weights = np.ascontiguousarray(rows["weights"])
        self._title = np.ascontiguousarray(rows["title"])
        self._title_weights = np.ascontiguousarray(rows["title_weights"])
        self._weekdays = np.ascontiguousarray(rows["weekdays"])
        excess = np.maximum(rows["rarity"] / np.float32(255) - np.float32(RARE), 0)
        self._rare = np.sqrt(excess * np.float32(7.5), where=self._weights > 0, out=0 * excess)
        self._titled: npt.NDArray[np.bool_] = self._title_weights[:, 0] > 0
        self._outlet = rows["outlet"].astype(np.int64)
        self._names_days: npt.NDArray[np.bool_] = self._weekdays.sum(axis=1) > 0
        self._scratch, self._places = _scratch()
        self._listed = len(asked) > FEW
        if self._listed:
            self._list(asked)

    def _list(self, asked: Sequence[int]) -> None:
        """Sorts (term, last day) -> slot; a vague day is day 0, which every search includes.

        Terms by which nobody asks are left out.
        """
        weights = self._weights[:, :LISTED]
        fetching = np.zeros(PLACES, dtype=bool)
        fetching[self._terms[asked, :FETCH]] = True
        slots, columns = np.nonzero((weights > 0) & fetching[self._terms[:, :LISTED]])
        days = np.where(self.vague, 0, self.last)
        keys = (self._terms[slots, columns].astype(np.int64) << DAYS_BITS) + days[slots]
        order = np.argsort(keys)
        self._holders = slots[order]
        self._shares = weights[slots, columns][order]
        self._find(np.array(asked, dtype=np.int64), keys[order])

    def _find(self, asked: Slots, keys: Slots) -> None:
        """Where the fetching terms of each of ``asked`` lie in the sorted ``keys``: of each term
        first the vague days, then those near its own; how many; 0 where too many."""
        self._row = {at: row for row, at in enumerate(asked.tolist())}
        terms = self._terms[asked, :FETCH].astype(np.int64) << DAYS_BITS
        vague = self.vague[asked, None]
        early = np.maximum(1, self.first[asked, None] - WINDOW)
        late = self.last[asked, None] + 2 * WINDOW + 1
        every = np.int64(1 << DAYS_BITS)
        begins = (terms, terms + np.where(vague, 0, early))
        ends = (terms + np.where(vague, every, 1), terms + np.where(vague, 0, late))
        self._begins = np.hstack([np.searchsorted(keys, each) for each in begins])
        self._sizes = np.hstack([np.searchsorted(keys, each) for each in ends]) - self._begins
        self._sizes[self._sizes > CROWDED] = 0
        self._sizes[np.tile(self._weights[asked, :FETCH] <= 0, 2)] = 0

    def near(self, asked: Sequence[int]) -> tuple[Slots, Slots]:
        """Pairs worth a comparison: each of ``asked`` with the slots near in time that share
        enough of its heaviest terms, in the order asked."""
        ones: list[Slots] = []
        others: list[Slots] = []
        for block in self._blocks(asked):
            one, other, shared = self._sharing(block) if self._listed else self._scanned(block[0])
            kept = (shared >= HOPEFUL) & (one != other)
            one, other, shared = one[kept], other[kept], shared[kept]
            if len(one) > MOST:
                best = np.lexsort((-shared, one))
                rank = np.arange(len(best)) - np.searchsorted(one, one)
                best = np.sort(best[rank < MOST])
                one, other = one[best], other[best]
            ones.append(one)
            others.append(other)
        none = np.zeros(0, dtype=np.int64)
        return np.concatenate([none, *ones]), np.concatenate([none, *others])

    def _blocks(self, asked: Sequence[int]) -> Iterator[Slots]:
        """Those asked, few enough at once that what is looked at fits into a bounded memory."""
        slots = np.array(sorted(asked), dtype=np.int64)
        if not self._listed:
            yield from slots.reshape(-1, 1)
            return
        sizes = self._sizes[[self._row[at] for at in slots.tolist()]].sum(axis=1)
        yield from np.split(slots, _cuts(sizes, POSTINGS))

    def _scanned(self, at: int) -> tuple[Slots, Slots, npt.NDArray[np.float64]]:
        """As ``_sharing`` of one, by a look at every article near in time."""
        first, last = self.first[at] - WINDOW, self.last[at] + WINDOW
        near = self.vague | ((self.first <= last) & (self.last >= first))
        slots = np.arange(self.size) if self.vague[at] else np.flatnonzero(near)
        mine = self._terms[at, :FETCH]
        self._scratch[mine] = self._weights[at, :FETCH]
        shares = self._scratch[self._terms[slots, :LISTED]] * self._weights[slots, :LISTED]
        self._scratch[mine] = 0.0
        return np.full(len(slots), at), slots, shares.sum(axis=1)

    def _sharing(self, block: Slots) -> tuple[Slots, Slots, npt.NDArray[np.float64]]:
        """How much each article near in time shares of the heaviest terms of some: pairs of one
        and another, in order, and how much."""
        rows = [self._row[at] for at in block.tolist()]
        sizes = self._sizes[rows].ravel()
        before = np.cumsum(sizes) - sizes
        places = np.arange(int(sizes.sum())) + np.repeat(self._begins[rows].ravel() - before, sizes)
        weights = np.repeat(np.tile(self._weights[block, :FETCH], 2).ravel(), sizes)
        owners = np.repeat(block, self._sizes[rows].sum(axis=1))
        keys, pair = np.unique(owners * self.size + self._holders[places], return_inverse=True)
        shares = (self._shares[places] * weights).astype(np.float64)
        one, other = np.divmod(keys, max(1, self.size))
        return one, other, np.bincount(pair, shares, minlength=len(keys)).astype(np.float64)

    def likelihood(self, ones: Slots, others: Slots) -> npt.NDArray[np.float64]:
        """How likely two articles tell the same event, of each pair, 0.0 to 1.0."""
        lead, rare = self._dots(self._terms, (self._weights, self._rare), ones, others)
        lead, rare = np.clip(lead, 0, 1), np.log1p(rare)
        (title,) = self._dots(self._title, (self._title_weights,), ones, others)
        title = np.sqrt(np.clip(title, 0, 1))
        gap = np.maximum(
            np.maximum(self.first[ones] - self.last[others], self.first[others] - self.last[ones]),
            0,
        )
        weeks = np.minimum(gap, WINDOW) / WINDOW
        titled = self._titled[ones] & self._titled[others]
        alike = np.stack([np.ones_like(lead), lead, np.sqrt(lead), title, titled, rare])
        sure = DATED[:6] @ alike + DATED[6] * weeks + DATED[7] * weeks**2
        unsure = VAGUE[:6] @ alike + VAGUE[6] * self._same_weekdays(ones, others)
        vague = self.vague[others] | self.vague[ones]
        logit = np.where(vague, unsure, sure).astype(np.float64)
        same = (self._outlet[ones] == self._outlet[others]) & (self._outlet[ones] > 0)
        logit -= SAME_OUTLET * same
        likely: npt.NDArray[np.float64] = 1 / (1 + np.exp(-logit))
        likely[(gap > WINDOW) | (likely < FLOOR)] = 0.0
        return likely

    def _dots(
        self,
        terms: npt.NDArray[np.uint32],
        weighed: Sequence[npt.NDArray[np.float32]],
        ones: Slots,
        others: Slots,
    ) -> list[npt.NDArray[np.float32]]:
        """Of each pair the sum over the terms of both, by each kind of weights."""
        mine, row = np.unique(ones, return_inverse=True)
        owners, columns = np.nonzero(weighed[0][mine] > 0)
        held = terms[mine[owners], columns]
        known, place = np.unique(held, return_inverse=True)
        # Place 0 is for all the terms that none of these has.
        self._places[known] = np.arange(1, len(known) + 1)
        at = self._places[terms[others]]
        self._places[known] = 0
        found = []
        for weights in weighed:
            table = np.zeros((len(mine), len(known) + 1), dtype=np.float32)
            table[owners, place + 1] = weights[mine[owners], columns]
            found.append(np.einsum("ij,ij->i", table[row[:, None], at], weights[others]))
        return found

    def _same_weekdays(self, ones: Slots, others: Slots) -> npt.NDArray[np.float32]:
        same = np.einsum("ij,ij->i", self._weekdays[ones], self._weekdays[others])
        known = self._names_days[others] & self._names_days[ones]
        return np.where(known, same, np.float32(WEEKDAYS_UNKNOWN))

    def span(self, at: int) -> Span:
        """The first day an article can be from and the last, None where it is vague."""
        return None if self.vague[at] else (int(self.first[at]), int(self.last[at]))

    def link(self, edges: Edges, ones: Slots, others: Slots) -> None:
        """Puts the likelihoods of pairs into ``edges``, both ways. Those of one stand together."""
        sizes = np.where(np.diff(ones, prepend=-1) == 0, 1, OWN)
        for block in np.split(np.arange(len(ones)), _cuts(sizes, PAIRS)):
            likely = self.likelihood(ones[block], others[block])
            near = np.flatnonzero(likely)
            pairs = zip(ones[block[near]].tolist(), others[block[near]].tolist(), strict=True)
            for (one, other), value in zip(pairs, likely[near].tolist(), strict=True):
                edges[one][other] = edges[other][one] = value


def _cuts(sizes: Slots, most: int) -> Slots:
    """Where to cut a list so that the sizes of a piece come to about ``most``, or it is one."""
    return np.flatnonzero(np.diff(np.cumsum(sizes) // most)) + 1
