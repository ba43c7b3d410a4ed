"""Keeping where an article is read: notes go on the reading line, or on what is marked."""

from __future__ import annotations

from index import Marks, Note
from tui.screens.keeping import Keeping, Spot
from tui.screens.outward import Outward
from tui.work import fetch


class Noting(Keeping, Outward):
    """A screen that shows an article, of which things can be kept."""

    def kept_here(self) -> int | None:
        """The article shown."""
        return self.reader.article.id if self.reader.article else None

    def note_here(self) -> Note | None:
        """The note of the reading line; none while a passage is marked for a new one."""
        return None if self.reader.marked else self.reader.note_here()

    def spot_here(self) -> Spot | str:
        """What is marked, else the sentence of the reading line; in the head all of it."""
        article, reader = self.reader.article, self.reader
        if article is None:
            return "no article is shown"
        span = reader.marked or reader.sentence_here()
        return Spot(article.id, span, article.text[span.start : span.end] if span else "")

    def noted(self) -> None:
        """What was marked has its note."""
        self.reader.end_marking()

    def refresh_marks(self) -> None:
        """Show what is kept of the article shown now."""
        article = self.reader.article
        if article is None:
            return
        library, number = self.library, article.id

        def came(marks: Marks) -> None:
            if self.reader.article is not None and self.reader.article.id == number:
                self.reader.show_kept(marks)

        fetch(self, "marks", lambda: library.kept.of(number), came, self.complain)

    def go_back(self, leave: bool) -> None:
        """Mark nothing any more, else back."""
        if self.reader.end_marking():
            self.tell_status()
        else:
            super().go_back(leave)
