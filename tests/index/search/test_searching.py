"""What a reader can ask, and what they get."""

from __future__ import annotations

import pytest

from index.errors import QueryError
from index.search import SearchIndex
from tests.index.search.conftest import Known, article


def found(index: SearchIndex, query: str, **how: object) -> list[int]:
    """Ids in ascending order, where order is not what is asked about."""
    answer = index.search(query, **how)  # type: ignore[arg-type]
    assert answer.total == len(answer.ids) == len(answer.scores)
    return sorted(answer.ids)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("summit", [1, 3]),
        ("SUMMIT", [1, 3]),
        ("ally", [1, 2]),  # stems: "Allies" as well
        ("koln", [2]),  # accents do not matter
        ("Köln", [2]),
        ("Ko\u0308ln", [2]),  # however they are encoded
        ("US", [4]),  # "U.S."
        ("U.S.", [4]),
        ("white house", [2, 3]),  # all words, anywhere
        ('"white house"', [2]),  # in a row
        ("“white house”", [2]),  # typographic quotes
        ('"state of the union"', [4]),  # stop words keep their place
        ('"gather summit"', []),
        ('"vilnius leaders"', []),  # no phrase runs from title to body
        ("run-up", [4]),  # parts of a compound belong in a row
        ("vilnius OR birds", [1, 5]),
        ("summit NOT vilnius", [3]),
        ("summit -vilnius", [3]),
        ("-summit", [2, 4, 5]),
        ('-"white house"', [1, 3, 4, 5]),
        ("(vilnius OR birds) -summit", [5]),
        ("immigr*", [1, 2, 5]),
        ("title:house", [3]),
        ('title:"house prices"', [3]),
        ("title:(house OR quiet)", [2, 3]),
        ("outlet:bbc", [2, 4]),  # part of a name
        ('outlet:"BBC News"', [2]),  # the whole name
        ("outlet:nobody", []),
        ("date:2023", [1, 2]),
        ("date:2023-07", [1, 2]),
        ("date:2023-07-12", [2]),
        ("date:20230712", [2]),
        ("after:2023", [3]),
        ("before:2023-07-12", [1, 4]),
        ("after:2023-07-11 before:2024", [2]),
        ("since:2023-07-12", [2, 3]),
        ("until:2023-07-11", [1, 4]),
        ("date:2023-07-11..2023-07-12", [1, 2]),
        ("date:2023-07..2024", [1, 2, 3]),
        ("date:2024..", [3]),
        ("2023-07..2023-08", [1, 2]),
        ("from 2023-07-12", [2, 3]),
        ("From 2023-07-11 to 2023-07-11", [1]),
        ("summit since 2024-01", [3]),
        ("summit date:2024", [3]),
        ("the summit", [1, 3]),  # a stop word asks for nothing
        ("http://summit", []),  # an address is not a field
    ],
)
def test_queries(index: SearchIndex, query: str, ids: list[int]) -> None:
    assert found(index, query) == ids


def test_an_empty_query_is_everything_newest_first_and_undated_last(index: SearchIndex) -> None:
    assert index.search("").ids == index.search("  * ").ids == (3, 2, 1, 4, 5)


def test_pages_are_cut_from_one_order_and_the_total_is_exact(index: SearchIndex) -> None:
    whole = index.search("summit OR day OR house OR birds").ids
    pages = [
        index.search("summit OR day OR house OR birds", limit=2, offset=at) for at in (0, 2, 4)
    ]
    assert sum((page.ids for page in pages), ()) == whole
    assert {page.total for page in pages} == {len(whole)}


def test_sorting_by_date(index: SearchIndex) -> None:
    assert index.search("summit OR ally", sort="date").ids == (3, 2, 1)
    with pytest.raises(QueryError, match="relevance or date"):
        index.search("summit", sort="length")


def test_a_word_in_the_title_counts_for_more(index: SearchIndex) -> None:
    index.add([article(6, "Nothing", "flood " + "filler " * 5), article(7, "Flood", "filler " * 6)])
    assert index.search("flood").ids == (7, 6)


def test_rarer_words_count_for_more_and_scores_fall(index: SearchIndex) -> None:
    answer = index.search("summit OR vilnius")
    assert answer.ids == (1, 3)
    assert answer.scores[0] > answer.scores[1] > 0


