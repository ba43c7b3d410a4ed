"""Searching inside the article that is shown: `/` in the text, as in less."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from textual import on

from index import Span
from tui.phrases import count
from tui.screens.outward import Outward
from tui.seeking import places_of
from tui.widgets.find_bar import FindBar
from tui.widgets.reader import Reader


class Seeking(Outward):
    """The part of a screen with an article that finds words in its text."""

    sought = ""
    """The words searched inside texts: they hold for the next text, too, until given up."""
    _from = 0
    _lit_before: Sequence[Span] = ()
    _line_before = 0

    @abstractmethod
    def lit_otherwise(self) -> Sequence[Span]:
        """What is lit in the article when nothing is sought in it."""

    @on(Reader.FindAsked)
    def _find_asked(self) -> None:
        reader = self.reader
        if reader.article is None:
            return
        self._from = reader.place() or 0
        self._lit_before, self._line_before = reader.matches, reader.cursor
        self.query_one(FindBar).start()

    @on(FindBar.Typed)
    def _find_typed(self, event: FindBar.Typed) -> None:
        event.stop()
        self._light_found(event.words)
        self._report(event.words)

    def _report(self, words: str) -> None:
        """Say in the line which match of how many one is at, or that there is none."""
        matches, at = self.reader.matches, self.reader.match
        found = "no match" if at is None else f"{at + 1:,} of {len(matches):,}"
        self.query_one(FindBar).report(found if words.strip() else "", wrong=not matches)

    @on(FindBar.Left)
    def _find_left(self, event: FindBar.Left) -> None:
        event.stop()
        self.reader.focus()
        if event.words is None:
            self.reader.light(self._lit_before)
            self.reader.move_to(self._line_before)
        elif event.words:
            self.sought = event.words
            self._light_found(event.words)
            if not self.reader.matches:
                self.tell(f"not in this text: {event.words}")
        else:
            self.give_up_find()
        self.tell_status()

    def _light_found(self, words: str) -> None:
        """Light ``words`` and go to the first of them from where the search began."""
        reader = self.reader
        if reader.article is None:
            return
        found = places_of(words, reader.article.text)
        reader.light(found)
        if found:
            after = (at for at, span in enumerate(found) if span.start >= self._from)
            reader.stand_on(next(after, 0))
        self.tell_status()

    def give_up_find(self) -> None:
        """Light again what is lit without words sought inside the text."""
        if self.sought:
            self.sought = ""
            self.reader.light(self.lit_otherwise())

    def tell_found(self, whole: int, at: int | None) -> str:
        """How many matches there are and which one is stood on, for the status line; nothing
        while words are typed, whose own line tells it."""
        if self.query_one(FindBar).display:
            return ""
        which = "" if at is None else f"{at + 1} of "
        sought = f"{self.sought}: " if self.sought else ""
        return f"{sought}{which}{count(whole, 'match', 'matches')}"
