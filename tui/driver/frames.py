"""Reading what Textual writes: which cells a frame sets, and where it leaves cursor and pen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

from tui.driver.cells import Piece, Row, cells_of
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
_PEN = re.compile(r"\x1b\[([0-9;]*+)m")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_PLACE = re.compile(r"\x1b\[([0-9]{1,5});([0-9]{1,5})H")


class Unknown(Exception):
    """The frame holds something whose effect on the screen is not certain."""


class Pieces:
    """Stretches of lines as they were read: what scrolls or is painted again is not read again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._read: dict[str, Piece | None] = {}

    def of(self, body: str) -> Piece | None:
        """What ``body`` writes with a plain pen, to which it returns; None where it does more."""
        if body not in self._read:
            if len(self._read) >= self._most:
                self._read.clear()
            self._read[body] = _piece(body)
        return self._read[body]


def _piece(body: str) -> Piece | None:
    """A piece of its own for text, changes of the pen and links."""
    parts = _PEN.split(body)
    if _CONTROL.search("".join(parts[::2])):
        return _with_links(body)
    piece, pen = Piece([]), PLAIN
    for number, part in enumerate(parts):
        if number % 2:
            changed = PLAIN if part == "0" else after(pen, part)
            if changed is None:
                return None
            pen = changed
        elif part:
            made = cells_of(part, pen)
            if made is None:
                return None
            piece = piece.and_then(made)
    return piece if pen == PLAIN else None


def _with_links(body: str) -> Piece | None:
    """A piece in which more than words and changes of the pen may stand."""
    piece, pen, position = Piece([]), PLAIN, 0
    while position < len(body):
        token = _TOKEN.match(body, position)
        kind = token.lastgroup if token is not None else None
        if token is None or kind not in ("text", "pen", "link"):
            return None
        if kind == "text":
            made = cells_of(token[0], pen)
            if made is None:
                return None
            piece = piece.and_then(made)
        else:
            changed = after(pen, token["pen"]) if kind == "pen" else _linked(pen, token["link"])
            if changed is None:
                return None
            pen = changed
        position = token.end()
    return piece if pen == PLAIN else None


def _linked(pen: Pen, link: str) -> Pen:
    """The pen after a link began (parameters, ``;``, address), or ended where it has no address.

    Rich gives a link another id whenever it is drawn. One by its address instead joins the lines
    that an address takes, and what is drawn again is the same.
    """
    address = link.partition(";")[2]
    known = f"id={crc32(address.encode(errors='replace')):x};{address}"
    return pen._replace(link=known if address else "")


class Frame:
    """A frame under way over the rows ``painted`` before: ``rows`` holds those it writes to."""

    def __init__(
        self, painted: Sequence[Row], cursor: Place | None, pen: Pen, pieces: Pieces
    ) -> None:
        self.painted, self.width = painted, len(painted[0].cells)
        self.cursor, self.pen = cursor, pen
        self.rows: dict[int, Row] = {}
        self._pieces = pieces

    def read(self, data: str) -> None:
        """Take in all of ``data``; raises Unknown where it cannot be followed for certain."""
        for number, line in enumerate(data.split("\n")):
            if number:
                self._leave_line()
            before, *placed = _PLACE.split(line)
            self._tokens(before)
            for y, x, body in zip(*[iter(placed)] * 3, strict=True):
                self._go(int(x) - 1, int(y) - 1)
                self._body(body)
        if self.cursor is None or self.cursor[0] >= self.width:
            raise Unknown

    def _body(self, body: str) -> None:
        """What stands at the cursor up to the next move to a place."""
        piece = self._pieces.of(body) if self.pen == PLAIN else None
        if piece is None:
            self._tokens(body)
        else:
            self._put(piece)

    def _tokens(self, data: str) -> None:
        """Take in a stretch of a line piece by piece."""
        position = 0
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
                self.pen = _linked(self.pen, token["link"])
            else:
                self._move(token)
            position = token.end()

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
        made = cells_of(text, self.pen)
        if made is None or self.pen.flags == LOST.flags:
            raise Unknown
        self._put(made)

    def _put(self, piece: Piece) -> None:
        """Write a piece at the cursor, which stands behind it then."""
        if not piece.cells:
            return
        if self.cursor is None or self.cursor[0] + len(piece.cells) > self.width:
            raise Unknown
        x, y = self.cursor
        row = self.rows.get(y)
        if len(piece.cells) == self.width:
            self.rows[y] = Row(piece.cells.copy(), piece.fragile, piece.wide)
        else:
            if row is None:
                row = self.rows[y] = self.painted[y].copy()
            row.put(x, piece)
        self.cursor = (x + len(piece.cells), y)
