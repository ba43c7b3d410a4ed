"""Picking articles by hand on the library screen, to lay them side by side."""

from __future__ import annotations

from abc import abstractmethod

from tui.key_words import worded
from tui.phrases import count
from tui.screens.amending import Amending
from tui.widgets.listing import ArticleList
from tui.widgets.one_line import Piece


class Picking(Amending):
    """The part of the library screen on which articles are picked, in the order of columns."""

    picked: tuple[int, ...] = ()

    @abstractmethod
    def tell_top(self) -> None:
        """Fill the top line."""

    def told_picked(self) -> list[Piece]:
        """How many are picked, and which key compares them; nothing where none is."""
        if not self.picked:
            return []
        key = worded(
            "{library.compare} compares" if len(self.picked) > 1 else "{library.pick} picks another"
        )
        return [(f"   {count(len(self.picked), 'text')} picked", "head"), (f" · {key}", "dim")]

    def action_pick(self) -> None:
        """Pick the article that is shown, or drop it, and go on to the next in the list."""
        number = self.article_here()
        if number is None:
            self.tell("no article is shown")
            return
        if number in self.picked:
            self.picked = tuple(one for one in self.picked if one != number)
        else:
            self.picked = (*self.picked, number)
        self._show_picked()

    def action_unpick(self) -> None:
        """Drop all that are picked."""
        if not self.picked:
            self.tell("nothing is picked")
        self.picked = ()
        self._show_picked()

    def _show_picked(self) -> None:
        articles = self.query_one(ArticleList)
        articles.picked = frozenset(self.picked)
        articles.redraw()
        self.tell_top()
        self.tell_status()

    def action_compare(self) -> None:
        """Lay the texts picked side by side, or else those of the event."""
        from tui.screens.compare import CompareScreen

        event = self.event_here()
        if len(self.picked) > 1:
            self.app.push_screen(CompareScreen(self.library, self.picked))
        elif self.picked:
            self.tell(
                worded(
                    "one text is picked; {library.pick} picks another, {library.unpick} drops it"
                )
            )
        elif event is None and self.article_here() is None:
            self.tell("no article is shown")
        elif event is None:
            self.tell(
                worded(
                    "this article belongs to no event yet; {library.pick} picks texts to compare"
                )
            )
        else:
            self.app.push_screen(CompareScreen(self.library, event))
