"""What goes into the store comes out the same, once, and lists briefly."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Article, DateRange, Dates, Finding, Origin, Span, Zone
from index.store import articles, listing, marks, shown
from index.store.opening import connect

NOW = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
WHOLE = Article(
    id=0,
    text="Ports reopen\n\nThe ports reopened on Monday — “at last”, 日本 said.\nSubscribe!",
    title=Finding("Ports reopen", "headline", "Ports reopen", Span(0, 12)),
    outlet=Finding("The Harbour Post", "column outlet", "The Harbour Post"),
    credits=(Finding("Reuters", "credit line", "Source: Reuters", Span(3, 9)),),
    cites=(Finding("AFP", "according to", "according to AFP"),),
    byline=Finding("A. Writer", "byline", "By A. Writer"),
    language="en",
    url="https://example.org/1",
    dates=Dates(stated=Finding("2026-02-27", "column date", "27 Feb 2026")),
    zones=(Zone(0, 12, "title", "headline"), Zone(65, 75, "boilerplate", "subscribe cue")),
    origins=(Origin("/news/a.jsonl", 3, "k3", "https://example.org/1"),),
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = connect(tmp_path / "library.db")
    yield opened
    opened.close()


def save(connection: sqlite3.Connection, article: Article, raw: bytes = b"raw") -> tuple[int, bool]:
    return articles.save(connection, article, raw, NOW)


def test_an_article_comes_back_whole(connection: sqlite3.Connection) -> None:
    number, new = save(connection, WHOLE, b"\x00 the bytes as they came \xff")
    assert new
    assert articles.load(connection, number) == replace(WHOLE, id=number)
    assert articles.raw(connection, number) == b"\x00 the bytes as they came \xff"


def test_an_unknown_number_gives_nothing(connection: sqlite3.Connection) -> None:
    assert articles.load(connection, 7) is None
    assert articles.raw(connection, 7) is None
    assert listing.lines(connection, [7]) == []


class TestSameArticle:
    def test_the_same_words_of_the_same_outlet_are_there_already(
        self, connection: sqlite3.Connection
    ) -> None:
        first, _ = save(connection, WHOLE)
        elsewhere = Origin("/news/copy.txt")
        spaced = replace(WHOLE, text=WHOLE.text.replace("\n", "\n\n "), origins=(elsewhere,))
        assert save(connection, spaced) == (first, False)
        assert articles.load_origins(connection, first) == (*WHOLE.origins, elsewhere)

    def test_the_same_origin_is_noted_once(self, connection: sqlite3.Connection) -> None:
        first, _ = save(connection, WHOLE)
        save(connection, WHOLE)
        assert articles.load_origins(connection, first) == WHOLE.origins

    def test_the_same_words_at_another_outlet_are_another_article(
        self, connection: sqlite3.Connection
    ) -> None:
        first, _ = save(connection, WHOLE)
        other = replace(WHOLE, outlet=Finding("The Gazette", "column outlet", "The Gazette"))
        assert save(connection, other) == (first + 1, True)

    def test_a_file_name_that_is_no_text_is_kept_to_the_byte(
        self, connection: sqlite3.Connection
    ) -> None:
        origin = Origin(b"/news/\xff\x1b[31m.txt".decode("utf-8", "surrogateescape"))
        number, _ = save(connection, replace(WHOLE, origins=(origin,)))
        assert articles.load_origins(connection, number) == (origin,)


class TestLines:
    def test_a_line_tells_what_a_list_shows(self, connection: sqlite3.Connection) -> None:
        number, _ = save(connection, WHOLE)
        (line,) = listing.newest_lines(connection)
        assert (line.id, line.label, line.titled) == (number, "Ports reopen", True)
        assert (line.outlet, line.credit) == ("The Harbour Post", "Reuters")
        assert (line.day, line.day_basis) == (datetime.date(2026, 2, 27), "stated")
        assert line.words == 9
        assert not line.read

    def test_without_a_headline_the_first_words_stand_in(
        self, connection: sqlite3.Connection
    ) -> None:
        save(connection, replace(WHOLE, title=None, zones=(), text="The ports " + "again " * 40))
        (line,) = listing.newest_lines(connection)
        assert not line.titled
        assert line.label.startswith("The ports again")
        assert line.label.endswith(" …")
        assert len(line.label) <= shown.LABEL_LENGTH + 2

    def test_newest_first_and_the_undated_last(self, connection: sqlite3.Connection) -> None:
        days = ["2025-01-01", None, "2026-01-01"]
        for day in days:
            stated = Finding(day, "stamp", day) if day else None
            save(connection, replace(WHOLE, text=f"Text of {day}", dates=Dates(stated=stated)))
        listed = [line.day.year if line.day else None for line in listing.newest_lines(connection)]
        assert listed == [2026, 2025, None]

    def test_lines_come_in_the_order_asked_for(self, connection: sqlite3.Connection) -> None:
        numbers = [save(connection, replace(WHOLE, text=f"Text {n}"))[0] for n in range(3)]
        wanted = [numbers[2], 99, numbers[0]]
        assert [line.id for line in listing.lines(connection, wanted)] == [numbers[2], numbers[0]]

    def test_a_read_mark_shows_and_can_be_taken_back(self, connection: sqlite3.Connection) -> None:
        number, _ = save(connection, WHOLE)
        marks.mark_read(connection, number, True, NOW)
        assert listing.newest_lines(connection)[0].read
        assert marks.counts(connection).unread == 0
        marks.mark_read(connection, number, False, NOW)
        assert not listing.newest_lines(connection)[0].read

    def test_marking_an_unknown_article_changes_no_count(
        self, connection: sqlite3.Connection
    ) -> None:
        marks.mark_read(connection, 99, True, NOW)
        assert marks.counts(connection).unread == 0


class TestSortingDay:
    STATED = Finding("2024-12-21", "dateline", "December 21, 2024")
    PROVEN = DateRange(datetime.date(2023, 6, 1), datetime.date(2023, 6, 11))

    def test_the_stated_day_where_nothing_speaks_against_it(self) -> None:
        assert shown.sorting_day(Dates(self.STATED, self.PROVEN, conflict=False)) == (
            datetime.date(2024, 12, 21),
            "stated",
        )

    def test_the_content_decides_where_it_contradicts_the_stated_day(self) -> None:
        assert shown.sorting_day(Dates(self.STATED, self.PROVEN, conflict=True)) == (
            datetime.date(2023, 6, 6),
            "implied",
        )

    def test_the_content_decides_where_no_day_is_stated(self) -> None:
        assert shown.sorting_day(Dates(None, self.PROVEN))[1] == "implied"

    def test_of_a_wide_interval_the_first_day_since_its_end_is_only_now(self) -> None:
        since = DateRange(datetime.date(2020, 5, 25), datetime.date(2026, 11, 21))
        assert shown.sorting_day(Dates(self.STATED, since, conflict=True)) == (
            datetime.date(2020, 5, 25),
            "implied",
        )

    def test_unknown_stays_unknown(self) -> None:
        assert shown.sorting_day(Dates()) == (None, "unknown")
