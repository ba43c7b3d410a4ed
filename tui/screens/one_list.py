"""What screens share that are one list: the place in it is said, and kept true."""

from __future__ import annotations

import contextlib
from abc import abstractmethod
from typing import ClassVar

from textual import on
from textual.css.query import NoMatches

from tui.phrases import count
from tui.screens.room import Room, way_back
from tui.widgets.lines import LinePane


class OneList(Room):
    """A screen that holds one list, ``pane``."""

    COUNTED: ClassVar[str] = ""
    """What its items are called, one of them; nothing where the screen says it elsewhere."""
    _headed: tuple[str, str, str] | None = None

    @property
    @abstractmethod
    def pane(self) -> LinePane:
        """The list."""

    def head(self, title: str, about: str = "", right: str = "") -> None:
        """Fill the top line; what enter does is said where there is something to open."""
        self._headed = (title, about, right)
        super().head(title, about, right if self.pane.items() else way_back())

    def tell_status(self) -> None:
        """Show the keys and the position, and in the top line what enter does now."""
        super().tell_status()
        if self._headed is not None:
            with contextlib.suppress(NoMatches):  # the screen is taken down
                self.head(*self._headed)

    def position(self) -> str:
        """Which of how many."""
        at, items = self.pane.cursor + 1, self.pane.items()
        if not items:
            return ""
        return f"{at:,} of {count(items, self.COUNTED) if self.COUNTED else f'{items:,}'}"

    @on(LinePane.Moved)
    def _moved(self) -> None:
        self.tell_status()
