"""The one way from text to the screen: cleaned again, never read as markup, cut by cells.

Whatever a widget shows passes through ``safe`` or ``strip`` here, so that an article can
neither steer the terminal nor speak Textual's markup.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from index.article import Span
from tui.glyphs import spelled
from tui.runs import Run, cut, pad, safe, spread

__all__ = [
    "Layer", "QuietLines", "Run", "Spelled", "apart", "cut", "overlapping", "pad", "paint",
    "safe", "spread", "strip",
]  # fmt: skip

Layer = tuple[Sequence[Span], Style]
"""Spans in text order, none overlapping, and the style they are drawn in."""


def strip(runs: Iterable[Run], width: int, style: Style) -> Strip:
    """The runs as one drawn line, exactly ``width`` cells wide, on ``style``."""
    segments = _joined((piece, style + ink) for text, ink in runs if (piece := safe(text)))
    return Strip(segments).adjust_cell_length(max(0, width), style)


def _joined(runs: Iterable[Run]) -> list[Segment]:
    """The runs, blanks with a neighbor beside which they look the same: every piece of a line
    is gone through several times on its way to the terminal."""
    joined: list[Segment] = []
    words, look, blank = "", Style.null(), True
    for piece, ink in runs:
        empty = piece.isspace()
        if not words:
            words, look, blank = piece, ink, empty
        elif ink == look or ((empty or blank) and _alike_when_blank(ink, look)):
            words, look, blank = words + piece, look if empty else ink, empty and blank
        else:
            joined.append(Segment(words, look))
            words, look, blank = piece, ink, empty
    if words:
        joined.append(Segment(words, look))
    return joined


@lru_cache(1024)
def _alike_when_blank(one: Style, other: Style) -> bool:
    """Whether a blank looks the same in both: no line goes through it, the ground is one."""
    shaped = any(
        style.underline or style.strike or style.reverse or style.link or style.overline
        or style.underline2 or style.meta
        for style in (one, other)
    )  # fmt: skip
    return not shaped and one.bgcolor == other.bgcolor


class Spelled(LineFilter):
    """Every line of the screen in signs that the terminal's ``encoding`` holds."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self.encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line, cell for cell."""
        return [
            Segment(spelled(text, self.encoding), style, control)
            for text, style, control in segments
        ]


class QuietLines(LineFilter):
    """The lines between panes fainter than letters, where no color tells them apart."""

    _LINES = "─│┌┐└┘├┤┬┴┼"
    _FAINT = Style(dim=True)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line, what of it is nothing but a line faint."""
        return [
            Segment(one.text, (one.style or Style.null()) + self._FAINT, one.control)
            if one.text and not one.text.strip(self._LINES)
            else one
            for one in segments
        ]


def paint(text: str, start: int, end: int, ink: Style, layers: Sequence[Layer]) -> list[Run]:
    """``text[start:end]`` as runs: ``ink``, and on it every layer's style over its spans."""
    cuts = {start, end}
    inside: list[tuple[int, int, Style]] = []
    for spans, style in layers:
        for span in overlapping(spans, start, end):
            first, last = max(start, span.start), min(end, span.end)
            inside.append((first, last, style))
            cuts.update((first, last))
    edges = sorted(cuts)
    runs: list[Run] = []
    for first, last in itertools.pairwise(edges):
        style = ink
        for from_, to, over in inside:
            if from_ <= first and last <= to:
                style += over
        runs.append((text[first:last], style))
    return runs


def overlapping(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of ``spans`` (sorted, none overlapping) that touch ``start`` to ``end``."""
    first = bisect_left(spans, start, key=lambda span: span.end)
    while first < len(spans) and spans[first].end <= start:
        first += 1
    last = bisect_left(spans, end, key=lambda span: span.start)
    return spans[first:last]


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """``spans`` sorted, each that overlaps an earlier one left out."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > span.start and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return tuple(kept)
