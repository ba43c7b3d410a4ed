"""Tying changed events to the others of their story, in a library of any size.

Looked at are only events listed under the same heavy terms, the latest of each; all that
changed in one transaction is compared at once.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from index.dataclass import dataclass
from index.events import packing, related
from index.events.related import Story
from index.events.vectors import PLACES
from index.store import stories as stored

NEARBY = 12
"""Events that one is compared with in full."""
LISTED = 12
"""Heaviest terms under which an event is listed."""
LATEST = 60
"""Events looked at under one term, the latest."""
BLOCK = 256
"""Events whose nearest are looked for at once: bounds the memory that takes."""

_Numbers = npt.NDArray[np.int64]
_Shares = npt.NDArray[np.float32]
_Scores = dict[int, dict[int, float]]


def relate(connection: sqlite3.Connection, stories: Mapping[int, Story]) -> None:
    """Ties changed events (``stories`` by number) to others, and those back to them.

    ``connection`` is open for writing.
    """
    if not stories:
        return
    lists = _listed(connection, stories)
    packed = {number: packing.dump_story(story.vector) for number, story in stories.items()}
    stored.keep_stories(
        connection,
        [(number, packed[number], _heaviest(story)) for number, story in stories.items()],
    )
    scores, seen, wholes = _scored(connection, lists, stories, packed)
    wholes |= stored.wholes(connection, scores.keys() - wholes.keys())
    had = {number: whole.ties for number, whole in wholes.items()}
    further = {other for ties in had.values() for other, *_ in ties} - wholes.keys()
    for number, whole in stored.wholes(connection, further).items():
        wholes[number], had[number] = whole, whole.ties
    reasons = _Reasons(stories, seen, wholes)
    ties = {
        number: _ties(number, had[number], scores.get(number, {}), reasons) for number in wholes
    }
    stored.keep_ties(connection, {n: each for n, each in ties.items() if each != had[n]})


def _heaviest(story: Story) -> list[tuple[int, float]]:
    return list(story.vector.items())[:LISTED]


@dataclass(frozen=True, slots=True)
class _Lists:
    """Changed events under their heaviest terms, and every event listed under these.

    Of each pair of a changed event (``owners``, by place in ``numbers``) and a term (``slots``)
    the weight; ``events`` and their ``shares`` lie from ``starts`` to ``ends`` by term.
    """

    numbers: _Numbers
    owners: _Numbers
    slots: _Numbers
    weights: _Shares
    starts: _Numbers
    ends: _Numbers
    events: _Numbers
    shares: _Shares


def _listed(connection: sqlite3.Connection, stories: Mapping[int, Story]) -> _Lists:
    """Lists changed events under their heaviest terms, beside the latest that are there."""
    numbers = np.array(sorted(stories), dtype=np.int64)
    heaviest = [_heaviest(stories[number]) for number in numbers.tolist()]
    owners = np.repeat(np.arange(len(numbers)), [len(each) for each in heaviest])
    flat = [pair for each in heaviest for pair in each]
    terms = np.array([term for term, _ in flat], dtype=np.int64)
    weights = np.array([weight for _, weight in flat], dtype=np.float32)
    every, slots = np.unique(terms, return_inverse=True)
    _list_older(connection)
    found = stored.under_terms(connection, every.tolist())
    old, sizes = packing.load_postings([found.get(term, b"") for term in every.tolist()])
    there, at = old["event"].astype(np.int64), np.repeat(np.arange(len(every)), sizes)
    changed = np.zeros(int(max(there.max(initial=0), numbers.max())) + 1, dtype=bool)
    changed[numbers] = True
    stays = ~changed[there]
    events = np.concatenate([numbers[owners], there[stays]])
    places = np.concatenate([slots, at[stays]])
    shares = np.concatenate([weights, old["weight"][stays]])
    kept = _firsts(places, np.argsort(places * len(changed) - events), LATEST)
    events, places, shares = events[kept], places[kept], shares[kept]
    starts = np.searchsorted(places, np.arange(len(every)))
    ends = np.searchsorted(places, np.arange(len(every)), side="right")
    packed = packing.dump_postings(events, shares, starts, ends)
    stored.keep_under_terms(connection, list(zip(every.tolist(), packed, strict=True)))
    return _Lists(numbers, owners, slots, weights, starts, ends, events, shares)


def _list_older(connection: sqlite3.Connection) -> None:
    """Makes the lists of a library that has none: an earlier version kept none."""
    packed = [
        (term, packing.dump_posting(events, LATEST)) for term, events in stored.unlisted(connection)
    ]
    stored.keep_under_terms(connection, packed)


def _firsts(groups: _Numbers, order: _Numbers, most: int) -> _Numbers:
    """``order``, sorted by group, with only the first of each group."""
    sizes = np.bincount(groups)
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept: _Numbers = order[rank < most]
    return kept


def _nearest(lists: _Lists) -> Iterator[tuple[_Numbers, _Numbers]]:
    """Pairs of a changed event and those that share enough of its heaviest terms, the nearest."""
    high = int(max(lists.events.max(initial=0), lists.numbers.max(initial=0))) + 1
    for first in range(0, len(lists.numbers), BLOCK):
        low, top = np.searchsorted(lists.owners, (first, first + BLOCK))
        slots = lists.slots[low:top]
        sizes = lists.ends[slots] - lists.starts[slots]
        places = np.arange(int(sizes.sum())) + np.repeat(
            lists.starts[slots] - np.cumsum(sizes) + sizes, sizes
        )
        products = np.repeat(lists.weights[low:top], sizes) * lists.shares[places]
        keys = np.repeat(lists.owners[low:top], sizes) * high + lists.events[places]
        pairs, slot = np.unique(keys, return_inverse=True)
        shared = np.bincount(slot, products, minlength=len(pairs))
        pairs, shared = pairs[shared >= related.HOPEFUL], shared[shared >= related.HOPEFUL]
        owners, others = np.divmod(pairs, high)
        itself = others == lists.numbers[owners]
        owners, others, shared = owners[~itself], others[~itself], shared[~itself]
        kept = _firsts(owners, np.lexsort((others, -shared, owners)), NEARBY)
        yield lists.numbers[owners[kept]], others[kept]


def _scored(
    connection: sqlite3.Connection,
    lists: _Lists,
    stories: Mapping[int, Story],
    packed: Mapping[int, bytes],
) -> tuple[_Scores, dict[int, Story], dict[int, stored.Whole]]:
    """How near changed events (``stories``, and their centroids as bytes) are to others, both
    ways; the days of all these; and the others in full."""
    near: list[tuple[int, int, float]] = []
    days = {number: (story.first, story.last) for number, story in stories.items()}
    for ones, others in _nearest(lists):
        unseen = set(others.tolist()) - days.keys()
        spans = stored.event_days(connection, unseen)
        days.update((number, _ordinals(*each)) for number, each in spans.items())
        left = related.fades(_spans(days, ones), _spans(days, others))
        close = left >= related.TIE
        ones, others, left = ones[close], others[close], left[close]
        unread = set(others.tolist()) - packed.keys()
        centroids = {**stored.centroids(connection, unread), **packed}
        scores = _cosines(centroids, ones, others) * left
        tied = np.flatnonzero(scores >= related.TIE)
        pairs = ones[tied].tolist(), others[tied].tolist(), scores[tied].tolist()
        near += zip(*pairs, strict=True)
    wholes = stored.wholes(connection, {other for _, other, _ in near} - stories.keys())
    seen = {**{number: _days_of(whole) for number, whole in wholes.items()}, **stories}
    found: _Scores = {number: {} for number in stories}
    for one, other, score in near:
        found[one][other] = score
        found.setdefault(other, {})[one] = score
    return found, seen, wholes


def _spans(
    days: Mapping[int, tuple[int | None, int | None]], numbers: _Numbers
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The first days of events and the last, NaN where they are not known."""
    every, place = np.unique(numbers, return_inverse=True)
    listed = [days.get(number, (None, None)) for number in every.tolist()]
    both = np.array(listed, dtype=np.float64).reshape(-1, 2)[place]
    return both[:, 0], both[:, 1]


