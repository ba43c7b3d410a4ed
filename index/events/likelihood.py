"""How likely two articles tell the same event, and which are worth a comparison.

The likelihood is logistic in the cosine of title and lead, the cosine of the titles alone, the
rare terms shared and the days between; where a day is not known, in the weekdays that both name
instead. An outlet's own articles have to be more alike. Candidates
come from an inverted index over heavy terms and days, so cost grows with what articles share.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

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


def _scratch() -> npt.NDArray[np.float32]:
    """Zeros by the number of a term, one array a thread: whoever fills it clears it."""
    if not hasattr(_SCRATCH, "zeros"):
        _SCRATCH.zeros = np.zeros(PLACES, dtype=np.float32)
    zeros: npt.NDArray[np.float32] = _SCRATCH.zeros
    return zeros


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
        self._scratch = _scratch()
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
        order = np.argsort(keys, kind="stable")
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
        row = self._row[at]
        sizes = self._sizes[row]
        before = np.cumsum(sizes) - sizes
        places = np.arange(int(sizes.sum())) + np.repeat(self._begins[row] - before, sizes)
        weights = np.repeat(np.tile(self._weights[at, :FETCH], 2), sizes)
        shares = (self._shares[places] * weights).astype(np.float64)
        partial = np.bincount(self._holders[places], shares, minlength=self.size)
        return partial.astype(np.float64, copy=False)

    def likelihood(self, at: int, others: Slots) -> npt.NDArray[np.float64]:
        """How likely each of ``others`` tells the same event as ``at``, 0.0 to 1.0."""
        lead = np.clip(self._dot(self._terms, self._weights, at, others), 0, 1)
        title = np.sqrt(np.clip(self._dot(self._title, self._title_weights, at, others), 0, 1))
        root = np.sqrt(lead)
        gap = np.maximum(
            np.maximum(self.first[at] - self.last[others], self.first[others] - self.last[at]), 0
        )
        weeks = np.minimum(gap, WINDOW) / WINDOW
        titled = self._titled[at] & self._titled[others]
        rare = np.log1p(self._dot(self._terms, self._rare, at, others))
        alike = np.stack([np.ones_like(lead), lead, root, title, titled, rare])
        sure = DATED[:6] @ alike + DATED[6] * weeks + DATED[7] * weeks**2
        unsure = VAGUE[:6] @ alike + VAGUE[6] * self._same_weekdays(at, others)
        vague = self.vague[others] | self.vague[at]
        logit = np.where(vague, unsure, sure).astype(np.float64)
        if self._outlet[at]:
            logit -= SAME_OUTLET * (self._outlet[others] == self._outlet[at])
        likely: npt.NDArray[np.float64] = 1 / (1 + np.exp(-logit))
        likely[(gap > WINDOW) | (likely < FLOOR)] = 0.0
        return likely

    def _dot(
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
        return found

    def _same_weekdays(self, at: int, others: Slots) -> npt.NDArray[np.float32]:
        same = self._weekdays[others] @ self._weekdays[at]
        known = self._names_days[others] & self._names_days[at]
        return np.where(known, same, np.float32(WEEKDAYS_UNKNOWN))

    def span(self, at: int) -> Span:
        """The first day an article can be from and the last, None where it is vague."""
        return None if self.vague[at] else (int(self.first[at]), int(self.last[at]))

    def link(self, edges: Edges, at: int, others: Slots) -> None:
        """Puts the likelihoods of ``at`` and ``others`` into ``edges``, both ways."""
        if not len(others):
            return
        likely = self.likelihood(at, others)
        near = likely > 0
        for other, value in zip(others[near].tolist(), likely[near].tolist(), strict=True):
            if other != at:
                edges[at][other] = edges[other][at] = value
