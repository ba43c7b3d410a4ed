"""What relevance is reckoned with: the constants of BM25, and the weight of a word."""

from __future__ import annotations

import math

K1, B = 1.2, 0.75
"""The usual constants of BM25: how fast more of a word stops counting, how much length does."""

TITLE_WEIGHT = 2.0
"""What standing in the title adds to how often a word stands in an article.

Finding the other articles of an event by the first lines of one gains up to 2 and no more
after; on abstracts with titles (Cranfield) 2 is no worse than 1.
"""


def weight(having: int, total: int) -> float:
    """BM25's weight of a word that so many of all articles have."""
    having = min(having, total)
    return (K1 + 1) * math.log(1 + (total - having + 0.5) / (having + 0.5))
