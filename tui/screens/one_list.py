"""What screens share that are one list: the place in it is said, and kept true."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual import on

from tui.phrases import count
from tui.screens.room import Room
from tui.widgets.lines import LinePane


class OneList(Room):
    """A screen that holds one list, ``pane``."""

    COUNTED: ClassVar[str] = ""
    """What its items are called, one of them; nothing where the screen says it elsewhere."""

    @property
    @abstractmethod
    def pane(self) -> LinePane:
        """The list."""

    def position(self) -> str:
        """Which of how many."""
        at, items = self.pane.cursor + 1, self.pane.items()
        if not items:
            return ""
        return f"{at:,} of {count(items, self.COUNTED) if self.COUNTED else f'{items:,}'}"

    @on(LinePane.Moved)
    def _moved(self) -> None:
        self.tell_status()
