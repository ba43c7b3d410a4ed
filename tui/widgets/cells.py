"""What a table of a comparison is made of: rows with a label, and a cell for each text."""

from __future__ import annotations

from rich.cells import cell_len

from index import Span
from index.dataclass import dataclass
from tui.drawing import cut

_BAR, _BESIDE_BAR = 8, 11
"""Cells of the longest bar, and those kept beside it for a share and a number."""
_READABLE = 10
"""Cells from which on a note that is cut still says something."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, and the spans of its article that it counts.

    Where there is not room for both, ``note`` is cut, or with little room left out, and ``text``
    stays. ``bar``, from 0 to 1, is drawn before the note, as long as the room for it is in all
    cells alike.
    """

    text: str
    article: int
    spans: tuple[Span, ...]
    note: str = ""
    bar: float = 0.0

    def fitted(self, width: int) -> str:
        """Bar, note and text in at most ``width`` cells."""
        room = width - cell_len(self.text) - 2
        told = " ".join(filter(None, (self._bar(width), self.note)))
        shown = told and (cell_len(told) <= room or room >= _READABLE)
        note = f"{cut(told, room)}  " if shown else ""
        return cut(f"{note}{self.text}", width)

    def _bar(self, width: int) -> str:
        most = min(_BAR, width - _BESIDE_BAR)
        return "▪" * max(1, round(most * self.bar)) if self.bar and most > 1 else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A label and a cell for each column; ``kind`` is "row", "head" or "note"."""

    label: str
    cells: tuple[Cell | None, ...]
    kind: str = "row"
