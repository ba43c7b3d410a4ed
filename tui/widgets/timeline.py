"""Who published when: the texts of an event as dots on one line, from its first day to its last."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from index.article import ArticleLine
from tui.drawing import Run, spread, strip
from tui.phrases import NO_OUTLET, day, when
from tui.theme import inks

_LEAST = 8


@dataclass(frozen=True, slots=True)
class Dots:
    """Where texts stand on a line: how many in each cell, and the cell of each text."""

    counts: tuple[int, ...]
    places: tuple[int | None, ...]


def dots(days: Sequence[datetime.date | None], width: int) -> Dots:
    """The days on ``width`` cells, in proportion; None where the day is unknown."""
    known = [one.toordinal() for one in days if one is not None]
    width = max(1, width)
    counts = [0] * width
    if not known:
        return Dots(tuple(counts), (None,) * len(days))
    first, whole = min(known), max(max(known) - min(known), 1)
    places = tuple(
        None if one is None else (one.toordinal() - first) * (width - 1) // whole for one in days
    )
    for place in places:
        if place is not None:
            counts[place] += 1
    return Dots(tuple(counts), places)


class Timeline(Widget):
    """The texts of a comparison in time; the one in front is marked and named."""

    DEFAULT_CSS = "Timeline { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: Sequence[ArticleLine] = ()
        self.at = 0

    def show(self, lines: Sequence[ArticleLine], at: int) -> None:
        """Draw these texts, the one at place ``at`` marked."""
        self.lines, self.at = lines, at
        self.display = len({line.day for line in lines if line.day}) > 1
        self.refresh()

    def on_mount(self) -> None:
        """Redraw in the new colors whenever the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refresh())

    def render_line(self, y: int) -> Strip:
        """First day, dots, last day, and who stands in front."""
        ink, width = inks(self.app.theme), self.size.width
        known = [line.day for line in self.lines if line.day]
        if y or not known:
            return strip([], width, ink["ground"])
        begin, end = f"  {self._named(min(known))} ", f" {self._named(max(known))}   "
        here = self.lines[self.at] if self.at < len(self.lines) else None
        told = f"{here.outlet or NO_OUTLET} {when(here)}  " if here else ""
        room = width - cell_len(begin) - cell_len(end) - cell_len(told) - 1
        if room < _LEAST:
            told = ""
            room = width - cell_len(begin) - cell_len(end) - 1
        if room < _LEAST:
            begin, end, room = "  ", "  ", width - 5
        runs: list[Run] = [(begin, ink["dim"]), *self._dots(min(room, 60)), (end, ink["dim"])]
        return strip(spread(runs, [(told, ink["dim"])], width), width, ink["ground"])

    def _named(self, date: datetime.date) -> str:
        """A day at an end of the line, ``~`` where only the content tells it."""
        stated = any(line.day == date and line.day_basis == "stated" for line in self.lines)
        return day(date) if stated else f"~{day(date)}"

    def _dots(self, room: int) -> list[Run]:
        ink = inks(self.app.theme)
        found = dots([line.day for line in self.lines], room)
        here = found.places[self.at] if self.at < len(found.places) else None
        stated = {
            place
            for place, line in zip(found.places, self.lines, strict=True)
            if line.day_basis == "stated"
        }
        return [
            (
                _mark(number, at in stated),
                ink["head" if at == here else "text" if number else "rule"],
            )
            for at, number in enumerate(found.counts)
        ]


def _mark(number: int, stated: bool) -> str:
    """None, one (hollow where only its content tells the day), so many, or too many to say."""
    if number < 2:
        return "─" if not number else "●" if stated else "○"
    return str(number) if number < 10 else "+"
