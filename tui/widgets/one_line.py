"""Single lines of chrome: the top line, tabs, the status line, the progress line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from index.reports import Progress
from index.text import clean_line
from tui.actions import Action
from tui.drawing import Run, cut, spread, strip
from tui.key_words import keys_shown
from tui.phrases import count
from tui.tab_row import tab_row
from tui.theme import inks
from tui.widgets.still import Still

Piece = tuple[str, str]
"""Words and the role whose style they are drawn in."""


class OneLine(Still, Widget):
    """A line with something at its left and at its right.

    Where there is no room for both the left is cut, or with ``keeps_left`` the right left out, its
    last part last; then the first piece gives way, as a headline does to the figures behind it.
    """

    DEFAULT_CSS = "OneLine { height: 1; width: 1fr; }"

    def __init__(
        self, *, id: str | None = None, ground: str = "ground", keeps_left: bool = False
    ) -> None:
        super().__init__(id=id)
        self.ground, self.keeps_left = ground, keeps_left
        self.left: Sequence[Piece] = ()
        self.right: Sequence[Piece] = ()

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """Draw these words, if they are not there already."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def on_mount(self) -> None:
        """Redraw in the new colors whenever the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refresh())

    def render_line(self, y: int) -> Strip:
        """The line."""
        ink = inks(self.app.theme)
        left = [(words, ink[role]) for words, role in self.left]
        right = [(words, ink[role]) for words, role in self.right]
        width = self.outer_size.width
        if self.keeps_left and _filled([*left, *right]) > width:
            right = _last_said(right)
        if self.keeps_left and _filled([*left, *right]) > width:
            right, left = [], _first_cut(left, width - 1)
        return strip([] if y else spread(left, right, width), width, ink[self.ground])


def _filled(pieces: Sequence[Run]) -> int:
    return sum(cell_len(words) for words, _ in pieces)


def _last_said(pieces: list[Run]) -> list[Run]:
    """Of what stands at the right, set apart by wide gaps, the last: the way back."""
    return [(f"{words.rstrip().rpartition(_APART)[2]} ", ink) for words, ink in pieces[-1:]]


_APART = "   "


def _first_cut(pieces: list[Run], width: int) -> list[Run]:
    """The pieces, of which the first is cut as far as needed and half of ``width`` allows; of the
    last, parts between dots are left out at its end where that does not do."""
    if len(pieces) < 2:
        return [(cut(words, width), ink) for words, ink in pieces]
    first, *between, (last, ink) = pieces
    taken = sum(cell_len(words) for words, _ in between)
    parts = last.split(_DOT)
    while parts and taken + cell_len(_DOT.join(parts)) > width - width // 2:
        parts.pop()
    last = _DOT.join(parts)
    room = max(width - taken - cell_len(last), width // 2)
    return [(cut(first[0], room), first[1]), *between, (last, ink)]


_DOT = " · "


class Tabs(OneLine):
    """Names of lists or lenses, the chosen one marked; a click chooses."""

    @dataclass
    class Chosen(Message):
        """The tab at ``place`` was clicked."""

        place: int

    def __init__(
        self, names: Sequence[str], *, id: str | None = None, numbered: bool = False
    ) -> None:
        super().__init__(id=id)
        self.names, self.numbered = names, numbered
        self.chosen = 0
        self._advice: Sequence[str] = ()

    def choose(self, place: int, right: Sequence[Piece] = (), advice: Sequence[str] = ()) -> None:
        """Mark the tab at ``place``; where not even that one fits beside it, ``right`` is left out.

        The first form of ``advice`` that there is room for stands behind the tabs.
        """
        self.chosen, self._advice = place, advice
        room = self.size.width - sum(cell_len(words) for words, _ in right)
        if cell_len(self.names[place]) + _TAB > room:
            right, room = (), self.size.width
        self.show(tab_row(self.names, place, max(2, room), advice, self.numbered), right)

    def on_resize(self) -> None:
        """Keep the chosen tab in sight."""
        self.choose(self.chosen, self.right, self._advice)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the pointer."""
        at = 0
        for words, _ in self.left:
            if at <= event.x < at + cell_len(words) and words.strip() in self.names:
                self.post_message(self.Chosen(self.names.index(words.strip())))
            at += cell_len(words)


