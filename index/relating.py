"""Tying changed events to the others of their story, in a library of any size.

Looked at are only events listed under the same heavy terms, the latest of each; what is read
for one event is remembered for the next ones of the same transaction.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from index.events import packing, related
from index.events.related import Story
from index.store import standing

NEARBY = 12
"""Events that one is compared with in full."""
LISTED = 12
"""Heaviest terms under which an event is listed."""
LATEST = 60
"""Events looked at under one term, the latest."""

_Numbers = npt.NDArray[np.int64]
_Shares = npt.NDArray[np.float64]


def relate(connection: sqlite3.Connection, stories: Mapping[int, Story]) -> None:
    """Ties changed events (``stories`` by number) to others, and those back to them.

    ``connection`` is open for writing.
    """
    standing.keep_stories(
        connection,
        [
            (number, packing.dump_story(story.vector), _heaviest(story))
            for number, story in stories.items()
        ],
    )
    near = _Nearby(connection, stories)
    scores: dict[int, dict[int, float]] = {number: {} for number in stories}
    for number, story in stories.items():
        for other, there in near.of(number, story).items():
            score = related.score(story, there)
            if score >= related.TIE:
                scores[number][other] = score
                scores.setdefault(other, {})[number] = score
    wholes = standing.wholes(connection, scores)
    before = {other for whole in wholes.values() for other, *_ in whole.ties}
    wholes |= standing.wholes(connection, before - set(wholes))
    for number, whole in wholes.items():
        kept = _ties(whole, scores.get(number, {}), stories, near.seen)
        if kept != whole.ties:
            standing.keep_ties(connection, number, kept)


def _heaviest(story: Story) -> list[tuple[int, float]]:
    return list(story.vector.items())[:LISTED]


class _Nearby:
    """Which events may be of one story; ``seen`` holds every event that was read."""

    def __init__(self, connection: sqlite3.Connection, stories: Mapping[int, Story]) -> None:
        self._connection = connection
        self._under: dict[int, tuple[_Numbers, _Shares]] = {}
        self.seen = dict(stories)

    def of(self, number: int, story: Story) -> dict[int, Story]:
        """The events that share enough of an event's heaviest terms, the nearest."""
        listed = [(weight, *self._listed(term)) for term, weight in _heaviest(story)]
        if not listed:
            return {}
        holders = np.concatenate([found for _, found, _ in listed])
        products = np.concatenate([shares * weight for weight, _, shares in listed])
        others, slots = np.unique(holders, return_inverse=True)
        shared = np.bincount(slots, products, minlength=len(others))
        shared[others == number] = 0.0
        order = np.lexsort((others, -shared))[:NEARBY]
        near = others[order[shared[order] >= related.HOPEFUL]].tolist()
        unseen = [other for other in near if other not in self.seen]
        if unseen:
            found = standing.wholes(self._connection, unseen)
            self.seen.update((other, _story(whole)) for other, whole in found.items())
        return {other: self.seen[other] for other in near if other in self.seen}

    def _listed(self, term: int) -> tuple[_Numbers, _Shares]:
        if term not in self._under:
            rows = standing.under_term(self._connection, term, LATEST)
            found = np.array(rows, dtype=np.float64).reshape(-1, 2)
            self._under[term] = found[:, 0].astype(np.int64), found[:, 1]
        return self._under[term]


def _ties(
    whole: standing.Whole,
    scores: Mapping[int, float],
    changed: Mapping[int, Story],
    seen: Mapping[int, Story],
) -> list[tuple[int, float, str]]:
    """The closest of the ties found now and, of an unchanged event, those it had."""
    had = {tie[0]: tie for tie in whole.ties}
    old = {} if whole.id in changed else {o: tie for o, tie in had.items() if o not in changed}
    both = {**{other: tie[1] for other, tie in old.items()}, **scores}
    best = sorted(both, key=lambda other: (-both[other], other))[: related.MOST]
    kept = []
    for other in best:
        if other in scores:
            before = had[other][2] if other in had else ""
            why = related.why(seen[whole.id], seen[other], before)
            kept.append((other, round(scores[other], 4), why))
        else:
            kept.append(old[other])
    return kept


def _story(whole: standing.Whole) -> Story:
    first, last = (
        datetime.date.fromisoformat(day).toordinal() if day else None
        for day in (whole.first, whole.last)
    )
    return Story(packing.load_story(whole.story), first, last, frozenset(), (whole.label,))
