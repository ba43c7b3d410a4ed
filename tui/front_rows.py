"""What the first picture shows: the rows of the screen that will come, as terminals draw them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from index.dataclass import dataclass
from index.errors import RashomonError
from index.text import clean_line
from tui.glyphs import spelled
from tui.key_words import keys_of
from tui.list_rows import EVENT_LINES, ROOMY, Piece, Sides, event_rows
from tui.look import Look
from tui.pane_sizes import BESIDE, Sizes
from tui.phrases import count
from tui.runs import Run, spread
from tui.tab_row import tab_row
from tui.theme import first_theme, inks, on_ground

if TYPE_CHECKING:
    from index import Library
    from index.article import Event

Rows = list[str]
"""Each row as it is written: words and changes of look, without a move of the cursor."""
TABS = ("events", "articles", "names")
_FIELDS = ("or outlet:name person:name since:2023-07", "or outlet:name since:2023-07")
WANTED = {
    "events": (*(f"words of an event, {fields}" for fields in _FIELDS), "words of an event"),
    "articles": (*(f"words, {fields}" for fields in _FIELDS), "words of an article"),
    "names": ("the beginning of a name", "beginning of a name"),
}
"""What may be typed into the query line above each list, in ever fewer words."""
_BEFORE_QUERY = 4
"""Cells of the query line that no hint stands in."""
_WALK = ("library.prior_list", "library.next_list")
_LEAST_COLUMNS, _LEAST_ROWS = 30, 8


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand on a screen of that size: as the style sheet says it."""

    columns: int
    rows: int
    sizes: Sizes = Sizes()

    @property
    def listed(self) -> int:
        """Columns of the list, without the line beside it."""
        if self.columns < BESIDE:
            return self.columns
        return self.sizes.of("list", self.columns, self.rows) - 1

    @property
    def ruled(self) -> bool:
        """Whether a line is drawn under the query."""
        return self.rows >= 30

    @property
    def head(self) -> int:
        """Rows above the list."""
        return 5 if self.rows >= 30 else 3

    @property
    def seen(self) -> int:
        """Rows of the list: below it the keys, and in a high window who has no article."""
        return self.rows - self.head - (2 if self.rows >= 30 else 1)


class Pen:
    """Turns words and roles into what a terminal draws in the colors of a theme."""

    def __init__(self, theme: str, encoding: str, environ: Mapping[str, str]) -> None:
        self._inks, self._encoding = inks(theme), encoding
        self._system = _color_system(environ)

    def ink(self, role: str) -> Style:
        """The style of a role."""
        return self._inks[role]

    def line(self, left: Sequence[Piece], right: Sequence[Piece], width: int, ground: Style) -> str:
        """One line: words at its left and at its right on ``ground``."""
        runs = spread(self._runs(left), self._runs(right), width)
        filled = sum(cell_len(words) for words, _ in runs)
        runs.append((" " * (width - filled), Style.null()))
        return "".join(self._drawn(words, ground + style) for words, style in runs if words)

    def _runs(self, pieces: Sequence[Piece]) -> list[Run]:
        return [(words, self.ink(role)) for words, role in pieces]

    def _drawn(self, words: str, style: Style) -> str:
        if self._encoding != "utf-8":
            words = spelled(words, self._encoding)
        return style.render(words, color_system=self._system)


def waiting_rows(look: Look, environ: Mapping[str, str], columns: int, rows: int) -> Rows:
    """Title, and a word on what takes its time; nothing where there is little room."""
    if columns < _LEAST_COLUMNS or rows < _LEAST_ROWS:
        return []
    pen = Pen(on_ground(look.theme, look.light), look.encoding, environ)
    said: Sides = [(" reading the five articles that come with the program …", "dim")], []
    return _rows(Frame(columns, rows), pen, ([(" rashomon", "head")], []), None, [([], []), said])


def first_rows(
    library: Library, look: Look, environ: Mapping[str, str], columns: int, rows: int
) -> tuple[Rows, bool]:
    """Title and counts, tabs, and the list that the screen will open with, if that is quick:
    whether it is there. Of a search that goes on its words are shown, its list comes later."""
    frame = Frame(columns, rows, Sizes.load(library))
    if columns < _LEAST_COLUMNS or rows < _LEAST_ROWS:
        return [], False
    from tui.screens.place import Place

    theme = on_ground(first_theme(library, look), look.light)
    pen = Pen(theme, look.encoding, environ)
    place = Place.load(library)
    tab = place.tab if place.tab in TABS else "events"
    try:
        counts = library.counts()
        asked = clean_line(place.query) if place.article is not None and tab != "names" else ""
        listed = ([], range(0)) if asked else _listed(library, frame, place.article, tab)
    except RashomonError:
        return [], False
    sample = [("   sample library", "dim")] if library.is_sample else []
    held = [
        count(counts.articles, "article"),
        count(counts.outlets, "outlet"),
        count(counts.events, "event"),
    ]
    title: Sides = [(" rashomon", "head"), *sample], [(f"{' · '.join(held)} ", "faint")]
    return _rows(frame, pen, title, tab, *listed, asked), bool(listed[0])


