"""Days before and after others, up to the ends of the calendar."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from index import Library
from index.calendar import shifted


def test_days_end_where_the_calendar_does() -> None:
    assert shifted(datetime.date(2020, 2, 28), 1) == datetime.date(2020, 2, 29)
    assert shifted(datetime.date(2019, 3, 1), -1) == datetime.date(2019, 2, 28)
    assert shifted(datetime.date.max, 1) == datetime.date.max
    assert shifted(datetime.date(2020, 1, 1), -(10**12)) == datetime.date.min


@pytest.mark.parametrize("today", [datetime.date.min, datetime.date.max])
def test_rules_of_keeping_reach_beyond_the_calendar(
    library: Library, tmp_path: Path, today: datetime.date
) -> None:
    library.add([str(_story(tmp_path))])
    library.forgetting.retain(3_000_000)
    assert library.forgetting.overdue(today) == []


@pytest.mark.parametrize(
    "query", ["yesterday", "date:last-week", "date:past-year", "date:last-month"]
)
def test_queries_count_back_from_the_first_day_there_is(
    library: Library, tmp_path: Path, query: str
) -> None:
    library.add([str(_story(tmp_path))])
    index = library._index.open()
    assert index.search(query, today=datetime.date.min).total in (0, 1)


def _story(folder: Path) -> Path:
    file = folder / "story.txt"
    file.write_text("The harbor of Portville lay still.\n", encoding="utf-8")
    return file
