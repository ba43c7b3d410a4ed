"""What stands on top of a comparison, and what is left for the rows below it."""

from __future__ import annotations

import dataclasses

from index import Library, Row, Span
from index.comparison.table import Cell
from tui.widgets.top_lines import lede_lines
from tui.widgets.tops import LONGEST, Top, below, tops

_LEDE = Span(20, 120)
_TOP = Top(1, "Headline", Span(0, 18), (), _LEDE, (), ())
_ON_TOP = Cell(20, 80)
_LATER = Cell(200, 260)


def _row(*cells: Cell | None) -> Row:
    return Row(cells, 0.5)


def test_what_can_be_read_on_top_is_no_row() -> None:
    title = Cell(0, 18)
    rows = [_row(title, title), _row(_ON_TOP, None), _row(_ON_TOP, _ON_TOP), _row(_LATER, None)]
    assert below(rows, [_TOP, _TOP]) == (rows[3],)


def test_a_lede_beside_what_comes_later_in_another_text_stays_beside_it() -> None:
    rows = [_row(_ON_TOP, _LATER)]
    assert below(rows, [_TOP, _TOP]) == tuple(rows)


def test_a_lede_too_long_for_the_top_is_cut_there_and_whole_below() -> None:
    text = "word " * 400
    long = dataclasses.replace(_TOP, lede=Span(20, 20 + LONGEST + 1))
    rows = [_row(_ON_TOP)]
    assert below(rows, [long]) == tuple(rows)
    lines, _ = lede_lines(long, text, 40)
    assert [text[span.start : span.end] for text, span, _, _ in lines][-1] == "…"
    whole, _ = lede_lines(_TOP, text, 40)
    assert whole[-1][1].end == _LEDE.end


def test_no_paragraph_of_the_bundled_texts_is_told_twice(five: Library) -> None:
    found = five.compare((1, 2, 3))
    headed = tops(found, {number: five.article(number) for number in found.articles})
    alone = [
        (top, cell)
        for row in below(found.rows, headed)
        for top, cell in zip(headed, row.cells, strict=True)
        if cell is not None and sum(other is not None for other in row.cells) == 1
    ]
    assert alone and not any(top.shows(cell) for top, cell in alone)
