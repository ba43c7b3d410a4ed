"""The one way from text to the screen: cleaned again, never read as markup, cut by cells.

Whatever a widget shows passes through ``safe`` or ``strip`` here, so that an article can
neither steer the terminal nor speak Textual's markup.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence

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
    segments = [Segment(piece, style + ink) for text, ink in runs if (piece := safe(text))]
    return Strip(segments).adjust_cell_length(max(0, width), style)


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
