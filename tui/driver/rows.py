"""Writing the cells of rows with few bytes: moves, changes of pen, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress
from operator import is_not

from rich.cells import cell_len

from tui.driver.cells import Cell, Row, certain
from tui.driver.frames import Place
from tui.driver.styles import Pen, blank, change

_BRIDGE = 4  # unchanged cells that cost no more to write again than to jump over

_SIGN = re.compile(r"(?<!x)x(?!x)")


class Writer:
    """Collects the bytes that change a terminal; knows where they leave its cursor and pen."""

    def __init__(self, cursor: Place | None, pen: Pen) -> None:
        self.cursor, self.pen = cursor, pen
        self._out: list[str] = []
        self._signs: list[tuple[Pen, int, int, Cell]] = []

    def __str__(self) -> str:
        return "".join(self._out)

    def raw(self, sequence: str) -> None:
        """A sequence after which the cursor may be anywhere."""
        self._out.append(sequence)
        self.cursor = None

    def move(self, x: int, y: int) -> None:
        """The cursor to column ``x`` of row ``y``, from 0."""
        if self.cursor == (x, y):
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self.cursor is not None and self.cursor[1] in (y, y - 1):
            down = "\x1bD" if self.cursor[1] < y else ""
            ways.append(down + _along(self.cursor[0], x))
        self._out.append(min(ways, key=len))
        self.cursor = (x, y)

    def use(self, pen: Pen) -> None:
        """Change the pen."""
        if pen != self.pen:
            self._out.append(change(self.pen, pen))
            self.pen = pen

    def cells(self, x: int, y: int, cells: list[Cell]) -> None:
        """Write known, certain cells from column ``x`` of row ``y``."""
        self.move(x, y)
        pen, empty = self.pen, blank(self.pen)
        for at, cell in enumerate(cells):
            assert cell is not None
            char, look = cell
            if look is not pen and (char != " " or look is not empty) and not _shows(pen, cell):
                self.use(look if char != " " else _ahead(cells, at, cell))
                pen, empty = self.pen, blank(self.pen)
            self._out.append(char)
        self.cursor = (x + len(cells), y)

    def fragile(self, x: int, y: int, cell: tuple[str, Pen]) -> None:
        """Write a cell whose width the terminal may see otherwise, on blanks of its own."""
        width = cell_len(cell[0])
        self.move(x, y)
        self.use(cell[1])
        if width > 1:
            self._out.append(f"{' ' * width}\x1b[{x + 1}G")
        self._out.append(cell[0])
        self.cursor = None

    def row(self, y: int, old: Row, new: Row, width: int) -> None:
        """Turn the ``old`` row at ``y`` into the ``new`` one."""
        if old.fragile or new.fragile:
            self._whole(y, new)
        else:
            for start, end in _runs(old.cells, new.cells, not new.wide):
                self._run(start, y, new.cells[start:end])
        self._at_edge(width)

    def _run(self, x: int, y: int, cells: list[Cell]) -> None:
        """Write cells; signs that stand alone among others of another look come later."""
        begun = 0
        for at in _signs(cells, self.pen):
            sign = cells[at]
            assert sign is not None
            self._signs.append((sign[1], x + at, y, sign))
            if at > begun:
                self.cells(x + begun, y, cells[begun:at])
            begun = at + 1
        if begun < len(cells):
            self.cells(x + begun, y, cells[begun:])

    def signs(self, width: int) -> None:
        """Write the signs left out so far, those of one look and column together: the edge of
        a pane, the mark of the cursor."""
        signs, self._signs = sorted(self._signs, key=lambda sign: sign[:3]), []
        for _, x, y, sign in signs:
            self.cells(x, y, [sign])
            self._at_edge(width)

    def _at_edge(self, width: int) -> None:
        """Behind the last column a terminal may be in either of two states."""
        if self.cursor is not None and self.cursor[0] >= width:
            self.cursor = None

    def _whole(self, y: int, row: Row) -> None:
        """Write all that is known of a row anew, each piece at a place of its own."""
        for x, cell in enumerate(row.cells):
            if cell is None or not cell[0]:
                continue
            if certain(cell[0]):
                self.cells(x, y, row.cells[x : x + cell_len(cell[0])])
            else:
                self.fragile(x, y, cell)


def _signs(cells: list[Cell], pen: Pen) -> list[int]:
    """Where one letter stands between blanks, of another look than ``pen`` or the letter before
    it and than the next."""
    letters = "".join([" " if cell is None or cell[0] == " " else "x" for cell in cells])
    found = []
    for sign in _SIGN.finditer(letters):
        at = sign.start()
        behind = letters.find("x", at + 1)
        looks = [_pen(cells, letters.rfind("x", 0, at), pen), _pen(cells, behind, None)]
        if _pen(cells, at, None) not in looks:
            found.append(at)
    return found


def _pen(cells: list[Cell], at: int, other: Pen | None) -> Pen | None:
    cell = cells[at] if 0 <= at < len(cells) else None
    return cell[1] if cell is not None else other


def _runs(old: list[Cell], new: list[Cell], narrow: bool) -> Iterator[tuple[int, int]]:
    """Stretches of changed cells, whole characters, over short gaps where it is cheaper;
    ``narrow`` tells that every character takes one cell."""
    others = compress(range(len(new)), map(is_not, old, new))
    changed = [x for x in others if old[x] != new[x]]
    start = end = -1
    for x in changed:
        if new[x] is None:  # was cut off; what stands there is the terminal's to say
            continue
        if narrow and x == end:
            end += 1
            continue
        first, last = (x, x + 1) if narrow else _whole_character(new, x)
        if start >= 0 and first <= end + _BRIDGE and _alike(new, end, first):
            end = max(end, last)
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
    if start >= 0:
        yield start, end


def _whole_character(cells: list[Cell], x: int) -> tuple[int, int]:
    """Where the character that covers column ``x`` starts and ends."""
    cell = cells[x]
    if cell is not None and not cell[0] and x and cells[x - 1] is not None:
        x -= 1
    half = x + 1 < len(cells) and (after := cells[x + 1]) is not None and not after[0]
    return x, x + 2 if half else x + 1


def _alike(cells: list[Cell], start: int, end: int) -> bool:
    """Whether a gap is known and written with the pen that is in use before it."""
    before = cells[start - 1]
    if before is None:
        return False
    pen = before[1] if before[0] != " " else _ahead(cells, start - 1, before)
    return all(cell is not None and _shows(pen, cell) for cell in cells[start:end])


def _shows(pen: Pen, cell: tuple[str, Pen]) -> bool:
    """Whether ``pen`` writes the cell as it is to look."""
    return cell[1] == pen or (cell[0] == " " and blank(pen) == cell[1])


def _ahead(cells: list[Cell], at: int, empty: tuple[str, Pen]) -> Pen:
    """The pen for the space at ``at``: that of the word behind it, where that looks the same."""
    for cell in cells[at + 1 :]:
        if cell is None:
            break
        if cell[0] != " ":
            return cell[1] if blank(cell[1]) == empty[1] else empty[1]
    return empty[1]


def _along(x: int, to: int) -> str:
    """From column ``x`` of a row to another."""
    if x < to:
        return f"\x1b[{to - x if to - x > 1 else ''}C"
    return "\r" if x and not to else "\b" * (x - to)
