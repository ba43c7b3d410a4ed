"""How large the panes of the library are: as usual, or as the reader made them."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, replace
from typing import Literal

from index import Library, RashomonError
from index.dataclass import dataclass

Pane = Literal["list", "beside", "below"]
"""The list, in columns with the line at its edge; the names of a text, in columns where they
stand beside it and in rows where they stand below it."""
BESIDE, WIDE = 80, 160
"""Columns of a window from which on the text stands beside the list, and the names beside it."""
STEP: dict[Pane, int] = {"list": 4, "beside": 4, "below": 1}
"""Cells by which a key makes a pane larger or smaller."""
_LEAST: dict[Pane, int] = {"list": 24, "beside": 20, "below": 3}
_TEXT, _TEXT_ROWS, _AROUND = 40, 6, 6
"""Columns and rows that are left to a text, and rows of the screen around the panes."""
_KEY = "pane sizes"
_NAMES = 34
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Sizes:
    """The size the reader gave to each pane, None for the usual one."""

    list: int | None = None
    beside: int | None = None
    below: int | None = None

    @classmethod
    def load(cls, library: Library) -> Sizes:
        """Those kept in ``library``; the usual ones where none are kept or they are spoilt."""
        with contextlib.suppress(RashomonError, ValueError, TypeError, RecursionError):
            kept = cls(**json.loads(library.recall(_KEY) or "{}"))
            given = [size for size in asdict(kept).values() if size is not None]
            if all(type(size) is int and 0 < size < _MOST for size in given):
                return kept
        return cls()

    def save(self, library: Library) -> None:
        """Keep them. Raises LibraryError."""
        library.remember(_KEY, json.dumps(asdict(self)))

    def of(self, pane: Pane, columns: int, rows: int) -> int:
        """Cells of a pane in a window of ``columns`` and ``rows``: within what leaves a text."""
        usual = {"list": usual_list(columns), "beside": _NAMES, "below": 6}[pane]
        chosen: int | None = getattr(self, pane)
        if chosen is None:
            return usual
        names = (self.beside or _NAMES) if columns >= WIDE else 0
        other = {"list": names, "beside": self.list or usual_list(columns), "below": 0}[pane]
        room = rows - _AROUND - _TEXT_ROWS if pane == "below" else columns - other - _TEXT
        return max(_LEAST[pane], min(chosen, room))

    def resized(self, pane: Pane, steps: int, columns: int, rows: int) -> Sizes:
        """With a pane so many steps larger, or smaller, than it is in such a window."""
        wanted = max(1, self.of(pane, columns, rows) + steps * STEP[pane])
        fits = replace(self, **{pane: wanted}).of(pane, columns, rows)
        return replace(self, **{pane: fits})


def usual_list(columns: int) -> int:
    """Columns of the list with its line in a window of ``columns``, where it is not alone."""
    return 46 if columns >= WIDE else max(32, min(columns * 38 // 100, 50))
