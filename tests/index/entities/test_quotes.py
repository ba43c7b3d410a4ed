"""What is said, by whom, in which way."""

from __future__ import annotations

import pytest

from index.article import Article, Quote
from index.entities import read_closely
from tests.index.entities.gold import read_gold


def quotes(text: str) -> tuple[Quote, ...]:
    return read_closely(Article(id=0, text=text)).quotes


def direct(text: str) -> list[tuple[str | None, str]]:
    return [(q.speaker, q.text) for q in quotes(text) if q.kind == "direct"]


def reported(text: str) -> list[tuple[str | None, str]]:
    return [(q.speaker, q.text) for q in quotes(text) if q.kind == "paraphrase"]


@pytest.mark.parametrize(
    "text",
    [
        "“We will not leave this town,” Olena Marchuk said.",
        "“We will not leave this town,” said Olena Marchuk.",
        "“We will not leave this town,” said the mayor, Olena Marchuk.",
        "Olena Marchuk told reporters on Friday: “We will not leave this town,”",
        '"We will not leave this town," Olena Marchuk said.',
        "‘We will not leave this town,’ Olena Marchuk said.",
        "''We will not leave this town,'' Olena Marchuk said.",
        "„We will not leave this town,“ Olena Marchuk said.",
        "According to Olena Marchuk, “We will not leave this town,”",
    ],
)
def test_speaker_before_behind_and_in_any_marks(text: str) -> None:
    assert direct(text) == [("Olena Marchuk", "We will not leave this town,")]


def test_he_and_she_are_the_person_named_before() -> None:
    text = "Olena Marchuk came home. “It was a long war,” she said. “We are tired of it all.”"
    assert direct(text) == [
        ("Olena Marchuk", "It was a long war,"),
        ("Olena Marchuk", "We are tired of it all."),
    ]


def test_a_closing_mark_may_be_an_opening_one() -> None:
    text = "Olena Marchuk said they can “bring the town closer to peace“. It was late."
    assert direct(text) == [("Olena Marchuk", "bring the town closer to peace")]


def test_a_quotation_nobody_closes_ends_with_its_paragraph() -> None:
    text = (
        'Olena Marchuk said: "I did not want to spoil the party, but I had to.\n\n'
        "“It is up to them to decide,” she said."
    )
    assert direct(text) == [
        ("Olena Marchuk", "I did not want to spoil the party, but I had to."),
        ("Olena Marchuk", "It is up to them to decide,"),
    ]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = (
        "“We came at dawn,” Olena Marchuk said. “The bridge was gone by then.\n\n"
        "“Nobody told us what to do next.”"
    )
    assert [speaker for speaker, _ in direct(text)] == ["Olena Marchuk"] * 3


def test_marks_inside_marks_are_one_quotation() -> None:
    text = "Olena Marchuk said, “They ‘secretly’ pay for it all and know it.”"
    assert direct(text) == [("Olena Marchuk", "They ‘secretly’ pay for it all and know it.")]


def test_scare_quotes_are_no_voice() -> None:
    assert direct("Many were surprised by the “conservative” stance of the town.") == []
    assert direct("They sang “Let It Be Me Tonight” until morning.") == []


def test_one_word_behind_a_verb_of_speech_is_a_quotation() -> None:
    assert direct("Olena Marchuk called the plan “madness” on Friday.") == [
        ("Olena Marchuk", "madness")
    ]


def test_a_word_the_speaker_is_named_behind_is_a_quotation() -> None:
    text = "“Stop,” Olena Marchuk said. “You do not decide what we need here.”"
    assert direct(text) == [
        ("Olena Marchuk", "Stop,"),
        ("Olena Marchuk", "You do not decide what we need here."),
    ]


def test_an_office_is_the_one_person_named_with_it() -> None:
    text = "NATO Secretary General Olena Marchuk came. “We must act now,” the NATO chief said."
    assert direct(text) == [("Olena Marchuk", "We must act now,")]
    text = "President Ivo Brandt came. “We must act now,” the president said."
    assert direct(text) == [("Ivo Brandt", "We must act now,")]
    text = "President Ivo Brandt met President Ann Moll. “We must act,” the president said."
    assert direct(text) == [("president", "We must act,")]
    text = "German Chancellor Ivo Brandt came. “We must act,” the French chancellor said."
    assert direct(text) == [("French chancellor", "We must act,")]
    text = "US President Ivo Brandt came. “We must act,” the US vice president said."
    assert direct(text) == [("US vice president", "We must act,")]


