"""The terminal's screen as last painted, and the fewest bytes that make it the next one."""

from __future__ import annotations

import re

from tui.driver.cells import Row, certain, unknown
from tui.driver.frames import Frame, Pieces, Place, Unknown
from tui.driver.rows import Writer
from tui.driver.shifts import find_shift
from tui.driver.styles import LOST, PLAIN, Pen

# Ends with the terminal's own pen, whatever came before.
_TAIL = 4096  # characters looked at for that
_ENDS_PLAIN = re.compile(r"\x1b\[0?m[^\x1b]*(?:\x1b\[[0-9;]*H)?\Z")


class Painter:
    """Follows a screen of ``width`` x ``height`` cells; starts out knowing nothing of it.

    A frame it cannot follow for certain goes to the terminal as it is, after which every cell is
    unknown again: cells that are not known are always written.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.pen: Pen = PLAIN
        self._pieces = Pieces(6 * height)
        self.forget()

    def forget(self) -> None:
        """Something else may have written to the screen."""
        self.rows: list[Row] = [unknown(self.width) for _ in range(self.height)]
        self.cursor: Place | None = None

    def paint(self, data: str, *more: str) -> str:
        """What to write so that the screen looks as if ``data`` had been written, and ``more``
        after it."""
        frame = Frame(self.rows, self.cursor, self.pen, self._pieces)
        try:
            for part in (data, *more):
                frame.read(part)
        except Unknown:
            data = "".join((data, *more))
            self.forget()
            self.pen = PLAIN if _ENDS_PLAIN.search(data[-_TAIL:]) else LOST
            return data
        written = self._differences(frame)
        shorter = more or len(written) < len(data)
        return written if shorter else data

    def _differences(self, frame: Frame) -> str:
        changed = {y: row for y, row in frame.rows.items() if row.cells != self.rows[y].cells}
        wanted = [changed.get(y, row) for y, row in enumerate(self.rows)]
        writer = Writer(self.cursor, self.pen)
        painted = self.rows
        shift = find_shift(painted, wanted) if changed else None
        if shift is not None:
            writer.use(PLAIN)
            writer.raw(shift.sequence())
            painted = shift.moved(painted)
        for y, (old, new) in enumerate(zip(painted, wanted, strict=True)):
            if old is not new and old.cells != new.cells:
                writer.row(y, old, new, self.width)
                new.fragile = new.fragile and not all(cell and _sure(cell[0]) for cell in new.cells)
        writer.signs(self.width)
        assert frame.cursor is not None
        writer.use(frame.pen)
        writer.move(*frame.cursor)
        self.rows, self.cursor, self.pen = wanted, frame.cursor, frame.pen
        return str(writer)


def _sure(char: str) -> bool:
    return not char or certain(char)
