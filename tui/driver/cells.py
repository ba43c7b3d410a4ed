"""Text as cells of a terminal's grid, and which cells every terminal agrees on.

Terminals measure emoji, joined emoji and combining marks differently. What is not sure is marked
as fragile, so that the row it stands in is never written in parts.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from rich.cells import cell_len

from tui.driver.styles import PLAIN, Pen, blank

# What stands in a cell and its look; "" is the right half of a wide character. None: not known.
Cell = tuple[str, Pen] | None

_JOINER = "\u200d"
_MOST_MARKS = 32  # code points of one cell; more are not written by anyone
# Blocks whose wide characters take two cells in every terminal: they were wide from the start.
_CERTAINLY_WIDE = (
    (0x2E80, 0x303E), (0x3041, 0x3247), (0x3250, 0x4DBF), (0x4E00, 0xA4CF), (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x20000, 0x3FFFD),
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """One row of the grid; fragile where a cell's width is a matter of opinion."""

    cells: list[Cell]
    fragile: bool = False

    def copy(self) -> Row:
        """A row of its own with the same cells."""
        return Row(self.cells.copy(), self.fragile)

    def put(self, x: int, cells: list[Cell]) -> None:
        """Write ``cells`` from column ``x``; a wide character cut in half is no longer known."""
        own, end = self.cells, x + len(cells)
        if x and _is_half(own[x]):
            own[x - 1] = None
        if end < len(own) and _is_half(own[end]):
            own[end] = None
        own[x:end] = cells


def _is_half(cell: Cell) -> bool:
    return cell is not None and not cell[0]


def unknown(width: int) -> Row:
    """A row nothing is known of."""
    return Row([None] * width)


def empty(width: int) -> Row:
    """A row that the terminal made with a plain pen."""
    return Row([(" ", PLAIN)] * width)


def certain(char: str) -> bool:
    """Whether every terminal gives this cell content the same width."""
    return bool(char) and (char.isascii() or _certain(char))


@lru_cache(4096)
def _certain(char: str) -> bool:
    if len(char) != 1 or unicodedata.category(char)[0] in "MC":
        return False
    code, width = ord(char), cell_len(char)
    if width == 2:
        return any(first <= code <= last for first, last in _CERTAINLY_WIDE)
    return width == 1 and unicodedata.east_asian_width(char) not in "WF" and code < 0x1F000


def cells_of(text: str, pen: Pen) -> tuple[list[Cell], bool] | None:
    """``text`` as cells and whether one is fragile; None where it starts with a mark."""
    if text.isascii() or all(map(_one_cell, text)):
        return _narrow(text, pen), False
    cells: list[Cell] = []
    empty = blank(pen)
    fragile = False
    for cluster in _clusters(text):
        width = cell_len(cluster)
        if not 0 < width <= 2 or len(cluster) > _MOST_MARKS:
            return None
        cells.append((cluster, empty if cluster == " " else pen))
        cells.extend(repeat(("", pen), width - 1))
        fragile = fragile or not certain(cluster)
    return cells, fragile


def _narrow(text: str, pen: Pen) -> list[Cell]:
    """Text whose letters all take one cell; a space has the look of any space on that paper."""
    empty = blank(pen)
    if empty is pen or " " not in text:
        return list(zip(text, repeat(pen)))
    return [(char, empty if char == " " else pen) for char in text]


@lru_cache(4096)
def _one_cell(char: str) -> bool:
    return certain(char) and cell_len(char) == 1


def _clusters(text: str) -> list[str]:
    """Characters with the marks and joined characters that share their cells."""
    clusters: list[list[str]] = []
    joined = False
    for char in text:
        if clusters and (joined or not cell_len(char)):
            clusters[-1].append(char)
        else:
            clusters.append([char])
        joined = char == _JOINER
    return ["".join(cluster) for cluster in clusters]
