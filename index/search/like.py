"""More like this: articles that share the words by which one article differs from others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from index.search import rank
from index.search.query import Slot
from index.search.snapshot import Snapshot
from index.search.words import analyzer

WORDS = 24
"""How many words speak for an article: its rarest and most repeated."""

_LOOKED_UP = 72
_READ = 60_000


def words_of(snapshot: Snapshot, number: int) -> dict[str, float]:
    """The stems of an indexed article, and how often it has each, commonest left out."""
    at = max(
        n for n, base in enumerate(snapshot.bases) if base <= number and n < len(snapshot.parts)
    )
    part = snapshot.parts[at]
    places, counts = part.words_of(number - snapshot.bases[at])
    starts = np.frombuffer(part.starts, np.uint32)
    having = (starts[places + 1] - starts[places]).astype(np.float64)
    value = np.minimum(counts, 8) * np.log1p(len(part) / having)
    chosen = np.argsort(-value, kind="stable")[:_LOOKED_UP]
    return {part.stems.text(int(places[one])): float(counts[one]) for one in chosen}


def words_in(snapshot: Snapshot, text: str) -> dict[str, float]:
    """The stems of any text, and how often it has each."""
    terms = analyzer(snapshot.languages).terms(text[:_READ])
    return dict[str, float](Counter(stem for term in terms for stem in term.stems))


def alike(
    snapshot: Snapshot, words: Mapping[str, float], without: int | None, limit: int
) -> tuple[list[int], list[float], int]:
    """Articles most like one that has the given words: numbers, scores, how many share any.

    ``without`` is the number of the article itself. A word counts by how rare it is and,
    less and less, by how often it is repeated on either side.
    """
    scores = np.zeros(len(snapshot), np.float32)
    total = snapshot.count
    valued = []
    for stem, often in words.items():
        slot = Slot((stem,), stem)
        having = sum(
            part.size(ranges)
            for part, ranges in zip(snapshot.parts, snapshot.chosen(slot), strict=True)
        )
        if 1 < having <= max(total // 4, 8):
            worth = float(rank.weight(having, total))
            valued.append((worth * often / (often + 1.2), worth, slot))
    valued.sort(key=lambda one: -one[0])
    taken = 0
    for repeated, _, slot in valued:
        listed = snapshot.listed(slot)
        # Articles put in anew still count in ``size``: a word may be in no other that counts.
        if len(listed.docs) > 1:
            scores[listed.docs] += listed.gains * np.float32(repeated)
            taken += 1
            if taken == WORDS:
                break
    if without is not None:
        scores[without] = 0
    numbers = np.flatnonzero(scores)
    chosen = numbers[rank.top(scores[numbers], snapshot.recency[numbers], max(limit, 0))]
    return chosen.tolist(), scores[chosen].tolist(), len(numbers)
