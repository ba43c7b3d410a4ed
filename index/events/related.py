"""Events of one running story: linked with the reason, never merged."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.events.vectors import Vector, dot

WITHIN = 400
"""Days between two events of a story, at most."""
FADE = 180.0
"""Sigma, in days, of the gaussian by which the tie of two events fades."""
TIE = 0.22
MOST = 6
FETCH = 12
CROWDED = 300


@dataclass(frozen=True, slots=True)
class Story:
    """What relating needs of an event: its centroid, its days (None: unknown) and its names."""

    vector: Vector
    first: int | None
    last: int | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tie:
    """Another event of the same story and one line that says why."""

    other: int
    score: float
    why: str


def relate(stories: Sequence[Story]) -> list[tuple[Tie, ...]]:
    """For each event the ones of its story, closest first, at most six; ties go both ways."""
    holders: dict[str, list[int]] = defaultdict(list)
    ties: list[list[Tie]] = [[] for _ in stories]
    crowd = max(CROWDED, len(stories) // 20)
    for at, story in enumerate(stories):
        heaviest = list(story.vector)[:FETCH]
        near = {
            other for term in heaviest if len(holders[term]) <= crowd for other in holders[term]
        }
        for other in sorted(near):
            score = _score(story, stories[other])
            if score >= TIE:
                why = _why(story, stories[other])
                ties[at].append(Tie(other, score, why))
                ties[other].append(Tie(at, score, why))
        for term in heaviest:
            holders[term].append(at)
    return [tuple(sorted(found, key=lambda tie: (-tie.score, tie.other))[:MOST]) for found in ties]


def _gap(one: Story, other: Story) -> int | None:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(one.first - other.last, other.first - one.last, 0)


def _score(one: Story, other: Story) -> float:
    gap = _gap(one, other)
    if gap is not None and gap > WITHIN:
        return 0.0
    fade = 0.75 if gap is None else math.exp(-((gap / FADE) ** 2) / 2)
    return fade * dot(one.vector, other.vector) if fade >= TIE else 0.0


def _why(one: Story, other: Story) -> str:
    """ "both tell of stoltenberg, membership, nato; 25 days apart"."""
    shared = {
        term: weight * other.vector[term]
        for term, weight in one.vector.items()
        if term in other.vector
    }
    terms = sorted(shared, key=lambda term: (-shared[term], term))[:4]
    names = sorted(one.names & other.names)[:2]
    told = f"both name the {' and the '.join(names)}; " if names else ""
    gap = _gap(one, other)
    apart = "days unknown" if gap is None else "the same days" if gap == 0 else f"{gap} days apart"
    return f"{told}both tell of {', '.join(terms)}; {apart}"


def names_of(keys: Mapping[str, bool]) -> frozenset[str]:
    """The edition keys that some text places."""
    return frozenset(key for key, placed in keys.items() if placed)
