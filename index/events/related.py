"""Events of one running story: linked with the reason, never merged."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.dataclass import dataclass
from index.events.vectors import Vector, place_of
from index.text import fold, stem, words

WITHIN = 400
"""Days between two events of a story, at most."""
FADE = 180.0
"""Sigma, in days, of the gaussian by which the tie of two events fades."""
UNDATED = 0.75
"""What is left of it where the days of one are unknown."""
TIE = 0.22
MOST = 6
HOPEFUL = 0.08
"""Similarity over the heaviest terms alone below which two events are not compared in full."""

_Ordinals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Story:
    """What relating needs of an event: its centroid, its days (None: unknown), what it names.

    ``names`` are keys of named editions, ``headlines`` the titles or first words of its
    articles, from which the reasons take their spelling.
    """

    vector: Vector
    first: int | None
    last: int | None
    names: frozenset[str]
    headlines: tuple[str, ...] = ()


def _gap(one: Story, other: Story) -> int | None:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(one.first - other.last, other.first - one.last, 0)


def fades(
    one: tuple[_Ordinals, _Ordinals], other: tuple[_Ordinals, _Ordinals]
) -> npt.NDArray[np.float64]:
    """What the days between two events leave of their likeness, 0.0 to 1.0, of each pair.

    Of both the first days and the last, NaN where they are not known.
    """
    gap = np.maximum(np.maximum(one[0] - other[1], other[0] - one[1]), 0)
    left = np.where(gap <= WITHIN, np.exp(-((gap / FADE) ** 2) / 2), 0.0)
    return np.where(np.isnan(gap), UNDATED, left)


def why(one: Story, other: Story, before: str = "") -> str:
    """Such as: both name the Helsinki summit; both tell of Putin, Russia; 2 days apart.

    ``before`` is what was said of the two when they were less or other articles; what they
    name and tell of is kept, the days are told anew.
    """
    gap = _gap(one, other)
    known = {None: "days unknown", 0: "the same days", 1: "1 day apart"}
    apart = known.get(gap, f"{gap} days apart")
    told, _, _ = before.rpartition("; ")
    return f"{told}; {apart}" if told else f"{_common(one, other)}{apart}"


def _common(one: Story, other: Story) -> str:
    shared = {
        term: one.vector[term] * other.vector[term]
        for term in one.vector.keys() & other.vector.keys()
    }
    spelling = _spelling((*one.headlines, *other.headlines))
    # A stem is no word to show: only what a headline prints is.
    printed = [term for term in shared if term in spelling]
    terms = sorted(printed, key=lambda term: (-shared[term], term))[:4]
    names = [name[:1].upper() + name[1:] for name in sorted(one.names & other.names)[:2]]
    named = f"both name the {' and the '.join(names)}; " if names else ""
    told = f"both tell of {', '.join(spelling[term] for term in terms)}; " if terms else ""
    return named + told


def _spelling(headlines: Sequence[str]) -> dict[int, str]:
    """How the words of headlines are printed, by term; all capitals only where always so."""
    printed: dict[int, str] = {}
    for headline in headlines:
        for term, word in _printed(headline[:300]):
            if term not in printed or word.islower():
                printed[term] = word
    return printed


@functools.lru_cache(maxsize=20_000)
def _printed(headline: str) -> tuple[tuple[int, str], ...]:
    found = []
    for span in words(headline):
        word = headline[span.start : span.end].removesuffix("’s").removesuffix("'s")
        found.append((place_of(stem(fold(word))), word))
    return tuple(found)
