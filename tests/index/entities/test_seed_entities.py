"""The five bundled articles, read by machine, against a careful reader's marks."""

from __future__ import annotations

import pytest

from index.article import Article
from index.entities import read_closely
from tests.index.entities.gold import Marked, read_gold

GOLD = read_gold()
NAMES = ["000", "001", "002", "003", "004"]


def scores(found: set[object], wanted: set[object], optional: set[object]) -> tuple[float, float]:
    right = found & wanted
    counted = found - (optional - wanted)
    return len(right) / max(1, len(counted)), len(right) / max(1, len(wanted))


@pytest.mark.parametrize(("article", "marks"), GOLD, ids=NAMES)
def test_nineteen_marks_in_twenty_are_right_and_none_is_missing(
    article: Article, marks: list[Marked]
) -> None:
    found = {(m.start, m.end, m.type) for m in read_closely(article).mentions}
    wanted = {(m.start, m.end, m.type) for m in marks if not m.optional}
    optional = {(m.start, m.end, m.type) for m in marks}
    precision, recall = scores(set(found), set(wanted), set(optional))
    assert precision >= 0.93, sorted(found - optional)
    assert recall >= 0.93, sorted(wanted - found)


@pytest.mark.parametrize(("article", "marks"), GOLD, ids=NAMES)
def test_every_mark_stands_for_the_right_name(article: Article, marks: list[Marked]) -> None:
    names = {(m.start, m.end): m.entity for m in marks}
    wrong = [
        (m.text, m.entity, names[m.start, m.end])
        for m in read_closely(article).mentions
        if (m.start, m.end) in names and names[m.start, m.end] != m.entity
    ]
    assert wrong == []


def test_capital_city_is_one_place_under_three_spellings() -> None:
    spellings = {
        m.text for article, _ in GOLD for m in read_closely(article).mentions if m.entity == "Kyiv"
    }
    assert spellings == {"Kyiv", "Kiev", "kyiv"}


def test_alliance_is_one_body_under_its_names() -> None:
    spellings = {
        m.text for article, _ in GOLD for m in read_closely(article).mentions if m.entity == "NATO"
    }
    assert spellings == {"NATO", "North Atlantic Treaty Organization", "Atlantic Alliance"}


def test_page_furniture_names_nobody() -> None:
    article = GOLD[3][0]
    named = {m.entity for m in read_closely(article).mentions}
    assert not named & {"Holodomor", "SBU", "Jesus", "Gab", "CDM"}


def test_what_nobody_wrote_about_a_place_is_not_said_of_it() -> None:
    """A misspelt place is the one place of the article that it can be."""
    vilnus = [m for m in read_closely(GOLD[0][0]).mentions if m.text == "Vilnus"]
    assert [(m.type, m.entity) for m in vilnus] == [("LOC", "Vilnius")]
