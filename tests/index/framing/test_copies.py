"""Copies of one wire text: the reference, and what each cut, added, reworded or moved."""

from __future__ import annotations

import datetime
import time

import pytest

from index.article import Article, ArticleLine, Finding, Span
from index.comparison.copies import Copy, Difference
from index.events.families import sketch
from index.framing.copies import copy_of, family_of
from tests.index.framing.by_hand import article

LEAD = (
    "The government will raise the retirement age by two years. Prime Minister Anne Dupont told "
    "parliament that the reform would save 12 billion euros."
)
UNIONS = (
    "Unions said they would strike on Thursday. “We will not accept this,” said Marc Leroy, "
    "head of the largest union, who led the protests of 2010."
)
POLICE = (
    "Police expect 200,000 people in the streets of the capital. Schools and trains will be "
    "affected, the ministry said."
)
LAST = (
    "The last reform brought a million people out. It was withdrawn after three months of "
    "marches in every large town."
)
WIRE = "\n\n".join((LEAD, UNIONS, POLICE, LAST))
AFP = Finding("Agence France-Presse", "credit line", "Source: Agence France-Presse")
OWN = "Our reporter met three families on the square, and a brass band that played until dusk."


def told(reference: str, text: str) -> Copy:
    return copy_of(Article(1, reference), Article(2, text))


def passages(reference: str, text: str) -> list[tuple[str, str | None, str | None]]:
    """Every difference as kind, its words in the reference, its words in the copy."""
    return [
        (found.kind, words_at(reference, found.reference), words_at(text, found.copy))
        for found in told(reference, text).differences
    ]


