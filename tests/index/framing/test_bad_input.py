"""Odd articles still make a sensible comparison, in time that grows with their length."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.article import Article, Mention, Quote, Span, Zone
from index.framing import compare
from tests.index.framing.by_hand import agency, article, visit


def remarks(*articles: Article) -> list[tuple[str, ...]]:
    found = compare(articles, event=None, label="", families={})
    return [column.remarks for column in found.columns]


def test_no_article_at_all() -> None:
    found = compare([], event=None, label="", families={})
    assert (found.rows, found.columns, found.independent_texts) == ((), (), 0)


def test_one_article_is_told_to_be_alone() -> None:
    [found] = remarks(agency())
    assert "the only article here: nothing to compare it with yet" in found


@pytest.mark.parametrize("text", ["", " \n ", "…", "“”"])
def test_an_empty_body(text: str) -> None:
    found = compare([article(1, text), visit()], event=None, label="", families={})
    assert found.columns[0].words == 0
    assert len(found.columns) == 2


def test_an_article_that_is_all_furniture_is_called_empty() -> None:
    text = "Subscribe to our newsletter"
    empty = Article(1, text, zones=(Zone(0, len(text), "boilerplate", "by hand"),))
    assert remarks(empty, visit())[0] == ("empty: no text besides its title or page furniture",)


def test_another_language_is_remarked() -> None:
    german = article(1, "Die Brücke wurde am Montag eröffnet.", language="de")
    assert any("language is de" in remark for remark in remarks(german, visit())[0])


def test_quotations_that_overlap_count_each_word_once() -> None:
    text = "“We will come and we will stay,” she said."
    whole = Quote(1, 31, text[1:31], "she", "direct", "said")
    part = Quote(17, 31, text[17:31], "she", "direct", "said", speaker_span=Span(33, 36))
    found = compare([article(1, text, quotes=[whole, part])], event=None, label="", families={})
    assert found.voices[0].words == found.columns[0].quoted_words == 7


def test_lower_case_alone_is_no_translation() -> None:
    text = "kyiv is far. kyiv is near. all is small here and nothing else is big in kyiv."
    assert not any("translation" in each for each in remarks(article(1, text), visit())[0])


@pytest.mark.parametrize(
    "text",
    [
        "ab cd ef gh " * 8_000, "a" * 250_000, "1," * 20_000, "1" * 250_000, "“a " * 15_000,
        "May " * 12_000, "$ " * 20_000, "twenty-" * 10_000, "a.\n" * 12_000, "US-led " * 8_000,
    ],
    ids=["words", "letter", "commas", "digits", "marks", "months", "sums", "spelt", "lines", "led"],
)  # fmt: skip
def test_floods_take_no_more_than_their_length(text: str) -> None:
    found = compare([article(1, text), article(2, text[::-1]), visit()], event=None, label="",
                    families={})  # fmt: skip
    assert len(found.columns) == 3


def event(count: int) -> list[Article]:
    """Articles of one event, each with sentences of its own beside the same ones."""
    return [
        article(id, f"The bridge of Nantes fell on Monday. Mayor {id} said it had {id + 20} bolts. "
                    f"“We counted {id * 3} cars,” a driver of line {id} told Radio {id}. " * 6)
        for id in range(1, count + 1)
    ]  # fmt: skip


def test_forty_texts_of_one_event() -> None:
    found = compare(event(40), event=None, label="", families={})
    assert len(found.columns) == 40
    assert all(len(row.cells) == 40 for row in found.rows)


def test_the_same_text_forty_times_without_being_known_as_copies() -> None:
    found = compare([replace(visit(), id=id) for id in range(1, 41)], event=None, label="",
                    families={})  # fmt: skip
    assert found.only_here == ()
    assert found.contradictions == ()


def test_an_article_of_fifty_thousand_words_full_of_names() -> None:
    said_once = visit()
    length = len(said_once.text) + 2
    times = 50_000 // len(said_once.text.split()) + 1
    long = replace(
        said_once,
        id=9,
        text="\n\n".join([said_once.text] * times),
        entities=tuple(
            replace(each, start=each.start + at * length, end=each.end + at * length)
            for at in range(times)
            for each in said_once.entities
        ),
    )
    found = compare([long, visit()], event=None, label="", families={})
    assert found.columns[0].words > 45_000


def test_a_sentence_that_names_thousands_of_people() -> None:
    text, name = "Ada Quill and " * 4_000, "Ada Quill"
    people = tuple(
        Mention(start, start + len(name), name, "PER", name) for start in range(0, len(text), 14)
    )
    named = replace(article(1, text), entities=people)
    assert len(compare([named, visit()], event=None, label="", families={}).columns) == 2


@pytest.mark.parametrize(
    ("word", "length"), [("word", 200_000), ("1,000", 100_000), ("大桥", 100_000)]
)
def test_a_sentence_without_an_end(word: str, length: int) -> None:
    text = f"{word} " * (length // (len(word) + 1))
    found = compare([article(1, text), visit()], event=None, label="", families={})
    assert len(found.columns) == 2


def test_texts_in_different_languages_stand_side_by_side() -> None:
    texts = {
        "de": "Die Brücke wurde am Montag eröffnet. 20 Menschen kamen.",
        "ru": "Мост открыли в понедельник. Пришли 20 человек.",
        "zh": "大桥周一开放。有20人到场。",
        "ar": "افتتح الجسر يوم الاثنين. حضر 20 شخصا.",
    }
    articles = [
        article(id, text * 30, language=language)
        for id, (language, text) in enumerate(texts.items(), 1)
    ]
    found = compare([*articles, visit()], event=None, label="", families={})
    told = [[remark for remark in column.remarks if "language is" in remark]
            for column in found.columns]  # fmt: skip
    assert [len(each) for each in told] == [1, 1, 1, 1, 0]


def test_a_dozen_empty_bodies() -> None:
    found = compare([article(id, "") for id in range(1, 13)], event=None, label="", families={})
    assert {column.words for column in found.columns} == {0}
    assert found.rows == ()
