"""The lenses on voices, sources, only here, shared and contradictions say what they count."""

from __future__ import annotations

import dataclasses

import pytest

from index import Claim, Comparison, Contradiction, Library, OnlyHere, Passage, Shared, Source, Span
from index.comparison.table import Doubt
from index.comparison.voices import Attribution, Cutting, SameQuotation
from tui.screens.lenses import table
from tui.widgets.table import Cell, Row

NOTHING = Comparison(
    None, "x", (1, 2, 3), (), (), (), (), (), (), (), (), (), 2, families=(1, 1, 3)
)
AT = (Span(0, 4), Span(9, 12))


@pytest.fixture(scope="module")
def compared(sample: Library) -> Comparison:
    return sample.compare((3, 4, 5))


def row(rows: list[Row], label: str) -> tuple[Cell | None, ...]:
    return next(row.cells for row in rows if row.label == label)


def test_a_voice_has_its_words_and_their_share_of_the_text(compared: Comparison) -> None:
    cell = row(table(compared, "Voices"), "Jens Stoltenberg")[1]
    assert cell is not None
    assert (cell.text.strip(), cell.note.split()[-1]) == ("41", "10%")


def test_verbs_of_one_kind_stand_in_one_row_under_their_own_names() -> None:
    said = Attribution(1, "said", "neutral", AT)
    told = Attribution(1, "told", "neutral", AT[:1])
    claimed = Attribution(2, "claimed", "doubting", AT[:1])
    rows = table(dataclasses.replace(NOTHING, attributions=(said, told, claimed)), "Voices")
    cell = row(rows, "said, told")[0]
    assert cell == Cell("3", 1, (*AT, AT[0]), "said 2, told 1")
    assert row(rows, "claimed")[1] == Cell("1", 2, AT[:1], "claimed 1")
    assert not any("doubting" in row.label for row in rows)


def test_a_quotation_cut_differently_shows_what_each_kept_and_has_of_its_own() -> None:
    whole = Cutting(1, "direct", Span(0, 12), AT[:1], AT[1:], 9, 6)
    part = Cutting(3, "paraphrase", Span(0, 4), AT[:1], (), 6, 6)
    same = SameQuotation("Ann Lee", "we will stay here for good", 6, (whole, part))
    rows = table(dataclasses.replace(NOTHING, same_quotations=(same,)), "Voices")
    kept = row(rows, "Ann Lee: “we will stay here for good”")
    assert kept == (
        Cell("6 of 9", 1, AT[:1]), None, Cell("6 of 6", 3, AT[:1], "in a paraphrase")
    )  # fmt: skip
    assert row(rows, "  … words of its own")[0] == Cell("3 words", 1, AT[1:])


def test_a_source_of_copies_counts_as_one_text() -> None:
    leaning = tuple(Source(id, "AFP", "credit", AT) for id in (1, 2))
    rows = table(dataclasses.replace(NOTHING, sources=leaning), "Sources")
    assert row(rows, "AFP (2 articles, 1 text)")[0] == Cell("2", 1, AT)


def test_doubts_are_told_with_their_places(compared: Comparison) -> None:
    rows = table(compared, "Sources")
    label = next(row.label for row in rows if row.label.startswith("may be a machine translation"))
    cell = row(rows, label)[2]
    assert cell is not None and len(cell.spans) == int(cell.text) >= 7
    assert isinstance(compared.columns[2].doubts[0], Doubt)


def test_sentences_of_one_text_are_never_called_left_out() -> None:
    long = "Nobody saw the whale. " * 20
    alone = OnlyHere(2, long, "sentence", AT[:1])
    rows = table(dataclasses.replace(NOTHING, only_here=(alone,)), "Only here")
    assert [row.label for row in rows if row.kind == "head"] == [
        "No close passage in another text"
    ]  # fmt: skip
    assert len(rows[-1].label) <= 160


def test_shared_words_say_where_they_are_quoted() -> None:
    passages = (Passage(1, 0, 4, True), Passage(2, 0, 4, True), Passage(3, 0, 4))
    shared = Shared("we will stay", 3, passages, 2)
    rows = table(dataclasses.replace(NOTHING, shared=(shared,)), "Shared")
    cells = row(rows, "“we will stay” (3 articles, 2 texts)")
    assert [cell.note for cell in cells if cell] == ["quoted", "quoted", ""]


def test_claims_show_when_they_were_made() -> None:
    claims = (
        Claim(1, "9", AT[0], AT[0], "2020-03-01T08:30:00"), Claim(3, "12", AT[0], AT[0]),
    )  # fmt: skip
    against = Contradiction("number", ("die",), claims)
    rows = table(dataclasses.replace(NOTHING, contradictions=(against,)), "Contradictions")
    one, _, other = row(rows, "number beside: die")
    assert one == Cell("9", 1, AT[:1], "1 Mar 2020 08:30")
    assert other == Cell("12", 3, AT[:1])
