"""Words that mark one text: the statistics, and the few words shown with their counts."""

from __future__ import annotations

import pytest

from index.framing import compare
from index.framing.log_odds import log_odds
from tests.index.framing.by_hand import article, said, vilnius

PRIOR = {"bloc": 10.0, "summit": 50.0, "week": 500.0}


def test_a_word_of_one_side_alone_marks_it_and_one_of_both_does_not() -> None:
    ranked = log_odds({"bloc": 9, "week": 20}, {"alliance": 9, "week": 20}, PRIOR)
    assert [marked.word for marked in ranked] == ["bloc", "week", "alliance"]
    assert [marked.significant for marked in ranked] == [True, False, True]
    assert ranked[1].z == pytest.approx(0, abs=1e-9)


def test_the_sides_are_treated_alike() -> None:
    a, b = {"bloc": 5, "week": 30}, {"bloc": 1, "week": 90, "summit": 4}
    there = {marked.word: marked.z for marked in log_odds(a, b, PRIOR)}
    back = {marked.word: -marked.z for marked in log_odds(b, a, PRIOR)}
    assert there == pytest.approx(back)


def test_more_counts_of_the_same_share_are_surer() -> None:
    few = log_odds({"bloc": 2, "week": 98}, {"bloc": 1, "week": 99}, PRIOR, strength=100)
    many = log_odds({"bloc": 200, "week": 9800}, {"bloc": 100, "week": 9900}, PRIOR, strength=100)
    z = [next(one.z for one in ranked if one.word == "bloc") for ranked in (few, many)]
    assert z[1] > 3 * z[0] > 0


def test_a_word_expected_often_needs_more_to_be_sure() -> None:
    a, b = {"rare": 5, "usual": 5, "x": 90}, {"x": 100}
    z = {one.word: one.z for one in log_odds(a, b, {"usual": 50.0, "rare": 0.1, "x": 50.0})}
    assert z["rare"] > z["usual"]


def test_nothing_is_said_where_one_side_is_silent() -> None:
    assert log_odds({"bloc": 3}, {}, PRIOR) == []
    assert [one.word for one in log_odds({"bloc": 3, "x": 0}, {"week": 3, "x": 0}, PRIOR)] == [
        "bloc", "week"
    ]  # fmt: skip


def test_few_words_are_shown_each_with_its_counts_and_places() -> None:
    articles = {each.id: each for each in vilnius()}
    found = compare(vilnius(), event=None, label="", families={}).marking
    per_article = [sum(one.article == id for one in found) for id in articles]
    assert all(count <= 6 for count in per_article)
    for one in found:
        text = articles[one.article].text
        assert one.here == len(one.spans) >= 3
        assert one.here >= 2 * one.elsewhere
        assert one.significant == (one.z >= 1.96)
        assert one.word in {text[span.start : span.end].lower() for span in one.spans}


def test_names_and_quoted_words_are_not_the_outlets_own() -> None:
    text = "The bloc met. The bloc ate. The bloc left. " + "“Zebras, zebras, zebras,” he said."
    quotes = [said(text, "Zebras, zebras, zebras,", "he")]
    names = {"Bulgaria": ("LOC", ["Bulgaria"])}
    one = article(1, text + " Bulgaria Bulgaria Bulgaria", quotes=quotes, names=names)  # type: ignore[arg-type]
    other = article(2, "Some ministers talked about weather for a long time.")
    found = compare([one, other], event=None, label="", families={}).marking
    assert {each.word for each in found if each.article == 1} == {"bloc"}


def test_copies_of_one_text_do_not_mark_each_other() -> None:
    text = "The bloc met. The bloc ate. The bloc left. Nobody spoke."
    pair = [article(1, text), article(2, text)]
    assert compare(pair, event=None, label="", families={1: 1, 2: 1}).marking == ()
