"""Breaking text into lines by the cells a terminal gives it, not by its code points."""

from __future__ import annotations

import re

from rich.cells import split_graphemes

from index.article import Span

_NARROW = re.compile(r"[\t\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e]*+")


def wrap(text: str, start: int, end: int, width: int) -> list[Span]:
    """The lines of ``text[start:end]``, none wider than ``width`` cells, as spans.

    Lines break at spaces (which then belong to no line), between wide letters, and inside
    a word only where it is wider than a whole line. Linear in the length of the text.
    """
    width = max(1, width)
    found = _NARROW.match(text, start, end)
    if found is not None and found.end() == end:
        return _wrap_narrow(text, start, end, width)
    return _wrap_wide(text, start, end, max(2, width))


def _wrap_narrow(text: str, start: int, end: int, width: int) -> list[Span]:
    lines: list[Span] = []
    while start < end:
        while start < end and text[start] == " ":
            start += 1
        if end - start <= width:
            if start < end:
                lines.append(Span(start, end))
            break
        space = text.rfind(" ", start, start + width + 1)
        stop = space if space > start else start + width
        lines.append(Span(start, start + len(text[start:stop].rstrip(" "))))
        start = stop
    return lines


def _wrap_wide(text: str, start: int, end: int, width: int) -> list[Span]:
    lines: list[Span] = []
    first, filled = start, 0
    break_at, break_cells = start, 0
    graphemes, _ = split_graphemes(text[start:end])
    for grapheme_start, grapheme_end, cells in graphemes:
        at, after = start + grapheme_start, start + grapheme_end
        blank = text[at] == " "
        while filled and filled + cells > width and not blank:
            stop = break_at if break_at > first else at
            lines.append(_trimmed(text, first, stop))
            filled -= break_cells if stop == break_at else filled
            first, break_at, break_cells = stop, stop, 0
        if blank and first == at:
            first, break_at, break_cells = after, after, 0
            continue
        filled += cells
        if blank or cells > 1:
            break_at, break_cells = after, filled
    lines.append(_trimmed(text, first, end))
    return [line for line in lines if line.start < line.end]


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip(" ")), start + len(piece.rstrip(" ")))
