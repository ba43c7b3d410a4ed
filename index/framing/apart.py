"""Which texts of a comparison are farthest apart, by what the comparison counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import median

from index.comparison.table import Apart, Comparison

CONSIDERED = 60
"""So many texts are set against each other at most: the longest."""
_SHORT = 0.4
"""Texts of less than this share of the median length say little, and are not chosen."""


class Distances:
    """The distance of any two articles of a comparison; deterministic, computed when asked."""

    def __init__(self, comparison: Comparison) -> None:
        self.rows: dict[int, set[int]] = {number: set() for number in comparison.articles}
        for at, row in enumerate(comparison.rows):
            for number, cell in zip(comparison.articles, row.cells, strict=True):
                if cell is not None:
                    self.rows[number].add(at)
        self.forms: Mapping[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for wording in comparison.wording:
            for use in wording.uses:
                self.forms[use.article][wording.set].add(use.form)
        self.voices: Mapping[int, set[str]] = defaultdict(set)
        for voice in comparison.voices:
            if not voice.anonymous:
                self.voices[voice.article].add(voice.speaker)

    def apart(self, one: int, other: int) -> Apart:
        """How far two articles are from each other, with the counts."""
        rows = len(self.rows[one] | self.rows[other])
        aligned = len(self.rows[one] & self.rows[other])
        mine, theirs = self.forms[one], self.forms[other]
        sets = mine.keys() & theirs.keys()
        differing = sum(not mine[each] & theirs[each] for each in sets)
        speakers = len(self.voices[one] | self.voices[other])
        common = len(self.voices[one] & self.voices[other])
        shares = [1 - aligned / rows] if rows else []
        shares += [differing / len(sets)] if sets else []
        shares += [1 - common / speakers] if speakers else []
        distance = sum(shares) / len(shares) if shares else 0.0
        return Apart((one, other), aligned, rows, differing, len(sets), common, speakers, distance)


def farthest(comparison: Comparison, among: Sequence[int], many: int) -> tuple[Apart, ...]:
    """The ``many`` articles of ``among`` that are farthest apart: the distances between them.

    The first is that of the farthest pair; each further article is the one whose nearest
    chosen article is farthest from it. Of equals those that come first in ``among``.
    Very short texts are not chosen where there are enough others. Fewer than two: none.
    """
    chosen = _considered(comparison, among)
    if len(chosen) < 2 or many < 2:
        return ()
    distances = Distances(comparison)
    pair = max(combinations(chosen, 2), key=lambda two: distances.apart(*two).distance)
    found = list(pair)
    while len(found) < min(many, len(chosen)):
        rest = [number for number in chosen if number not in found]
        found.append(
            max(rest, key=lambda one: min(distances.apart(one, two).distance for two in found))
        )
    return tuple(distances.apart(*two) for two in combinations(found, 2))


def closest(comparison: Comparison, among: Sequence[int], many: int) -> tuple[int, ...]:
    """The ``many`` articles of ``among`` that share most rows with others of them.

    Those of headings that have no article yet come first; of equals those that come first.
    Answered in the order of ``among``.
    """
    wanted = set(among)
    shared = dict.fromkeys(among, 0)
    for row in comparison.rows:
        filled = [
            number
            for number, cell in zip(comparison.articles, row.cells, strict=True)
            if cell is not None and number in wanted
        ]
        for number in filled:
            shared[number] += len(filled) - 1
    heading = {column.article: column.heading for column in comparison.columns}
    ranked = sorted(among, key=lambda number: -shared[number])
    leading: dict[str, int] = {}
    for number in ranked:
        leading.setdefault(heading[number], number)
    order = dict.fromkeys((*leading.values(), *ranked))
    chosen = set(list(order)[:many])
    return tuple(number for number in among if number in chosen)


def _considered(comparison: Comparison, among: Sequence[int]) -> list[int]:
    """Those long enough to tell something, at most ``CONSIDERED`` of them, in their order."""
    words = {column.article: column.words for column in comparison.columns}
    known = [number for number in among if words.get(number)]
    if len(known) < 3:
        return known
    least = _SHORT * median(words[number] for number in known)
    long = [number for number in known if words[number] >= least]
    longest = set(sorted(long, key=lambda number: -words[number])[:CONSIDERED])
    return [number for number in known if number in longest]
