"""The comparison: an event's texts side by side, seven lenses on them, every count opens."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.widget import Widget

from index import Article, ArticleLine, Comparison, Event, Library, NotFound, RashomonError, Span
from tui.actions import Scope
from tui.keys import bindings
from tui.phrases import count, days
from tui.screens.behind import behind
from tui.screens.correcting import Correcting
from tui.screens.coverage import CoverageScreen
from tui.screens.families import families, open_copies
from tui.screens.lenses import LENSES, table
from tui.screens.places import SentencesScreen
from tui.screens.prompt import PromptScreen
from tui.screens.read import ReadScreen
from tui.screens.writing import name_for, write
from tui.telling import absent
from tui.widgets.columns import Columns
from tui.widgets.grid import Heads
from tui.widgets.lines import LinePane
from tui.widgets.one_line import OneLine, Tabs
from tui.widgets.table import Table
from tui.widgets.timeline import Timeline
from tui.work import fetch


@dataclass(frozen=True, slots=True)
class _Laid:
    comparison: Comparison
    articles: dict[int, Article]
    event: Event | None
    lines: list[ArticleLine]
    moments: Mapping[int, datetime.datetime]
    absent: str


class CompareScreen(Correcting):
    """Where one judges."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("comparison", "correcting")
    BINDINGS = bindings("comparison")

    def __init__(self, library: Library, what: str | tuple[int, ...]) -> None:
        super().__init__()
        self.library, self.what = library, what
        self.laid: _Laid | None = None
        self.at_lens = 0
        self._rows: dict[int, int] = {}

    def furnish(self) -> Iterable[Widget]:
        """Lenses, who published when, what heads the columns, the columns or a table."""
        yield Tabs(LENSES, id="lenses")
        yield Timeline(id="timeline")
        yield OneLine(id="families")
        yield OneLine(id="absent")
        yield Heads(id="heads")
        yield Columns(id="columns")
        yield Table(id="table")

    def on_mount(self) -> None:
        """Fetch the comparison."""
        super().on_mount()
        self.head("‹ comparison", "laying the texts side by side …")
        for name in ("#table", "#timeline", "#families", "#absent"):
            self.query_one(name).display = False
        self.renew()

    def renew(self) -> None:
        """Fetch the comparison as it is now."""
        fetch(self, "compare", self._get, self._came, self._missing)

    def _get(self) -> _Laid:
        comparison = self.library.compare(self.what)
        articles = {number: self.library.article(number) for number in comparison.articles}
        event = self.library.event(self.what) if isinstance(self.what, str) else None
        return _Laid(
            comparison,
            articles,
            event,
            self.library.lines(comparison.articles),
            self.library.moments(comparison.articles),
            absent(self.library.coverage(event.id)) if event else "",
        )

    def _missing(self, error: RashomonError) -> None:
        """Leave where the event is no more: a correction may have merged it away."""
        if self.laid is None or not isinstance(error, NotFound):
            self.complain(error)
        self.vanish()

    def event_here(self) -> str | None:
        """The event that is compared."""
        return self.what if isinstance(self.what, str) else None

    def article_here(self) -> int | None:
        """The article in front."""
        return self.laid.comparison.articles[self.pane.column] if self.laid else None

    def _came(self, laid: _Laid) -> None:
        fresh, self.laid = self.laid is None, laid
        comparison, event = laid.comparison, laid.event
        parts = []
        if event and event.first and event.last:
            parts.append(days(event.first, event.last))
        if event:
            parts.append(count(len(event.outlets), "outlet"))
        parts.append(count(comparison.independent_texts, "independent text"))
        self.head(f"‹ {comparison.label}", " · ".join(parts), "? help")
        told = self.query_one("#families", OneLine)
        shared = list(families(laid.articles.values()))
        told.display = bool(shared)
        told.show([(f"  {' · '.join(shared)}", "dim")], [("s shows what each changed  ", "faint")])
        gap = self.query_one("#absent", OneLine)
        gap.display = bool(laid.absent)
        gap.show([(f"  {laid.absent}", "dim")], [("v shows why  ", "faint")])
        self.query_one(Columns).show(comparison, laid.articles)
        self.show_lens(0 if fresh else self.at_lens)

    @property
    def pane(self) -> Columns | Table:
        """What is in front."""
        return self.query_one(Table) if self.at_lens else self.query_one(Columns)

    def show_lens(self, lens: int) -> None:
        """Put a lens in front, at the row it was left on."""
        if self.laid is None:
            return
        column = self.pane.column
        self._rows[self.at_lens] = self.pane.cursor
        self.at_lens = lens
        columns, rows = self.query_one(Columns), self.query_one(Table)
        columns.display, rows.display = lens == 0, lens > 0
        if lens:
            rows.show(table(self.laid.comparison, LENSES[lens]), column, self._rows.get(lens))
        self.pane.focus()
        self.call_after_refresh(self._turn_to, column)

    def _turn_to(self, column: int) -> None:
        """Put the cursor into a column, within those there are."""
        if self.laid is None:
            return
        columns = self.laid.comparison.columns
        column = max(0, min(column, len(columns) - 1))
        self.pane.turn_to(column)
        self._entitle()
        self.tell_status()

    def _entitle(self) -> None:
        if self.laid is None:
            return
        columns, grid, lens = self.laid.comparison.columns, self.pane.grid, self.at_lens
        told = f"{self.pane.column + 1} of {count(len(columns), 'text')} "
        self.query_one("#lenses", Tabs).choose(lens, [(told, "dim")])
        self.query_one(Timeline).show(self.laid.lines, self.pane.column, self.laid.moments)
        self.query_one(Heads).show(columns, grid, self.pane.column, right=lens > 0)

    def on_resize(self) -> None:
        """Head the columns anew once they took their new width."""
        super().on_resize()
        self.call_after_refresh(self._entitle)

    def position(self) -> str:
        """Which row of how many."""
        return f"row {self.pane.cursor + 1} of {self.pane.items()}" if self.laid else ""

    @on(LinePane.Moved)
    def _moved(self) -> None:
        self.tell_status()

    @on(Tabs.Chosen)
    def _tab_chosen(self, event: Tabs.Chosen) -> None:
        self.show_lens(event.place)

    @on(LinePane.Opened)
    def _opened(self) -> None:
        pane = self.pane
        if isinstance(pane, Columns):
            self._open_passage(pane)
        else:
            self._open_cell(pane)

    def _open_passage(self, pane: Columns) -> None:
        if self.laid is None:
            return
        found = pane.passage()
        if found is not None:
            article, cell = found
            lit = cell.lit or (Span(cell.start, cell.end),)
            self.app.push_screen(ReadScreen(self.library, article, cell.start, lit))
        elif pane.cursor == 0:
            number = self.laid.comparison.articles[pane.column]
            self.app.push_screen(ReadScreen(self.library, number, 0))
        else:
            self.tell("nothing in this text is close to that passage")

    def _open_cell(self, pane: Table) -> None:
        row, cell = pane.row(), pane.cell()
        if self.laid is None or row is None:
            return
        if cell is None or not cell.spans:
            self.tell("nothing to open here; h and l go to the other texts")
            return
        article = self.laid.articles[cell.article]
        screen = SentencesScreen(
            self.library,
            f"{LENSES[self.at_lens]} · {row.label}",
            self.laid.comparison.columns[pane.column].heading,
            behind(article, cell.spans),
        )
        self.app.push_screen(screen)

    def action_next_lens(self) -> None:
        """The next lens."""
        self.show_lens((self.at_lens + 1) % len(LENSES))

    def action_prior_lens(self) -> None:
        """The lens before."""
        self.show_lens((self.at_lens - 1) % len(LENSES))

    def action_lens(self, number: str) -> None:
        """The lens of that number, from 1."""
        self.show_lens(int(number) - 1)

    def action_right(self) -> None:
        """One column to the right."""
        self._turn_to(self.pane.column + 1)

    def action_left(self) -> None:
        """One column to the left."""
        self._turn_to(self.pane.column - 1)

    def action_flip(self) -> None:
        """The same place in the next text, round and round."""
        if self.laid is not None:
            self._turn_to((self.pane.column + 1) % len(self.laid.comparison.columns))

    def action_coverage(self) -> None:
        """Show who told the event and when, and who has no article in it."""
        if (event := self.event_here()) is None:
            self.tell("texts picked by hand are no event; coverage needs one")
        else:
            self.app.push_screen(CoverageScreen(self.library, event))

    def action_copies(self) -> None:
        """Show who prints the same text as the one in front, or as another one here."""
        if self.laid is not None and (here := self.article_here()) is not None:
            numbers = (here, *self.laid.comparison.articles)
            open_copies(self, self.library, dict.fromkeys(numbers))

    def action_write(self) -> None:
        """Ask for a path and write this comparison there."""
        if self.laid is not None:
            label = self.laid.comparison.label
            prompt = PromptScreen("Write report", ".md or .html", name_for(label))
            self.app.push_screen(prompt, self._write)

    def _write(self, path: str | None) -> None:
        laid = self.laid
        if path and laid is not None:
            fetch(
                self,
                "write",
                lambda: write(laid.comparison, laid.articles, path),
                self._written,
                self.complain,
            )

    def _written(self, path: Path) -> None:
        self.tell(f"written to {path}")
