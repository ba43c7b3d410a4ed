"""Text as cells of a terminal's grid, and which cells every terminal agrees on.

Terminals measure emoji, joined emoji and combining marks differently. What is not sure is marked
as fragile, so that the row it stands in is never written in parts.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from rich.cells import cell_len

from tui.driver.styles import PLAIN, Pen, blank

# What stands in a cell and its look; "" is the right half of a wide character. None: not known.
Cell = tuple[str, Pen] | None

_JOINER = "\u200d"
_MOST_LETTERS = 2_000  # cells of one look that are kept
_MOST_MARKS = 32  # code points of one cell; more are not written by anyone
# Blocks whose wide characters take two cells in every terminal: they were wide from the start.
_CERTAINLY_WIDE = (
    (0x2E80, 0x303E), (0x3041, 0x3247), (0x3250, 0x4DBF), (0x4E00, 0xA4CF), (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x20000, 0x3FFFD),
)  # fmt: skip


class Piece(NamedTuple):
    """Neighboring cells; fragile where a cell's width is a matter of opinion, wide where a
    character takes two."""

    cells: list[Cell]
    fragile: bool = False
    wide: bool = False

    def and_then(self, more: Piece) -> Piece:
        """This piece and ``more`` behind it, which joins the cells of this one."""
        self.cells.extend(more.cells)
        return Piece(self.cells, self.fragile or more.fragile, self.wide or more.wide)


@dataclass(slots=True)
class Row:
    """One row of the grid; fragile and wide as its pieces are or were."""

    cells: list[Cell]
    fragile: bool = False
    wide: bool = False

    def copy(self) -> Row:
        """A row of its own with the same cells."""
        return Row(self.cells.copy(), self.fragile, self.wide)

    def put(self, x: int, piece: Piece) -> None:
        """Write a piece from column ``x``; a wide character cut in half is no longer known."""
        own, cells = self.cells, piece.cells
        end = x + len(cells)
        if self.wide:
            if x and _is_half(own[x]):
                own[x - 1] = None
            if end < len(own) and _is_half(own[end]):
                own[end] = None
        own[x:end] = cells
        self.fragile = self.fragile or piece.fragile
        self.wide = self.wide or piece.wide


def _is_half(cell: Cell) -> bool:
    return cell is not None and not cell[0]


def unknown(width: int) -> Row:
    """A row nothing is known of."""
    return Row([None] * width)


def empty(width: int) -> Row:
    """A row that the terminal made with a plain pen."""
    return Row([_letters(PLAIN)[" "]] * width)


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


def cells_of(text: str, pen: Pen) -> Piece | None:
    """``text`` as cells; None where it starts with a mark."""
    try:
        return Piece(list(map(_letters(pen).__getitem__, text)))
    except _Unsure:
        pass  # some take two cells, or share one
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
    return Piece(cells, fragile, True)


class _Unsure(Exception):
    """A letter that may not take one cell."""


class _Letters(dict[str, Cell]):
    """Cells of one look, each made once: a screen is thousands of them, and those that are the
    same are told apart from those that changed by being the same. Only letters of one cell
    have one here; others raise _Unsure."""

    def __init__(self, pen: Pen) -> None:
        super().__init__({" ": (" ", blank(pen))})
        self._pen = pen

    def __missing__(self, char: str) -> Cell:
        if not _one_cell(char):
            raise _Unsure
        cell = (char, self._pen)
        if len(self) < _MOST_LETTERS:
            self[char] = cell
        return cell


@lru_cache(256)
def _letters(pen: Pen) -> _Letters:
    """Cells of a look, for letters of one cell each; a space looks as any on that paper does."""
    return _Letters(pen)


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
