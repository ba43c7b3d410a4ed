"""A comparison as tables: every number is the number of sentences that enter opens."""

from __future__ import annotations

import pytest

from index import Article, Comparison, Library, Span
from tui.screens.behind import behind
from tui.screens.lenses import LENSES, table
from tui.widgets.grid import beside_labels
from tui.widgets.table import Cell, Row


@pytest.fixture(scope="module")
def compared(sample: Library) -> Comparison:
    return sample.compare((3, 4, 5))


def row(rows: list[Row], label: str) -> list[str]:
    """The texts of the cells of the first row with this label."""
    found = next(row for row in rows if row.label == label)
    return [cell.text.strip() if cell else "·" for cell in found.cells]


@pytest.mark.parametrize("lens", LENSES[1:])
def test_every_counted_cell_has_spans_of_its_own_article(
    compared: Comparison, sample: Library, lens: str
) -> None:
    for found in table(compared, lens):
        for place, cell in enumerate(found.cells):
            if cell is not None:
                assert cell.article == compared.articles[place]
                text = sample.article(cell.article).text
                assert all(0 <= span.start < span.end <= len(text) for span in cell.spans)


def test_wording_tells_the_capitals_names_apart(compared: Comparison) -> None:
    rows = table(compared, "Wording")
    assert row(rows, "Kyiv") == ["3", "7", "7"]
    assert row(rows, "Kiev") == ["·", "·", "1"]


def test_voices_tell_who_is_quoted_and_who_has_no_voice(compared: Comparison) -> None:
    rows = table(compared, "Voices")
    assert row(rows, "Jake Sullivan")[:2] == ["·", "·"]
    notes = {cell.note for found in rows for cell in found.cells if cell}
    assert "no voice found" in notes


def test_contradictions_stand_side_by_side(compared: Comparison) -> None:
    rows = table(compared, "Contradictions")
    assert {"2014", "2008"} <= {cell.text for found in rows for cell in found.cells if cell}


def test_an_empty_lens_says_so() -> None:
    nothing = Comparison(None, "x", (1,), (), (), (), (), (), (), (), (), (), 1)
    for lens in LENSES[1:]:
        rows = table(nothing, lens)
        assert rows[-1].kind in ("note", "row") and rows[-1].label


def test_behind_a_span_stands_its_sentence_with_the_span_lit() -> None:
    text = "Title\nOne went home. Two stayed in Kiev. Three left Kiev for Kiev."
    at = [place for place in range(len(text)) if text.startswith("Kiev", place)]
    sentences = behind(Article(9, text), [Span(place, place + 4) for place in at])
    assert [one.text for one in sentences] == ["Two stayed in Kiev.", "Three left Kiev for Kiev."]
    assert [len(one.lit) for one in sentences] == [1, 2]
    for one in sentences:
        assert text[one.place :].startswith(one.text)
        assert all(one.text[span.start : span.end] == "Kiev" for span in one.lit)


def test_a_span_over_several_sentences_is_shown_whole() -> None:
    text = "He said it. Then he left. Nobody spoke."
    whole = behind(Article(9, text), [Span(3, 24)])
    assert [one.text for one in whole] == ["He said it. Then he left"]


def test_labels_beside_many_texts_wrap_before_a_text_goes_out_of_sight() -> None:
    assert beside_labels(160, 6, at=0, label=90).shown == 6
    assert beside_labels(120, 5, at=0, label=90).shown == 5
    assert beside_labels(120, 2, at=0, label=50).label >= 50, "where there is room none wraps"
    assert beside_labels(120, 12, at=0, label=90).label >= 40, "a label stays readable"


def test_a_long_sentence_of_one_text_ends_with_a_whole_word(
    compared: Comparison, sample: Library
) -> None:
    cut = [found for found in table(compared, "Only here") if found.label.endswith(" …")]
    assert cut
    for found in cut:
        cell = next(cell for cell in found.cells if cell)
        sentence = sample.article(cell.article).text[cell.spans[0].start :].split()
        last = found.label.split()[-2]
        assert last in sentence


def test_a_note_that_would_be_cut_to_nothing_gives_way_to_its_number() -> None:
    cell = Cell("2", 1, (), "1 quoted")
    assert cell.fitted(11) == "1 quoted  2"
    assert cell.fitted(9) == "2"
