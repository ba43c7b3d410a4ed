"""Text families: who prints the same wire text."""

from __future__ import annotations

import random

from tests.index.events.telling import event_of, placed, told

_WORDS = [
    f"{a}{b}" for a in "ba ce di fo gu ha ki lo mu ne".split() for b in "rt lm nd st x".split()
]


def prose(seed: int, length: int) -> str:
    """Sentences of made-up words, the same for the same seed."""
    chosen = random.Random(seed)
    text = [chosen.choice(_WORDS) + chosen.choice(_WORDS) for _ in range(length)]
    return ". ".join(" ".join(text[at : at + 12]).capitalize() for at in range(0, length, 12)) + "."


def families(*texts: str) -> list[int]:
    """The family of each text, numbered from 1."""
    placement = placed(*(told(number + 1, text) for number, text in enumerate(texts)))
    return [placement.families[number + 1] for number in range(len(texts))]


def test_whole_cut_and_edited_copies_are_one_family() -> None:
    wire = prose(1, 400)
    cut = wire[: len(wire) // 2]
    edited = wire.replace("rt", "rd", 10)
    assert families(wire, cut, edited) == [1, 1, 1]


def test_half_wire_half_own_text_still_belongs() -> None:
    wire, own = prose(2, 300), prose(3, 300)
    assert families(wire, own + "\n\n" + wire[: len(wire) // 2]) == [1, 1]


def test_of_a_very_long_text_a_part_belongs_and_a_small_share_does_not() -> None:
    wire = prose(41, 4200)
    part, half = wire[: len(wire) // 9], wire[: len(wire) // 2]
    sixth = prose(42, 3600) + "\n\n" + wire[-len(wire) // 6 :]
    assert families(wire, part, prose(43, 2400) + "\n\n" + half, sixth) == [1, 1, 1, 4]


def test_a_shared_quotation_does_not_make_a_family() -> None:
    quotation = " " + prose(4, 24)
    assert families(prose(5, 300) + quotation, prose(6, 300) + quotation) == [1, 2]


def test_texts_on_their_own_are_their_own_family() -> None:
    assert families(prose(7, 200), prose(8, 200), "", "") == [1, 2, 3, 4]


def test_typography_and_case_make_no_difference() -> None:
    wire = 'The minister said "we will not wait" and left. ' + prose(9, 100)
    typeset = wire.replace('"we', "“we").replace('wait"', "wait”").upper()
    assert families(wire, typeset) == [1, 1]


def test_a_thousand_copies_are_one_family() -> None:
    wire = prose(10, 120)
    assert set(families(*(f"{wire} {prose(100 + n, 12)}" for n in range(1000)))) == {1}


def test_a_stock_phrase_in_many_articles_joins_nobody() -> None:
    stock = " " + prose(11, 150)
    found = families(*(prose(2000 + number, 300) + stock for number in range(80)))
    assert len(set(found)) == 80


def test_copies_count_as_one_independent_text() -> None:
    wire = prose(12, 200)
    placement = placed(
        told(1, wire, "Mill burns", "2020-01-01", "The Herald"),
        told(2, wire[: len(wire) * 2 // 3], "Mill burns down", "2020-01-01", "The Post"),
    )
    event = event_of(placement, 1)
    assert event.articles == (1, 2)
    assert event.outlets == ("The Herald", "The Post")
    assert event.independent_texts == 1


def test_reports_that_quote_the_same_words_at_length_are_not_copies() -> None:
    said = " ".join(f'"{prose(40 + number, 36)}"' for number in range(5))
    assert families(f"{prose(50, 200)} {said}", f"{prose(51, 200)} {said}") == [1, 2]


def test_one_speech_printed_twice_is() -> None:
    speech = f'"{prose(60, 300)}"'
    assert families(f"He said: {speech}", f"The speech: {speech}") == [1, 1]
