"""How pairs that may tell one event become events, and how standing events stay as they are."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.events.linkage import HELD, JOIN, LONGEST, MARGIN, Edges, _Clusters, cluster, held


def graph(size: int, likely: dict[tuple[int, int], float]) -> Edges:
    edges: Edges = [{} for _ in range(size)]
    for (one, other), value in likely.items():
        edges[one][other] = edges[other][one] = value
    return edges


CHAIN = graph(3, {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.2})


def test_the_mean_decides_not_the_best_pair() -> None:
    loose = graph(3, {(0, 1): 0.9, (1, 2): 0.6})
    assert cluster(CHAIN) == [[0, 1, 2]]
    assert cluster(loose) == [[0, 1], [2]]


def test_an_undated_article_does_not_bridge_events_that_are_weeks_apart() -> None:
    late = 100 + LONGEST + 1
    assert cluster(CHAIN, spans=[(100, 100), None, (late, late)]) == [[0, 1], [2]]
    assert cluster(CHAIN, spans=[(100, 100), None, (late - 1, late)]) == [[0, 1, 2]]


def test_what_a_reader_put_together_may_be_of_any_length() -> None:
    spans = [(100, 100), None, (900, 900)]
    assert cluster(CHAIN, together=[(0, 2)], spans=spans) == [[0, 1, 2]]


def test_standing_events_become_one_only_where_they_clearly_are() -> None:
    near = graph(2, {(0, 1): JOIN + MARGIN / 2})
    clear = graph(2, {(0, 1): JOIN + MARGIN})
    assert cluster(near) == [[0, 1]]
    assert cluster(near, stands=[0]) == [[0, 1]]
    assert cluster(near, stands=[0, 1]) == [[0], [1]]
    assert cluster(clear, stands=[0, 1]) == [[0, 1]]


def test_a_cluster_with_a_standing_member_is_a_standing_one() -> None:
    two = graph(3, {(0, 1): 0.9, (0, 2): JOIN + 0.01, (1, 2): JOIN + 0.01})
    assert cluster(two, stands=[0, 2]) == [[0, 1], [2]]


@pytest.mark.parametrize(("likely", "stays"), [(JOIN - HELD, True), (JOIN - HELD - 0.01, False)])
def test_a_member_leaves_its_event_only_where_it_clearly_fits_no_longer(
    likely: float, stays: bool
) -> None:
    edges = graph(3, {(0, 1): 0.9, (0, 2): likely, (1, 2): likely})
    assert held(edges, [[0, 1, 2]], {0, 1, 2}) == [(0, 1), (0, 2)][: 2 if stays else 1]


def test_members_that_were_not_compared_stay() -> None:
    assert held(graph(3, {}), [[0, 1, 2]], {2}) == [(0, 1), (0, 2)]


def test_an_event_that_is_to_be_cut_is_not_kept() -> None:
    edges = graph(4, {(0, 1): 0.9, (2, 3): 0.9})
    assert held(edges, [[0, 1], [2, 3]], range(4), cuts=[(1, 0)]) == [(2, 3)]
    assert held(edges, [[0, 1], [2, 3]], range(4), cuts=[(1, 2)]) == [(0, 1), (2, 3)]


@given(st.integers(0, 2**32))
def test_a_table_of_all_pairs_gives_the_same_clusters_as_the_heap(seed: int) -> None:
    chance = random.Random(seed)
    size = chance.randrange(2, 40)
    pairs = [(a, b) for b in range(size) for a in range(b) if chance.random() < 0.4]
    edges = graph(size, {pair: chance.random() for pair in pairs})
    spans = [chance.choice([None, (d := chance.randrange(40), d + 1)]) for _ in range(size)]
    together = chance.sample(pairs, min(2, len(pairs)))
    apart = chance.sample(pairs, min(3, len(pairs)))
    stands = chance.sample(range(size), size // 3)

    def clusters() -> _Clusters:
        return _Clusters(edges, together, apart, JOIN, spans, stands)

    assert clusters().merged_densely() == clusters().merged()
