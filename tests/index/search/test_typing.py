"""Search as you type: each key leads where the finished word will lead."""

from __future__ import annotations

import pytest

from index.search import SearchIndex
from tests.index.search.conftest import article


def test_every_beginning_of_a_word_finds_what_the_word_finds(index: SearchIndex) -> None:
    finished = set(index.search("immigration").ids)
    assert finished == {1, 2, 5}
    for length in range(1, len("immigration") + 1):
        answer = index.search("immigration"[:length], typing=True)
        assert set(answer.ids) >= finished
        if length > 2:
            assert answer.total == len(finished)


def test_only_the_last_word_is_unfinished(index: SearchIndex) -> None:
    assert index.search("summ vil", typing=True).note is not None  # no article has "summ"
    assert index.search("summit vil", typing=True).ids == (1,)


def test_a_space_or_a_closing_mark_finishes_the_word(index: SearchIndex) -> None:
    assert index.search("vil", typing=True).total == 1
    assert index.search("vil ", typing=True).total == 0
    assert index.search('"white hou"', typing=True).total == 0


def test_a_phrase_may_be_unfinished(index: SearchIndex) -> None:
    answer = index.search('"white hou', typing=True)
    assert (answer.ids, answer.note) == ((2,), None)


def test_in_the_title_too(index: SearchIndex) -> None:
    assert index.search("title:hou", typing=True).ids == (3,)


def test_a_stop_word_on_the_way_does_not_empty_the_list(index: SearchIndex) -> None:
    assert set(index.search("white the", typing=True).ids) == {2, 3}
    assert index.search('"state of the', typing=True).ids == (4,)


def test_what_is_excluded_is_not_guessed(index: SearchIndex) -> None:
    assert 1 in index.search("summit -v", typing=True).ids


@pytest.mark.parametrize(
    "text", ["date:20", "date:2023-0", "outlet:b", "summit outlet:", "summit OR", "summit -", "("]
)
def test_half_typed_fields_and_operators_are_no_mistake(index: SearchIndex, text: str) -> None:
    assert index.search(text, typing=True).note is None


def test_totals_are_exact_for_the_shortest_beginning(index: SearchIndex) -> None:
    index.add(article(id, f"word{id}", "w" * (id % 5 + 1)) for id in range(100, 400))
    answer = index.search("w", typing=True, limit=7)
    assert len(answer.ids) == 7
    assert answer.total == 300 + len({2, 3, 4})  # "waited", "white", "weak"


def test_titles_come_first_for_the_shortest_beginnings(index: SearchIndex) -> None:
    assert index.search("h", typing=True).ids[0] == 3
