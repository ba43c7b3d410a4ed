"""The one way from text to the screen: cleaned again, never read as markup, cut by cells.

Whatever a widget shows passes through ``safe`` or ``strip`` here, so that an article can
neither steer the terminal nor speak Textual's markup.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from index.article import Span
from index.text import clean_text
from tui.glyphs import spelled

Run = tuple[str, Style]
"""A piece of a line and the style it is drawn in."""

Layer = tuple[Sequence[Span], Style]
"""Spans in text order, none overlapping, and the style they are drawn in."""


def safe(text: str) -> str:
    """``text`` as a drawable piece of one line, white space kept cell for cell."""
    return clean_text(text).replace("\n", " ").replace("\t", " ")


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


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, with an ellipsis where something is lost."""
    text = safe(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def spread(left: Sequence[Run], right: Sequence[Run], width: int) -> list[Run]:
    """``left`` at the left and ``right`` at the right edge; the left gives way first."""
    taken = sum(cell_len(safe(text)) for text, _ in right)
    room = max(0, width - taken - (1 if right else 0))
    kept: list[Run] = []
    for text, ink in left:
        piece = cut(text, room)
        room -= cell_len(piece)
        kept.append((piece, ink))
        if piece != safe(text):
            break
    gap = room + (1 if right else 0)
    return [*kept, (" " * gap, Style.null()), *right]


def pad(text: str, width: int, right: bool = False) -> str:
    """``text`` cut or filled to ``width`` cells, at the left or at the right edge."""
    text = cut(text, width)
    filler = " " * (width - cell_len(text))
    return filler + text if right else text + filler


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
