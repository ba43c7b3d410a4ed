"""Names by rules, in texts of many subjects."""

from __future__ import annotations

import pytest

from index.article import Article, Zone
from index.entities import read_closely


def marks(text: str, **fields: object) -> set[tuple[str, str]]:
    article = Article(id=0, text=text, **fields)  # type: ignore[arg-type]
    return {(m.type, m.text) for m in read_closely(article).mentions}


def named(text: str) -> dict[str, str]:
    mentions = read_closely(Article(id=0, text=text)).mentions
    return {m.text: m.entity for m in mentions}


SUBJECTS = {
    "sport": (
        "Marta Lindqvist scored twice as Gothenburg Rovers beat Ajax 3-1 in the Champions League "
        "on Wednesday, and coach Henrik Salo said his side had played well.\n\n"
        "Lindqvist, 24, put the visitors ahead after 12 minutes in Amsterdam. Ajax captain Pieter "
        "de Vries was sent off. Rovers travel to Porto next month, where UEFA made 14 rules.",
        "PER Marta Lindqvist|ORG Gothenburg Rovers|ORG Ajax|EVENT Champions League|DATE Wednesday"
        "|PER Henrik Salo|PER Lindqvist|NUMBER 24|NUMBER 12 minutes|LOC Amsterdam"
        "|PER Pieter de Vries|ORG Rovers|LOC Porto|DATE next month|ORG UEFA|NUMBER 14",
    ),
    "business": (
        "Shares in Halvorsen Technologies fell 8 percent on Monday after the Oslo-based chip maker "
        "cut its outlook for 2023, blaming weak demand in China.\n\n"
        "Chief executive Ingrid Nygaard told investors that orders from Apple and Samsung had "
        "slowed. Revenue was $4.2 billion, down from 4.9 billion dollars a year earlier. Nygaard "
        "would not speak to Reuters. Rival Texas Instruments rose in New York.",
        "ORG Halvorsen Technologies|NUMBER 8 percent|DATE Monday|LOC Oslo|DATE 2023|LOC China"
        "|PER Ingrid Nygaard|ORG Apple|ORG Samsung|MONEY $4.2 billion|MONEY 4.9 billion dollars"
        "|DATE a year earlier|PER Nygaard|ORG Reuters|ORG Texas Instruments|LOC New York",
    ),
    "science": (
        "A team led by Dr. Aisha Rahman of the University of Nairobi has found traces of water in "
        "rocks from the Karoo Basin, the journal Nature reported.\n\nRahman said the find was new. "
        "But Tomasz Wilk, a geologist at the Polish Academy of Sciences, doubted it. The work was "
        "paid for by NASA. A second expedition will leave Cape Town in March 2025.",
        "PER Aisha Rahman|ORG University of Nairobi|LOC Karoo Basin|ORG Nature|PER Rahman"
        "|PER Tomasz Wilk|ORG Polish Academy of Sciences|ORG NASA|LOC Cape Town|DATE March 2025",
    ),
    "court": (
        "A federal judge in Chicago sentenced former alderman Frank Dellarosa on Friday for taking "
        "bribes. Judge Maria Okafor had asked why. His lawyer, Sean Brady, will go to the U.S. "
        "Court of Appeals for the Seventh Circuit. The Justice Department charged Dellarosa in "
        "2021. He took $250,000 from the Cook County Builders Association.",
        "LOC Chicago|PER Frank Dellarosa|DATE Friday|PER Maria Okafor|PER Sean Brady"
        "|ORG U.S. Court of Appeals for the Seventh Circuit|ORG Justice Department|PER Dellarosa"
        "|DATE 2021|MONEY $250,000|ORG Cook County Builders Association",
    ),
    "disaster": (
        "Typhoon Karding tore through the northern Philippines on Sunday, killing 31 people. The "
        "storm hit with winds of 195 kilometers per hour. Lorna Baltazar, a farmer in the town of "
        "Dingalan, lost her home in San Miguel. President Ferdinand Marcos Jr. flew over it. The "
        "Red Cross asked for 2 million euros. Mr. Marcos promised help.",
        "EVENT Typhoon Karding|LOC Philippines|DATE Sunday|NUMBER 31 people"
        "|NUMBER 195 kilometers|PER Lorna Baltazar|LOC Dingalan|LOC San Miguel"
        "|PER Ferdinand Marcos Jr.|ORG Red Cross|MONEY 2 million euros|PER Marcos",
    ),
}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_names_are_found_in_any_subject(subject: str) -> None:
    text, wanted = SUBJECTS[subject]
    assert marks(text) == {tuple(mark.split(" ", 1)) for mark in wanted.split("|")}


def test_a_capital_at_the_start_of_a_sentence_makes_no_name() -> None:
    assert marks("Nevertheless the plan failed. Diplomats left early. Shares rose again.") == set()