def test_words_of_a_phrase_for_which_others_may_stand_are_named(index: SearchIndex) -> None:
    answer = index.search('"state of the union" "state of the union"')
    assert answer.note == "between quotation marks any word may stand for these: of, the"
    assert found(index, '"state in a union"') == [4], "as it says"
    assert index.search('"white house"').note is None
    assert index.search("run-up").note is None, "two halves of a compound"


class TestWhereNothingHasAllWords:
    def test_the_best_of_any_are_found_and_the_reader_is_told(self, index: SearchIndex) -> None:
        answer = index.search("vilnius birds")
        assert sorted(answer.ids) == [1, 5]
        assert answer.note == "no article has all words: best of any"

    def test_filters_still_hold(self, index: SearchIndex) -> None:
        assert found(index, "vilnius birds -nobody") == [1]
        assert found(index, "vilnius birds date:2023") == [1]

    def test_only_stop_words_are_explained(self, index: SearchIndex) -> None:
        answer = index.search("the of")
        assert answer.total == 0
        assert answer.note is not None and "no word here" in answer.note


class TestSuggestions:
    @pytest.mark.parametrize(
        ("query", "suggestion"),
        [
            ("vilnus", "vilnius"),
            ("immigartion", "immigration"),
            ("leaders sumit", "leaders summit"),
            ('"white huose"', '"white house"'),
            ("sumit date:2024", "summit date:2024"),
            ("qqqqqq", None),
            ("sumit date:1999", None),  # put right, it would find nothing either
        ],
    )
    def test_of_a_query_with_hits(
        self, index: SearchIndex, query: str, suggestion: str | None
    ) -> None:
        assert index.search(query).suggestion == suggestion

    def test_never_where_something_was_found(self, index: SearchIndex) -> None:
        assert index.search("summit").suggestion is None


class TestWhatOthersKnow:
    def test_is_asked_of_them_with_the_value_as_typed(self, index: SearchIndex) -> None:
        assert found(index, 'entity:"Jens Stoltenberg"', filters=Known()) == [1, 3]
        assert found(index, 'vilnius entity:"Jens Stoltenberg"', filters=Known()) == [1]
        assert found(index, 'is:unread -entity:"Jens Stoltenberg"', filters=Known()) == [2, 4]

    def test_their_error_reaches_the_reader(self, index: SearchIndex) -> None:
        with pytest.raises(QueryError, match="try Jens Stoltenberg"):
            index.search("entity:nobody", filters=Known())

    def test_without_them_the_field_is_refused(self, index: SearchIndex) -> None:
        with pytest.raises(QueryError, match="entity:"):
            index.search("entity:NATO")


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("titel:summit", "title:summit"),
        ("date:2023-13", "date:2023-07"),
        ("date:2023-02-30", "date:2023-07"),
        ("after:soon", "after:2023-07"),
        ("summit outlet:", "outlet:reuters"),
    ],
)
def test_a_mistake_is_explained_in_one_line(index: SearchIndex, query: str, advice: str) -> None:
    with pytest.raises(QueryError) as caught:
        index.search(query)
    assert advice in str(caught.value)
    assert "\n" not in str(caught.value)


def test_open_quotation_marks_and_brackets_are_closed(index: SearchIndex) -> None:
    answer = index.search('vilnius "allies gather')
    assert (answer.ids, answer.note) == ((1,), "closed the quotation mark")
    assert found(index, "((vilnius OR birds") == [1, 5]
    assert found(index, "vilnius) OR birds)") == [1, 5]


def test_stray_operators_mean_nothing(index: SearchIndex) -> None:
    for query in (
        "OR summit",
        "summit OR",
        "summit AND OR",
        "AND summit NOT",
        "() summit",
        "- summit",
    ):
        assert found(index, query) == [1, 3]


def test_scripts_without_spaces_are_searched_by_letter(index: SearchIndex) -> None:
    index.add([article(6, "北約峰會", "维尔纽斯"), article(7, "峰北", "")])
    assert found(index, "峰會") == [6]
    assert found(index, "峰") == [6, 7]


@pytest.mark.parametrize(
    ("query", "told"), [("since:yesterday", "or later"), ("until:yesterday", "or earlier")]
)
def test_days_named_by_a_word_are_told_without_an_end_they_do_not_have(
    index: SearchIndex, query: str, told: str
) -> None:
    note = str(index.search(query).note)
    assert note.startswith("yesterday means 2") and note.endswith(told)
