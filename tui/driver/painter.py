"""The terminal's screen as last painted, and the fewest bytes that make it the next one."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.driver.cells import Row, certain, unknown
from tui.driver.frames import Frame, Pieces, Place, Unknown
from tui.driver.rows import Writer
from tui.driver.shifts import find_shift
from tui.driver.styles import LOST, PLAIN, Pen

# Ends with the terminal's own pen, whatever came before.
_TAIL = 4096  # characters looked at for that
_ENDS_PLAIN = re.compile(r"\x1b\[0?m[^\x1b]*(?:\x1b\[[0-9;]*H)?\Z")


class Screen(NamedTuple):
    """Rows of cells, where the cursor is (None: not known), and the pen."""

    rows: list[Row]
    cursor: Place | None
    pen: Pen


class Painter:
    """Follows a screen of ``width`` x ``height`` cells; starts out knowing nothing of it.

    A frame it cannot follow for certain goes to the terminal as it is, after which every cell is
    unknown again: cells that are not known are always written.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._pieces = Pieces(6 * height)
        self._shown = Screen(self._unknown(), None, PLAIN)
        self._wanted: Screen | None = None

    def _unknown(self) -> list[Row]:
        return [unknown(self.width) for _ in range(self.height)]

    @property
    def holds(self) -> bool:
        """Whether frames were taken in that are not written."""
        return self._wanted is not None

    def forget(self) -> None:
        """Something else may have written to the screen."""
        self._shown = Screen(self._unknown(), None, self._shown.pen)

    def take(self, data: str) -> bool:
        """Take a frame in without writing it; False where it cannot be followed for certain.

        However many are taken in, one screen is held.
        """
        screen = self._wanted or self._shown
        frame = Frame(screen.rows, screen.cursor, screen.pen, self._pieces)
        try:
            frame.read(data)
        except Unknown:
            return False
        rows = [frame.rows.get(y, row) for y, row in enumerate(screen.rows)]
        self._wanted = Screen(rows, frame.cursor, frame.pen)
        return True

    def paint(self, data: str) -> str:
        """What to write so that the screen looks as if all that was taken in had been written,
        and ``data`` after it."""
        held = self.holds
        if not self.take(data):
            changes = self.changes()
            pen = PLAIN if _ENDS_PLAIN.search(data[-_TAIL:]) else LOST
            self._shown = Screen(self._unknown(), None, pen)
            return changes + data
        changes = self.changes()
        # Where a terminal takes a sign for narrower, all behind it would stand elsewhere.
        plain = data.isascii() or not any(row.fragile for row in self._shown.rows)
        return data if plain and not held and len(data) <= len(changes) else changes

    def changes(self) -> str:
        """What to write so that the screen looks as if all that was taken in had been written."""
        if self._wanted is None:
            return ""
        (painted, cursor, pen), wanted = self._shown, self._wanted
        rows = [_same(*both) for both in zip(painted, wanted.rows, strict=True)]
        writer = Writer(cursor, pen)
        shift = find_shift(painted, rows)
        if shift is not None:
            writer.use(PLAIN)
            writer.raw(shift.sequence())
            painted = shift.moved(painted)
        for y, (old, new) in enumerate(zip(painted, rows, strict=True)):
            if old is not new and old.cells != new.cells:
                writer.row(y, old, new, self.width)
                new.fragile = new.fragile and not all(cell and _sure(cell[0]) for cell in new.cells)
        writer.signs(self.width)
        assert wanted.cursor is not None
        writer.use(wanted.pen)
        writer.move(*wanted.cursor)
        self._shown, self._wanted = wanted._replace(rows=rows), None
        return str(writer)

    def anew(self) -> str:
        """What to write so that all that is known of the screen is on it, whatever is there."""
        self._wanted = self._wanted or self._shown
        if self._wanted.cursor is None:
            self._wanted = None
        self.forget()
        return self.changes()


def _same(old: Row, new: Row) -> Row:
    """The old one of two rows that show the same, so that they are told apart by being two."""
    return old if old is new or old.cells == new.cells else new


def _sure(char: str) -> bool:
    return not char or certain(char)
