"""How likely two articles tell one event, and which standing events are grouped anew."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np

from index.events.background import background
from index.events.grouping import arrange
from index.events.likelihood import Field
from index.events.linkage import JOIN
from index.events.traces import dump, load_packed
from index.events.vectors import Rows, Weights
from tests.index.events.telling import groups, placed, told
from tests.index.events.test_grouping import FIRE_A, FIRE_B, FIRE_C, PLAIN, VOTE

DAY = datetime.date(2020, 3, 2).toordinal()
CALM = [
    "The council of Vale End opened a library in the old customs house on the quay.",
    "Growers in the upper valley expect a poor plum harvest after the frosts of April.",
    "A rare heron was seen over the marshes at Sandholm by two schoolchildren.",
]


def rows(*texts: str, outlets: tuple[str | None, ...] = ()) -> Rows:
    """Untitled texts of one day as rows."""
    traces = [load_packed(dump(told(at, text).trace)) for at, text in enumerate(texts)]
    weights = Weights(background())
    weights.add(traces)
    made = weights.rows(traces, outlets or [None] * len(texts))
    made["first"] = made["last"] = DAY
    return made


def likely(made: Rows) -> float:
    return float(Field(made, [0]).likelihood(np.array([0]), np.array([1]))[0])


def test_articles_that_came_without_titles_are_grouped_all_the_same() -> None:
    untitled = [replace(one, title=None, trace=told(one.id, text).trace) for one, text in zip(
        PLAIN, (FIRE_A, FIRE_B, VOTE), strict=True
    )]  # fmt: skip
    assert groups(placed(*untitled)) == [(1, 2), (3,)]


def test_two_articles_of_one_outlet_have_to_be_more_alike() -> None:
    here = likely(rows(FIRE_A, FIRE_C, *CALM, outlets=("The Post", "the post", None, None, None)))
    there = likely(rows(FIRE_A, FIRE_C, *CALM, outlets=("The Post", "Herald", None, None, None)))
    unknown = likely(rows(FIRE_A, FIRE_C, *CALM))
    assert here < there == unknown


def test_a_rare_name_shared_tells_more_than_a_common_word() -> None:
    common = "Ministers met on Monday and said that the government would act on prices this year."
    rare = "Growers said on Monday that prices this year would be low, and asked for money."
    plain = likely(rows(common, rare, *CALM))
    named = likely(rows(common + " Quillhaven.", rare + " Quillhaven.", *CALM))
    assert plain < named


def test_a_standing_event_stays_whatever_arrives_beside_it() -> None:
    made = rows(FIRE_A, FIRE_B, FIRE_C, *CALM)
    found = arrange(made, [0] * 6, [7, 7, 0, 0, 0, 0], [False, False, True, True, True, True])
    assert [0, 1, 2] in found


def test_an_event_one_of_which_is_placed_anew_is_grouped_from_scratch() -> None:
    made = rows(FIRE_A, VOTE, *CALM)
    assert likely(made) < JOIN
    assert arrange(made, [0] * 5, [7, 7, 0, 0, 0], [True, False, False, False, False])[:2] == [
        [0],
        [1],
    ]
