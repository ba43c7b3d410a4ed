"""Readings come back under library-wide names, and entities are found by any spelling."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.article import Article, Mention, MentionType, Quote, Span
from index.store import articles, readings
from index.store.opening import connect

TEXTS = ["Zelensky met Kiev officials. “No,” Zelensky said.", "Volodymyr Zelensky left Kyiv."]


def mention(text: str, words: str, kind: MentionType, entity: str) -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), words, kind, entity)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = connect(tmp_path / "library.db")
    said = TEXTS[0].index("No,")
    for text, mentions, quotes in [
        (
            TEXTS[0],
            (
                mention(TEXTS[0], "Zelensky", "PER", "Zelensky"),
                mention(TEXTS[0], "Kiev", "LOC", "Kyiv"),
            ),
            (
                Quote(
                    said,
                    said + 3,
                    "No,",
                    "Zelensky",
                    "direct",
                    "said",
                    False,
                    Span(0, 8),
                    "neutral",
                ),
            ),
        ),
        (
            TEXTS[1],
            (
                mention(TEXTS[1], "Volodymyr Zelensky", "PER", "Volodymyr Zelensky"),
                mention(TEXTS[1], "Kyiv", "LOC", "Kyiv"),
            ),
            (),
        ),
    ]:
        number, _ = articles.save(
            opened, Article(0, text), b"", datetime.datetime.now(datetime.UTC)
        )
        folded = {m.entity: m.entity.lower() for m in mentions}
        folded |= {m.text: m.text.lower() for m in mentions}
        readings.save_reading(opened, number, 1, mentions, quotes, folded)
    yield opened
    opened.close()


def test_a_reading_comes_back_as_it_was_kept(connection: sqlite3.Connection) -> None:
    kept = readings.load_reading(connection, 1, 1, TEXTS[0])
    assert kept is not None
    assert [m.text for m in kept[0]] == ["Zelensky", "Kiev"]
    assert kept[1][0].text == "No,"
    assert kept[1][0].speaker_span == Span(0, 8)


def test_keeping_it_twice_counts_it_once(connection: sqlite3.Connection) -> None:
    again = (mention(TEXTS[0], "Kiev", "LOC", "Kyiv"),)
    readings.save_reading(connection, 1, 1, again, (), {"Kyiv": "kyiv", "Kiev": "kiev"})
    (kyiv,) = readings.entities(connection, "kyiv", None, 10)
    assert kyiv.mentions == 2


def test_one_place_under_two_spellings(connection: sqlite3.Connection) -> None:
    for typed in ("kiev", "kyiv"):
        found = readings.find_entity(connection, [typed])
        assert found is not None
        assert found[1].variants == {"Kiev": 1, "Kyiv": 1}
        assert readings.articles_naming(connection, found[0]) == [1, 2]


def keep(connection: sqlite3.Connection, text: str, *names: tuple[str, MentionType, str]) -> None:
    """A further article in which words stand for names of a type."""
    mentions = tuple(mention(text, words, kind, entity) for words, kind, entity in names)
    number, _ = articles.save(
        connection, Article(0, text), b"", datetime.datetime.now(datetime.UTC)
    )
    folded = {said: said.lower() for one in mentions for said in (one.entity, one.text)}
    readings.save_reading(connection, number, 1, mentions, (), folded)


def test_names_that_differ_in_capitals_alone_count_once(connection: sqlite3.Connection) -> None:
    keep(connection, "The House and HOUSE.", ("House", "ORG", "House"), ("HOUSE", "ORG", "HOUSE"))
    readings.save_links(connection, {("ORG", "HOUSE"): "House"}, {"House": "house"})
    found = readings.find_entity(connection, ["house"])
    assert found is not None
    assert (found[1].articles, found[1].mentions) == (1, 2)
    assert found[1].variants == {"HOUSE": 1, "House": 1}


def test_letters_lead_to_the_name_most_often_spelt_so(connection: sqlite3.Connection) -> None:
    white = ("White House", "ORG", "White House"), ("the House", "ORG", "White House")
    keep(connection, "The White House, the House", *white)
    keep(connection, "White House again", white[0])
    keep(connection, "White House once more", white[0])
    for text in ("House one", "House two"):
        keep(connection, text, ("House", "ORG", "House"))
    connection.execute("UPDATE variant SET folded = 'house' WHERE spelling = 'the House'")
    found = readings.find_entity(connection, ["house"])
    assert found is not None and found[1].name == "House"


def test_of_names_of_like_letters_each_has_its_type(connection: sqlite3.Connection) -> None:
    for text in ("Jordan said", "Jordan left"):
        keep(connection, text, ("Jordan", "PER", "Jim Jordan"))
    keep(connection, "in Jordan", ("Jordan", "LOC", "Jordan"))
    found = readings.find_entity(connection, ["jordan"])
    assert found is not None and found[1].name == "Jim Jordan"
    listed = readings.listed_entity(connection, "Jordan", "LOC")
    assert listed is not None
    assert (listed[1].name, listed[1].type, listed[1].articles) == ("Jordan", "LOC", 1)
    assert readings.listed_entity(connection, "Jordan", "ORG") is None


def test_linked_names_are_one_entity_everywhere(connection: sqlite3.Connection) -> None:
    readings.save_links(
        connection, {("PER", "Zelensky"): "Volodymyr Zelensky"}, {"Volodymyr Zelensky": "v z"}
    )
    people = readings.entities(connection, "", "PER", 10)
    assert [(person.name, person.articles) for person in people] == [("Volodymyr Zelensky", 2)]
    kept = readings.load_reading(connection, 1, 1, TEXTS[0])
    assert kept is not None
    assert kept[0][0].entity == "Volodymyr Zelensky"
    assert kept[1][0].speaker == "Volodymyr Zelensky"
    assert kept[1][0].verb_class == "neutral"


def test_a_link_can_be_taken_back(connection: sqlite3.Connection) -> None:
    readings.save_links(
        connection, {("PER", "Zelensky"): "Volodymyr Zelensky"}, {"Volodymyr Zelensky": "v"}
    )
    readings.save_links(connection, {}, {})
    assert len(readings.entities(connection, "", "PER", 10)) == 2


def test_a_prefix_begins_any_word_of_any_spelling(connection: sqlite3.Connection) -> None:
    assert [e.name for e in readings.entities(connection, "zel", None, 10)] == [
        "Volodymyr Zelensky",
        "Zelensky",
    ] or [e.name for e in readings.entities(connection, "zel", None, 10)] == [
        "Zelensky",
        "Volodymyr Zelensky",
    ]
    assert [e.name for e in readings.entities(connection, "kie", None, 10)] == ["Kyiv"]


@pytest.mark.parametrize("typed", ["%", "_", "k%v", "\\", "'", '"; DROP TABLE entity'])
def test_signs_of_the_database_language_are_letters(
    connection: sqlite3.Connection, typed: str
) -> None:
    assert readings.entities(connection, typed, None, 10) == []
    assert readings.find_entity(connection, [typed]) is None


def test_another_version_of_close_reading_starts_anew(connection: sqlite3.Connection) -> None:
    assert readings.unread_articles(connection, 1) == []
    readings.forget_other_versions(connection, 2)
    assert sorted(readings.unread_articles(connection, 2)) == [1, 2]
    assert readings.entities(connection, "", None, 10) == []
