"""Words that mark one text against others: log-odds with an informative Dirichlet prior.

Monroe, Colaresi and Quinn, "Fightin' Words" (Political Analysis 16, 2008), equations 16,
20 and 22.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from index.dataclass import dataclass

SIGNIFICANT = 1.96
"""The absolute z-score from which a difference is significant at five in a hundred."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A word with its counts on either side.

    ``log_odds`` is above 0 where ``a`` uses it more, ``z`` is it by its standard deviation.
    """

    word: str
    a: int
    b: int
    log_odds: float
    z: float

    @property
    def significant(self) -> bool:
        """Whether so large a difference is found by chance in fewer than five of a hundred."""
        return abs(self.z) >= SIGNIFICANT


def log_odds(
    counts_a: Mapping[str, int],
    counts_b: Mapping[str, int],
    prior: Mapping[str, float],
    strength: float | None = None,
) -> list[Marked]:
    """Every word of either side, those that mark ``a`` most first, those of ``b`` last.

    ``counts_a`` and ``counts_b`` say how often each word is used. ``prior`` gives how often
    words are used in general, on any scale (counts, shares, articles that hold them); half
    of what is expected of a word comes from it, half from both sides together, so that a
    word it has never met is expected somewhere, too. ``strength`` is how many words the
    expectation weighs, as many as the smaller side has where None. None are found where a
    side has no words. Words of equal z are in order of the alphabet.
    """
    total_a, total_b = sum(counts_a.values()), sum(counts_b.values())
    if not total_a or not total_b:
        return []
    weight = float(min(total_a, total_b) if strength is None else strength)
    found = []
    for word, share in _expected(counts_a, counts_b, prior).items():
        a, b, alpha = counts_a.get(word, 0), counts_b.get(word, 0), weight * share
        delta = _logit(a + alpha, total_a + weight) - _logit(b + alpha, total_b + weight)
        spread = math.sqrt(1 / (a + alpha) + 1 / (b + alpha))
        found.append(Marked(word, a, b, delta, delta / spread))
    return sorted(found, key=lambda marked: (-marked.z, marked.word))


def _expected(
    counts_a: Mapping[str, int], counts_b: Mapping[str, int], prior: Mapping[str, float]
) -> dict[str, float]:
    """The share of all words that each word is expected to have, on either side alike."""
    both = counts_a.keys() | counts_b.keys()
    vocabulary = {word for word in both if counts_a.get(word, 0) + counts_b.get(word, 0) > 0}
    general = math.fsum(prior.values()) or 1.0
    here = sum(counts_a.values()) + sum(counts_b.values())
    return {
        word: (
            prior.get(word, 0.0) / general + (counts_a.get(word, 0) + counts_b.get(word, 0)) / here
        )
        / 2
        for word in vocabulary
    }


def _logit(count: float, total: float) -> float:
    return math.log(count / max(total - count, 1e-9))
