"""The comparison: an event's texts side by side, seven lenses on them, every count opens."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget

from index import Library, NotFound, Progress, RashomonError
from index.text import clean_line
from tui.actions import Scope
from tui.key_words import worded
from tui.keys import bindings
from tui.phrases import count, days
from tui.runs import cut
from tui.screens.laying import Laid, lay, notes
from tui.screens.leading import Leading
from tui.screens.lenses import LENSES, table
from tui.screens.prompt import PromptScreen
from tui.screens.room import way_back
from tui.screens.whereabouts import Whereabouts
from tui.screens.wording_lens import words
from tui.standing import copies
from tui.widgets.columns import Columns
from tui.widgets.grid import Heads
from tui.widgets.lines import LinePane
from tui.widgets.one_line import OneLine, ProgressLine, Tabs
from tui.widgets.table import Row, Table
from tui.widgets.timeline import Timeline
from tui.work import cancelled, fetch

if TYPE_CHECKING:
    from index.framing import WordingSet

_BETWEEN = 0.1
"""Seconds between two drawings of progress."""
_NOTES = ("note-1", "note-2", "note-3")
_NOTE = 40
_ROOMY = 36
"""Lines from which on there is room for more than one note."""
_BACK = worded(" · {anywhere.undo} takes it back")


class CompareScreen(Leading):
    """Where one judges."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("comparison", "keeping", "correcting")
    BINDINGS = bindings("comparison")

    def __init__(self, library: Library, what: str | tuple[int, ...]) -> None:
        super().__init__()
        self.library, self.what = library, what
        self.at_lens = 0
        self.surely = False
        self._rows: dict[int, int] = {}
        self._drawn = 0.0

    def furnish(self) -> Iterable[Widget]:
        """Lenses, who published when, what heads the columns, the columns or a table."""
        yield Tabs(LENSES, id="lenses", numbered=True)
        yield Timeline(id="timeline")
        for name in _NOTES:
            yield OneLine(id=name, keeps_left=True)
        yield Heads(id="heads")
        yield Columns(id="columns")
        yield Table(id="table")
        yield ProgressLine(id="progress")

    def on_mount(self) -> None:
        """Fetch the comparison."""
        super().on_mount()
        self.head("‹ Comparison", "laying the texts side by side …", way_back())
        for name in ("table", "timeline", *_NOTES):
            self.query_one(f"#{name}").display = False
        self.renew()

    def renew(self) -> None:
        """Fetch the comparison as it is now."""
        library, what, include = self.library, self.what, self.standing.shown
        fetch(
            self,
            "compare",
            lambda: lay(library, what, include, self._progress, cancelled()),
            self._came,
            self._missing,
        )

    def _progress(self, progress: Progress) -> None:
        """Called in the worker's thread: pass on what is worth drawing."""
        now = monotonic()
        if now - self._drawn >= _BETWEEN:
            self._drawn = now
            self.app.call_later(self._draw_progress, progress)

    def _draw_progress(self, progress: Progress) -> None:
        if self.is_attached and self.laid is None:
            self.query_one(ProgressLine).follow(progress, worded("{anywhere.leave} leaves"))

    def _missing(self, error: RashomonError) -> None:
        """Leave where the event is no more: a correction may have merged it away."""
        if self.laid is None or not isinstance(error, NotFound):
            self.complain(error)
        self.vanish()

    def _came(self, laid: Laid) -> None:
        fresh, self.laid = self.laid is None, laid
        self.stand(laid)
        self.query_one(ProgressLine).follow(None)
        self._head(laid)
        self._tell_notes()
        self.query_one(Columns).show(self.stood, laid.articles, laid.marks, stay=not fresh)
        self.show_lens(0 if fresh else self.at_lens)

    def _head(self, laid: Laid) -> None:
        event, parts = laid.event, []
        if event and event.first and event.last:
            parts.append(days(event.first, event.last))
        if event:
            parts.append(count(len(event.outlets), "outlet"))
        parts.append(count(laid.comparison.independent_texts, "independent text"))
        self.head(f"‹ {laid.comparison.label}", " · ".join(parts), way_back())

    def _tell_notes(self) -> None:
        """Say what to know before comparing, as far as there is room."""
        if self.laid is None:
            return
        found = list(notes(self.laid))
        if self.standing.why:
            found.insert(0, (self.standing.why, worded("{comparison.texts} chooses others")))
        room = len(_NOTES) if self.size.height >= _ROOMY else 1
        for at, name in enumerate(_NOTES):
            line = self.query_one(f"#{name}", OneLine)
            line.display = at < min(room, len(found))
            if line.display:
                words, key = found[at]
                line.show([(f"  {words}", "dim")], [(f"{key}  ", "faint")] if key else [])

    def arranged(self) -> None:
        """Show the texts that stand in columns now, at the passage that was in front."""
        if self.laid is not None:
            column = min(self.pane.column, len(self.standing.shown) - 1)
            self.query_one(Columns).show(self.stood, self.laid.articles, self.laid.marks, stay=True)
            self._tell_notes()
            self.show_lens(self.at_lens)
            self.call_after_refresh(self._turn_to, column)

    @property
    def pane(self) -> Columns | Table:
        """What is in front."""
        return self.query_one(Table) if self.at_lens else self.query_one(Columns)

    def show_lens(self, lens: int) -> None:
        """Put a lens in front, at the row it was left on."""
        if self.laid is None:
            return
        column = self.pane.column
        pane = self.pane
        self._rows[self.at_lens] = pane.place if isinstance(pane, Table) else pane.cursor
        self.at_lens = lens
        columns, rows = self.query_one(Columns), self.query_one(Table)
        columns.display, rows.display = lens == 0, lens > 0
        if lens:
            rows.show(self._table(lens), column, self._rows.get(lens))
        self.pane.focus()
        self.call_after_refresh(self._turn_to, column)

    def _table(self, lens: int) -> list[Row]:
        assert self.laid is not None
        laid = self.laid
        if self.surely and LENSES[lens] == "Wording":
            return list(words(self.stood, significant=True))
        known = Whereabouts(laid.lines, laid.moments, laid.prominent)
        return table(self.stood, LENSES[lens], known)

    def _turn_to(self, column: int) -> None:
        """Put the cursor into a column, within those there are."""
        if self.laid is None:
            return
        self.pane.turn_to(max(0, min(column, len(self.standing.shown) - 1)))
        self.turned()
        self.tell_status()

    def turned(self) -> None:
        """Head the columns as they stand now."""
        if self.laid is None:
            return
        shown, pane, lens = self.standing.shown, self.pane, self.at_lens
        whole = len(self.laid.lines)
        seen = pane.grid.seen
        told = "‹ " if seen.start else ""
        told += f"{pane.column + 1} of {count(len(shown), 'text')} "
        told += f"· {whole:,} in all " if whole > len(shown) else ""
        told += "› " if seen.stop < len(shown) else ""
        self.query_one("#lenses", Tabs).choose(lens, [(told, "dim")])
        lines = [self.laid.lines[number] for number in shown if number in self.laid.lines]
        rest = [line for number, line in self.laid.lines.items() if number not in shown]
        self.query_one(Timeline).show([*lines, *rest], pane.column, self.laid.moments)
        stands_for = copies(self.laid.comparison, shown)
        self.query_one(Heads).show(
            self.stood.columns,
            pane.grid,
            pane.column,
            right=lens > 0,
            copies=stands_for,
            starred=[number for number, kept in self.laid.marks.items() if kept.starred],
        )

    def on_resize(self) -> None:
        """Head the columns anew once they took their new width."""
        super().on_resize()
        self._tell_notes()
        self.call_after_refresh(self.turned)

    def position(self) -> str:
        """Which row of how many."""
        if self.laid is None:
            return ""
        note = self.note_here()
        said = f"└ {cut(clean_line(note.words), _NOTE)} · " if note else ""
        return f"{said}row {self.pane.cursor + 1} of {self.pane.items()}"

    @on(LinePane.Moved)
    def _moved(self) -> None:
        self.tell_status()

    @on(Tabs.Chosen)
    def _tab_chosen(self, event: Tabs.Chosen) -> None:
        self.show_lens(event.place)

    def action_next_lens(self) -> None:
        """The next lens, or the one a number was typed for, from 1."""
        to = self.pane.typed()
        self.show_lens((self.at_lens + 1) % len(LENSES) if to is None else min(to, len(LENSES)) - 1)

    def action_prior_lens(self) -> None:
        """The lens before, or the one so many before."""
        self.show_lens((self.at_lens - self.pane.times()) % len(LENSES))

    def action_right(self) -> None:
        """One column to the right, or so many."""
        self._turn_to(self.pane.column + self.pane.times())

    def action_left(self) -> None:
        """One column to the left, or so many."""
        self._turn_to(self.pane.column - self.pane.times())

    def flip(self) -> None:
        """The same place in the next text, round and round."""
        if self.laid is not None:
            self._turn_to((self.pane.column + 1) % len(self.standing.shown))

    def action_surely(self) -> None:
        """Of words that mark one text only those that chance would hardly give, or all."""
        self.surely = not self.surely
        self.show_lens(LENSES.index("Wording"))

    def action_add_set(self) -> None:
        """Ask for a wording set, write it beside the library and count it at once."""
        if self.laid is not None:
            advice = "a name: then its forms, comma between (the levy: tax, duty)"
            self.app.push_screen(PromptScreen("Wording set of your own", advice), self._add_set)

    def _add_set(self, said: str | None) -> None:
        title, _, forms = (said or "").partition(":")
        if said:
            named = [form.strip() for form in forms.split(",") if form.strip()]
            fetch(
                self,
                "add set",
                lambda: self.library.wording.add(title, named),
                self._added,
                self.complain,
            )

    def _added(self, found: WordingSet) -> None:
        self.tell(f"{found.title}: your set is in wording.toml{_BACK}")
        self.at_lens = LENSES.index("Wording")
        self.renew()
