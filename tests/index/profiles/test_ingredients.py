"""What is counted in one text, and that it comes back from the store as it went in."""

from __future__ import annotations

import time
from dataclasses import replace

from index.article import Article, Finding, Mention, Quote
from index.entities import read_closely
from index.profiles import dump, load, measure


def marked(
    words: str, names: dict[str, str], quotes: dict[str, tuple[str | None, bool]]
) -> Article:
    """An article with these names and quotations marked in its words."""
    mentions = tuple(
        Mention(words.index(name), words.index(name) + len(name), name, kind, name)  # type: ignore[arg-type]
        for name, kind in names.items()
    )
    said = tuple(
        Quote(words.index(q), words.index(q) + len(q), q, who, "direct", "said", unnamed)
        for q, (who, unnamed) in quotes.items()
    )
    return Article(1, words, entities=mentions, quotes=said)


def test_own_words_are_neither_quoted_nor_names_nor_numbers() -> None:
    article = marked(
        'Portville rejoiced. "The harbor sings loudly," said Ada Poe of 1,200 dockers.',
        {"Portville": "LOC", "Ada Poe": "PER"},
        {"The harbor sings loudly,": ("Ada Poe", False)},
    )
    assert set(measure(article).terms) == {"rejoiced", "dockers"}


def test_words_are_counted_by_speaker_and_the_unnamed_apart() -> None:
    article = marked(
        '"We won the vote," said Ada Poe. "Not so," an official said. "Who knows"',
        {},
        {"We won the vote,": ("Ada Poe", False), "Not so,": ("an official", True),
         "Who knows": (None, False)},
    )  # fmt: skip
    spoken = [(one.speaker, one.unnamed, one.words) for one in measure(article).spoken]
    assert spoken == [("Ada Poe", False, 4), ("an official", True, 2), (None, True, 2)]
    assert measure(article).quoted == 8


def test_credits_and_cited_sources_count_once_a_text() -> None:
    article = Article(1, "A text.", credits=(Finding("AFP", "m", "e"), Finding("AFP", "m", "f")))
    assert measure(article).sources == ("AFP",)


def test_counts_come_back_as_they_were_kept() -> None:
    article = marked('Dockers said "no, no" to the regime.', {}, {"no, no": ("Zoë 😀", False)})
    found = measure(article)
    assert load(dump(found)) == found


def test_an_empty_text_and_a_huge_one_are_counted_in_linear_time() -> None:
    assert measure(Article(1, "")).words == 0
    began = time.process_time()
    assert measure(Article(1, "harbor " * 140_000)).terms["harbor"] == 140_000
    assert time.process_time() - began < 20


def test_a_form_counts_beside_whatever_name_it_stands() -> None:
    """Some sets count a word beside one name and again beside another: both are its use."""
    text = (
        "The Syrian government and the Turkish government met. The Syrian government left; "
        "the Turkish government stayed, and the Turkish government spoke."
    )
    article = Article(1, text)
    article = replace(article, entities=read_closely(article).mentions)
    uses = [
        number for (_, form), number in measure(article).wording.items() if form == "government"
    ]
    assert sum(uses) == 5
