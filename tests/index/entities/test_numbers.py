"""Dates, money and quantities."""

from __future__ import annotations

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