def words_at(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None


def test_an_equal_text_has_no_difference_and_all_words_in_common() -> None:
    found = told(WIRE, WIRE)
    assert found.differences == ()
    assert found.words == found.common_words == 89
    assert [WIRE[span.start : span.end] for span in found.common] == [WIRE.rstrip(".")]


def test_a_cut_at_the_end_is_one_passage_with_its_words() -> None:
    text = "\n\n".join((LEAD, UNIONS, POLICE))
    assert passages(WIRE, text) == [("cut", LAST, None)]
    assert told(WIRE, text).differences[0].words == 20


def test_cuts_in_the_middle_stand_where_they_stood() -> None:
    text = "\n\n".join((LEAD, LAST))
    assert passages(WIRE, text) == [("cut", f"{UNIONS}\n\n{POLICE}", None)]


def test_a_clause_is_a_cut_of_its_own() -> None:
    clause = ", who led the protests of 2010"
    (found,) = passages(WIRE, WIRE.replace(clause, ""))
    assert found == ("cut", f"{clause[2:]}.", None)


def test_half_wire_half_own_is_a_cut_and_an_addition() -> None:
    text = "\n\n".join((OWN, POLICE, LAST))
    found = told(WIRE, text)
    assert passages(WIRE, text) == [
        ("cut", f"{LEAD}\n\n{UNIONS}", None),
        ("added", None, OWN),
    ]
    assert (found.words, found.common_words) == (16 + 39, 39)


def test_changed_words_are_told_inside_their_sentences() -> None:
    text = WIRE.replace("will raise the retirement age", "plans to lift the pension age")
    (found,) = told(WIRE, text).differences
    assert found.kind == "reworded"
    assert words_at(WIRE, found.reference) == LEAD[: LEAD.index(".") + 1]
    assert words_at(text, found.copy) == (
        "The government plans to lift the pension age by two years."
    )
    assert [WIRE[span.start : span.end] for span in found.gone] == ["will raise", "retirement"]
    assert [text[span.start : span.end] for span in found.new] == ["plans to lift", "pension"]
    assert found.words == 4


def test_a_word_left_out_is_a_rewording_not_a_cut_passage() -> None:
    (found,) = told(WIRE, WIRE.replace("a million people out", "a million out")).differences
    assert (found.kind, found.words, found.new) == ("reworded", 1, ())


def test_a_word_left_out_at_the_end_of_a_sentence_is_shown_in_that_sentence() -> None:
    (found,) = passages(WIRE, WIRE.replace("strike on Thursday. “We", "strike. “We"))
    assert found == (
        "reworded",
        "Unions said they would strike on Thursday.",
        "Unions said they would strike.",
    )


def test_a_word_left_out_at_the_beginning_is_shown_in_its_sentence() -> None:
    text = WIRE.replace("Prime Minister Anne Dupont told", "Anne Dupont told")
    ((kind, before, after),) = passages(WIRE, text)
    assert kind == "reworded"
    assert before and before.startswith("Prime Minister Anne Dupont told")
    assert after and after.startswith("Anne Dupont told")


def test_a_passage_in_the_place_of_a_word_is_one_addition_not_a_cut_word_too() -> None:
    text = WIRE.replace(
        "a million people out.", f"crowds out. {OWN} {OWN.upper()} And all came out."
    )
    found = told(WIRE, text).differences
    assert [each.kind for each in found] == ["added"]
    assert [WIRE[span.start : span.end] for span in found[0].gone] == ["a million people"]


def test_one_sentence_for_another_is_a_cut_and_an_addition() -> None:
    text = WIRE.replace(
        "It was withdrawn after three months of marches in every large town.",
        "Economists doubt the sums.",
    )
    assert [kind for kind, _, _ in passages(WIRE, text)] == ["cut", "added"]


def test_paragraphs_in_another_order_are_moved_not_cut() -> None:
    text = "\n\n".join((POLICE, LAST, LEAD, UNIONS))
    found = told(WIRE, text)
    assert {each.kind for each in found.differences} == {"moved"}
    assert found.common_words == found.words
    for each in found.differences:
        assert words_at(WIRE, each.reference) == words_at(text, each.copy)


def test_a_passage_printed_elsewhere_twice_is_not_cut() -> None:
    text = "\n\n".join((POLICE, LAST, LEAD, UNIONS, UNIONS, LAST[: LAST.index(". ") + 1]))
    assert {kind for kind, _, _ in passages(WIRE, text)} == {"moved"}


def test_a_stock_phrase_amid_other_words_is_nothing_in_common() -> None:
    text = f"{LEAD}\n\n{OWN} She said that at the end of the day all were tired and wet."
    other = (
        f"{LEAD}\n\nWolves kill forty sheep each spring. At the end of the night all herders meet."
    )
    assert told(text, other).common_words == len(LEAD.split())


def test_title_credit_and_furniture_are_not_compared() -> None:
    whole = article(1, WIRE)
    headed = f"Pensions: strike ahead\n\nSource: AFP\n\n{WIRE}\n\nRead more of this"
    copy = article(
        2, headed, title="Pensions: strike ahead", furniture=["Source: AFP", "Read more of this"]
    )
    assert copy_of(whole, copy).differences == ()


def test_a_cut_does_not_span_what_is_no_body() -> None:
    advert = "Buy our calendar"
    text = "\n\n".join((LEAD, UNIONS, advert, POLICE))
    found = copy_of(article(1, text, furniture=[advert]), article(2, LEAD)).differences
    assert [words_at(text, each.reference) for each in found] == [UNIONS, POLICE]


def test_an_own_headline_is_told_where_both_have_one() -> None:
    one = article(1, f"Pensions to rise\n\n{WIRE}", title="Pensions to rise")
    same = article(2, f"“PENSIONS TO RISE”\n\n{WIRE}", title="“PENSIONS TO RISE”")
    other = article(3, f"Strike looms\n\n{WIRE}", title="Strike looms")
    assert not copy_of(one, same).own_headline
    assert copy_of(one, other).own_headline
    assert not copy_of(one, article(4, WIRE)).own_headline


def test_every_number_has_its_spans() -> None:
    text = "\n\n".join((OWN, LEAD.replace("two years", "a year"), POLICE))
    found = told(WIRE, text)
    assert counted(text, found.common) == found.common_words
    for each in found.differences:
        assert each.words == max(counted(WIRE, each.gone), counted(text, each.new))
    changed = sum(counted(text, each.new) for each in found.differences)
    assert found.common_words + changed == found.words


def counted(text: str, spans: tuple[Span, ...]) -> int:
    return sum(len(text[span.start : span.end].split()) for span in spans)


@pytest.mark.parametrize("text", ["", " \n", "…", "Yes.", "one two three"])
def test_texts_without_much_in_them(text: str) -> None:
    assert told(text, text).differences == ()
    assert [each.kind for each in told(WIRE, text).differences][:1] == ["cut"]


# -- the family


def line(id: int, text: str, day: int | None = None) -> ArticleLine:
    date = datetime.date(2024, 5, day) if day else None
    words = len(text.split())
    return ArticleLine(
        id, f"title {id}", True, f"Outlet {id}", None, date, "stated", False, words, None, False
    )


def sketches(*texts: str) -> dict[int, tuple[int, ...]]:
    return {at: sketch(text.lower().split()) for at, text in enumerate(texts, 1)}


LONG = "\n\n".join(f"{WIRE} It happened on day {day} of the week of {day * 7}." for day in range(9))
ADDED = "\n\n".join(f"{OWN} That was at {hour} hours by {hour * 3} clocks." for hour in range(40))


def test_the_reference_is_the_copy_with_most_of_the_common_and_least_of_its_own() -> None:
    texts = (LONG[:900], f"{LONG}\n\n{ADDED}", LONG, f"{LONG[900:]}\n\nOf that, we say no more.")
    lines = [line(at, text) for at, text in enumerate(texts, 1)]
    assert family_of(1, lines, sketches(*texts), {}).reference == 3


def test_without_fingerprints_the_longest_is_the_reference() -> None:
    lines = [line(1, LEAD), line(2, WIRE), line(3, UNIONS)]
    assert family_of(1, lines, {}, {}).reference == 2


def test_of_equal_copies_the_agencys_own_is_the_reference() -> None:
    itself = Finding("AFP", "byline", "AFP")
    lines = [line(1, f"{WIRE} More."), line(2, WIRE)]
    assert family_of(1, lines, {}, {1: (None, (AFP,)), 2: (itself, ())}).reference == 2
    assert family_of(1, lines, {}, {1: (None, ()), 2: (itself, ())}).reference == 1


def test_copies_come_by_day_after_the_reference_and_undated_last() -> None:
    lines = [line(1, LEAD), line(2, WIRE, 9), line(3, LEAD, 8), line(4, LEAD, 2)]
    assert [copy.id for copy in family_of(1, lines, {}, {}).copies] == [2, 4, 3, 1]


def test_an_agency_is_credited_only_by_the_copies_that_say_so() -> None:
    family = family_of(1, [line(1, WIRE), line(2, LEAD)], {}, {2: (None, (AFP,)), 1: (None, ())})
    assert [(each.name, each.article, each.proof) for each in family.credits] == [("AFP", 2, AFP)]


def test_the_agency_itself_needs_no_credit_line_but_others_must_name_it() -> None:
    itself = Finding("AFP", "byline", "AFP")
    lines = [line(1, WIRE), line(2, LEAD)]
    named = family_of(1, lines, {}, {1: (itself, ()), 2: (None, (AFP,))}).credits
    assert [(each.article, each.proof) for each in named] == [(1, itself), (2, AFP)]
    assert family_of(1, lines, {}, {1: (itself, ()), 2: (None, ())}).credits == ()


# -- bounds

NUMBERED = [f"w{number * 7919 % 5003}" for number in range(50_000)]


def lines_of(words: list[str]) -> str:
    return "\n".join(" ".join(words[at : at + 20]) + "." for at in range(0, len(words), 20))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lines_of(NUMBERED), lines_of(NUMBERED[::-1])),
        (lines_of(NUMBERED), lines_of([w for at, w in enumerate(NUMBERED) if at % 11])),
        ("a " * 50_000, "a " * 49_000),
        ("a b " * 25_000, "a b c " * 16_000),
        ("a " * 25_000 + "b " * 25_000, "b " * 25_000 + "a " * 25_000),
        ("x" * 1_000_000, "x" * 999_999),
        ("A.\n" * 20_000, "A.\n" * 20_001),
    ],
    ids=["reversed", "holes", "one word", "two words", "swapped", "one line", "lines"],
)
def test_texts_of_fifty_thousand_words_take_time_by_their_length(one: str, other: str) -> None:
    before = time.process_time()
    found = told(one, other)
    assert time.process_time() - before < 8
    assert found.common_words <= found.words


def test_a_family_of_a_thousand_is_summed_up_without_its_texts() -> None:
    lines = [line(id, WIRE, 1 + id % 28) for id in range(1, 1001)]
    family = family_of(1, lines, dict.fromkeys(range(1, 1001), tuple(range(200))), {})
    assert (family.reference, len(family.copies)) == (1, 1000)


def test_the_kinds_are_those_that_are_documented() -> None:
    assert Difference.__doc__ and all(
        kind in Difference.__doc__ for kind in ("cut", "added", "reworded", "moved")
    )