def test_the_title_of_a_work_is_no_quotation() -> None:
    assert direct("Olena Marchuk told “The Breakfast Club” that all must help.") == []


def test_a_heading_in_marks_is_no_quotation() -> None:
    text = "Olena Marchuk spoke first.\n“Bring the town closer”\nThen the others spoke."
    assert quotes(text) == ()


def test_an_outlet_may_be_the_speaker() -> None:
    text = 'According to The New York Times (NYT), they "remain opposed to any such offer."'
    assert direct(text) == [("New York Times", "remain opposed to any such offer.")]


@pytest.mark.parametrize(
    ("text", "speaker", "anonymous"),
    [
        ("U.S. officials said the plan was dead.", "U.S. officials", True),
        ("The plan was dead before it began, according to diplomats.", "diplomats", True),
        ("An Eastern European official familiar with the talks said the plan was dead.",
         "Eastern European official", True),
        ("Ukraine's Foreign Minister said the plan was dead.", "Ukraine's Foreign Minister", False),
        ("A spokesman for the ministry said the plan was dead.", "spokesman", True),
        ("Prosecutors said the plan was dead.", "prosecutors", True),
        ("The ministry said the plan was dead.", "ministry", False),
    ],
)  # fmt: skip
def test_the_unnamed(text: str, speaker: str, anonymous: bool) -> None:
    [quote] = quotes(text)
    assert (quote.speaker, quote.anonymous, quote.kind) == (speaker, anonymous, "paraphrase")


@pytest.mark.parametrize(
    ("text", "speaker", "said", "verb"),
    [
        ("Olena Marchuk stressed that all must help.", "Olena Marchuk", "all must help",
         "stressed"),
        ("All of them must help, Olena Marchuk said.", "Olena Marchuk", "All of them must help",
         "said"),
        ("All of them must help, according to Olena Marchuk.", "Olena Marchuk",
         "All of them must help", "according to"),
        ("According to Olena Marchuk, all must help.", "Olena Marchuk", "all must help",
         "According to"),
        ("Olena Marchuk denounced the plan to sell.", "Olena Marchuk", "the plan to sell",
         "denounced"),
        ("All of them must help, reports The Financial Times.", "Financial Times",
         "All of them must help", "reports"),
        ("Russia has repeatedly requested that NATO stop its growth.", "Russia",
         "NATO stop its growth", "requested"),
        ("The adviser to the leader warned that all must help.", "adviser", "all must help",
         "warned"),
        ("His lawyer, Sean Brady, said he would go on.", "Sean Brady", "he would go on", "said"),
    ],
)  # fmt: skip
def test_reported_speech(text: str, speaker: str, said: str, verb: str) -> None:
    [quote] = quotes(text)
    assert (quote.kind, quote.speaker, quote.text, quote.verb) == (
        "paraphrase", speaker, said, verb,
    )  # fmt: skip


def test_a_participle_goes_on_with_the_speaker() -> None:
    text = "Olena Marchuk lamented the delays, acknowledging that they were hers."
    assert reported(text) == [
        ("Olena Marchuk", "the delays"),
        ("Olena Marchuk", "they were hers"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Olena Marchuk was told that all must help.",
        "Olena Marchuk refused to say that all must help.",
        "The claims of Olena Marchuk were many.",
        "Olena Marchuk went home and slept.",
        "Olena Marchuk did not say that all must help.",
    ],
)
def test_what_is_no_report_of_speech(text: str) -> None:
    assert quotes(text) == ()


def test_the_speaker_span_shows_where_the_speaker_is_printed() -> None:
    text = "Olena Marchuk came. “It was a long war,” she said."
    [quote] = quotes(text)
    assert quote.speaker_span is not None
    assert text[quote.speaker_span.start : quote.speaker_span.end] == "she"


SEEDS = {article.text[:40]: read_closely(article).quotes for article, _ in read_gold()}
VOICES = list(SEEDS.values())


def spoken(number: int, kind: str) -> dict[str | None, int]:
    """Words by speaker in one of the bundled articles."""
    words: dict[str | None, int] = {}
    for quote in VOICES[number]:
        if quote.kind == kind:
            words[quote.speaker] = words.get(quote.speaker, 0) + len(quote.text.split())
    return words


def test_seed_000_quotes_a_paper_an_unnamed_minister_and_one_man() -> None:
    assert set(spoken(0, "direct")) == {
        "New York Times", "Ukraine's Foreign Minister", "Jens Stoltenberg",
    }  # fmt: skip
    assert not any(q.anonymous for q in VOICES[0])


