"""Sentences to look through: those behind a count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.widget import Widget

from index import Library, Note, Span
from tui.actions import Scope
from tui.keys import bindings
from tui.screens.keeping import Spot
from tui.screens.one_list import OneList
from tui.screens.quoting import Quoting
from tui.screens.read import ReadScreen
from tui.screens.room import way_back
from tui.widgets.lines import LinePane
from tui.widgets.one_line import OneLine
from tui.widgets.sentences import Sentence, Sentences


class SentencesScreen(OneList, Quoting):
    """Sentences with what counts lit; enter opens the article there."""

    COUNTED = "sentence"

    SCOPES: ClassVar[tuple[Scope, ...]] = ("sentences", "keeping")
    BINDINGS = bindings("sentences")

    def __init__(
        self, library: Library, title: str, about: str, sentences: Sequence[Sentence] = ()
    ) -> None:
        super().__init__()
        self.library, self.heading, self.about = library, title, about
        self.sentences = sentences

    def furnish(self) -> Iterable[Widget]:
        """A line about them, the sentences."""
        yield OneLine(id="about")
        yield Sentences(self.sentences, id="sentences")

    def on_mount(self) -> None:
        """Say what they are."""
        super().on_mount()
        self.entitle()

    def entitle(self) -> None:
        """Fill the two lines at the top."""
        self.head(self.heading, right=way_back("opens the text"))
        self.query_one("#about", OneLine).show([(f" {self.about}", "dim")])

    @property
    def pane(self) -> Sentences:
        """The sentences."""
        return self.query_one(Sentences)

    @on(LinePane.Opened)
    def _opened(self, event: LinePane.Opened) -> None:
        if isinstance(event.pane, Sentences):
            self.open_sentence(event.item)

    def open_sentence(self, item: int) -> None:
        """Show the text of a sentence, at the sentence."""
        chosen = self.pane.sentences[item]
        lit = [
            Span(one.place + span.start, one.place + span.end)
            for one in self.pane.sentences
            if one.article == chosen.article
            for span in one.lit
        ]
        at = chosen.place + (chosen.lit[0].start if chosen.lit else 0)
        self.app.push_screen(ReadScreen(self.library, chosen.article, at, lit))

    def _sentence_here(self) -> Sentence | None:
        """The sentence under the cursor."""
        pane = self.pane
        return pane.sentences[pane.cursor] if pane.has_focus and pane.items() else None

    def kept_here(self) -> int | None:
        """The article of the sentence."""
        return one.article if (one := self._sentence_here()) else None

    def spot_here(self) -> Spot | str:
        """The sentence."""
        if (one := self._sentence_here()) is None:
            return "no sentence here"
        return Spot(one.article, Span(one.place, one.place + len(one.text)), one.text)

    def note_here(self) -> Note | None:
        """None: notes are seen, and changed, in the text that enter opens."""
        return None

    def action_next_text(self) -> None:
        """To the first sentence of the next text."""
        pane = self.pane
        after = range(pane.cursor + 1, pane.items())
        pane.move_to(next((at for at in after if pane.heads(at)), pane.cursor))

    def action_prior_text(self) -> None:
        """To the first sentence of the text before."""
        pane = self.pane
        before = range(pane.cursor - 1, -1, -1)
        pane.move_to(next((at for at in before if pane.heads(at)), 0))