def _listed(
    library: Library, frame: Frame, shown: int | None, tab: str
) -> tuple[list[Sides], range]:
    """The rows of the list as far as they are seen, and those of the item one is on.

    Nothing where telling them takes long: in another order, or far from the top.
    """
    if tab == "events" and library.recall("events order") != "largest":
        found = library.events(frame.seen)
        at = next((n for n, event in enumerate(found) if shown in event.articles), 0)
        if shown is None or any(shown in event.articles for event in found):
            return _events(found, at, frame)
    return [], range(0)


def _events(events: Sequence[Event], at: int, frame: Frame) -> tuple[list[Sides], range]:
    tall, width = EVENT_LINES, frame.listed
    rows = [
        row
        for number, event in enumerate(events)
        for row in event_rows(event, width - 3, number == at, width >= ROOMY)
    ]
    top = max(0, (at + 1) * tall - frame.seen) if at else 0
    here = range(at * tall - top, (at + 1) * tall - top)
    return rows[top : top + frame.seen], here


def _rows(
    frame: Frame,
    pen: Pen,
    title: Sides,
    tab: str | None,
    listed: Sequence[Sides],
    here: range = range(0),
    asked: str = "",
) -> Rows:
    """Every row of the screen; ``here`` are the rows of the list that one is on, ``asked`` is
    the search that goes on."""
    width, ground = frame.columns, pen.ink("ground")
    wanted = (asked, "text") if asked else (wanted_in(tab, width) if tab else "", "faint")
    rows = [pen.line(*title, width, pen.ink("bar"))]
    rows.append(pen.line([(" / ", "accent"), wanted], [], width, ground))
    if frame.ruled:
        rows.append(pen.line([(_rule(frame), "rule")], [], width, ground))
    empty: Sides = [], []
    lists = [_tabs(tab, frame.listed), *[empty] * (frame.head - len(rows) - 1)]
    above = len(lists)
    lists += [*listed, *[empty] * frame.seen]
    for number, sides in enumerate(lists[: frame.rows - len(rows) - 1]):
        rows.append(_row(frame, pen, sides, number >= above, number - above in here))
    return [*rows, pen.line([], [], width, pen.ink("bar"))]


def wanted_in(tab: str, columns: int) -> str:
    """What may be typed above a list, in as many words as a window has room for."""
    forms = WANTED[tab]
    return next((one for one in forms if len(one) <= columns - _BEFORE_QUERY), forms[-1])


def _rule(frame: Frame) -> str:
    """The line under the query; the one beside the list hangs from it."""
    if frame.listed == frame.columns:
        return "─" * frame.columns
    return f"{'─' * frame.listed}┬".ljust(frame.columns, "─")


def walked_by() -> tuple[str, ...]:
    """The keys that walk from one list to the next, told behind their names: ``h l lists``."""
    keys = [keys_of(id) for id in _WALK]
    said = " ".join(one[0] for one in keys) if all(keys) else ""
    return (f"{said} lists", said) if said else ()


def _tabs(tab: str | None, width: int) -> Sides:
    if not tab:
        return [], []
    return tab_row([name.capitalize() for name in TABS], TABS.index(tab), width, walked_by()), []


def _row(frame: Frame, pen: Pen, sides: Sides, item: bool, here: bool) -> str:
    """A row of the list, the line beside it and the empty ground of the text."""
    ground = pen.ink("ground")
    own = ground + pen.ink("here") if here else ground
    mark: list[Piece] = [("▌" if here else " ", "accent" if here else "faint")] if item else []
    left, right = sides
    if right or item:
        drawn = pen.line(mark, [], 1, own) + pen.line(left, right, frame.listed - 2, own)
        drawn += pen.line([], [], 1, own)
    else:
        drawn = pen.line(left, [], frame.listed, ground)
    if frame.listed == frame.columns:
        return drawn
    rest = frame.columns - frame.listed - 1
    return drawn + pen.line([("│", "rule")], [], 1, ground) + pen.line([], [], rest, ground)


def _color_system(environ: Mapping[str, str]) -> ColorSystem:
    """The colors in which the screens will be drawn, as Rich tells them."""
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ColorSystem.TRUECOLOR
    kind = environ.get("TERM", "").strip().lower().rpartition("-")[2]
    return ColorSystem.EIGHT_BIT if kind in ("256color", "kitty") else ColorSystem.STANDARD
