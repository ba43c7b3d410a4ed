"""The five bundled articles: three events, though one date is wrong and two are missing."""

from __future__ import annotations

import datetime
from importlib import resources

import pytest

from index.events import trace
from index.ingest import Draft, describe, read
from tests.index.events.telling import Placement, Told, implied, place

TODAY = datetime.date(2025, 6, 1)


def bundled() -> list[Told]:
    """The articles as they are imported; ids are their numbers plus one."""
    names = sorted(
        str(file) for file in resources.files("seeds").iterdir() if file.name.endswith(".txt")
    )
    made = []
    for number, draft in enumerate(read(names), start=1):
        assert isinstance(draft, Draft)
        article = describe(draft, TODAY)
        title = article.title.value if article.title else None
        outlet = article.outlet.value if article.outlet else None
        made.append(Told(number, title, outlet, article.dates.stated, trace(article)))
    return made


@pytest.fixture(scope="module")
def placement() -> Placement:
    return place(bundled())


def test_there_are_three_events(placement: Placement) -> None:
    assert [event.articles for event in placement.events] == [(1,), (2,), (3, 4, 5)]


def test_the_two_of_2024_are_one_story_and_the_one_of_2023_is_not_merged(
    placement: Placement,
) -> None:
    anniversary, visit, summit = placement.events
    assert anniversary.related == (visit.id,)
    assert visit.related == (anniversary.id,)
    assert "25 days apart" in anniversary.why_related[0]
    assert summit.related == ()


def test_a_republication_date_is_found_out(placement: Placement) -> None:
    dates = placement.dates[3]
    assert dates.stated is not None and dates.stated.value == "2024-12-21"
    assert dates.conflict
    assert dates.implied is not None
    assert datetime.date(2023, 2, 24) <= dates.implied.first
    assert dates.implied.last <= datetime.date(2023, 7, 10)
    assert "February of the previous year" in " ".join(found.evidence for found in dates.evidence)


def test_undated_texts_are_dated_by_the_summit_they_name(placement: Placement) -> None:
    assert implied(placement.dates[4]) == "2023-04-01..2023-07-10"
    assert implied(placement.dates[5]) == "2023-07-09..2023-07-10"
    assert not placement.dates[4].conflict and not placement.dates[5].conflict


def test_right_dates_are_left_alone(placement: Placement) -> None:
    assert implied(placement.dates[1]) == "2024-04-04..2024-04-05"
    assert not placement.dates[1].conflict
    assert not placement.dates[2].conflict


@pytest.mark.parametrize("missing", [1, 2, 3, 4, 5])
def test_the_same_comes_out_without_any_one_of_them(missing: int) -> None:
    left = [one for one in bundled() if one.id != missing]
    expected = [(1,), (2,), (3, 4, 5)]
    kept = [tuple(id_ for id_ in event if id_ != missing) for event in expected]
    assert [event.articles for event in place(left).events] == [one for one in kept if one]


def test_the_summit_event_is_named_and_dated_for_a_reader(placement: Placement) -> None:
    summit = placement.events[2]
    assert "Summit" in summit.label or "summit" in summit.label
    assert summit.first is not None and (summit.first.year, summit.first.month) == (2023, 7)
    assert summit.independent_texts == 3