_TAB = 4
"""Cells around the name of a tab, and one that is left behind it."""


class StatusLine(OneLine):
    """The most useful keys of where one is, a number that is being typed, and the position."""

    def tell(self, hints: Sequence[Action], position: str, number: str = "") -> None:
        """Show as many hints as fit, the last of them first of all, for it leads to the others;
        at the right ``number`` and ``position``, whose first parts give way to that one."""
        width = self.outer_size.width
        typed: list[Piece] = [(f"{number}   ", "strong")] if number else []
        position = _last_parts(clean_line(position), width - _took(hints[-1:]) - _EDGES)
        room = width - cell_len(position) - _EDGES - sum(len(words) for words, _ in typed)
        shown = list(hints[-1:])
        while len(shown) < len(hints) and _took([*hints[: len(shown)], hints[-1]]) <= room:
            shown = [*hints[: len(shown)], hints[-1]]
        pieces: list[Piece] = [(" ", "text")]
        for action in shown:
            pieces += [(_key(action), "accent"), (f" {action.label}   ", "dim")]
        self.show(pieces, [*typed, (f"{position} ", "dim")])


_NUMBERED = re.compile(r"^[a-z]+ (?=[\d,]+ of )")
_EDGES = 3
"""Cells before the first hint, between the last and the position, and behind that."""


def _key(action: Action) -> str:
    return keys_shown(action).split("  ")[0]


def _took(hints: Sequence[Action]) -> int:
    """Cells that hints take, with what is between them."""
    return sum(cell_len(_key(action)) + cell_len(action.label) + 4 for action in hints)


def _last_parts(position: str, room: int) -> str:
    """The last parts of a position, between dots, that fit into so many cells; one at least, if
    need be without the word that it begins with."""
    parts = position.split(_DOT)
    while len(parts) > 1 and cell_len(_DOT.join(parts)) > room:
        parts.pop(0)
    last = _DOT.join(parts)
    return last if cell_len(last) <= room else _NUMBERED.sub("", last)


_CELLS, _FEW_CELLS = 20, 8
_ROOMY, _NARROW = 100, 70
"""Narrower windows than the first have few cells of the bar, and of bytes and articles only
the articles told; narrower ones than the second have no bar."""


class ProgressLine(OneLine):
    """How far long work is; takes no room while there is none."""

    DEFAULT_CSS = "ProgressLine { display: none; }"

    def follow(self, progress: Progress | None, advice: str = "", left: str = "") -> None:
        """Show a step of the work and what time is ``left``, or nothing when it is over."""
        self.display = progress is not None
        if progress is None:
            return
        right = [(f" {advice} ", "faint")] if advice else []
        self.show(
            [(f" {clean_line(progress.stage, 60)} ", "dim"), *self._far(progress, left)], right
        )

    def _far(self, progress: Progress, left: str) -> list[Piece]:
        articles = count(progress.articles, "article") if progress.articles else ""
        if not progress.total:
            return [(f"… {articles}", "dim")]
        share = min(1.0, progress.done / progress.total)
        width = self.app.size.width
        cells = _CELLS if width >= _ROOMY else _FEW_CELLS if width >= _NARROW else 0
        full = round(share * cells)
        amount = "" if articles and width < _ROOMY else self._amount(progress)
        told = " · ".join(filter(None, (amount, articles, left)))
        return [
            ("━" * full, "accent"),
            ("━" * (cells - full), "faint"),
            (f" {share:>4.0%}  {told}", "dim"),
        ]

    def _amount(self, progress: Progress) -> str:
        if progress.unit != "bytes":
            return f"{progress.done:,} of {count(progress.total, progress.unit.removesuffix('s'))}"
        unit, per = ("MB", 1e6) if progress.total >= 100_000 else ("kB", 1e3)
        return f"{progress.done / per:,.1f} of {progress.total / per:,.1f} {unit}"
