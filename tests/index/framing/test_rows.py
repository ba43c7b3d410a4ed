"""Closest passages: every sentence once, each text in its order, differences lit."""

from __future__ import annotations

import itertools

import pytest

from index.article import Article, Span
from index.framing import compare
from index.framing.telling import telling
from tests.index.framing.by_hand import article, translated, vilnius, visit

FIRST = """The mayor opened the new bridge over the river on Monday.
Engineers praised the steel arches and the speed of the work.
Fishermen had protested against the noise for two years."""
SECOND = """Fishermen protested for two years against the noise.
The weather was fine.
On Monday the mayor opened the new bridge across the river."""


def rows(*articles: Article) -> list[tuple[str | None, ...]]:
    found = compare(articles, event=None, label="", families={})
    return [
        tuple(
            each.text[cell.start : cell.end] if cell else None
            for each, cell in zip(articles, row.cells, strict=True)
        )
        for row in found.rows
    ]


def test_sentences_on_the_same_thing_stand_side_by_side() -> None:
    first, second = FIRST.split("\n"), SECOND.split("\n")
    found = rows(article(1, FIRST), article(2, SECOND))
    assert (first[0], second[2]) in found
    assert (first[2], second[0]) in found
    assert (first[1], None) in found
    assert (None, second[1]) in found


def test_every_sentence_stands_in_one_row() -> None:
    articles = [*vilnius(), visit()]
    found = compare(articles, event=None, label="", families={})
    for column, each in enumerate(articles):
        cells = [row.cells[column] for row in found.rows]
        covered = sorted((cell.start, cell.end) for cell in cells if cell)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(covered))
        for sentence in telling(each).sentences:
            assert any(start <= sentence.start < end for start, end in covered)


def test_the_first_column_keeps_its_order() -> None:
    found = compare(vilnius(), event=None, label="", families={})
    starts = [row.cells[0].start for row in found.rows if row.cells[0]]
    assert starts == sorted(starts)


def test_headlines_stand_in_the_first_row() -> None:
    found = compare(vilnius(), event=None, label="", families={})
    cells = found.rows[0].cells
    titles = [
        each.text[cell.start : cell.end] if cell else None
        for each, cell in zip(vilnius(), cells, strict=True)
    ]
    assert titles == [*(each.title.value for each in vilnius()[:2] if each.title), None]


def test_only_what_differs_is_lit() -> None:
    one = article(1, "The mayor opened the new bridge on Monday.")
    other = article(2, "The governor opened the new bridge in 2019.")
    [row] = compare([one, other], event=None, label="", families={}).rows
    lit = [
        [each.text[span.start : span.end] for span in cell.lit]
        for each, cell in zip((one, other), row.cells, strict=True)
        if cell
    ]
    assert lit == [["mayor"], ["governor", "2019"]]


def test_two_spellings_of_one_name_are_no_difference() -> None:
    one, other = article(1, "Kyiv opened a new bridge."), article(2, "Kiev opened a new bridge.")
    [row] = compare([one, other], event=None, label="", families={}).rows
    assert [cell.lit for cell in row.cells if cell] == [(), ()]


def test_nothing_is_lit_in_a_row_with_one_cell() -> None:
    found = compare(vilnius(), event=None, label="", families={})
    for row in found.rows:
        cells = [cell for cell in row.cells if cell]
        if len(cells) == 1:
            assert cells[0].lit == ()
            assert row.score == 0.0


def test_page_furniture_stays_out() -> None:
    found = compare([translated()], event=None, label="", families={})
    text = translated().text
    shown = " ".join(text[c.start : c.end] for row in found.rows for c in row.cells if c)
    assert "Source: RT" not in shown


@pytest.mark.parametrize("copies", [2, 5])
def test_the_same_text_again_and_again_stands_line_by_line(copies: int) -> None:
    articles = [article(id, FIRST) for id in range(1, copies + 1)]
    found = compare(articles, event=None, label="", families=dict.fromkeys(range(9), 1))
    assert all(all(row.cells) for row in found.rows)
    assert len(found.rows) == 3
    assert found.independent_texts == 1
    assert "same text as" in found.columns[0].remarks[0]


def test_spans_lie_inside_the_text() -> None:
    found = compare(vilnius(), event=None, label="", families={})
    lengths = {each.id: len(each.text) for each in vilnius()}
    spans: list[tuple[int, Span]] = [
        *((use.article, span) for w in found.wording for use in w.uses for span in use.spans),
        *((voice.article, span) for voice in found.voices for span in voice.spans),
        *((each.article, span) for each in found.only_here for span in each.spans),
        *((each.article, span) for each in found.sources for span in each.spans),
    ]
    assert spans
    assert all(0 <= span.start < span.end <= lengths[id] for id, span in spans)