def test_a_word_with_a_capital_inside_a_sentence_is_a_name_at_its_start_too() -> None:
    text = "Critics like Quillon Varga. Quillon has few friends, and Quillon knows it."
    assert ("PER", "Quillon Varga") in marks(text)
    assert ("PER", "Quillon") in marks(text)


def test_offices_are_no_part_of_a_name() -> None:
    text = "German Defense Minister Boris Pistorius met White House press secretary Ann Doe."
    assert marks(text) == {
        ("NORP", "German"),
        ("PER", "Boris Pistorius"),
        ("ORG", "White House"),
        ("PER", "Ann Doe"),
    }


def test_a_family_name_that_is_an_office_stays_with_its_person() -> None:
    assert ("PER", "Martin Luther King") in marks("They marched with Martin Luther King in May.")
    assert ("PER", "John Major") in marks("Later John Major lost the vote.")


def test_led_and_based_leave_the_name_alone() -> None:
    text = "The US-led mission and a Berlin-based firm joined the NATO-Ukraine talks."
    assert marks(text) == {
        ("LOC", "US"),
        ("LOC", "Berlin"),
        ("ORG", "NATO"),
        ("LOC", "Ukraine"),
    }


def test_a_place_before_summit_names_an_event_in_any_case() -> None:
    names = named("At the Vilnius Summit they said the Vilnius summit was long.")
    assert names["Vilnius Summit"] == names["Vilnius summit"] == "Vilnius summit"
    assert ("EVENT", "Bucharest summit") in marks("At their Bucharest summit they agreed.")


def test_a_person_named_like_a_place_is_a_person() -> None:
    text = "Paris Hilton and Jordan Peele met in Paris. Peele flew on to Jordan."
    assert marks(text) >= {("PER", "Paris Hilton"), ("PER", "Jordan Peele"), ("PER", "Peele")}
    assert ("LOC", "Jordan") in marks(text)


def test_small_letters_are_trusted_only_where_no_other_word_is_meant() -> None:
    assert ("LOC", "kyiv") in marks("They sent help to kyiv and to others.")
    assert marks("They sent a nice reading of the mobile china to turkey farmers.") == set()


def test_capitals_and_headlines_give_known_names_not_noise() -> None:
    assert marks("THE MAN WHO SAW EVERYTHING IN GERMANY AND TOLD NOBODY") == {("LOC", "GERMANY")}
    headline = "Seven Ways To Make Your Garden Grow In Dry Summers"
    assert marks(f"{headline}\n\nIt takes water, and then more of it.") == set()


def test_another_language_gives_known_names_only() -> None:
    text = (
        "Der Bundeskanzler hat am Montag in Berlin erklärt, dass die Regierung mit der Opposition "
        "über das neue Gesetz sprechen will. Die Minister und der Präsident sind nicht dabei."
    )
    assert marks(text) == {("LOC", "Berlin")}
    russian = "Президент заявил в понедельник, что переговоры с НАТО и Вашингтоном продолжатся."
    assert marks(russian) == set()
    assert read_closely(Article(id=0, text=f"„{text}“ sagte er.")).quotes == ()


def test_the_declared_language_is_believed() -> None:
    assert marks("Tom Miller rose to say no.", language="nl") == set()
    assert ("PER", "Tom Miller") in marks("Tom Miller rose to say no.", language="en-GB")


def test_the_title_is_read_and_other_zones_are_not() -> None:
    text = "Ottawa waits\nToronto Daily\nThe city slept.\nRelated: Lima burns"
    zones = (
        Zone(0, 12, "title", "first line"),
        Zone(13, 26, "byline", "outlet"),
        Zone(43, len(text), "boilerplate", "related"),
    )
    assert marks(text, zones=zones) == {("LOC", "Ottawa")}


def test_mentions_are_in_order_inside_the_text_and_apart() -> None:
    for text, _ in SUBJECTS.values():
        end = 0
        for mention in read_closely(Article(id=0, text=text)).mentions:
            assert mention.start >= end
            assert text[mention.start : mention.end] == mention.text
            end = mention.end


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I've told them that I'm late, and We're done.", set()),
        ("They met in Dallas Monday evening.", {("LOC", "Dallas"), ("DATE", "Monday evening")}),
        ("All will vote on Super Tuesday again.", {("EVENT", "Super Tuesday")}),
        ("It DOES matter, he said at 9:40 p.m.", set()),
        ("Rep. Darrell Issa, R-Calif., spoke.", {("PER", "Darrell Issa")}),
    ],
)
def test_what_only_looks_like_a_name(text: str, wanted: set[tuple[str, str]]) -> None:
    assert marks(text) == wanted


def test_a_surname_that_is_a_city_follows_its_person() -> None:
    text = "George Washington led them. Washington was tall. He never went to Washington."
    mentions = read_closely(Article(id=0, text=text)).mentions
    assert [(m.type, m.entity) for m in mentions] == [
        ("PER", "George Washington"),
        ("PER", "George Washington"),
        ("LOC", "Washington"),
    ]
