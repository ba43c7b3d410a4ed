"""Aligned plain text: measured in terminal cells, cleaned once more, linear on any input."""

from __future__ import annotations

import datetime

import pytest
from rich.cells import cell_len

from index import ArticleLine
from tests.hostile import HOSTILE, foreign
from tui import plain

LINE = ArticleLine(
    1, "T", True, "AFP", None, datetime.date(2023, 7, 9), "stated", False, 5, None, False
)


def test_columns_line_up_and_figures_stand_right() -> None:
    rows = [["id", "name"], ["3", "Kyiv"], ["12", "東京"]]
    assert list(plain.table(rows, right=(0,))) == ["id  name", " 3  Kyiv", "12  東京"]


def test_columns_line_up_behind_wide_letters() -> None:
    first, second = plain.table([["東京", "x"], ["Kyiv", "x"]])
    assert cell_len(first) == cell_len(second)


def test_the_last_column_is_cut_to_the_terminal_and_says_so() -> None:
    (line,) = plain.table([["1", "a long title that does not fit"]], width=20)
    assert line == "1  a long title tha…"


def test_into_a_pipe_nothing_is_cut() -> None:
    (line,) = plain.table([["1", "word " * 100]])
    assert line.count("word") == 100


def test_no_rows_are_no_lines() -> None:
    assert list(plain.table([])) == []


def test_a_paragraph_wraps_within_its_width_with_a_hanging_indent() -> None:
    lines = list(plain.wrap("one two three four five", 14, first="  - ", rest="    "))
    assert lines == ["  - one two", "    three four", "    five"]


@pytest.mark.parametrize("text", ["x" * 1_000_000, "日" * 500_000, "a " * 500_000])
def test_a_megabyte_in_one_line_wraps_without_loss(text: str) -> None:
    lines = list(plain.wrap(text, 80))
    assert max(map(cell_len, lines)) <= 80
    assert sum(len(line.replace(" ", "")) for line in lines) == len(text.replace(" ", ""))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_line_holds_anything_a_terminal_could_obey(name: str) -> None:
    text = HOSTILE[name]
    lines = [*plain.wrap(text, 40), *plain.table([[text, "x", text]], width=60), plain.fit(text, 9)]
    assert [found for line in lines for found in foreign(line)] == []


def test_marks_tell_how_a_day_is_known() -> None:
    implied = ArticleLine(
        1, "T", True, None, None, datetime.date(2023, 6, 1), "implied", True, 5, None, False
    )
    unknown = ArticleLine(1, "T", True, None, None, None, "unknown", False, 5, None, False)
    days = [plain.day(line) for line in (LINE, implied, unknown)]
    assert days == [" 2023-07-09", "~2023-06-01!", "undated"]
