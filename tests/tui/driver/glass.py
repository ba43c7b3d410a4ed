"""A terminal to compare screens on: pyte, with links, and measuring as Textual does."""

from __future__ import annotations

import re

import pyte
import pyte.screens
from rich.cells import cell_len

_LINK = re.compile(r"\x1b\]8;([^\x1b\x07]*)\x1b\\")
Cell = tuple[object, ...]


class Glass(pyte.Screen):
    """What a terminal shows. pyte knows no links and stops at joiners: both are added here."""

    def __init__(self, columns: int, lines: int) -> None:
        self.link = ""
        super().__init__(columns, lines)
        self.reset_mode(7, private=True)

    def draw(self, data: str) -> None:
        for char in data:
            if cell_len(char) == 0 or self._after_joiner():
                self._join(char)
            else:
                attributes = self.cursor.attrs
                self.cursor.attrs = attributes._replace(
                    blink=self.link or attributes.blink,  # type: ignore[arg-type]
                )
                super().draw(char)
                self.cursor.attrs = attributes

    def _before(self) -> int:
        """The column of the character left of the cursor."""
        x = self.cursor.x - 1
        return x - 1 if x > 0 and not self.buffer[self.cursor.y][x].data else x

    def _after_joiner(self) -> bool:
        x = self._before()
        return x >= 0 and self.buffer[self.cursor.y][x].data.endswith("\u200d")

    def _join(self, char: str) -> None:
        x = self._before()
        if x >= 0:
            cell = self.buffer[self.cursor.y][x]
            self.buffer[self.cursor.y][x] = cell._replace(data=cell.data + char)

    def cells(self) -> list[list[Cell]]:
        """Every cell: what it holds and all of its look that is seen."""
        return [[seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]


def seen(cell: pyte.screens.Char) -> Cell:
    """A cell as it looks: a space has no ink and no weight, but what is under or through it."""
    if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough):
        cell = cell._replace(fg="default", bold=False, italics=False)
    return tuple(cell)


class Shown:
    """A glass and what is sent to it."""

    def __init__(self, columns: int, lines: int) -> None:
        self.glass = Glass(columns, lines)
        self._stream = pyte.Stream(self.glass)
        self.bytes = 0

    def write(self, data: str) -> None:
        """Show ``data``."""
        self.bytes += len(data.encode())
        for number, piece in enumerate(_LINK.split(data)):
            if number % 2:
                self.glass.link = piece.partition(";")[2]
            elif piece:
                self._stream.feed(piece)

    @property
    def screen(self) -> tuple[list[list[Cell]], int, int]:
        """All cells and where the cursor is."""
        return self.glass.cells(), self.glass.cursor.x, self.glass.cursor.y
