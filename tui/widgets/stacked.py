"""The base of panes whose items differ in height."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from itertools import accumulate

from tui.widgets.lines import LinePane


class Stacked(LinePane):
    """Items of different heights; a subclass measures them in ``heights``."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tops: list[int] = [0]

    @abstractmethod
    def heights(self, width: int) -> list[int]:
        """The number of lines of every item at this width."""

    def lay_out(self, width: int) -> None:
        """Measure every item."""
        self._tops = [0, *accumulate(self.heights(width))]

    def height_of(self, item: int) -> int:
        """How many lines ``item`` takes."""
        return self._tops[item + 1] - self._tops[item]

    def top_of(self, item: int) -> int:
        """The first line of ``item``."""
        return self._tops[item]

    def item_at(self, line: int) -> int:
        """The item a line belongs to."""
        return min(bisect_right(self._tops, line) - 1, len(self._tops) - 2)
