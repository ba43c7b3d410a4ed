"""Of many articles one a text is compared, and of many texts the telling ones, with the reason."""

from __future__ import annotations

import pytest

from index.framing.selection import (
    FEW,
    MOST,
    MOST_WORDS,
    Candidate,
    needs_terms,
    select,
)


def text(id: int, *, family: int | None = None, outlet: str | None = None, words: int = 400,
         **terms: float) -> Candidate:  # fmt: skip
    """A candidate with weights by the letter of a term."""
    vector = {ord(letter): weight for letter, weight in terms.items()}
    return Candidate(id, family or id, outlet or f"Outlet {id}", words, vector)


def many(count: int) -> list[Candidate]:
    return [text(id, a=1.0) for id in range(1, count + 1)]


def test_few_articles_are_all_compared_copies_too() -> None:
    found = select([text(1), text(2, family=1), text(3)])
    assert [(each.article, each.reason) for each in found.chosen] == [
        (1, "all"), (2, "all"), (3, "all"),
    ]  # fmt: skip
    assert (found.articles, found.texts, found.left, found.why) == (3, 2, (), "")


def test_of_many_articles_one_stands_for_each_text() -> None:
    copies = [text(id, family=1, words=id) for id in range(1, FEW + 1)]
    found = select([*copies, text(90)])
    assert [each.article for each in found.chosen] == [FEW, 90]
    assert found.chosen[0].copies == tuple(range(1, FEW))
    assert found.texts == 2
    assert "copies of the same text are left out (11 of 13 articles)" in found.why


def test_the_reference_of_a_family_stands_for_it_where_it_is_known() -> None:
    copies = [text(id, family=1) for id in range(1, FEW + 2)]
    assert [each.article for each in select(copies, reference=lambda group: 7).chosen] == [7]


def test_what_the_reader_asks_for_stands_for_its_text() -> None:
    copies = [text(id, family=1) for id in range(1, FEW + 2)]
    found = select(copies, include=[5], reference=lambda group: 7)
    assert [each.article for each in found.chosen] == [5]


def test_of_too_many_texts_some_are_left_and_it_is_told() -> None:
    found = select(many(500))
    assert len(found.chosen) == MOST
    assert len(found.left) == 500 - MOST
    assert not {each.article for each in found.chosen} & set(found.left)
    assert found.why.startswith(f"{MOST} of 500 independent texts are compared")


def test_the_most_central_and_the_most_different_are_taken() -> None:
    alike = [text(id, a=0.99, b=0.1) for id in range(1, 200)]
    apart = [text(500, c=1.0), text(501, d=1.0)]
    middle = text(600, a=1.0)
    reasons = {each.article: each.reason for each in select([*alike, middle, *apart]).chosen}
    assert reasons[500] == reasons[501] == "different"
    assert reasons[1] == "central"
    assert set(reasons.values()) == {"central", "different"}


def test_other_outlets_come_before_a_second_text_of_one() -> None:
    loud = [text(id, outlet="Loud", a=1.0) for id in range(1, 200)]
    quiet = [text(id, outlet=f"Quiet {id}", a=0.9) for id in range(200, 200 + MOST // 2 - 1)]
    chosen = {each.article for each in select([*loud, *quiet]).chosen}
    assert {each.id for each in quiet} <= chosen


def test_texts_asked_for_are_always_in() -> None:
    everything = many(300)
    found = select(everything, include=[299, 300])
    assert [each.article for each in found.chosen if each.reason == "asked"] == [299, 300]
    assert len(found.chosen) == MOST


def test_long_texts_take_the_place_of_several() -> None:
    found = select([text(id, words=MOST_WORDS // 3, a=1.0) for id in range(1, 10)])
    assert len(found.chosen) == 3
    assert len(found.left) == 6


def test_two_texts_are_compared_however_long() -> None:
    found = select([text(1, words=10**6), text(2, words=10**6)])
    assert len(found.chosen) == 2
    assert select([text(id, words=10**6) for id in range(1, 9)]).left != ()


def test_empty_bodies_are_no_difference_worth_a_place() -> None:
    found = select([*many(100), text(900, words=0), text(901, words=0)])
    assert {900, 901} <= set(found.left)


def test_the_order_asked_for_stays() -> None:
    everything = list(reversed(many(100)))
    chosen = [each.article for each in select(everything).chosen]
    assert chosen == sorted(chosen, reverse=True)


def test_the_same_articles_give_the_same_choice_in_any_order() -> None:
    everything = [text(id, a=1.0 / id, b=1.0 - 1.0 / id) for id in range(1, 120)]
    one, other = select(everything), select(everything[::-1])
    assert {each.article for each in one.chosen} == {each.article for each in other.chosen}


@pytest.mark.parametrize("count", [0, 1, 2, FEW, FEW + 1, MOST, MOST + 1])
def test_every_article_is_compared_a_copy_or_left(count: int) -> None:
    found = select(many(count))
    told = [each.article for each in found.chosen] + list(found.left)
    assert sorted(told) == list(range(1, count + 1))


def test_terms_are_asked_for_only_where_there_are_too_many_texts() -> None:
    assert not needs_terms(many(FEW))
    assert needs_terms(many(FEW + 1))


def test_many_thousand_texts_are_chosen_from_in_no_time() -> None:
    terms = dict.fromkeys(range(90), 0.1)
    everything = [
        Candidate(id, id, f"o{id % 50}", 400, {**terms, id + 1000: 0.5}) for id in range(6_000)
    ]
    assert len(select(everything).chosen) == MOST
