"""One article on a screen of its own: where a sentence behind a count leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.widget import Widget

from index import Article, Library, Marks, Span
from tui.actions import Scope
from tui.phrases import outlet, percent
from tui.screens.evidence import EvidenceScreen
from tui.screens.noting import Noting
from tui.screens.room import way_back
from tui.screens.seeking import Seeking
from tui.widgets.find_bar import FindBar
from tui.widgets.lines import LinePane
from tui.widgets.reader import Reader
from tui.work import fetch


class ReadScreen(Seeking, Noting):
    """An article from the line that holds offset ``at``, with ``lit`` lit."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("outward", "keeping")

    def __init__(self, library: Library, article: int, at: int, lit: Sequence[Span] = ()) -> None:
        super().__init__()
        self.library, self.number, self.at, self.lit = library, article, at, lit

    def furnish(self) -> Iterable[Widget]:
        """The reader, and the line to search in it."""
        yield Reader(id="reader")
        yield FindBar(id="find")

    def on_mount(self) -> None:
        """Fetch the article."""
        super().on_mount()
        library, number = self.library, self.number

        def get() -> tuple[Article, Marks]:
            return library.article(number), library.kept.of(number)

        fetch(self, "article", get, self._came, self.complain)

    def _came(self, found: tuple[Article, Marks]) -> None:
        article, kept = found
        self.head(outlet(article), right=way_back())
        self.query_one(Reader).show(article, self.lit, self.at, kept)
        self.tell_status()

    def renew(self) -> None:
        """Show what is kept of the article now."""
        self.refresh_marks()

    def position(self) -> str:
        """How far."""
        reader = self.query_one(Reader)
        if marked := self.told_marked():
            return marked
        told = bool(reader.matches or self.sought)
        found = self.tell_found(len(reader.matches), reader.match) if told else ""
        far = percent(reader.cursor + 1, reader.items())
        return " · ".join(filter(None, (found, far)))

    def lit_otherwise(self) -> Sequence[Span]:
        """What led here."""
        return self.lit

    @on(LinePane.Moved)
    def _moved(self) -> None:
        self.tell_status()

    @on(Reader.Placed)
    def _placed(self, event: Reader.Placed) -> None:
        if event.missing:
            self.tell(event.missing)
        self.tell_status()

    @on(Reader.NameOpened)
    def _name_opened(self, event: Reader.NameOpened) -> None:
        from tui.screens.name import NameScreen

        self.app.push_screen(NameScreen(self.library, event.name, event.type))

    @on(Reader.EvidenceAsked)
    def _evidence_asked(self, event: Reader.EvidenceAsked) -> None:
        self.app.push_screen(EvidenceScreen(event.article))
