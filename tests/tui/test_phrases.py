"""Facts in words."""

from __future__ import annotations

import datetime

import pytest

from index import DateRange, Dates, Finding
from tui.phrases import count, dates, days, implied_days, percent, stated, stated_day, stretch


def on(day: str) -> datetime.date:
    return datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2023-07-11", "2023-07-11", "11 Jul 2023"),
        ("2023-07-03", "2023-07-09", "3–9 Jul 2023"),
        ("2023-06-19", "2023-07-10", "19 Jun – 10 Jul 2023"),
        ("2022-12-30", "2023-01-02", "30 Dec 2022 – 2 Jan 2023"),
        ("2023-06-01", "2023-06-30", "Jun 2023"),
        ("2023-06-01", "2023-07-31", "Jun–Jul 2023"),
        ("2022-11-01", "2023-01-31", "Nov 2022 – Jan 2023"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2020-05-25", "2026-11-21", "from 25 May 2020 on"),
    ],
)
def test_spans_of_days_are_said_as_short_as_they_can_be(first: str, last: str, said: str) -> None:
    assert days(on(first), on(last)) == said
    assert stretch(f"{first}..{last}") == said


def test_what_is_not_a_date_is_said_as_it_stands() -> None:
    assert stated("a Tuesday") == "a Tuesday"
    assert stretch("a..Tuesday") == "a..Tuesday"


def test_a_conflict_shows_both_sides() -> None:
    known = Dates(
        Finding("2024-12-21", "date line", "December 21, 2024"),
        DateRange(on("2023-06-01"), on("2023-07-31")),
        conflict=True,
    )
    assert dates(known) == "21 Dec 2024 stated · Jun–Jul 2023 by its content !"
    assert stated_day(known) == "21 Dec 2024 stated !"
    assert implied_days(known) == "Jun–Jul 2023 by content"


def test_without_a_conflict_the_stated_date_is_enough() -> None:
    around = DateRange(on("2024-04-29"), on("2024-05-02"))
    known = Dates(Finding("2024-04-30", "stamp", "x"), around)
    assert dates(known) == "30 Apr 2024 stated"
    assert implied_days(known) == ""


def test_unknown_is_said() -> None:
    assert dates(Dates()) == "date unknown"
    assert stated_day(Dates()) == "no date stated"


def test_counts_agree_with_their_noun() -> None:
    assert (count(1, "text"), count(10_000, "text")) == ("1 text", "10,000 texts")
    assert count(2, "match", "matches") == "2 matches"
    assert percent(1, 0) == "0 %"
