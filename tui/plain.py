"""Aligned plain text for people and pipes: cleaned, measured in terminal cells, no color.

Every word that comes from outside goes through the cleaner here once more, so that no
command can forget it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from index.text import clean_line, clean_text
from tui.widgets.wrap import wrap as lines_of

if TYPE_CHECKING:
    from index.article import ArticleLine

READING_WIDTH = 80
"""Columns a text is wrapped to where there is no terminal to fit."""

GAP = "  "


def terminal_width() -> int | None:
    """Columns of the terminal on standard output, None where it is a pipe or a file."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil  # not for a pipe

    return max(20, shutil.get_terminal_size((READING_WIDTH, 24)).columns)


def reading_width() -> int:
    """Columns to wrap a text to."""
    return terminal_width() or READING_WIDTH


def fit(text: str, width: int) -> str:
    """One cleaned line of at most ``width`` cells, cut with an ellipsis."""
    line = clean_line(text)
    if cell_len(line) <= width:
        return line
    return set_cell_size(line, max(0, width - 1)).rstrip() + "…"


def pad(text: str, width: int, *, right: bool = False) -> str:
    """``text`` filled to ``width`` cells; figures go to the right edge."""
    space = " " * max(0, width - cell_len(text))
    return space + text if right else text + space


def table(
    rows: Sequence[Sequence[str]],
    *,
    right: Iterable[int] = (),
    width: int | None = None,
    indent: str = "",
) -> Iterator[str]:
    """Rows as aligned lines. The last column is cut to ``width`` cells where one is given."""
    cleaned = [[clean_line(cell) for cell in row] for row in rows]
    if not cleaned:
        return
    widths = [max(map(cell_len, column)) for column in zip(*cleaned, strict=True)]
    to_right = frozenset(right)
    room = None
    if width is not None:
        taken = cell_len(indent) + sum(widths[:-1]) + len(GAP) * (len(widths) - 1)
        room = max(12, width - taken)
    for row in cleaned:
        cells = [
            pad(cell, wide, right=at in to_right)
            for at, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ]
        if room is not None and len(widths) - 1 not in to_right:
            cells[-1] = fit(row[-1], room)
        yield indent + GAP.join(cells).rstrip()


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> Iterator[str]:
    """One paragraph as lines of at most ``width`` cells, white space folded.

    ``first`` stands before the first line and ``rest``, as wide, before the others.
    """
    line = " ".join(clean_text(text).split())
    room = max(8, width - cell_len(rest))
    for at, span in enumerate(lines_of(line, 0, len(line), room)):
        yield (rest if at else first) + line[span.start : span.end]


def day(line: ArticleLine) -> str:
    """The day of an article: ``~`` where its content proves it, ``!`` where dates conflict.

    ``!`` without ``~`` marks the day written on an article that is listed as undated.
    """
    if line.day is None:
        return f" {clean_line(line.doubted[:10])}!" if line.doubted else "undated"
    mark = "~" if line.day_basis == "implied" else " "
    return f"{mark}{line.day.isoformat()}{'!' if line.conflict else ''}"


_IN_CONFLICT = "! the date written on it conflicts with that"
_DOUBTED = "a day with ! but without ~ is the one written on it, not believed: listed as undated"


def day_note(lines: Iterable[ArticleLine]) -> Iterator[str]:
    """What the marks of days mean, as far as these lines have any."""
    lines = list(lines)
    if any(line.day_basis == "implied" or line.conflict for line in lines):
        yield f"~ by what the text proves   {_IN_CONFLICT}"
    if any(line.doubted for line in lines):
        yield _DOUBTED


def widest(texts: Iterable[str]) -> int:
    """Cells of the widest of the texts, 0 for none."""
    return max((cell_len(clean_line(text)) for text in texts), default=0)
