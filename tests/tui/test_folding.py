"""A table tells what the texts in sight have, and counts what only others have."""

from __future__ import annotations

from tui.widgets.cells import Cell, Row
from tui.widgets.folding import told

HEAD = Row("Quoted", (None,) * 4, "head")


def row(label: str, *columns: int) -> Row:
    """A row with a cell in each of these of four columns."""
    return Row(label, tuple(Cell("1", at, ()) if at in columns else None for at in range(4)))


def labels(rows: list[Row], seen: range) -> list[str]:
    return [one.row.label for one in told(rows, seen)]


def test_rows_of_texts_out_of_sight_are_one_line_at_the_end_of_their_section() -> None:
    rows = [HEAD, row("a", 2), row("b", 0), row("c", 3), row("d", 2, 3), HEAD, row("e", 1)]
    there = "3 more in the other 2 texts alone: h l go there"
    assert labels(rows, range(2)) == ["Quoted", "b", there, "Quoted", "e"]
    assert labels(rows, range(2, 4)) == ["Quoted", "a", "b", "c", "d", "Quoted", "e"]


def test_a_few_rows_stay_where_they_are() -> None:
    rows = [HEAD, row("Kyiv", 0, 1), row("Kiev", 3)]
    assert labels(rows, range(2)) == ["Quoted", "Kyiv", "Kiev"]


def test_all_columns_in_sight_fold_nothing() -> None:
    rows = [HEAD, *(row(label, 3) for label in "abcdef"), row("of no column")]
    assert [one.place for one in told(rows, range(4))] == list(range(8))
