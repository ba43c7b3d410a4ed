"""Whose voice a speaker is, and for whom no voice was found."""

from __future__ import annotations

import pytest

from index.article import Quote
from index.framing import compare
from index.framing.countries import countries
from tests.index.framing.by_hand import Names, article, said

NAMES: Names = {
    "Poland": ("LOC", ["Poland"]),
    "Polish": ("NORP", ["Polish"]),
    "Boeing": ("ORG", ["Boeing"]),
    "Anna Nowak": ("PER", ["Anna Nowak", "Nowak"]),
    "John Smith": ("PER", ["John Smith"]),
    "Vilnius": ("LOC", ["Vilnius"]),
}


def unheard(text: str, *quotes: Quote) -> set[str]:
    told = article(1, text, names=NAMES, quotes=quotes)
    found = compare([told], event=None, label="", families={})
    return {each.party for each in found.unheard}


MUCH_NAMED = "Poland grew. Poland fell. Poland rose. "


def test_a_country_much_named_without_a_voice() -> None:
    assert unheard(MUCH_NAMED) == {"Poland"}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“We agree,” Polish officials said.", "Polish officials"),
        ("“We agree,” Warsaw said.", "Warsaw"),
        ("“We agree,” Donald Tusk said.", "Donald Tusk"),
        ("“We agree,” Polish Foreign Minister Anna Nowak said.", "Anna Nowak"),
        ("“We agree,” Poland's permanent envoy to the UN, Anna Nowak, said.", "Anna Nowak"),
        ("“We agree,” said Anna Nowak, the Polish foreign minister.", "Anna Nowak"),
        ("“We agree,” Tusk's adviser said.", "Tusk's adviser"),
    ],
)
def test_a_voice_belongs_to_a_country_by_what_is_printed(sentence: str, speaker: str) -> None:
    text = MUCH_NAMED + sentence
    assert unheard(text, said(text, "We agree,", speaker)) == set()


def test_a_body_speaks_through_its_people() -> None:
    text = (
        "Boeing grew. Boeing fell. Boeing rose. “We agree,” Boeing chief executive John Smith said."
    )
    assert unheard(text, said(text, "We agree,", "John Smith")) == set()


def test_an_office_told_in_another_article_counts() -> None:
    text = MUCH_NAMED + "“We agree,” Nowak said."
    one = article(1, text, names=NAMES, quotes=[said(text, "We agree,", "Anna Nowak")])
    other = article(2, "Polish Foreign Minister Anna Nowak came.", names=NAMES)
    assert compare([one, other], event=None, label="", families={}).unheard == ()


def test_a_verb_of_speaking_right_after_the_name_is_a_voice() -> None:
    assert unheard(MUCH_NAMED + "Poland has repeatedly denounced the plan.") == set()


def test_somebody_elses_office_is_not_the_speakers() -> None:
    text = (
        MUCH_NAMED
        + "After talks with Polish President Anna Nowak, Boeing chief John Smith said “We agree”."
    )
    assert unheard(text, said(text, "We agree", "John Smith")) == {"Poland"}


def test_nothing_is_said_where_a_named_speaker_might_be_theirs() -> None:
    text = MUCH_NAMED + "“We agree,” John Smith said."
    assert unheard(text, said(text, "We agree,", "John Smith")) == set()


def test_an_outlet_is_no_party_of_its_own_article() -> None:
    text = "Boeing said so. Boeing knows. Boeing has it. Boeing has more."
    told = article(1, text, names=NAMES, outlet="Boeing")
    assert compare([told], event=None, label="", families={}).unheard == ()


def test_a_city_where_things_happen_is_no_party() -> None:
    assert unheard("It rained in Vilnius. They met in Vilnius. Snow fell in Vilnius.") == set()


def test_a_place_that_only_labels_a_meeting_is_no_party() -> None:
    assert unheard(
        "The Vilnius summit opened. The Vilnius summit met. The Vilnius summit ended."
    ) == (set())


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("Kremlin spokesman", "Russia"),
        ("U.S. officials", "United States"),
        ("the British foreign secretary", "United Kingdom"),
        ("White House aides", "United States"),
        ("North Korean state media", "North Korea"),
        ("officials told us", None),
        ("an Eastern European official", None),
    ],
)
def test_the_party_a_phrase_names(phrase: str, party: str | None) -> None:
    assert countries().party_of(phrase) == party
