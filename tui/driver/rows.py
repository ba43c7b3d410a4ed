"""Writing the cells of rows with few bytes: moves, changes of pen, text."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from tui.driver.cells import Cell, Row, certain
from tui.driver.frames import Place
from tui.driver.styles import Pen, change

_BRIDGE = 4  # unchanged cells that cost no more to write again than to jump over


class Writer:
    """Collects the bytes that change a terminal; knows where they leave its cursor and pen."""

    def __init__(self, cursor: Place | None, pen: Pen) -> None:
        self.cursor, self.pen = cursor, pen
        self._out: list[str] = []

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
        if (x, y) == (0, 0):
            self._out.append("\x1b[H")
        elif self.cursor is not None and self.cursor[1] == y and self.cursor[0] < x:
            count = x - self.cursor[0]
            self._out.append(f"\x1b[{count if count > 1 else ''}C")
        else:
            self._out.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        self.cursor = (x, y)

    def use(self, pen: Pen) -> None:
        """Change the pen."""
        if pen != self.pen:
            self._out.append(change(self.pen, pen))
            self.pen = pen

    def cells(self, x: int, y: int, cells: list[Cell]) -> None:
        """Write known, certain cells from column ``x`` of row ``y``."""
        self.move(x, y)
        for cell in cells:
            assert cell is not None
            if cell[1] is not self.pen:
                self.use(cell[1])
            self._out.append(cell[0])
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
            for start, end in _runs(old.cells, new.cells):
                self.cells(start, y, new.cells[start:end])
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


def _runs(old: list[Cell], new: list[Cell]) -> Iterator[tuple[int, int]]:
    """Stretches of changed cells, whole characters, over short gaps where it is cheaper."""
    pairs = enumerate(zip(old, new, strict=True))
    changed = [x for x, (was, now) in pairs if was is not now and was != now]
    narrow = all(cell is None or cell[0] for cell in new)
    start = end = -1
    for x in changed:
        if new[x] is None:  # was cut off; what stands there is the terminal's to say
            continue
        if narrow and x == end:
            end += 1
            continue
        first, last = _whole_character(new, x)
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
    """Whether the cells of a gap are known and look like the one before them."""
    before = cells[start - 1]
    return all(
        cell is not None and before is not None and cell[1] == before[1]
        for cell in cells[start:end]
    )
