"""Where the comparison leads: texts, the sentences behind a count, coverage, copies, a file."""

from __future__ import annotations

from pathlib import Path

from textual import on

from index import Note, Span
from tui.key_words import worded
from tui.screens.arranging import Arranging
from tui.screens.behind import behind
from tui.screens.coverage import CoverageScreen
from tui.screens.families import open_copies
from tui.screens.keeping import Spot
from tui.screens.lenses import LENSES
from tui.screens.outward import list_links
from tui.screens.places import SentencesScreen
from tui.screens.prompt import PromptScreen
from tui.screens.quoting import Quoting
from tui.screens.read import ReadScreen
from tui.screens.writing import name_for, write
from tui.widgets.columns import ABOVE, Columns
from tui.widgets.lines import LinePane
from tui.widgets.table import Table
from tui.work import fetch


class Leading(Arranging, Quoting):
    """The part of the comparison screen that opens, keeps and writes what is in front."""

    at_lens: int

    def event_here(self) -> str | None:
        """The event that is compared."""
        return self.what if isinstance(self.what, str) else None

    def article_here(self) -> int | None:
        """The article in front."""
        return self.standing.shown[self.pane.column] if self.laid else None

    # -- keeping -----------------------------------------------------------------

    def kept_here(self) -> int | None:
        """The text of the column one is in."""
        return self.article_here()

    def spot_here(self) -> Spot | str:
        """The passage one is on; the whole text where its headline is none of its words."""
        pane, here = self.pane, self.article_here()
        if self.laid is None or here is None:
            return "no article is shown"
        if not isinstance(pane, Columns):
            return worded("a count holds several sentences: {moving.open} shows them, to note each")
        if (found := pane.passage()) is not None:
            number, cell = found
            text = self.laid.articles[number].text
            return Spot(number, Span(cell.start, cell.end), text[cell.start : cell.end])
        return (
            Spot(here) if pane.cursor < ABOVE else "nothing in this text is close to that passage"
        )

    def note_here(self) -> Note | None:
        """The note on the passage one is on."""
        pane = self.pane
        return pane.note_here() if isinstance(pane, Columns) else None

    # -- opening -----------------------------------------------------------------

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
        elif pane.cursor < ABOVE:
            self.app.push_screen(ReadScreen(self.library, self.standing.shown[pane.column], 0))
        else:
            self.tell("nothing in this text is close to that passage")

    def _open_cell(self, pane: Table) -> None:
        row, cell = pane.row(), pane.cell()
        if self.laid is None or row is None:
            return
        if cell is None:
            self.tell(
                worded("nothing to open here; {comparison.left} and {comparison.right} go on")
            )
            return
        if not cell.spans:
            self.app.push_screen(ReadScreen(self.library, cell.article, 0))
            return
        article = self.laid.articles[cell.article]
        screen = SentencesScreen(
            self.library,
            f"{LENSES[self.at_lens]} · {row.label}",
            self.stood.columns[pane.column].heading,
            behind(article, cell.spans),
        )
        self.app.push_screen(screen)

    def action_links(self) -> None:
        """List the addresses in the text of the column one is in."""
        if self.laid is not None and (here := self.article_here()) is not None:
            list_links(self, self.laid.articles.get(here))

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
            prompt = PromptScreen(
                "Write report", ".md for Markdown, .html for browser and paper", name_for(label)
            )
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
