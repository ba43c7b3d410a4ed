"""Articles as rows of weighted terms."""

from __future__ import annotations

import random

import numpy as np

from index.events.traces import Packed
from index.events.vectors import HEAVIEST, Weights


def packed(seed: int) -> Packed:
    """An article of some dozens of terms, a few of them in its title."""
    chance = random.Random(seed)
    size = chance.randrange(20, 2 * HEAVIEST)
    return Packed(
        np.array(sorted(chance.sample(range(1 << 20), size)), dtype=np.int64),
        np.array([chance.randrange(1, 9) for _ in range(size)], dtype=np.uint32),
        np.array([at % 9 == 0 for at in range(size)]),
        (0,) * 7,
        b"",
        "",
        (),
    )


def test_the_heaviest_terms_come_first_in_a_row() -> None:
    weights = Weights()
    articles = [packed(seed) for seed in range(40)]
    weights.add(articles)
    for one, row in zip(articles, weights.rows(articles, [None] * 40), strict=True):
        weighed = weights.idf(one.terms) * (1 + np.log(one.counts.astype(np.float32)))
        order = sorted(zip(-weighed, one.terms, strict=True))[:HEAVIEST]
        assert row["terms"][: len(order)].tolist() == [term for _, term in order]
        assert abs(np.linalg.norm(row["weights"]) - 1) < 1e-5


def test_rows_of_very_many_articles_are_those_of_each() -> None:
    weights = Weights()
    few = [packed(seed) for seed in range(30)]
    weights.add(few)
    many = [few[at % 30] for at in range(4_200)]
    made = weights.rows(many, [None] * len(many))
    assert made[-30:].tobytes() == weights.rows(few, [None] * 30).tobytes()
