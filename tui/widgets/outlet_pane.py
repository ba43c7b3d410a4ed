"""An outlet's profile as lines, its figures beside those of others; the cursor walks figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual.strip import Strip

from tui.drawing import pad, strip
from tui.outlet_rows import OutletRow, RowKind
from tui.widgets.lines import LinePane, stepped
from tui.widgets.wrap import wrap

_LABEL, _CELL = 44, 20
_LEAST, _FEWEST, _NARROW = 9, 7, 40
"""Cells of a figure at least, and in a pane narrower than the last."""


class OutletPane(LinePane):
    """Heads, notes and figures; a figure opens the sentences behind it."""

    EMPTY = "one moment …"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all: Sequence[OutletRow] = ()
        self.rows: list[OutletRow] = []
        self._whole: list[OutletRow] = []
        """Of each line what it is of."""

    def show(self, rows: Sequence[OutletRow]) -> None:
        """Show these lines, the cursor on the first figure, or on the one it was on."""
        before = self.chosen()
        self._all = rows
        self.restock(0)
        was = (before.part, before.key, before.label) if before else None
        same = (
            at
            for at, row in enumerate(self._whole)
            if self.rows[at].kind == "figure" and (row.part, row.key, row.label) == was
        )
        self.put_cursor(next(same, self._walked(0, 1)))
        if before is None:
            self.scroll_to(y=0, animate=False)

    def lay_out(self, width: int) -> None:
        """Wrap heads, notes, and what figures are about where it does not fit before them."""
        self.rows, self._whole = [], []
        for row in self._all:
            if row.kind == "head" and self.rows:
                self._lay(OutletRow("note", ""), row)
            if row.kind == "figure" and len(row.label) < columns(width)[0]:
                self._lay(row, row)
                continue
            parts = wrap(row.label, 0, len(row.label), max(8, width - 4))
            kind: RowKind = "words" if row.kind == "figure" else row.kind
            for part in parts:
                self._lay(replace(row, kind=kind, label=row.label[part.start : part.end]), row)
            if row.kind == "figure":
                self._lay(replace(row, label=""), row)

    def _lay(self, line: OutletRow, of: OutletRow) -> None:
        self.rows.append(line)
        self._whole.append(of)

    def items(self) -> int:
        """How many lines there are."""
        return len(self.rows)

    def chosen(self) -> OutletRow | None:
        """The figure under the cursor."""
        here = self.cursor < len(self.rows) and self.rows[self.cursor].kind == "figure"
        return self._whole[self.cursor] if here else None

    def _walked(self, at: int, by: int) -> int:
        places = range(at, len(self.rows) if by > 0 else -1, 1 if by > 0 else -1)
        return next((place for place in places if self.rows[place].kind == "figure"), self.cursor)

    def _step(self, by: int) -> None:
        walked = [at for at, row in enumerate(self.rows) if row.kind == "figure"]
        self.move_to(stepped(walked, self.cursor, by))
        if self._walked(self.cursor - 1, -1) == self.cursor:  # what stands above the first, too
            self._scroll(max(0, self._below() - self.seen.height))

    def show_cursor(self) -> None:
        """Bring what the figure is about into sight, too, where that stands above it."""
        super().show_cursor()
        if not self._whole or not self.seen.height:
            return
        first, of = self.cursor, self._whole[self.cursor]
        while first and self._whole[first - 1] is of:
            first -= 1
        if self.top_of(first) < self.scroll_offset.y:
            self._scroll(max(self.top_of(first), self._below() - self.seen.height))

    def _below(self) -> int:
        """The line under the one the cursor is on."""
        return self.top_of(self.cursor) + self.height_of(self.cursor)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line."""
        row = self.rows[item]
        alive = here and self.has_focus
        ground = self.ink("ground") + self.ink("here") if alive else self.ink("ground")
        if row.kind != "figure":
            indent, role = (" ", "head") if row.kind == "head" else ("   ", "dim")
            role = "text" if row.kind == "words" else role
            return strip([(indent, ground), (row.label, self.ink(role))], width, ground)
        label, cell = columns(width)
        mark = ("▌" if here else " ", self.ink("accent" if alive else "faint"))
        clear = self.ink("strong" if row.mark else "text")
        return strip(
            [mark, ("  ", ground), (pad(row.label, label), clear),
             (pad(row.here, cell, right=True), clear), (pad(row.there, cell, right=True), clear),
             (f" {row.mark}", self.ink("accent"))],
            width, ground,
        )  # fmt: skip


def columns(width: int) -> tuple[int, int]:
    """Cells of the label and of each figure, in a line of ``width`` cells."""
    cell = max(_LEAST if width >= _NARROW else _FEWEST, min(_CELL, (width - 6) // 4))
    return max(4, min(_LABEL, width - 6 - 2 * cell)), cell


def heading(here: str, there: str, width: int) -> str:
    """What stands above the two columns of figures."""
    label, cell = columns(width)
    named = (here, "this one", "it"), (there, there.removeprefix("the "))
    fit = (next((one for one in forms if cell_len(one) < cell), forms[-1]) for forms in named)
    names = [pad(name, cell - 1, right=True) for name in fit]
    return " " * (label + 3) + " " + " ".join(names)
