"""Text on its way to the screen: by cells, clean, and never as markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

import tui
from index import Span
from tests.hostile import HOSTILE, foreign
from tui.drawing import QuietLines, apart, cut, pad, paint, safe, spread, strip
from tui.widgets.wrap import wrap

PLAIN = Style()
LETTERS = st.text(st.sampled_from("ab é日本😀\u0301 ") | st.characters(), max_size=80)


@given(LETTERS.map(safe), st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, 0, len(text), width)
    assert all(cell_len(text[line.start : line.end]) <= width for line in lines)
    kept = "".join(text[line.start : line.end] for line in lines)
    assert kept.replace(" ", "") == text.replace(" ", "")


HUGE = ["x" * 1_000_000, "word " * 200_000, " " * 1_000_000, "日" * 300_000]


@pytest.mark.parametrize("text", HUGE, ids=["word", "words", "spaces", "cjk"])
def test_wrapping_a_huge_line_makes_lines_in_linear_time(text: str) -> None:
    lines = wrap(text, 0, len(text), 76)
    assert sum(line.end - line.start for line in lines) <= len(text)


def test_words_break_only_where_a_line_is_too_short_for_them() -> None:
    text = "a longword b"
    assert [text[s.start : s.end] for s in wrap(text, 0, len(text), 8)] == ["a", "longword", "b"]
    assert [text[s.start : s.end] for s in wrap(text, 0, len(text), 5)] == ["a", "longw", "ord b"]


@given(st.text(max_size=60), st.integers(0, 40))
def test_a_strip_is_as_wide_as_asked_and_clean(text: str, width: int) -> None:
    drawn = strip([(text, PLAIN)], width, PLAIN)
    assert drawn.cell_length == width
    assert not foreign(drawn.text)


LOOKS = [
    Style(color="red"),
    Style(bold=True, dim=True),
    Style(bgcolor="blue"),
    Style(underline=True),
    Style(strike=True),
    Style(reverse=True, color="green"),
    Style(link="https://example.org"),
    PLAIN,
]
RUNS = st.lists(st.tuples(st.text("ab  日", max_size=5), st.sampled_from(LOOKS)), max_size=8)


@given(RUNS)
def test_joined_blanks_look_as_each_run_asked(runs: list[tuple[str, Style]]) -> None:
    ground = Style(color="white", bgcolor="black")
    wanted = [(char, ground + look) for text, look in runs for char in text]
    drawn = strip(runs, sum(cell_len(text) for text, _ in runs), ground)
    got = [(char, look or PLAIN) for text, look, _ in drawn for char in text]
    assert [_seen(*cell) for cell in got] == [_seen(*cell) for cell in wanted]


def _seen(char: str, look: Style) -> tuple[object, ...]:
    """What can be told of a letter; of a blank only its ground and what runs through it."""
    lines = (look.underline, look.strike, look.reverse, look.link)
    return (char, look) if char != " " or any(lines) else (char, look.bgcolor)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_strings_are_drawn_as_harmless_text(text: str) -> None:
    for drawn in (strip([(text, PLAIN)], 40, PLAIN), strip([(cut(text, 20), PLAIN)], 20, PLAIN)):
        assert not foreign(drawn.text)
    assert cell_len(pad(text, 12)) == 12


def test_markup_is_shown_as_it_stands() -> None:
    assert strip([("[1] Reuters [sic] [/]", PLAIN)], 21, PLAIN).text == "[1] Reuters [sic] [/]"


def test_the_left_gives_way_to_the_right() -> None:
    runs = spread([("a long heading", PLAIN)], [("42", PLAIN)], 10)
    assert "".join(text for text, _ in runs) == "a long… 42"


def test_whole_words_are_lost_where_a_line_is_cut() -> None:
    assert cut("a sobering message to Ukraine", 25) == "a sobering message to…"
    assert cut("Stoltenberg visits, again", 21) == "Stoltenberg visits…"
    assert cut("Incomprehensibilities of it", 12) == "Incomprehen…", "better than nothing"
    assert cut("日本語の見出し", 8) == "日本語…", "where words have no spaces between them"


def test_whole_words_are_lost_across_the_pieces_of_a_line() -> None:
    lit = Style(reverse=True)
    runs = spread([("summit, no ", PLAIN), ("membership", lit)], [], 16)
    assert "".join(text for text, _ in runs).rstrip() == "summit, no…"


@given(st.lists(LETTERS, max_size=4), st.integers(0, 40))
def test_what_is_spread_is_as_wide_as_asked(pieces: list[str], width: int) -> None:
    runs = spread([(piece, PLAIN) for piece in pieces], [], width)
    assert sum(cell_len(text) for text, _ in runs) == width


def test_layers_are_painted_over_one_another() -> None:
    bold, red = Style(bold=True), Style(color="red")
    runs = paint("abcdef", 0, 6, PLAIN, [((Span(1, 4),), bold), ((Span(3, 6),), red)])
    assert [text for text, _ in runs] == ["a", "bc", "d", "ef"]
    assert runs[2][1].bold and runs[2][1].color == red.color


def test_overlapping_spans_are_told_apart() -> None:
    spans = [Span(5, 9), Span(0, 4), Span(2, 6), Span(7, 7)]
    assert apart(spans) == (Span(0, 4), Span(5, 9))


def test_no_widget_is_given_a_bare_string() -> None:
    """Textual reads strings as markup and lets escapes pass: only our own drawing is used."""
    forbidden = re.compile(
        r"\b(Static|Label|Markdown|RichLog|TextArea|DataTable|OptionList|Content|Text)\("
        r"|border_(sub)?title|from_markup|\.notify\("
    )
    found = [
        f"{path.name}: {line.strip()}"
        for folder in ("widgets", "screens", ".")
        for path in (Path(tui.__file__).parent / folder).glob("*.py")
        if not path.name.startswith(("report", "cli", "kept_markdown"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if forbidden.search(line)
    ]
    assert found == [
        "app.py: self.notify(clean_line(words), severity=severity, markup=False)  "
        "# type: ignore[arg-type]"
    ]


def test_lines_between_panes_are_faint_where_there_is_no_color() -> None:
    line = Strip([Segment("│", PLAIN), Segment(" a ─ b ", PLAIN), Segment("───", PLAIN)])
    drawn = line.apply_filter(QuietLines(), Color(0, 0, 0))
    assert [bool(part.style and part.style.dim) for part in drawn] == [True, False, True]
