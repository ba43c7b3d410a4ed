"""Who published when, as one line: hours, days or weeks, readable without color."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

from index import ArticleLine
from tui.telling import at, first, in_order, said_first
from tui.widgets.timeline import Scale, dots, scale

JULY = datetime.date(2023, 7, 1)


def line(
    id: int, day: datetime.date | None, basis: Literal["stated", "implied"] = "stated"
) -> ArticleLine:
    """A text of the outlet ``Outlet 1``, ``Outlet 2`` and so on."""
    known = basis if day else "unknown"
    return ArticleLine(
        id, f"Headline {id}", True, f"Outlet {id}", None, day, known, False, 300, "e1", False
    )


def days_on(*days: int) -> list[ArticleLine]:
    """Texts of the July days, numbered from 1."""
    return [line(id, JULY.replace(day=day)) for id, day in enumerate(days, 1)]


def moments(**hours: str) -> dict[int, datetime.datetime]:
    """``moments(t1="2023-07-01T09:10")``: when texts were published, in UTC."""
    return {
        int(name[1:]): datetime.datetime.fromisoformat(f"{hour}:00+00:00")
        for name, hour in hours.items()
    }


def scaled(lines: list[ArticleLine], known: Mapping[int, datetime.datetime]) -> Scale:
    """The scale of texts that have one."""
    found = scale(lines, known)
    assert found is not None
    return found


def test_texts_stand_in_proportion() -> None:
    found = dots([1, 2, 2, 11, None], 11)
    assert found.counts == (1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert found.places == (0, 1, 1, 10, None)
    assert dots([None], 5).counts == (0,) * 5
    assert dots([7, 7], 5).counts == (2, 0, 0, 0, 0)


def test_texts_of_a_day_or_two_stand_by_the_hour_where_hours_are_known() -> None:
    lines = days_on(1, 1, 2)
    known = moments(t1="2023-07-01T09:10", t2="2023-07-01T21:00", t3="2023-07-02T09:10")
    found = scaled(lines, known)
    assert found.unit == "hour"
    assert (found.begin, found.end) == ("1 Jul 2023 09:10", "2 Jul 2023 09:10 UTC")
    assert dots(found.times, 25).places == (0, 11, 24)


def test_a_text_without_its_hour_has_no_place_among_hours_and_is_counted() -> None:
    found = scaled(days_on(1, 1, 1), moments(t1="2023-07-01T09:10", t3="2023-07-01T10:10"))
    assert found.times[1] is None
    assert found.left_out == 1
    assert found.end == "10:10 UTC"


def test_without_hours_texts_stand_by_the_day_and_over_months_by_the_week() -> None:
    assert scaled(days_on(1, 2, 9), {}).unit == "day"
    late = [*days_on(1), line(2, datetime.date(2024, 1, 1))]
    found = scaled(late, {})
    assert (found.unit, found.times) == ("week", (0, 26))
    assert scale([line(1, None)], {}) is None


def test_the_end_says_where_only_the_content_tells_the_day() -> None:
    lines = [line(1, JULY, "implied"), line(2, JULY.replace(day=9))]
    found = scaled(lines, {})
    assert (found.begin, found.end) == ("~1 Jul 2023", "9 Jul 2023")


def test_the_first_is_named_by_its_hour_or_by_its_day() -> None:
    lines = days_on(1, 1, 2)
    assert said_first(lines, {}) == "on the first day: Outlet 1, Outlet 2"
    known = moments(t1="2023-07-01T12:00", t2="2023-07-01T09:00")
    assert said_first(lines, known) == "first: Outlet 2"
    assert said_first(days_on(2, 1), {}) == "first: Outlet 2"


def test_one_hour_known_of_two_texts_of_a_day_does_not_make_it_the_first() -> None:
    found = first(days_on(1, 1, 2), moments(t1="2023-07-01T12:00"))
    assert [one.id for one in found] == [1, 2]


def test_nobody_is_first_by_a_day_that_the_content_alone_tells() -> None:
    lines = [line(1, JULY, "implied"), line(2, JULY.replace(day=9)), line(3, None)]
    assert said_first(lines, {}) == "first dated: Outlet 2"
    assert said_first(lines[:1], {}) == ""
    assert said_first(days_on(1, 1), {}) == ""
    assert first(days_on(1, 1), {}) == []


def test_texts_are_in_order_of_day_and_hour_the_undated_last() -> None:
    lines = [line(1, None), *[line(id, JULY) for id in (2, 3, 4)], line(5, JULY.replace(day=2))]
    known = moments(t3="2023-07-01T18:00", t4="2023-07-01T06:00")
    assert [one.id for one in in_order(lines, known)] == [4, 3, 2, 5, 1]
    assert at(lines[3], known) == "1 Jul 2023 06:00 UTC"
    assert at(lines[0], known) == "undated"
