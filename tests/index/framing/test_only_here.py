"""What one text alone has: names, figures and sentences; copies of one text count as one."""

from __future__ import annotations

import pytest

from index import Library
from index.article import Article
from index.comparison.table import Comparison
from index.comparison.told import OnlyHere
from index.framing import compare
from tests.index.framing.by_hand import Names, article

NAMES: Names = {
    "Joe Biden": ("PER", ["Joe Biden"]),
    "Oslo": ("LOC", ["Oslo"]),
}


def side_by_side(*texts: str, families: dict[int, int] | None = None) -> Comparison:
    articles = [article(id, text, names=NAMES) for id, text in enumerate(texts, 1)]
    return compare(articles, event=None, label="", families=families or {})


def of(found: Comparison, kind: str) -> list[tuple[int, str]]:
    return [(each.article, each.text) for each in found.only_here if each.kind == kind]


# What a careful reader finds in one of the articles of its group alone: group, article, words.
NOTED = [
    ((3, 4, 5), 3, "NATO-Ukraine Council"),
    ((3, 4, 5), 3, "Boris Pistorius"),
    ((3, 4, 5), 3, "500 million euros"),
    ((3, 4, 5), 3, "2014"),
    ((3, 4, 5), 4, "ping-pong"),
    ((3, 4, 5), 4, "Karine Jean-Pierre"),
    ((3, 4, 5), 4, "Zerohedge"),
    ((3, 4, 5), 5, "Financial Times"),
    ((3, 4, 5), 5, "CNN"),
    ((3, 4, 5), 5, "Jake Sullivan"),
    ((3, 4, 5), 5, "top diplomatic adviser to the Ukrainian leader"),
    ((3, 4, 5), 5, "2008"),
    ((3, 4, 5), 5, "February 2019"),
    ((3, 4, 5), 5, "September 2022"),
    ((3, 4, 5), 5, "Vasily Nebenzia"),
    ((1, 2), 1, "€100B"),
    ((1, 2), 1, "Kharkiv"),
    ((1, 2), 2, "readiness"),
    ((1, 2), 2, "unannounced visit"),
]


@pytest.fixture(scope="module")
def bundled(sample: Library) -> dict[tuple[int, ...], tuple[OnlyHere, ...]]:
    return {group: sample.compare(group).only_here for group in ((3, 4, 5), (1, 2))}


def test_names_and_numbers_a_reader_noted(
    bundled: dict[tuple[int, ...], tuple[OnlyHere, ...]],
) -> None:
    met = [
        (article, words)
        for group, article, words in NOTED
        if any(
            each.article == article and words in each.text and each.kind != "sentence"
            for each in bundled[group]
        )
    ]
    assert len(met) >= 15, met


def test_with_the_sentences_nearly_all_that_a_reader_noted(
    bundled: dict[tuple[int, ...], tuple[OnlyHere, ...]],
) -> None:
    missed = [
        (article, words)
        for group, article, words in NOTED
        if not any(each.article == article and words in each.text for each in bundled[group])
    ]
    assert len(missed) <= 1, missed


def test_every_span_holds_what_it_says(sample: Library) -> None:
    found = sample.compare((3, 4, 5))
    for each in found.only_here:
        text = sample.article(each.article).text
        assert text[each.spans[0].start : each.spans[0].end] == each.text


def test_a_sentence_without_a_close_passage_elsewhere() -> None:
    found = side_by_side(
        "The council raised parking fees in the old town. A whale was seen off the harbor wall.",
        "Parking fees in the old town were raised by the council.",
    )
    assert of(found, "sentence") == [(1, "A whale was seen off the harbor wall.")]


def test_a_headline_is_no_sentence_of_one_text_alone() -> None:
    title = "Parking fees go up"
    titled = article(1, f"{title}\nThe council raised fees in the old town.", title=title)
    other = article(2, "The council raised fees in the old town.")
    found = compare([titled, other], event=None, label="", families={})
    assert of(found, "sentence") == []


def test_copies_of_one_text_are_one_and_the_first_stands_for_all() -> None:
    wire = "Joe Biden came to Oslo and gave $5 million."
    found = side_by_side(wire, wire, "Snow fell on the hills.", families={1: 1, 2: 1, 3: 3})
    assert of(found, "name") == [(1, "Joe Biden"), (1, "Oslo")]
    assert of(found, "money") == [(1, "$5 million")]


def test_copies_alone_are_set_against_each_other() -> None:
    found = side_by_side(
        "Crews shut off the gas.", "Crews shut off the gas. Joe Biden came.", families={1: 1, 2: 1}
    )
    assert of(found, "name") == [(2, "Joe Biden")]


def test_a_source_is_one_name_with_and_without_its_article() -> None:
    text = "According to The New York Times it moved. The New York Times knew."
    named = {"New York Times": ("ORG", ["New York Times"])}
    one = article(1, text, names=named, cites=[("The New York Times", "The New York Times")])  # type: ignore[arg-type]
    found = compare([one, Article(2, "It moved.")], event=None, label="", families={})
    assert [each.text.removeprefix("The ") for each in found.only_here if each.kind == "name"] == [
        "New York Times"
    ]
