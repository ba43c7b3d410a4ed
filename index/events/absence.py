"""Who has no article in an event though they usually tell such events: a test on numbers.

What is compared are events near in topic and in time, each told by enough outlets *other*
than the one in question: the event itself was told by that many without it, and events
chosen because the outlet told them would speak for its habit.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from index.dataclass import dataclass
from index.events.related import Story
from index.events.vectors import dot

OUTLETS = 3
"""Other outlets that must tell an event before the silence of one says anything."""
LEAST = 5
"""Such events that an outlet's habit is read from, at least."""
USUAL = 0.5
"""Share of such events that an outlet must be shown to tell."""
SURE = 1.645
"""Standard deviations by which that must be shown: 95 %, one-sided."""
NEAR = 0.15
"""Cosine of two centroids from which on two events count as of one topic."""
WITHIN = 120
"""Days between two events compared, at most."""
VAGUE = 30
"""Days of an event's span from which on nobody can be looked for in its days."""


@dataclass(frozen=True, slots=True)
class Absent:
    """An outlet, the events like this one that it told (``covered``), and all that count."""

    outlet: str
    covered: tuple[int, ...]
    of: tuple[int, ...]


def least_share(covered: int, of: int) -> float:
    """The share that ``covered`` of ``of`` proves: Wilson's lower bound, one-sided 95 %.

    Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.
    """
    if not of:
        return 0.0
    share, extra = covered / of, SURE * SURE / of
    spread = SURE * math.sqrt(share * (1 - share) / of + extra / (4 * of))
    return (share + extra / 2 - spread) / (1 + extra)


def alike(story: Story, others: Mapping[int, Story]) -> list[int]:
    """Those of ``others`` that are near in topic and time, the nearest in topic first."""
    scores = {number: dot(story.vector, other.vector) for number, other in others.items()}
    near = [
        number
        for number, score in scores.items()
        if score >= NEAR and within(story, others[number], WITHIN)
    ]
    return sorted(near, key=lambda number: (-scores[number], number))


def within(one: Story, other: Story, days: int) -> bool:
    """Whether at most ``days`` lie between two events; False where days are unknown."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return max(one.first - other.last, other.first - one.last) <= days


def comparable(told: Mapping[int, Collection[str]], without: str = "") -> list[int]:
    """The events told by enough outlets, not counting one; in the order of ``told``."""
    return [
        number for number, outlets in told.items() if len(outlets) - (without in outlets) >= OUTLETS
    ]


def absent(here: Collection[str], told: Mapping[int, Collection[str]]) -> tuple[Absent, ...]:
    """The outlets not ``here`` that are shown to tell more than half of such events.

    ``told`` maps the events compared to their outlets. The surest come first.
    """
    found = [_habit(outlet, told) for outlet in sorted(_outlets(told.values()) - set(here))]
    usual = [
        one
        for one in found
        if len(one.of) >= LEAST and least_share(len(one.covered), len(one.of)) > USUAL
    ]
    return tuple(sorted(usual, key=lambda one: -least_share(len(one.covered), len(one.of))))


def _outlets(told: Iterable[Collection[str]]) -> set[str]:
    return {outlet for outlets in told for outlet in outlets}


def _habit(outlet: str, told: Mapping[int, Collection[str]]) -> Absent:
    of = comparable(told, without=outlet)
    return Absent(outlet, tuple(number for number in of if outlet in told[number]), tuple(of))


def nearest(outlet: str, order: Sequence[int], told: Mapping[int, Collection[str]]) -> int | None:
    """The first event in ``order`` that an outlet told, or None."""
    return next((number for number in order if outlet in told[number]), None)
