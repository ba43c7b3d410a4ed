"""Keeping and copying where passages of several articles stand beside or below each other."""

from __future__ import annotations

from index import Article, ArticleLine
from tui.copying_out import citation
from tui.screens.keeping import Keeping
from tui.screens.outward import copy_out
from tui.work import fetch


class Quoting(Keeping):
    """A screen of passages, each of an article that can be kept."""

    def action_copy(self) -> None:
        """Copy the passage under the cursor."""
        spot = self.spot_here()
        if isinstance(spot, str):
            self.tell(spot)
        elif not spot.words:
            self._copy_headline(spot.article)
        else:
            copy_out(self, "passage", spot.words)

    def _copy_headline(self, number: int) -> None:
        library = self.library

        def came(lines: list[ArticleLine]) -> None:
            for line in lines:
                copy_out(self, "headline", line.label)

        fetch(self, "headline", lambda: library.lines([number]), came, self.complain)

    def action_cite(self) -> None:
        """Copy title, outlet, date and address of the article that is meant."""
        number, library = self.kept_here(), self.library
        if number is None:
            self.tell("no article is shown")
            return

        def came(article: Article) -> None:
            copy_out(self, "citation", citation(article))

        fetch(self, "cite", lambda: library.article(number), came, self.complain)
