"""The base of panes with high items: they scroll by a few lines a key, like a text."""

from __future__ import annotations

from typing import ClassVar

from tui.widgets.stacked import Stacked


class Gliding(Stacked):
    """The cursor moves from item to item; one that is not whole on the glass comes in slowly.

    A number of steps, a page or an end is gone to at once.
    """

    FEW: ClassVar[int] = 2
    """Lines that come in with one key: few enough to go on reading, and few bytes."""
    GAP: ClassVar[int] = 0
    """Blank lines at the end of every item."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glides = False

    def _step(self, by: int) -> None:
        if abs(by) > 1 or self._far():
            self.move_to(self.next_from(self.cursor, by))
            return
        self._glides = True
        if not self._more_of_it(by):
            self.move_to(self.next_from(self.cursor, by))
        self._glides = False
        if self._far():
            self.show_cursor()

    def next_from(self, item: int, by: int) -> int:
        """The item that is ``by`` on from ``item``."""
        return item + by

    def _far(self) -> bool:
        """Whether nothing of the item under the cursor is on the glass."""
        if not self._stock:
            return True
        top, at = self.top_of(self.cursor), self.scroll_offset.y
        seen = self.seen.height
        return top >= at + seen or top + self.height_of(self.cursor) <= at

    def _more_of_it(self, by: int) -> bool:
        """Scroll to what is hidden of the item under the cursor; whether there was something."""
        top, at = self.top_of(self.cursor), self.scroll_offset.y
        hidden = top + self.height_of(self.cursor) - self.GAP - at
        hidden -= self.seen.height
        if by > 0 and hidden > 0:
            self._scroll(at + hidden)
        elif by < 0 and top < at:
            self._scroll(top)
        else:
            return False
        return True

    def _scroll(self, line: int) -> None:
        at = self.scroll_offset.y
        super()._scroll(max(at - self.FEW, min(line, at + self.FEW)) if self._glides else line)
