"""Only here, shared and contradictory: what one article alone has, and what several print."""

from __future__ import annotations

import pytest

from index.article import Article, Dates, Finding
from index.comparison.table import Comparison
from index.framing import compare
from index.framing.figures import figures_of
from index.framing.telling import telling
from tests.index.framing.by_hand import Names, article, said

NAMES: Names = {
    "Joe Biden": ("PER", ["Joe Biden"]),
    "Germany": ("LOC", ["Germany"]),
    "North Atlantic Council": ("ORG", ["North Atlantic Council"]),
}


def side_by_side(*texts: str, families: dict[int, int] | None = None) -> Comparison:
    articles = [article(id, text, names=NAMES) for id, text in enumerate(texts, 1)]
    return compare(articles, event=None, label="", families=families or {})


def only(found: Comparison) -> list[tuple[int, str]]:
    return [(each.article, each.text) for each in found.only_here if each.kind != "sentence"]


def figures(text: str) -> list[tuple[str, str, str]]:
    found = figures_of(telling(Article(1, text)))
    return [(each.kind, each.value, each.unit) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2008", ("year", "2008", "")),
        ("in March 2018", ("year", "2018", "month 03")),
        ("on July 11-12", ("date", "07-11", "day")),
        ("on 4 April 2024", ("date", "04-04 2024", "day")),
        ("500 million euros", ("money", "500000000", "EUR")),
        ("€500M", ("money", "500000000", "EUR")),
        ("$1.5 trillion", ("money", "1.5e+12", "USD")),
        ("12,500 people", ("number", "12500", "")),
        ("twenty-three people", ("number", "23", "")),
        ("55 percent", ("number", "55", "%")),
        ("55%", ("number", "55", "%")),
    ],
)
def test_figures_by_value(text: str, expected: tuple[str, str, str]) -> None:
    assert figures(text) == [expected]


@pytest.mark.parametrize("text", ["one of them", "the A380 jet", "at 3:36 a.m.", "v1.2.3"])
def test_what_is_no_figure(text: str) -> None:
    assert [value for kind, value, _ in figures(text) if kind == "number" and value != "1.2"] in (
        [], ["3"]
    )  # fmt: skip


def test_names_and_figures_of_one_article_alone() -> None:
    found = side_by_side(
        "The North Atlantic Council met in Germany in 2019 and gave $5 million.",
        "Ministers met in Germany in 2020 and gave $5 million.",
    )
    assert only(found) == [(1, "North Atlantic Council"), (1, "2019"), (2, "2020")]


def test_a_name_that_another_article_prints_unrecognized_is_known_there() -> None:
    first = article(1, "Joe Biden spoke.", names=NAMES)
    second = article(2, "A rally for Joe Biden ended.")
    assert only(compare([first, second], event=None, label="", families={})) == []


def test_a_country_is_known_by_its_capital_and_people() -> None:
    assert only(side_by_side("Germany agreed.", "The German side agreed.")) == []
    assert only(side_by_side("Germany agreed.", "Berlin agreed.")) == []


def test_a_cited_source_is_one_name_in_any_spelling() -> None:
    text = "It moved, according to Zerohedge."
    named = {"Zerohedge": ("ORG", ["Zerohedge"])}
    one = article(1, text, names=named, cites=[("ZeroHedge", "according to Zerohedge")])  # type: ignore[arg-type]
    found = compare([one, article(2, "It moved.")], event=None, label="", families={})
    assert [(each.text, len(each.spans)) for each in found.only_here] == [("Zerohedge", 1)]


def test_the_same_sum_in_other_words_is_known() -> None:
    assert only(side_by_side("It cost €5 million.", "It cost 5 million euros.")) == []


def test_one_article_has_nothing_to_itself() -> None:
    assert side_by_side("Germany gave $5 million in 2019.").only_here == ()


def test_shared_runs_are_as_long_as_they_can_be() -> None:
    found = side_by_side(
        "They will bring the city closer to peace, he said.",
        "Officials hope to bring the city closer to peace.",
    )
    [shared] = found.shared
    assert (shared.text, shared.words) == ("bring the city closer to peace", 6)
    assert [passage.article for passage in shared.passages] == [1, 2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It was in the end not to be.", "We are in the end not to go."),
        ("So President Joe Biden Junior came.", "President Joe Biden Junior left."),
        ("The Vilnius summit will come.", "The Vilnius summit will end."),
        ("We bring the city\ncloser to peace.", "You bring the city closer to peace."),
    ],
    ids=["stop words", "a name", "a name and its noun", "over a line end"],
)
def test_what_is_no_shared_wording(one: str, other: str) -> None:
    assert side_by_side(one, other).shared == ()


def test_copies_of_one_text_share_nothing_worth_telling_beside_another() -> None:
    copied = "Crews shut the gas off in the whole town."
    found = side_by_side(copied, copied, "Snow fell on the hills.", families={1: 1, 2: 1, 3: 3})
    assert found.shared == ()
    assert found.independent_texts == 2


def test_copies_of_one_text_alone_are_shown_as_shared() -> None:
    copied = "Crews shut the gas off in the whole town."
    [shared] = side_by_side(copied, copied, families={1: 1, 2: 1}).shared
    assert shared.words == 9


PADDING = " ".join(f"Sentence {word} tells more." for word in "a b c d e f g h i j k l".split())


