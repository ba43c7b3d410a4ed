"""The test on numbers by which an outlet counts as one that usually tells such events."""

from __future__ import annotations

import pytest

from index.events import absence
from index.events.related import Story

THREE = frozenset({"A", "B", "C"})


@pytest.mark.parametrize(
    ("covered", "of", "share"),
    [(0, 0, 0.0), (5, 5, 0.649), (4, 5, 0.436), (9, 11, 0.573), (60, 100, 0.518), (0, 10, 0.0)],
)
def test_the_share_that_numbers_prove_is_wilsons_lower_bound(
    covered: int, of: int, share: float
) -> None:
    assert absence.least_share(covered, of) == pytest.approx(share, abs=0.001)


def test_five_of_five_is_usual_and_four_of_five_is_not() -> None:
    five = {number: THREE | {"X"} for number in range(5)}
    assert [one.outlet for one in absence.absent(THREE, five)] == ["X"]
    assert absence.absent(THREE, {**five, 4: THREE | {"Y"}}) == ()


def test_events_that_only_the_outlet_itself_makes_widely_told_do_not_count() -> None:
    told = {number: frozenset({"A", "B", "X"}) for number in range(20)}
    assert absence.absent(frozenset({"A", "B", "C"}), told) == ()


def test_who_is_here_is_not_absent() -> None:
    told = {number: THREE | {"X"} for number in range(9)}
    assert absence.absent(THREE | {"X"}, told) == ()


def test_the_surest_come_first() -> None:
    told = {number: THREE | {"X"} | ({"Y"} if number else set()) for number in range(12)}
    assert [one.outlet for one in absence.absent(THREE, told)] == ["X", "Y"]


def test_events_are_alike_when_near_in_topic_and_in_time() -> None:
    def story(first: int | None, **vector: float) -> Story:
        terms = {ord(term): weight for term, weight in vector.items()}
        return Story(terms, first, first, frozenset())

    here = story(1000, a=0.8, b=0.6)
    others = {
        1: story(1010, a=1.0),
        2: story(1010, b=1.0),
        3: story(1010, c=1.0),
        4: story(1000 + absence.WITHIN + 1, a=1.0),
        5: story(None, a=1.0),
    }
    assert absence.alike(here, others) == [1, 2]
