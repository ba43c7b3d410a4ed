"""Doubtful text is flagged with its reason and places, and ordinary text is not."""

from __future__ import annotations

import pytest

from index.article import Article
from index.comparison.table import Doubt
from index.framing import compare
from tests.index.framing.by_hand import article, translated


def doubts(told: Article) -> tuple[Doubt, ...]:
    return compare([told], event=None, label="", families={}).columns[0].doubts


def flagged(text: str) -> list[tuple[str, str]]:
    return [(doubt.about, doubt.reason) for doubt in doubts(article(1, text))]


def test_names_in_lower_case_suggest_a_machine_translation_and_show_where() -> None:
    told = translated()
    [doubt] = doubts(told)
    assert doubt.about == "may be a machine translation"
    assert "“kyiv” 7 times" in doubt.reason
    assert [told.text[span.start : span.end] for span in doubt.spans].count("kyiv") == 7


def test_quotations_in_foreign_marks_suggest_one_too() -> None:
    text = "He said «we will not be at the table of the rich» and left for the coast."
    [(about, reason)] = flagged(text)
    assert (about, reason) == (
        "may be a machine translation", "quotations in foreign marks (1)"
    )  # fmt: skip


def test_characters_of_a_wrong_encoding_are_told() -> None:
    [(about, reason)] = flagged("He said it was â€œtimeâ€ to go.")
    assert about == "may be damaged in copying"
    assert "“â€œ”" in reason


def test_a_text_that_says_it_goes_on_elsewhere_is_told_to_be_cut() -> None:
    [(about, reason)] = flagged("The mayor said on Friday that the bridge [+1234 chars]")
    assert (about, reason) == ("may be cut short", "it ends with “[+1234 chars]”")


@pytest.mark.parametrize(
    "text",
    [
        "Some in turkey farming say that china plates from japan sell well in May.",
        "Snow in Paris. #paris #tokyo",
        "Read more at www.iran.example/iraq or write to @moscow and @moscow.",
        "La phrase « on vous l'avait bien dit » est restée. He said so.",
        'He wrote “We go” and "we stay" in one letter.',
        "50 km Duhok Kobani iraq Mosul syria Erbil",
    ],
    ids=["words", "tags", "addresses", "a foreigner quoted", "two styles", "labels of a map"],
)
def test_ordinary_text_is_not_flagged(text: str) -> None:
    assert flagged(text) == []


@pytest.mark.parametrize("text", ["“a " * 30_000, "«" * 100_000, "â€" * 50_000, "[+" * 50_000])
def test_floods_are_looked_at_once(text: str) -> None:
    assert len(flagged(text)) <= 2
