"""Mistakes, days, orders, and the languages of articles."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.search import SearchIndex
from index.search.dictionary import distances
from index.search.mistakes import mistakes
from index.search.query import parse
from tests.index.search.conftest import article


class TestMistakes:
    @pytest.mark.parametrize(
        ("query", "ids"),
        [
            ("vilnus~", [1]),
            ("sumimt~", [1, 3]),  # swapped
            ("immigratoin~", [1, 2, 5]),  # what is near finds its other forms too
            ("xouse~1", [2, 3]),
            ("vlnus~", []),
            ("vlnus~2", [1]),
            ("vilnus~ -birds", [1]),
            ("title:hause~", [3]),
            ('"white hause"~', []),
        ],
    )
    def test_are_forgiven_after_a_tilde(
        self, index: SearchIndex, query: str, ids: list[int]
    ) -> None:
        answer = index.search(query)
        assert sorted(answer.ids) == ids
        assert answer.total == len(ids)

    def test_light_what_they_found(self, index: SearchIndex) -> None:
        light = index.search("vilnus~").light
        assert [span.end - span.start for span in light.spans("In Vilnius")] == [7]

    @settings(deadline=None)
    @given(
        st.text("abcé", max_size=8), st.lists(st.text("abcé", max_size=9), min_size=1, max_size=9)
    )
    def test_are_counted_alike_one_by_one_and_all_at_once(
        self, word: str, others: list[str]
    ) -> None:
        assert distances(word, others).tolist() == [mistakes(word, other) for other in others]


TODAY = datetime.date(2023, 7, 12)


class TestDays:
    @pytest.mark.parametrize(
        ("query", "ids", "told"),
        [
            ("yesterday", [1], "2023-07-11"),
            ("date:yesterday", [1], "2023-07-11"),
            ("date:today", [2], "2023-07-12"),
            ("this week", [1, 2], "2023-07-10 to 2023-07-12"),
            ("last week", [], "2023-07-03 to 2023-07-09"),
            ('date:"this month"', [1, 2], "2023-07-01 to 2023-07-12"),
            ("last year summit", [], "2022-01-01 to 2022-12-31"),
            ("past year", [1, 2, 4], "2022-07-12 to 2023-07-12"),
            ("Summit this week", [1], "2023-07-10 to 2023-07-12"),
            ("after:yesterday", [2, 3], "2023-07-11"),
        ],
    )
    def test_are_counted_from_today_and_told(
        self, index: SearchIndex, query: str, ids: list[int], told: str
    ) -> None:
        answer = index.search(query, today=TODAY)
        assert sorted(answer.ids) == ids
        if not query.startswith("after"):
            assert told in str(answer.note)

    def test_in_quotation_marks_are_words(self, index: SearchIndex) -> None:
        index.add([article(6, "", "It rained last week.")])
        assert index.search('"last week"', today=TODAY).ids == (6,)

    def test_a_year_alone_or_dates_in_quotation_marks_are_words(self, index: SearchIndex) -> None:
        index.add([article(6, "", "Kites from 2023 and from 2023-07-12.")])
        assert index.search("kites from 2023").ids == (6,)
        assert index.search('"from 2023-07-12"').ids == (6,)

    def test_a_range_that_ends_before_it_begins_is_explained(self, index: SearchIndex) -> None:
        with pytest.raises(QueryError, match=r"try date:2023-06\.\.2023-07"):
            index.search("date:2023-07..2023-06")
        with pytest.raises(QueryError, match="is not a date"):
            index.search("date:2023-07..soon")

    def test_a_longer_word_is_not_a_day(self, index: SearchIndex) -> None:
        index.add([article(6, "", "Last weekend, yesterdays.")])
        assert index.search("last weekend", today=TODAY).ids == (6,)


class TestOrder:
    def test_can_be_asked_for_in_the_query(self, index: SearchIndex) -> None:
        assert index.search("summit OR ally sort:date").ids == (3, 2, 1)
        assert index.search("sort:newest", limit=1).ids == (3,)
        assert index.search("summit sort:relevance", sort="date").ids == index.search("summit").ids

    def test_of_another_kind_is_explained(self, index: SearchIndex) -> None:
        with pytest.raises(QueryError, match="sort:date"):
            index.search("summit sort:length")


class TestLanguages:
    def test_articles_are_stemmed_in_theirs(self, index: SearchIndex) -> None:
        index.add(
            [
                article(6, "Die Häuser", "Neue Regierungen", language="de"),
                article(7, "Les élections", "Un gouvernement national", language="fr"),
                article(8, "Новые выборы", "в городах", language="ru"),
            ]
        )
        assert index.search("haus").ids == (6,)
        assert index.search("regierung").ids == (6,)
        assert index.search("élection").ids == index.search("election").ids == (7,)
        assert index.search("новый").ids == (8,)
        assert index.search('"die haus"').ids == (6,)
        assert sorted(index.search("house").ids) == [2, 3]  # English stays as it is
        light = index.search("regierung").light
        assert len(light.spans("Die Regierungen")) == 1

    def test_scripts_without_spaces_are_searched_by_pairs_of_letters(
        self, index: SearchIndex
    ) -> None:
        index.add(
            [
                article(6, "北約峰會在維爾紐斯舉行", "", language="zh"),
                article(7, "峰北", "會峰", language="zh"),
                article(8, "東京で会議", "ニュース", language="ja"),
                article(9, "", "ประเทศไทย", language="th"),
            ]
        )
        assert index.search("峰會").ids == (6,)
        assert index.search("北約峰會").ids == (6,)
        assert index.search("北峰").ids == ()
        assert sorted(index.search("峰").ids) == [6, 7]
        assert index.search("約峰", typing=True).ids == (6,)
        assert index.search('"峰會在"').ids == (6,)
        assert index.search("会議").ids == index.search("ニュース").ids == (8,)
        assert index.search("ประเทศ").ids == (9,)
        assert index.search("ไทย").ids == (9,)
        text = "北約峰會在"
        assert [(s.start, s.end) for s in index.light("峰會").spans(text)] == [(2, 4)]
        assert [(s.start, s.end) for s in index.light("峰").spans(text)] == [(2, 3)]
        assert [(s.start, s.end) for s in index.light("約峰會").spans(text)] == [(1, 4)]

    def test_long_texts_without_spaces_are_searched_all_through(self, index: SearchIndex) -> None:
        text = "".join(chr(0x4E00 + 7 * number) for number in range(500))
        index.add([article(6, "", text)])
        for at in range(0, 490, 7):
            assert index.search(text[at : at + 6]).ids == (6,)
            assert index.search(text[at + 6 : at : -1]).ids == ()


def test_a_word_before_a_colon_that_is_no_field_is_said_to_be_none_and_searched() -> None:
    read = parse("colour:red since:2023")
    assert any("“colour:” is no field" in note and "outlet:" in note for note in read.notes)
    assert "colour" in read.text and "red" in read.text


@pytest.mark.parametrize(
    "typed",
    [
        "12:30",
        "https://example.org/a",
        "John 3:16",
        "Trump: we will",
        "score 2:1",
        "re:union",
        '"a:b"',
    ],
)
def test_a_colon_that_people_type_for_something_else_is_passed_over(typed: str) -> None:
    assert not any("no field" in note for note in parse(typed).notes)