def _cosines(centroids: Mapping[int, bytes], ones: _Numbers, others: _Numbers) -> _Shares:
    """The cosine of each pair of packed centroids. Pairs of one stand together."""
    numbers, rows = np.unique(np.concatenate([ones, others]), return_inverse=True)
    # Where an event has no centroid it is like nothing.
    loaded = packing.load_stories([centroids.get(number, b"") for number in numbers.tolist()])
    terms, weights = np.ascontiguousarray(loaded["term"]), np.ascontiguousarray(loaded["weight"])
    found = np.zeros(len(ones), dtype=np.float32)
    zeros = np.zeros(PLACES, dtype=np.float32)
    starts = [*np.flatnonzero(np.diff(ones, prepend=-1)).tolist(), len(ones)]
    for first, last in itertools.pairwise(starts):
        mine, theirs = rows[first], rows[len(ones) + first : len(ones) + last]
        # Places that are filled up have weight 0, by which a term must not be overwritten.
        zeros[terms[mine][::-1]] = weights[mine][::-1]
        found[first:last] = np.einsum("ij,ij->i", zeros[terms[theirs]], weights[theirs])
        zeros[terms[mine]] = 0
    return found


class _Reasons:
    """Why two events are tied, told once for both. ``changed`` are events as they are now,
    ``seen`` the days of these and others, ``wholes`` all as they stand."""

    def __init__(
        self,
        changed: Mapping[int, Story],
        seen: Mapping[int, Story],
        wholes: Mapping[int, stored.Whole],
    ) -> None:
        self.changed, self._seen, self._wholes = changed, seen, wholes
        self._told: dict[tuple[int, int], str] = {}

    def of(self, one: int, other: int, before: str) -> str:
        """The reason, ``before`` being what was said of the two."""
        if before:
            return related.why(self._seen[one], self._seen[other], before)
        two = min(one, other), max(one, other)
        if two not in self._told:
            first, second = (self.changed.get(n) or _story(self._wholes[n]) for n in two)
            self._told[two] = related.why(first, second)
        return self._told[two]


