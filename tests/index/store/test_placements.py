"""Events as kept: ids that are never used twice, days that follow the content's dates."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.article import Article, DateRange, Dates, Event, Finding
from index.store import articles, listing, marks, placements, standing, stories
from index.store.opening import connect

NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
JUNE = DateRange(datetime.date(2023, 6, 1), datetime.date(2023, 6, 11))
STATED = Finding("2024-12-21", "dateline", "December 21, 2024")


def event(id: str, *members: int, last: datetime.date | None = None) -> Event:
    return Event(id, f"Event {id}", None, last, members, ("outlet unknown",), len(members))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = connect(tmp_path / "library.db")
    for number in range(3):
        article = Article(0, f"Text {number}", dates=Dates(STATED))
        articles.save(opened, article, b"", NOW)
    yield opened
    opened.close()


def test_an_event_comes_back_as_it_was_kept(connection: sqlite3.Connection) -> None:
    kept = Event(
        "e4", "Ports “reopen”", JUNE.first, JUNE.last, (1, 3), ("A", "outlet unknown"), 2,
        ("e2",), ("the same ports",), 2, ("Event e2",),
    )  # fmt: skip
    placements.save_placement(connection, {}, {1: 1, 3: 1}, [kept, event("e2", 2)])
    stories.keep_ties(connection, {4: [(2, 0.5, "the same ports")]})
    assert placements.event(connection, 4) == kept
    loaded = articles.load(connection, 3)
    assert loaded is not None
    assert (loaded.event, loaded.family) == ("e4", 1)


def test_the_contents_dates_move_an_article_in_the_list(connection: sqlite3.Connection) -> None:
    dates = {2: Dates(STATED, JUNE, conflict=True)}
    placements.save_placement(connection, dates, {}, [event("e1", 1, 2, 3)])
    lines = listing.newest_lines(connection)
    assert [line.id for line in lines] == [3, 1, 2]
    assert (lines[2].day, lines[2].day_basis) == (datetime.date(2023, 6, 6), "implied")
    assert lines[2].conflict


def test_an_id_is_never_given_twice(connection: sqlite3.Connection) -> None:
    assert placements.next_event_id(connection) == 1
    placements.save_placement(connection, {}, {}, [event("e7", 1, 2, 3)])
    placements.save_placement(connection, {}, {}, [event("e1", 1, 2, 3)])
    assert placements.next_event_id(connection) == 8


def test_newest_event_first_with_its_unread_articles(connection: sqlite3.Connection) -> None:
    old, new = datetime.date(2020, 1, 1), datetime.date(2024, 1, 1)
    placements.save_placement(
        connection, {}, {}, [event("e1", 1, last=old), event("e2", 2, 3, last=new)]
    )
    marks.mark_read(connection, 2, True, NOW)
    assert [(e.id, e.unread) for e in placements.events(connection)] == [("e2", 1), ("e1", 1)]


def test_an_old_id_leads_to_the_event_that_holds_its_articles(
    connection: sqlite3.Connection,
) -> None:
    placements.save_placement(connection, {}, {}, [event("e1", 1), event("e2", 2), event("e3", 3)])
    merged = event("e2", 1, 2)
    placements.save_placement(connection, {}, {}, [merged], {"e1": "e2"})
    found = placements.event(connection, 1)
    assert found is not None and (found.id, found.articles) == ("e2", (1, 2))
    placements.save_placement(connection, {}, {}, [event("e3", 1, 2, 3)], {"e2": "e3"})
    assert [placements.event(connection, old).id for old in (1, 2, 3)] == ["e3"] * 3  # type: ignore[union-attr]
    assert placements.event(connection, 4) is None


def test_what_is_not_placed_is_counted(connection: sqlite3.Connection) -> None:
    assert placements.unplaced(connection, 2) == 3
    placements.save_placement(connection, {}, {}, [event("e1", 1, 2)])
    for number in (1, 2):
        standing.keep(connection, 2, [standing.Kept(number, 1, 1, b"", b"", "", ())])
    assert placements.unplaced(connection, 2) == 1
    assert placements.unplaced(connection, 3) == 3
    assert placements.event_of_each(connection) == {1: "e1", 2: "e1"}


@pytest.mark.parametrize(
    ("typed", "number"), [("e3", 3), ("E3", 3), ("3", 3), ("e", 0), ("x", 0), ("-1", 0), ("³", 0)]
)
def test_the_number_in_what_a_reader_types(typed: str, number: int) -> None:
    assert placements.number_of(typed) == number
