"""The headlines and ledes above a comparison, as lines of their columns."""

from __future__ import annotations

from collections.abc import Sequence

from index import Span
from tui.drawing import apart
from tui.phrases import NO_TITLE
from tui.widgets.tops import LONGEST, Top
from tui.widgets.wrap import wrap

Line = tuple[str, Span, str, Sequence[Span]]
"""A text, the stretch of it on a line, the role it is drawn in, and what is lit in the text."""
_NO_TEXT = "(no text)"
_MORE: Line = ("…", Span(0, 1), "dim", ())


def title_lines(top: Top, room: int) -> list[Line]:
    """A headline in lines of ``room`` cells."""
    words, role = (top.title, "title") if top.title else (NO_TITLE, "dim")
    lit = apart(top.title_lit)
    return [(words, span, role, lit) for span in wrap(words, 0, len(words), room)]


def lede_lines(top: Top, text: str, room: int) -> tuple[list[Line], list[Line]]:
    """The lines of a lede, which is of ``text``, and those of the remarks below it."""
    lines: list[Line] = [(_NO_TEXT, Span(0, len(_NO_TEXT)), "dim", ())]
    if top.lede is not None:
        lit = apart(top.lede_lit)
        spans = wrap(text, top.lede.start, min(top.lede.end, top.lede.start + LONGEST), room)
        lines = [(text, span, "quote", lit) for span in spans]
        if top.cut:
            lines[-1] = _MORE
    return lines, [line for remark in top.remarks for line in _remark(remark, room)]


def level(columns: Sequence[tuple[list[Line], list[Line]]]) -> list[list[Line]]:
    """Ledes with remarks below them, the remarks of all columns beginning on one line."""
    blank: Line = ("", Span(0, 0), "dim", ())
    tall = max((len(lede) for lede, _ in columns), default=0)
    return [
        [*lede, *([blank] * (tall - len(lede) + 1) if remarks else []), *remarks]
        for lede, remarks in columns
    ]


def _remark(words: str, room: int) -> list[Line]:
    """A remark marked with ``!``, its further lines indented."""
    marked = [
        f"{' ' if at else '!'} {words[span.start : span.end]}"
        for at, span in enumerate(wrap(words, 0, len(words), room - 2))
    ]
    return [(line, Span(0, len(line)), "dim", ()) for line in marked]
