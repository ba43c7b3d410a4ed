"""Where the columns of a comparison stand, and what heads them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from index import Column
from index.dataclass import dataclass
from tui.day_forms import implied_days_in, stated_day_in
from tui.drawing import Run, pad, strip
from tui.phrases import NO_OUTLET, count, percent
from tui.theme import inks
from tui.widgets.joined import Joined, Joint
from tui.widgets.wrap import wrap

_MEASURE = 84
_LONG = 40
LEAST = 38
"""Cells a text needs at least beside others."""
_ROOMY = 30
"""Lines of the window from which on a head takes more than two."""
_WRAPS = 20
"""Lines of the window from which on a long name of an outlet takes several."""
FLAT = 10
"""Lower windows have one line for a head: rows need the rest."""
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

    @property
    def edges(self) -> list[int]:
        """In which cells the lines between columns of text stand."""
        return [self.label + self.each * at - 1 for at in range(1, self.shown)]


def side_by_side(width: int, columns: int, at: int, narrow: bool) -> Grid:
    """Texts side by side, as many as stay readable, so that column ``at`` is among them."""
    shown = 1 if narrow else max(1, min(columns, MOST, width // LEAST))
    each = width // shown if shown > 1 else min(width, _MEASURE)
    return Grid(0, each, _first(columns, shown, at), shown)


def beside_labels(width: int, columns: int, at: int, label: int) -> Grid:
    """Counts beside labels that want ``label`` cells, so that column ``at`` is among them."""
    least = 15 if width >= 80 else 13
    label = min(label, width // 2 if label > _LONG else width // 3)
    label = max(16, min(label, max(width - least * columns, _LONG)))
    label = min(label, max(16, width - least * min(columns, MOST)))
    shown = max(1, min(columns, (width - label) // least))
    each = min(30, (width - label) // shown)
    return Grid(width - each * shown if label > width // 3 else label, each,
                _first(columns, shown, at), shown)  # fmt: skip


def _first(columns: int, shown: int, at: int) -> int:
    return max(0, min(at - shown // 2, columns - shown))


class Heads(Joined, Widget):
    """What heads the columns: outlet and credit, dates, words and how many are quoted."""

    DEFAULT_CSS = "Heads { height: 4; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns: Sequence[Column] = ()
        self.grid = Grid(0, 1, 0, 0)
        self.at = 0
        self.right = False
        self.copies: Mapping[int, int] = {}
        self.starred: Collection[int] = ()
        self._low, self._told, self._names = False, True, 1

    def show(
        self,
        columns: Sequence[Column],
        grid: Grid,
        at: int,
        right: bool,
        copies: Mapping[int, int] | None = None,
        starred: Collection[int] = (),
    ) -> None:
        """Head ``columns`` as they stand in ``grid``; ``right`` aligns them with counts.

        ``copies`` counts the articles for which one column stands, where those are several;
        a star stands before the outlets of those ``starred``.
        """
        self.columns, self.grid, self.at, self.right = columns, grid, at, right
        self.copies, self.starred = copies or {}, starred
        self._low = self.app.size.height < _ROOMY
        most = 1 if self.app.size.height < _WRAPS else 2 if self._low else 3
        self._names = min(most, max((len(self._wrapped(one)) for one in columns), default=1))
        self._told = any(implied_days_in(column.dates)[0] for column in columns)
        few = 1 if self.app.size.height < FLAT else 2
        lines = few if self._low else 4 if self._told else 3
        self.styles.height = lines + self._names
        self.refresh()

    def on_mount(self) -> None:
        """Redraw in the new colors whenever the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refresh())

    def joints(self) -> Iterator[Joint]:
        """Where the lines between columns of text cross the one below."""
        below = self.outer_size.height - 1
        return iter([] if self.right else [(edge, below, "┼") for edge in self.grid.edges])

    def render_line(self, y: int) -> Strip:
        """One of the lines: up to four, two where the window is low."""
        ink = inks(self.app.theme)
        runs: list[Run] = [(" " * self.grid.label, ink["text"])]
        for at, place in enumerate(self.grid.seen):
            if place < len(self.columns):
                column, here = self.columns[place], place == self.at
                lines = self._few(column, here) if self._low else self._all(column, here)
                said, role = lines[y] if y < len(lines) else (("",), "dim")
                runs += self._cell(said, ink[role], at)
        return strip(runs, self.size.width, ink["ground"])

    def _cell(self, said: Sequence[str], role: Style, at: int) -> list[Run]:
        """A line of one column, in the longest form that fits."""
        each, ink = self.grid.each, inks(self.app.theme)
        if self.right:
            words = next((one for one in said if cell_len(one) <= each - 2), said[-1])
            return [(f"{pad(words, each - 2, True)}  ", role)]
        last = at == self.grid.shown - 1
        room = each - 2 - (not last)
        words = next((one for one in said if cell_len(one) <= room), said[-1])
        edge = [] if last else [("│", ink["rule"])]
        return [(f"  {pad(words, room)}", role), *edge]

    def _all(self, column: Column, here: bool) -> list[tuple[tuple[str, ...], str]]:
        """Outlet; stated date; what the content proves; words. Long and short forms, a role."""
        implied = [(implied_days_in(column.dates), "dim")] if self._told else []
        return [
            *self._named(column, here),
            (stated_day_in(column.dates), "warn" if column.dates.conflict else "dim"),
            *implied,
            (self._length(column), "dim"),
        ]

    def _few(self, column: Column, here: bool) -> list[tuple[tuple[str, ...], str]]:
        """Outlet; the days and the words."""
        stated, implied = stated_day_in(column.dates)[1:], implied_days_in(column.dates)[1:]
        told = stated if column.dates.stated or not any(implied) else implied
        day = f"{stated[0]} {(implied or [''])[0]}".strip() if column.dates.stated else told[0]
        words = self._length(column)
        forms = (f"{day} · {words[0]}", f"{day} · {words[-1]}", day, *told)
        return [
            *self._named(column, here),
            (forms, "warn" if column.dates.conflict else "dim"),
        ]

    def _length(self, column: Column) -> tuple[str, ...]:
        words, quoted = count(column.words, "word"), percent(column.quoted_words, column.words)
        copies = self.copies.get(column.article, 1)
        told = f" · same text at {copies}" if copies > 1 else ""
        return f"{words} · {quoted} quoted{told}", f"{words}{told}", words

    def _named(self, column: Column, here: bool) -> list[tuple[tuple[str, ...], str]]:
        """The outlet, over as many lines as that of any column takes, the last of them cut."""
        role, lines, whole = "head" if here else "title", self._wrapped(column), self._names
        if whole <= 1:
            return [(self._outlet(column), role)]
        told = [*lines, *[""] * whole][:whole]
        told[-1] += "…" if len(lines) > whole else ""
        return [((words,), role) for words in told]

    def _wrapped(self, column: Column) -> list[str]:
        """The outlet on lines of the width of a column; on one where a short form of it fits."""
        forms, room = self._outlet(column), max(1, self.grid.each - 2 - (not self.right))
        name = next((form for form in forms if cell_len(form) <= room), forms[0])
        return [name[one.start : one.end] for one in wrap(name, 0, len(name), room)]

    def _outlet(self, column: Column) -> tuple[str, ...]:
        star = "★ " if column.article in self.starred else ""
        short = column.heading.replace(NO_OUTLET, "?").replace("text ", "")
        return f"{star}{column.heading}", f"{star}{short}"
