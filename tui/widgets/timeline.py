"""Who published when: the texts of an event as marks on one line, from the first to the last."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from index.article import ArticleLine
from index.dataclass import dataclass
from tui.drawing import Run, spread, strip
from tui.phrases import NO_OUTLET, count, day
from tui.telling import Moments, at, said_first
from tui.theme import inks
from tui.widgets.grid import FLAT
from tui.widgets.still import Still

_FRONT = "●"
_LEAST = 8
_MOST = 60
_HOURS = 2
"""Days within which texts stand by the hour, where two or more tell theirs."""
_WEEKS = 70
"""Days from which on texts stand by the week."""
_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Dots:
    """Where texts stand on a line: how many in each cell, and the cell of each text."""

    counts: tuple[int, ...]
    places: tuple[int | None, ...]


def dots(times: Sequence[int | None], width: int) -> Dots:
    """Times, in any unit, on ``width`` cells in proportion; None where a time is unknown."""
    known = [one for one in times if one is not None]
    width = max(1, width)
    counts = [0] * width
    if not known:
        return Dots(tuple(counts), (None,) * len(times))
    first, whole = min(known), max(max(known) - min(known), 1)
    places = tuple(None if one is None else (one - first) * (width - 1) // whole for one in times)
    for place in places:
        if place is not None:
            counts[place] += 1
    return Dots(tuple(counts), places)


@dataclass(frozen=True, slots=True)
class Scale:
    """Texts in the unit that tells them apart: its name, the time of each, what its ends say."""

    unit: str
    times: tuple[int | None, ...]
    begin: str
    end: str

    @property
    def left_out(self) -> int:
        """How many texts have no place on it."""
        return sum(time is None for time in self.times)


def scale(lines: Sequence[ArticleLine], moments: Moments) -> Scale | None:
    """Hours for texts of a day or two that tell them, else days, else weeks; None without days."""
    days = [line.day for line in lines if line.day]
    hours = [moments[line.id] for line in lines if line.id in moments]
    if not days:
        return None
    if (max(days) - min(days)).days < _HOURS and len(set(hours)) > 1:
        times = tuple(_minutes(moments.get(line.id)) for line in lines)
        begin, end = min(hours), max(hours)
        same = begin.date() == end.date()
        until = f"{end:%H:%M}" if same else f"{day(end.date())} {end:%H:%M}"
        return Scale("hour", times, f"{day(begin.date())} {begin:%H:%M}", f"{until} UTC")
    ordinals = tuple(line.day.toordinal() if line.day else None for line in lines)
    begin_end = _named(lines, min(days)), _named(lines, max(days))
    if (max(days) - min(days)).days < _WEEKS:
        return Scale("day", ordinals, *begin_end)
    first = min(days).toordinal()
    weeks = tuple(None if one is None else (one - first) // 7 for one in ordinals)
    return Scale("week", weeks, *begin_end)


def _minutes(moment: datetime.datetime | None) -> int | None:
    if moment is None:
        return None
    return moment.date().toordinal() * _MINUTES + moment.hour * 60 + moment.minute


def _named(lines: Sequence[ArticleLine], date: datetime.date) -> str:
    """A day at an end of the line, ``~`` where only the content tells it."""
    stated = any(line.day == date and line.day_basis == "stated" for line in lines)
    return day(date) if stated else f"~{day(date)}"


class Timeline(Still, Widget):
    """The texts of a comparison in time; the one in front is marked and named.

    One text is ``○``, or ``~`` where only its content tells the day; more are their number;
    ``●`` is where the text in front stands. A sign each, so that it reads without color.
    """

    DEFAULT_CSS = "Timeline { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: Sequence[ArticleLine] = ()
        self.moments: Mapping[int, datetime.datetime] = {}
        self.at = 0
        self.scale: Scale | None = None

    def show(self, lines: Sequence[ArticleLine], at: int, moments: Moments | None = None) -> None:
        """Draw these texts, the one at place ``at`` marked."""
        self.lines, self.at, self.moments = lines, at, moments or {}
        self.scale = scale(lines, self.moments)
        times = self.scale.times if self.scale else ()
        several = len({time for time in times if time is not None}) > 1
        self.display = several and self.app.size.height >= FLAT
        self.refresh()

    def on_mount(self) -> None:
        """Redraw in the new colors whenever the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refresh())

    def render_line(self, y: int) -> Strip:
        """First day, marks, last day, who was first, and who stands in front."""
        ink, width = inks(self.app.theme), self.size.width
        if y or self.scale is None:
            return strip([], width, ink["ground"])
        begin, end = f"  {self.scale.begin} ", f" {self.scale.end}   "
        bare = width - cell_len(begin) - cell_len(end) - 1
        said = next((words for words in self._said() if bare - cell_len(words) >= _LEAST), "")
        room = bare - cell_len(said)
        if room < _LEAST:
            begin, end, room = "  ", "  ", width - 5
        marks = self._marks(self.scale, min(room, _MOST))
        runs: list[Run] = [(begin, ink["dim"]), *marks, (end, ink["dim"])]
        return strip(spread(runs, [(said, ink["dim"])], width), width, ink["ground"])

    def _said(self) -> Iterator[str]:
        """What is told at the right, from the most words to the fewest."""
        here = self.lines[self.at] if self.at < len(self.lines) else None
        front = f"{_FRONT} {here.outlet or NO_OUTLET} {at(here, self.moments)}" if here else ""
        first = said_first(self.lines, self.moments)
        rest = ""
        if self.scale and self.scale.left_out:
            unit = "hour" if self.scale.unit == "hour" else "day"
            rest = f"{count(self.scale.left_out, 'text')} without {unit}"
        for parts in ([first, rest, front], [first, front], [first], [front]):
            if any(parts):
                yield f"{' · '.join(filter(None, parts))}  "

    def _marks(self, scale: Scale, room: int) -> Iterator[Run]:
        """The line itself, runs of one look together."""
        ink, found = inks(self.app.theme), dots(scale.times, room)
        here = found.places[self.at] if self.at < len(found.places) else None
        stated = {
            place
            for place, line in zip(found.places, self.lines, strict=True)
            if line.day_basis == "stated"
        }
        looks = (
            (
                _FRONT if cell == here else _mark(number, cell in stated),
                "head" if cell == here else "text" if number else "rule",
            )
            for cell, number in enumerate(found.counts)
        )
        for role, cells in itertools.groupby(looks, key=lambda look: look[1]):
            yield "".join(mark for mark, _ in cells), ink[role]


def _mark(number: int, stated: bool) -> str:
    """None, one (``~`` where only its content tells the day), so many, or too many to say."""
    if number < 2:
        return "─" if not number else "○" if stated else "~"
    return str(number) if number < 10 else "+"
