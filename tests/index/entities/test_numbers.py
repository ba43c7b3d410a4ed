"""Dates, money and quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.article import Article
from index.entities import read_closely


def found(text: str, kind: str) -> list[str]:
    return [m.text for m in read_closely(Article(id=0, text=text)).mentions if m.type == kind]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It was signed on July 11-12, 2023, in Rome.", ["July 11-12, 2023"]),
        ("On Tuesday, 4 April 2024 they met.", ["Tuesday, 4 April 2024"]),
        ("It began in February of the previous year.", ["February of the previous year"]),
        ("Late last month she left; Last year he did.", ["Late last month", "Last year"]),
        ("It is due later this year, in May or June.", ["later this year", "May", "June"]),
        ("In 2014 and between 1998 and 2001 it grew.", ["2014", "1998", "2001"]),
        ("The 1990s were calm. Three days ago it rained.", ["1990s", "Three days ago"]),
        ("It may march on, as Theresa May may know in March.", ["March"]),
        ("Filed 2024-04-05, seen 5/4/2024.", ["2024-04-05", "5/4/2024"]),
    ],
)
def test_dates(text: str, wanted: list[str]) -> None:
    assert found(text, "DATE") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It cost $4.2 billion, or €100B, or £3m.", ["$4.2 billion", "€100B", "£3m"]),
        ("They gave 500 million euros and US$20.", ["500 million euros", "US$20"]),
        ("Worth tens of billions of dollars.", ["tens of billions of dollars"]),
        ("He owed two thousand Swiss francs.", ["two thousand Swiss francs"]),
    ],
)
def test_money(text: str, wanted: list[str]) -> None:
    assert found(text, "MONEY") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Prices rose 8 percent, not 7.5%.", ["8 percent", "7.5%"]),
        (
            "Some 12,000 homes and tens of thousands of people.",
            ["12,000 homes", "tens of thousands"],
        ),
        ("Winds of 195 kilometers per hour killed 31 people.", ["195 kilometers", "31 people"]),
        ("Three million came; one did not.", ["Three million"]),
        ("The F-16 flew over G20 and Channel-4.", []),
    ],
)
def test_numbers(text: str, wanted: list[str]) -> None:
    assert found(text, "NUMBER") == wanted


def labelled() -> Iterator[tuple[str, set[tuple[int, int, str]]]]:
    """The sentences of ``gold_numbers.txt`` without their marks, and the marks."""
    lines = (Path(__file__).parent / "gold_numbers.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        text, wanted, at = "", set(), 0
        for mark in re.finditer(r"\{([dm]) ([^}]*)\}", line):
            text += line[at : mark.start()]
            kind = "DATE" if mark[1] == "d" else "MONEY"
            start = len(text) + 4 * mark[2].lower().startswith("the ")
            text, at = text + mark[2], mark.end()
            wanted.add((start, len(text), kind))
        yield text + line[at:], wanted


@pytest.mark.parametrize("kind", ["DATE", "MONEY"])
def test_most_dates_and_sums_of_many_sentences_are_found_to_the_letter(kind: str) -> None:
    right = wrong = missing = 0
    for text, wanted in labelled():
        mentions = read_closely(Article(id=0, text=text)).mentions
        got = {(m.start + 4 * m.text.lower().startswith("the "), m.end, m.type) for m in mentions}
        found = {mark for mark in got if mark[2] == kind}
        marks = {mark for mark in wanted if mark[2] == kind}
        right += len(found & marks)
        wrong += len(found - marks)
        missing += len(marks - found)
    assert right + missing > 50
    assert 2 * right / (2 * right + wrong + missing) >= 0.85


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The fall of the wall came early; in the fall, they met.", ["fall"]),
        ("He came in early 2016, gone at the end of the year.", ["early 2016", "end of the year"]),
        ("It rose over the past two years.", ["past two years"]),
        ("It rained in recent months.", ["recent months"]),
        ("Since the 19th century it was 9/11 that told.", ["19th century", "9/11"]),
        ("A report of 5 Sept. 2014.", ["5 Sept. 2014"]),
        ("There were talks on 11 and 12 July.", ["11 and 12 July"]),
    ],
)
def test_longer_dates_are_one(text: str, wanted: list[str]) -> None:
    assert [date.removeprefix("the ") for date in found(text, "DATE")] == wanted
