"""A stated date is a whole day that stands there, or nothing."""

from __future__ import annotations

import pytest

from tests.index.ingest.taking import article

TEXT = "The ferry company cancelled every crossing on Monday after a gale tore at the harbor wall."


def stated(date: str) -> str | None:
    finding = article(TEXT, date=date).dates.stated
    return finding.value if finding else None


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2021-03-04", "2021-03-04"),
        ("2021-03-04T23:30:00-05:00", "2021-03-04"),
        ("2021-03-04 10:09:25.123456", "2021-03-04"),
        ("2021/03/04", "2021-03-04"),
        ("20210304", "2021-03-04"),
        ("Thu, 04 Mar 2021 10:09:25 GMT", "2021-03-04"),
        ("March 4, 2021", "2021-03-04"),
        ("4th of March 2021", "2021-03-04"),
        ("4 Mar. 2021, 10:15", "2021-03-04"),
        ("Sept. 4, 2021", "2021-09-04"),
        ("25/03/2021", "2021-03-25"),
        ("03/25/2021", "2021-03-25"),
        ("25.3.2021", "2021-03-25"),
        ("03/03/2021", "2021-03-03"),
        ("1614852565", "2021-03-04"),
        ("1614852565000", "2021-03-04"),
        ("February 29, 2020", "2020-02-29"),
    ],
)
def test_whole_days_are_read(cell: str, day: str) -> None:
    assert stated(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "03/04/2021",  # 3 April or 4 March: not ours to guess
        "2021",
        "March 2021",
        "March 4",
        "Thursday",
        "yesterday",
        "July 11-12",
        "75th anniversary on Thursday",
        "Article 5",
        "Friday, March 4, 2021",  # it was a Thursday
        "February 30, 2021",
        "2021-13-01",
        "31.02.2021",
        "1970-01-01",  # a program's zero
        "1066-10-14",
        "2031-01-01",  # not yet
        "9" * 400,
        "99999999999999999999",
        "٣ مارس ٢٠٢١",
        "-",
    ],
)
def test_anything_less_is_unknown(cell: str) -> None:
    assert stated(cell) is None


def test_tomorrow_is_possible_because_the_world_is_round() -> None:
    assert stated("2026-11-22") == "2026-11-22"
    assert stated("2026-11-23") is None


def test_a_year_in_a_dateline_states_the_day() -> None:
    found = article(f"LERWICK, March 4, 2021 (Reuters) - {TEXT}")
    assert found.dates.stated is not None
    assert (found.dates.stated.value, found.dates.stated.method) == ("2021-03-04", "dateline")


def test_a_dateline_without_a_year_states_nothing() -> None:
    assert article(f"LERWICK, March 4 (Reuters) - {TEXT}").dates.stated is None


def test_dates_in_running_text_are_not_the_articles_date() -> None:
    text = f"{TEXT} The wall was built on March 4, 1921.\n\nIt fell on May 5, 2021, at noon."
    assert article(text).dates.stated is None