def against(one: str, other: str) -> list[list[str]]:
    found = side_by_side(f"{one}\n{PADDING}", f"{other}\n{PADDING}")
    return [[claim.value for claim in each.claims] for each in found.contradictions]


def test_numbers_of_the_same_thing_that_differ() -> None:
    assert against(
        "Police arrested 80 protesters in St. Louis after the acquittal.",
        "After the acquittal 13 protesters were arrested in St. Louis.",
    ) == [["80", "13"]]


def test_a_rounded_number_contradicts_nothing() -> None:
    assert not against(
        "Police arrested 496 protesters in St. Louis after the acquittal.",
        "After the acquittal nearly 500 protesters were arrested in St. Louis.",
    )


def test_numbers_of_different_things_contradict_nothing() -> None:
    assert not against(
        "Police arrested 80 protesters in St. Louis after the acquittal.",
        "After the acquittal 13 windows were broken and people arrested in St. Louis.",
    )


def test_no_contradiction_where_an_article_also_gives_the_other_value() -> None:
    assert not against(
        "Police arrested 80 protesters in St. Louis after the acquittal, up from 13.",
        "After the acquittal 13 protesters were arrested in St. Louis.",
    )


def test_years_of_different_acts_contradict_nothing() -> None:
    assert not against(
        "The treaty on Ukraine was signed in 1994.", "Ukraine left the treaty in 2020."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "In 2004, Brown killed Johnny Allen.",
            "Brown was convicted in 2006 of killing Johnny Allen.",
        ),
        (
            "Judges set the bond of the banker at $2 million.",
            "Judges set the bond of the singer at $10 million.",
        ),
        (
            "Labor officials counted 155,000 new jobs in June, they reported.",
            "Labor officials counted 147,000 new jobs in April, they reported.",
        ),
        (
            "Hackers took personal records of 300,000 users of the service.",
            "Hackers took personal records of 87 million users of the service.",
        ),
    ],
    ids=["another act", "sums far apart", "another month", "numbers far apart"],
)
def test_what_is_likely_not_the_same_thing(one: str, other: str) -> None:
    assert not against(one, other)


def test_a_claim_tells_when_it_was_published_unless_that_is_in_doubt() -> None:
    texts = (
        "Police arrested 80 protesters in St. Louis after the acquittal.",
        "After the acquittal 13 protesters were arrested in St. Louis.",
    )
    stated = Finding("2017-09-18T10:15:00", "by hand", "2017-09-18T10:15:00")
    articles = [
        article(1, f"{texts[0]}\n{PADDING}", dates=Dates(stated=stated)),
        article(2, f"{texts[1]}\n{PADDING}", dates=Dates(stated=stated, conflict=True)),
    ]
    [found] = compare(articles, event=None, label="", families={}).contradictions
    assert [claim.published for claim in found.claims] == ["2017-09-18T10:15:00", None]


def test_copies_of_one_text_contradict_a_text_once() -> None:
    told = "Police arrested 80 protesters in St. Louis after the acquittal."
    found = side_by_side(
        told, told, f"After the acquittal 13 protesters were arrested in St. Louis.\n{PADDING}",
        families={1: 1, 2: 1, 3: 3},
    )  # fmt: skip
    assert [[claim.article for claim in each.claims] for each in found.contradictions] == [[1, 3]]


@pytest.mark.parametrize(
    "phrase",
    ["the finish line of the", "at a press conference", "percent of the vote"],
)
def test_phrases_of_any_news_text_are_not_shared_wording(phrase: str) -> None:
    assert side_by_side(f"She was near {phrase} today.", f"He came to {phrase} again.").shared == ()


def test_shared_words_are_marked_where_they_stand_in_a_quotation() -> None:
    texts = (
        "“We bring the city closer to peace,” she said.",
        "They bring the city closer to peace.",
    )
    quoted = said(texts[0], "We bring the city closer to peace,", "Ann Lee")
    articles = [article(1, texts[0], quotes=[quoted]), article(2, texts[1])]
    [shared] = compare(articles, event=None, label="", families={}).shared
    assert [passage.quoted for passage in shared.passages] == [True, False]


def test_shared_words_tell_how_many_independent_texts_have_them() -> None:
    copied = "Crews shut the gas off in the whole town."
    found = side_by_side(copied, copied, copied, families={1: 1, 2: 1, 3: 3})
    [shared] = found.shared
    assert (len(shared.passages), shared.texts) == (3, 2)
    assert found.families == (1, 1, 3)


def test_the_longest_run_and_the_part_that_more_texts_share_are_both_told() -> None:
    found = side_by_side(
        "Nobody saw the heavy freight train leave the harbor before dawn broke.",
        "Then the heavy freight train leave the harbor before dawn broke over us.",
        "Some heard the heavy freight train leave in fog.",
    )
    assert [(each.words, each.texts) for each in found.shared] == [(10, 2), (5, 3)]


def test_an_outlet_leans_on_nobody_by_its_own_name() -> None:
    text = "She told NPR so. The AFP agency knew."
    one = article(
        1, text, outlet="NPR Online News", cites=[("NPR", "told NPR"), ("AFP", "The AFP")],
        credits=[("Reuters", "agency")],
    )  # fmt: skip
    found = compare([one], event=None, label="", families={}).sources
    assert [(each.name, each.kind, each.via) for each in found] == [
        ("Reuters", "credit", None), ("AFP", "cited", "Reuters")
    ]  # fmt: skip
