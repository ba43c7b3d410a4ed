"""Reading what Textual writes: which cells a frame sets, and where it leaves cursor and pen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.driver.cells import Row, cells_of
from tui.driver.styles import LOST, PLAIN, Pen, after

Place = tuple[int, int]  # column, row; from 0

_TEXT = r"[^\x00-\x1f\x7f-\x9f]"
_TOKEN = re.compile(
    rf"(?P<text>{_TEXT}++)"
    r"|\x1b\[(?P<pen>[0-9;]*+)m"
    r"|\x1b\[(?:(?P<y>[0-9]{1,5});(?P<x>[0-9]{1,5}))?H"
    r"|\x1b\[(?P<right>[0-9]{0,5})C"
    rf"|\x1b\]8;(?P<link>[^;\x00-\x1f\x7f-\x9f]*+;{_TEXT}*+)\x1b\\"
)
_ROW_START = re.compile(r"\x1b\[([0-9]{1,5});1H")


class Unknown(Exception):
    """The frame holds something whose effect on the screen is not certain."""


class Lines:
    """Whole lines read before: a screen that scrolls or is painted again is not read again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rows: dict[str, Row] = {}

    def get(self, body: str) -> Row | None:
        """A row of its own for a line without its address, where that was read before."""
        row = self._rows.get(body)
        return row.copy() if row else None

    def keep(self, body: str, row: Row) -> None:
        """Remember how a line reads that fills ``row``."""
        if len(self._rows) >= self._most:
            self._rows.clear()
        self._rows[body] = row.copy()


class Frame:
    """A frame under way over the rows ``painted`` before: ``rows`` holds those it writes to."""

    def __init__(
        self, painted: Sequence[Row], cursor: Place | None, pen: Pen, lines: Lines
    ) -> None:
        self.painted, self.width = painted, len(painted[0].cells)
        self.cursor, self.pen = cursor, pen
        self.rows: dict[int, Row] = {}
        self._lines = lines

    def read(self, data: str) -> None:
        """Take in all of ``data``; raises Unknown where it cannot be followed for certain."""
        for number, line in enumerate(data.split("\n")):
            if number:
                self._leave_line()
            start = _ROW_START.match(line)
            if start and self.pen == PLAIN:
                self._line(int(start[1]) - 1, line, start.end())
            else:
                self._tokens(line, 0)
        if self.cursor is None or self.cursor[0] >= self.width:
            raise Unknown

    def _line(self, y: int, line: str, start: int) -> None:
        """A line that starts at the left edge, perhaps one that was read before."""
        body = line[start:]
        self._go(0, y)
        row = self._lines.get(body)
        if row is not None:
            self.rows[y], self.cursor = row, (self.width, y)
            return
        moves = self._tokens(body, 0)
        if not moves and self.pen == PLAIN and self.cursor == (self.width, y):
            self._lines.keep(body, self.rows[y])

    def _tokens(self, data: str, position: int) -> int:
        """Take in a line; answers how many times it moved the cursor."""
        moves = 0
        while position < len(data):
            token = _TOKEN.match(data, position)
            if token is None:
                raise Unknown
            kind = token.lastgroup
            if kind == "text":
                self._write(token[0])
            elif kind == "pen":
                self._change_pen(token["pen"])
            elif kind == "link":
                link = token["link"]
                self.pen = self.pen._replace(link="" if link.endswith(";") else link)
            else:
                moves += 1
                self._move(token)
            position = token.end()
        return moves

    def _change_pen(self, codes: str) -> None:
        pen = after(self.pen, codes)
        if pen is None or LOST.flags[0] in pen.flags:
            raise Unknown
        self.pen = pen

    def _move(self, token: re.Match[str]) -> None:
        if token.lastgroup != "right":
            self._go(int(token["x"] or 1) - 1, int(token["y"] or 1) - 1)
        elif self.cursor is None or self.cursor[0] >= self.width:
            raise Unknown
        else:
            self._go(self.cursor[0] + (int(token["right"] or 1) or 1), self.cursor[1])

    def _go(self, x: int, y: int) -> None:
        if not (0 <= x < self.width and 0 <= y < len(self.painted)):
            raise Unknown
        self.cursor = (x, y)

    def _leave_line(self) -> None:
        """A line feed: it may also return to the first column, so the place is lost."""
        if self.cursor is None or self.cursor[1] + 1 >= len(self.painted):
            raise Unknown
        self.cursor = None

    def _write(self, text: str) -> None:
        if self.cursor is None or self.pen.flags == LOST.flags:
            raise Unknown
        made = cells_of(text, self.pen)
        x, y = self.cursor
        if made is None or x + len(made[0]) > self.width:
            raise Unknown
        row = self.rows.get(y)
        if row is None:
            row = self.rows[y] = self.painted[y].copy()
        row.put(x, made[0])
        row.fragile = row.fragile or made[1]
        self.cursor = (x + len(made[0]), y)
