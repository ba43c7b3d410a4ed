"""Who has no article in an event: named only where the library's numbers support it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from tests.harbor import OTHER, elsewhere, library_of, strikes


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Seven rounds of a strike; the fourth outlet told six and wrote of sundials on one day.

    Only look at it.
    """
    rows = [*strikes(7, without=3), elsewhere("2019-03-31")]
    with library_of(rows, tmp_path_factory.mktemp("seven")) as library:
        yield library


def event_about(library: Library, words: str) -> str:
    """The event whose label has ``words``."""
    (found,) = [event.id for event in library.events() if words in event.label]
    return found


def test_an_outlet_that_usually_tells_such_events_is_named_with_its_numbers(seven: Library) -> None:
    event = event_about(seven, "overtime")
    coverage = seven.coverage(event)
    (missing,) = coverage.missing
    assert (missing.outlet, coverage.unclear) == (OTHER, None)
    assert (len(missing.covered), len(missing.of)) == (6, 6)
    assert event not in missing.of


def test_every_number_leads_to_what_was_counted(seven: Library) -> None:
    (missing,) = seven.coverage(event_about(seven, "overtime")).missing
    assert all(OTHER in seven.event(id).outlets for id in missing.covered)
    assert set(missing.covered) <= set(missing.of)
    held = seven.lines(missing.held)
    assert [line.label for line in held] == ["Sundials at the museum"]
    assert missing.articles_then == len(held)


def test_nobody_is_named_for_an_event_that_everybody_told(seven: Library) -> None:
    coverage = seven.coverage(event_about(seven, "cranes"))
    assert (coverage.missing, coverage.unclear) == ((), None)
    assert len(coverage.compared) == 6


def test_an_outlet_the_library_does_not_hold_in_those_days_is_not_named(tmp_path: Path) -> None:
    with library_of(strikes(7, without=3), tmp_path) as library:
        assert library.coverage(event_about(library, "overtime")).missing == ()


def test_an_outlet_that_tells_only_half_of_such_events_is_not_named(tmp_path: Path) -> None:
    rows = [*strikes(7, without=4, every=2), elsewhere("2019-04-10")]
    with library_of(rows, tmp_path) as library:
        coverage = library.coverage(event_about(library, "containers"))
        assert (coverage.missing, coverage.unclear) == ((), None)


def test_of_a_few_events_nothing_is_said_but_why(tmp_path: Path) -> None:
    rows = [*strikes(5, without=3), elsewhere("2019-03-31")]
    with library_of(rows, tmp_path) as library:
        coverage = library.coverage(event_about(library, "overtime"))
        assert coverage.missing == ()
        assert coverage.unclear is not None
        assert "too little to tell" in coverage.unclear
        assert "it has 4, and 5 are needed" in coverage.unclear


def test_an_event_of_two_outlets_says_nothing_about_a_third(tmp_path: Path) -> None:
    rows = [row for row in strikes(7, without=3) if row["outlet"] != "Daily Wire"]
    with library_of([*rows, elsewhere("2019-03-31")], tmp_path) as library:
        coverage = library.coverage(event_about(library, "overtime"))
        assert coverage.missing == ()
        assert "2 known outlets" in str(coverage.unclear)


def test_undated_events_are_not_compared(sample: Library) -> None:
    for event in sample.events():
        coverage = sample.coverage(event.id)
        assert coverage.missing == ()
        assert coverage.unclear


def test_moments_are_kept_for_dates_printed_with_time_and_zone(tmp_path: Path) -> None:
    rows = strikes(1)
    rows[0]["date"] = "2019-03-01T10:30:00+02:00"
    rows[1]["date"] = "2019-03-01T10:30:00"
    rows[2]["date"] = "2019-03-01"
    with library_of(rows, tmp_path) as library:
        found = library.moments(line.id for line in library.articles())
        (moment,) = found.values()
        assert moment == datetime.datetime(2019, 3, 1, 8, 30, tzinfo=datetime.UTC)