def _ties(
    number: int,
    ties: Sequence[tuple[int, float, str]],
    scores: Mapping[int, float],
    reasons: _Reasons,
) -> list[tuple[int, float, str]]:
    """The closest of the ties found now and, of an unchanged event, those it had."""
    had = {tie[0]: tie for tie in ties}
    changed = reasons.changed
    old = {} if number in changed else {o: tie for o, tie in had.items() if o not in changed}
    both = {**{other: tie[1] for other, tie in old.items()}, **scores}
    kept = []
    for other in sorted(both, key=lambda other: (-both[other], other))[: related.MOST]:
        if other in scores:
            why = reasons.of(number, other, had[other][2] if other in had else "")
            kept.append((other, round(scores[other], 4), why))
        else:
            kept.append(old[other])
    return kept


def _story(whole: stored.Whole) -> Story:
    return replace(_days_of(whole), vector=packing.load_story(whole.story))


def _days_of(whole: stored.Whole) -> Story:
    """An event by its days and its name alone: reading its terms is what costs."""
    return Story({}, *_ordinals(whole.first, whole.last), frozenset(), (whole.label,))


def _ordinals(first: str | None, last: str | None) -> tuple[int | None, int | None]:
    return _ordinal(first) if first else None, _ordinal(last) if last else None


@functools.lru_cache(maxsize=16_384)
def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()
