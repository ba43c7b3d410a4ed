"""A table of a comparison: labels, and a cell for each text that opens its sentences."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.strip import Strip

from index import Span
from tui.drawing import Run, pad, strip
from tui.widgets.cells import Cell, Row
from tui.widgets.folding import told
from tui.widgets.gliding import Gliding
from tui.widgets.grid import Grid, beside_labels
from tui.widgets.lines import stepped
from tui.widgets.wrap import wrap

__all__ = ["Cell", "Row", "Table"]

_LABEL = 30
_LONG_LABEL = 90


class Table(Gliding):
    """Rows with a cursor over their cells."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.every: Sequence[Row] = ()
        self.rows: Sequence[Row] = ()
        """Those that are told, without what the columns out of sight have alone."""
        self.column = 0
        self._places: list[int] = []
        self.grid = Grid(0, 1, 0, 0)
        self._wrapped: list[list[Span]] = []

    def show(self, rows: Sequence[Row], column: int, cursor: int | None = None) -> None:
        """Show ``rows`` with the cursor at ``cursor`` (or the first row with counts)."""
        self.every, self.column = rows, column
        first = next((place for place, row in enumerate(rows) if row.kind == "row"), 0)
        self.restock(first if cursor is None else cursor)
        self.scroll_to(y=0, animate=False)
        self.show_cursor()

    @property
    def place(self) -> int:
        """The place of the cursor's row among all rows, those out of sight included."""
        return self._places[self.cursor] if self.cursor < len(self._places) else 0

    def restock(self, cursor: int | None = None) -> None:
        """Take the new content; ``cursor`` is a place among all rows, else it stays where it is."""
        place = self.place if cursor is None else cursor
        super().restock()
        self.cursor = self._nearest(place)

    def _nearest(self, place: int) -> int:
        """The row at ``place`` among all rows, or else the last one with counts before it."""
        if place in self._places and self.rows[self._places.index(place)].kind == "row":
            return self._places.index(place)
        rows = [at for at, row in enumerate(self.rows) if row.kind == "row"]
        before = [at for at in rows if self._places[at] <= place]
        return before[-1] if before else rows[0] if rows else 0

    def turn_to(self, column: int) -> None:
        """Put the cursor into another column."""
        self.column = column
        self.restock()

    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        row = self.row()
        return row.cells[self.column] if row and self.column < len(row.cells) else None

    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def _counted(self, at: int, by: int) -> int:
        """The next row from ``at`` on that has counts, going up or down; else ``at``."""
        rows = range(at, len(self.rows) if by > 0 else -1, 1 if by > 0 else -1)
        return next((place for place in rows if self.rows[place].kind == "row"), self.cursor)

    def next_from(self, item: int, by: int) -> int:
        """The row with counts that is ``by`` such rows on, or else the last that way."""
        counted = [at for at, row in enumerate(self.rows) if row.kind == "row"]
        return stepped(counted, item, by)

    def show_cursor(self) -> None:
        """Show the row of the cursor, and with the first what heads it."""
        super().show_cursor()
        first = self._counted(self.cursor - 1, -1) == self.cursor
        if first and self.top_of(self.cursor) < self.seen.height:
            self._scroll(0)

    def items(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def heights(self, width: int) -> list[int]:
        """Labels wrapped beside the cells; a heading has a blank line above it."""
        self._tell(width)
        self._wrapped = [
            wrap(
                row.label, 0, len(row.label), (self.grid.label if row.kind == "row" else width) - 4
            )
            for row in self.rows
        ]
        tall = [max(1, len(lines)) for lines in self._wrapped]
        return [
            lines + (1 if row.kind == "head" and at else 0)
            for at, (row, lines) in enumerate(zip(self.rows, tall, strict=True))
        ]

    def _tell(self, width: int) -> None:
        """Find which columns are in sight, and which rows are told beside them."""
        columns = max((len(row.cells) for row in self.every), default=0)
        longest = max((len(row.label) + 4 for row in self.every if row.kind == "row"), default=0)
        label = max(_LABEL, min(longest, _LONG_LABEL))
        self.grid = beside_labels(width, max(1, columns), self.column, label)
        found = told(self.every, self.grid.seen)
        self.rows, self._places = [one.row for one in found], [one.place for one in found]

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of a row."""
        row, wrapped = self.rows[item], self._wrapped[item]
        if row.kind == "head" and item:
            line -= 1
        words = ""
        if 0 <= line < len(wrapped):
            words = row.label[wrapped[line].start : wrapped[line].end]
        alive = here and self.has_focus
        mark = ("▌" if here and line >= 0 else " ", self.ink("accent" if alive else "faint"))
        ground = self.ink("ground")
        if row.kind != "row":
            role = "head" if row.kind == "head" else "dim"
            return strip([mark, (f" {words}", self.ink(role))], width, ground)
        # Few cells change with a step: the first line of the label, and the count chosen.
        under = ground + self.ink("here") if alive and line == 0 else ground
        label = f"   {pad(words, self.grid.label - 4)}"
        ink = self.ink("strong" if here else "text")
        return strip([mark, (label, under + ink), *self._cells(row, line, here)], width, ground)

    def _cells(self, row: Row, line: int, here: bool) -> list[Run]:
        runs: list[Run] = []
        for place in self.grid.seen:
            cell = row.cells[place] if place < len(row.cells) else None
            room = self.grid.each - 4
            words = "" if line else cell.fitted(room) if cell else "·"
            role = "text" if cell and cell.spans else "dim" if cell else "faint"
            chosen = here and line == 0 and place == self.column
            gap = " " * (self.grid.each - cell_len(words) - 3)
            ink = self.ink(role) + self.ink("name_here") if chosen else self.ink(role)
            runs += [(gap, self.ink("text")), (f" {words} ", ink), (" ", self.ink("text"))]
        return runs
