"""What each article calls the same entity: titles, phrases beside a name and for a name."""

from __future__ import annotations

import pytest

from index.article import Article, Mention
from index.comparison.wording import Label
from index.framing import compare
from index.framing.labels import labels
from index.framing.telling import telling
from tests.index.framing.by_hand import article, vilnius, visit

NAMES = {
    "Jane Doe": ("PER", ["Jane Doe", "Doe"]),
    "NATO": ("ORG", ["NATO"]),
    "Acme": ("ORG", ["Acme"]),
    "Germany": ("LOC", ["Germany"]),
    "Poland": ("LOC", ["Poland"]),
    "Ukraine": ("LOC", ["Ukraine"]),
}


def told(*texts: str) -> tuple[list[Article], tuple[Label, ...]]:
    articles = [article(at, text, names=NAMES) for at, text in enumerate(texts, 1)]  # type: ignore[arg-type]
    return articles, compare(articles, event=None, label="", families={}).labels


def forms(found: tuple[Label, ...], entity: str, kind: str) -> dict[str, dict[int, int]]:
    counts: dict[str, dict[int, int]] = {}
    for label in found:
        for use in label.uses:
            if label.entity == entity and use.kind == kind:
                counts.setdefault(use.form, {})[use.article] = len(use.spans)
    return counts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("On Monday German Chancellor Jane Doe spoke.", "German Chancellor"),
        ("They met former reality star Jane Doe.", "former reality star"),
        ("So said billionaire Jane Doe.", "billionaire"),
        ("It was Gov. Jane Doe who spoke.", "Gov"),
    ],
)
def test_titles_before_a_name(text: str, title: str) -> None:
    _, found = told(text)
    assert forms(found, "Jane Doe", "title") == {title: {1: 1}}


@pytest.mark.parametrize(
    "text", ["The number of delegates Doe won grew.", "He told Doe.", "In Berlin, Doe spoke."]
)
def test_what_merely_stands_before_a_name_is_no_title(text: str) -> None:
    _, found = told(text)
    assert forms(found, "Jane Doe", "title") == {}


def test_phrases_between_commas_after_a_name() -> None:
    _, found = told("Jane Doe, a former activist from Kent, spoke.", "Acme, the oil giant, grew.")
    _, one = told("Jane Doe, a former activist from Kent, spoke.")
    assert forms(one, "Jane Doe", "description") == {"former activist from Kent": {1: 1}}
    assert found == ()


def test_an_enumeration_is_no_description() -> None:
    _, found = told("Germany, a death toll, a city in ruins, Poland, the end.")
    assert forms(found, "Germany", "description") == {}


def test_a_phrase_stands_for_the_one_name_the_article_names_most() -> None:
    nearly = "Ukraine met Ukraine and Ukraine. Poland saw the Slavic country."
    assert forms(told(nearly)[1], "Ukraine", "description") == {"Slavic country": {1: 1}}
    unclear = "Ukraine met Ukraine. Poland met Poland. It saw the Slavic country."
    assert forms(told(unclear)[1], "Ukraine", "description") == {}
    any_one = "Ukraine saw Ukraine and a Slavic country."
    assert forms(told(any_one)[1], "Ukraine", "description") == {}


def test_the_bundled_articles_are_told_apart() -> None:
    found = compare(vilnius(), event=None, label="", families={}).labels
    nato = forms(found, "NATO", "description")
    assert nato["US-led military alliance"] == {3: 1}
    assert nato["military bloc"] == {5: 3}
    assert forms(found, "Ukraine", "description") == {"Slavic country": {5: 2}}
    assert forms(found, "Kyiv", "name") == {"Kyiv": {3: 3, 4: 7, 5: 7}, "Kiev": {5: 1}}
    alone = compare([visit()], event=None, label="", families={}).labels
    assert forms(alone, "NATO", "description") == {"United States-led military bloc": {2: 1}}


def test_every_form_stands_where_its_spans_say() -> None:
    by_id = {each.id: each for each in vilnius()}
    for label in compare(vilnius(), event=None, label="", families={}).labels:
        for use in label.uses:
            for span in use.spans:
                printed = by_id[use.article].text[span.start : span.end]
                assert printed
                if use.kind != "name":
                    printed = " ".join(printed.replace("-", " ").split()).lower()
                    assert use.form.replace("-", " ").lower() in printed


def test_a_flood_of_commas_and_titles_is_read_in_one_go() -> None:
    text = "Doe, the " * 20_000 + "president " * 20_000
    doe = tuple(Mention(at * 9, at * 9 + 3, "Doe", "PER", "Jane Doe") for at in range(20_000))
    assert labels([telling(Article(1, text, entities=doe))]) == ()
