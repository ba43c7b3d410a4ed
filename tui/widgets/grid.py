"""Where the columns of a comparison stand, and what heads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from index import Column
from tui.drawing import Run, pad, strip
from tui.phrases import NO_OUTLET, count, implied_days, percent, stated_day
from tui.theme import inks

_MEASURE = 84
_LONG = 40
MOST = 4
"""So many columns are laid side by side at most."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A label column, then columns ``first`` to ``first + shown``, each ``each`` cells wide."""

    label: int
    each: int
    first: int
    shown: int

    @property
    def seen(self) -> range:
        """The columns that are drawn."""
        return range(self.first, self.first + self.shown)


def side_by_side(width: int, columns: int, at: int, narrow: bool) -> Grid:
    """Texts side by side, as many as stay readable, so that column ``at`` is among them."""
    shown = 1 if narrow else max(1, min(columns, MOST, width // 34))
    each = width // shown if shown > 1 or narrow else min(width, _MEASURE)
    return Grid(0, each, _first(columns, shown, at), shown)


def beside_labels(width: int, columns: int, at: int, label: int) -> Grid:
    """Counts beside labels that want ``label`` cells, so that column ``at`` is among them."""
    least = 16 if width >= 80 else 13
    label = min(label, width // 2 if label > _LONG else width // 3)
    label = max(16, min(label, width - least * min(columns, MOST)))
    shown = max(1, min(columns, (width - label) // least))
    each = min(30, (width - label) // shown)
    return Grid(width - each * shown if label > width // 3 else label, each,
                _first(columns, shown, at), shown)  # fmt: skip


def _first(columns: int, shown: int, at: int) -> int:
    return max(0, min(at - shown // 2, columns - shown))


class Heads(Widget):
    """What heads the columns: outlet and credit, dates, words and how many are quoted."""

    DEFAULT_CSS = "Heads { height: 4; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns: Sequence[Column] = ()
        self.grid = Grid(0, 1, 0, 0)
        self.at = 0
        self.right = False

    def show(self, columns: Sequence[Column], grid: Grid, at: int, right: bool) -> None:
        """Head ``columns`` as they stand in ``grid``; ``right`` aligns them with counts."""
        self.columns, self.grid, self.at, self.right = columns, grid, at, right
        self.refresh()

    def on_mount(self) -> None:
        """Redraw in the new colors whenever the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refresh())

    def render_line(self, y: int) -> Strip:
        """One of the four lines."""
        ink = inks(self.app.theme)
        runs: list[Run] = [(" " * self.grid.label, ink["text"])]
        for place in self.grid.seen:
            if place < len(self.columns):
                said, role = self._said(self.columns[place], y, place == self.at)
                each = self.grid.each
                words = next((one for one in said if cell_len(one) <= each - 2), said[-1])
                words = pad(words, each - 2, self.right)
                runs.append((f"{words}  " if self.right else f"  {words}", ink[role]))
        return strip(runs if y < 4 else [], self.size.width, ink["ground"])

    def _said(self, column: Column, y: int, here: bool) -> tuple[tuple[str, ...], str]:
        """A line in a long and a short form, and its role."""
        if y == 0:
            short = column.heading.replace(NO_OUTLET, "?").replace("text ", "")
            return (column.heading, short), "head" if here else "title"
        if y == 1:
            said = stated_day(column.dates)
            short = said.replace(" stated", "", 1)
            return (said, short), "warn" if column.dates.conflict else "dim"
        if y == 2:
            said = implied_days(column.dates)
            short = said.removesuffix(" by content")
            return (said, f"~{short}" if short != said else said), "dim"
        words, quoted = count(column.words, "word"), percent(column.quoted_words, column.words)
        return (f"{words} · {quoted} quoted", words), "dim"