def test_seed_001_quotes_nobody_and_paraphrases_two() -> None:
    assert spoken(1, "direct") == {}
    assert set(spoken(1, "paraphrase")) >= {"Jens Stoltenberg", "Russia"}
    assert "Ukraine" not in spoken(1, "paraphrase")


def test_seed_002_quotes_one_man_and_paraphrases_a_minister_and_diplomats() -> None:
    assert set(spoken(2, "direct")) == {"Jens Stoltenberg"}
    assert "Boris Pistorius" in spoken(2, "paraphrase")
    assert {q.speaker for q in VOICES[2] if q.anonymous} == {"diplomats"}


def test_seed_003_quotes_two_people_and_two_unnamed() -> None:
    assert set(spoken(3, "direct")) == {
        "Jens Stoltenberg", "Karine Jean-Pierre", "U.S. officials", "Eastern European official",
    }  # fmt: skip
    assert sum(q.speaker == "Jens Stoltenberg" and q.kind == "direct" for q in VOICES[3]) == 2
    assert {"Vladimir Putin", "Zerohedge"} <= set(spoken(3, "paraphrase"))
    assert {q.speaker for q in VOICES[3] if q.anonymous and q.kind == "direct"} == {
        "U.S. officials", "Eastern European official",
    }  # fmt: skip


def test_seed_004_quotes_five_and_paraphrases_the_unnamed_and_an_adviser() -> None:
    assert set(spoken(4, "direct")) == {
        "Joe Biden", "Jake Sullivan", "Jens Stoltenberg", "Olaf Scholz", "Vasily Nebenzia",
    }  # fmt: skip
    assert {"officials", "top diplomatic adviser", "Financial Times"} <= set(
        spoken(4, "paraphrase")
    )
    assert not any(q.text.startswith("Bring") for q in VOICES[4])


def test_quotes_are_in_order_inside_the_text_and_apart() -> None:
    for article, _ in read_gold():
        end = 0
        for quote in read_closely(article).quotes:
            assert quote.start >= end
            assert article.text[quote.start : quote.end] == quote.text
            end = quote.end


@pytest.mark.parametrize(
    ("verb", "stance"),
    [
        ("said", "neutral"),
        ("claimed", "doubting"),
        ("insisted", "emphatic"),
        ("denied", "negative"),
        ("admitted", "concession"),
    ],
)
def test_the_verb_tells_how_the_reporter_takes_it(verb: str, stance: str) -> None:
    (quote,) = quotes(f"Olena Marchuk {verb} that the town had been warned in time.")
    assert (quote.verb, quote.verb_class) == (verb, stance)
    (quote,) = quotes(f"“The town was warned in time,” Olena Marchuk {verb}.")
    assert quote.verb_class == stance


def test_according_to_takes_no_side_and_no_verb_has_no_class() -> None:
    (quote,) = quotes("According to Olena Marchuk, the town had been warned in time.")
    assert quote.verb_class == "neutral"
    text = "“It was a long war,” she said. “We are all very tired of it.”"
    assert [q.verb_class for q in quotes(text)] == ["neutral", None]


def test_he_is_not_a_woman_and_she_is_no_man() -> None:
    text = "Maria Lenz met Robert Hale in Oslo. “It was a good day for us all,” {} said."
    assert direct(text.format("she"))[0][0] == "Maria Lenz"
    assert direct(text.format("he"))[0][0] == "Robert Hale"
    text = "Robert Hale came. Maria Lenz said no. “It was a good day for us all,” {} said later."
    assert direct(text.format("he"))[0][0] == "Robert Hale"
    assert direct(text.format("she"))[0][0] == "Maria Lenz"


def test_a_name_that_tells_nothing_goes_by_its_place() -> None:
    text = "Olena Marchuk met Quill Brandt in Oslo. “It was a good day for us all,” {} said."
    assert direct(text.format("he"))[0][0] is not None


def test_the_alliance_is_the_body_so_called() -> None:
    text = "NATO met in Oslo.\n\nThe alliance said that it would send more ships to the north."
    assert reported(text)[0][0] == "NATO"
    both = "NATO and the African Union met. " + text
    assert reported(both)[0][0] == "NATO"


def test_a_noun_that_may_mean_two_bodies_stays_a_noun() -> None:
    text = "The World Bank met the Bank of England.\n\nThe bank said that it would raise its rates."
    assert reported(text)[0][0] == "bank"
