"""Facts in words."""

from __future__ import annotations

import datetime

import pytest

from index import ArticleLine, DateRange, Dates, Finding, Span
from tui import plain
from tui.phrases import (
    against,
    count,
    dates,
    days,
    implied_days,
    in_words,
    method,
    percent,
    reasons,
    stated,
    stated_day,
    stretch,
    when,
)


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


SINCE = Finding("from 2020-11-01", "dated past event", "November 2020", Span(5, 18))
ANY_YEAR = Finding("01-21..10-18 of any year", "day without a year", "January 21", Span(30, 40))
UNBORN = Finding("until 2026-11-21", "no article is from after the day it is read", "")
BY_HAND = Finding("2019-03-04..2019-03-04", "set by the reader", "")
NOT_KNOWN = Finding("unknown", "set by the reader", "")
STATED = Finding("2013-05-13T08:00", "column date", "2013-05-13T08:00")


@pytest.mark.parametrize(
    ("evidence", "said", "short"),
    [
        (
            (ANY_YEAR, SINCE),
            "its content is from 1 Nov 2020 or later",
            "1 Nov 2020 or later by content",
        ),
        ((UNBORN,), "no article is from after the day it is read", "21 Nov 2026 or earlier"),
        ((NOT_KNOWN,), "unknown, set by the reader", ""),
        ((), "", ""),
    ],
)
def test_a_conflict_without_an_interval_says_what_speaks_against_the_date(
    evidence: tuple[Finding, ...], said: str, short: str
) -> None:
    known = Dates(STATED, None, True, evidence)
    assert dates(known) == " · ".join(filter(None, ["13 May 2013 stated", said])) + " !"
    assert implied_days(known) == short
    assert against(known) == said


def test_days_of_any_year_are_no_reason_against_a_date() -> None:
    assert reasons(Dates(STATED, None, True, (ANY_YEAR, SINCE))) == (SINCE,)
    implied = DateRange(on("2020-11-01"), on("2020-12-31"))
    assert reasons(Dates(STATED, implied, True, (ANY_YEAR, SINCE))) == (ANY_YEAR, SINCE)


def test_days_inside_a_reason_are_said_in_words_but_what_is_quoted_stays() -> None:
    assert stretch("04-01..01-26 of any year") == "1 Apr – 26 Jan of any year"
    assert stretch("03-19..03-19 of any year") == "19 Mar of any year"
    assert stretch("13-41..99-99 of any year") == "13-41..99-99 of any year"
    summit = Finding("", "summit: 2023-07-11..2023-07-12 (by 3 articles)", "")
    assert method(summit) == "summit: 11–12 Jul 2023 (by 3 articles)"
    assert in_words("stated 2024-12-21: “on 2023-01-02”") == "stated 21 Dec 2024: “on 2023-01-02”"


def test_several_reasons_are_said_by_the_days_they_leave() -> None:
    until = Finding("until 2021-02-03", "coming event", "the vote", Span(50, 58))
    known = Dates(STATED, None, True, (SINCE, until))
    assert against(known) == "its content is from 1 Nov 2020 – 3 Feb 2021"


def test_a_day_set_by_the_reader_is_not_said_to_be_proven_by_the_text() -> None:
    known = Dates(STATED, DateRange(on("2019-03-04"), on("2019-03-04")), True, (BY_HAND,))
    assert dates(known) == "13 May 2013 stated · 4 Mar 2019 set by the reader !"
    assert implied_days(known) == "4 Mar 2019"


def test_open_ends_are_said() -> None:
    assert stretch("from 2020-11-01") == "1 Nov 2020 or later"
    assert stretch("until 2020-11-01") == "1 Nov 2020 or earlier"
    assert stretch("from Monday") == "from Monday"


def line(doubted: str | None) -> ArticleLine:
    return ArticleLine(
        1, "label", True, None, None, None, "unknown", doubted is not None, 9, None, False, doubted
    )


def test_of_an_undated_article_the_day_that_is_not_believed_is_shown_and_marked() -> None:
    assert when(line("2013-05-13T08:00")) == "13 May 2013 !"
    assert when(line(None)) == "undated"
    assert plain.day(line("2013-05-13T08:00")) == " 2013-05-13!"
    assert [*plain.day_note([line(None)])] == []
    assert "listed as undated" in [*plain.day_note([line("2013-05-13")])][-1]


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
