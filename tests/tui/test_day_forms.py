"""Days in few cells: by less of them, never cut."""

from __future__ import annotations

import datetime

import pytest

from index import DateRange, Dates, Finding, Span
from tui.day_forms import days_in, implied_days_in, stated_day_in

STATED = Finding("2013-05-13T08:00", "column date", "2013-05-13T08:00")
SINCE = Finding("from 2020-11-01", "dated past event", "November 2020", Span(5, 18))


def on(day: str) -> datetime.date:
    return datetime.date.fromisoformat(day)


def within(said: tuple[str, ...], cells: int) -> str:
    """The longest of the forms that takes at most so many cells."""
    return next(one for one in said if len(one) <= cells)


@pytest.mark.parametrize(
    ("first", "last", "cells", "said"),
    [
        ("2023-03-13", "2023-07-10", 20, "13 Mar – 10 Jul 2023"),
        ("2023-03-13", "2023-07-10", 18, "13 Mar–10 Jul 2023"),
        ("2023-03-13", "2023-07-10", 14, "Mar–Jul 2023"),
        ("2023-03-13", "2023-07-10", 11, "2023"),
        ("2022-12-30", "2023-01-02", 19, "Dec 2022 – Jan 2023"),
        ("2022-12-30", "2023-01-02", 11, "2022–2023"),
        ("2024-12-21", "2024-12-21", 8, "Dec 2024"),
        ("2014-05-03", "2024-12-21", 11, "May 2014 on"),
    ],
)
def test_a_span_of_days_is_said_in_fewer_cells_by_less_of_it_never_cut(
    first: str, last: str, cells: int, said: str
) -> None:
    assert within(days_in(on(first), on(last)), cells) == said


def test_a_stated_date_in_few_cells_keeps_its_mark() -> None:
    doubted = Dates(
        Finding("2024-12-21", "column date", ""),
        DateRange(on("2023-03-13"), on("2023-07-10")),
        True,
    )
    assert within(stated_day_in(doubted), 12) == "Dec 2024 !"
    assert within(implied_days_in(doubted), 16) == "~Mar–Jul 2023"


def test_an_open_end_in_few_cells_stays_one() -> None:
    doubted = Dates(STATED, None, True, (SINCE,))
    assert within(implied_days_in(doubted), 19) == "1 Nov 2020 or later"
    assert within(implied_days_in(doubted), 14) == "from Nov 2020"
