"""The texts of a comparison to choose from: which stand in columns, and as the how manieth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.strip import Strip

from index import ArticleLine
from tui.drawing import cut
from tui.phrases import count, published, when
from tui.widgets.listing import Listing


class TextList(Listing):
    """Texts, those chosen numbered in the order of their columns; copies name their text."""

    EMPTY = "no texts"

    def __init__(
        self,
        lines: Sequence[ArticleLine],
        shown: Sequence[int],
        copy_of: Mapping[int, str],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.lines, self.copy_of = lines, copy_of
        self.shown = [number for number in shown if any(line.id == number for line in lines)]

    @property
    def tall(self) -> int:
        """Outlet and day; headline, words and whose copy it is; a blank line."""
        return 3

    def items(self) -> int:
        """How many texts there are."""
        return len(self.lines)

    def toggle(self) -> None:
        """Put the text under the cursor into the last column, or take it out."""
        number = self.lines[self.cursor].id
        if number in self.shown:
            self.shown.remove(number)
        else:
            self.shown.append(number)
        self.redraw()

    def put(self, shown: Sequence[int]) -> None:
        """Choose exactly these."""
        self.shown = list(shown)
        self.redraw()

    def shift(self, by: int) -> bool:
        """Put the text under the cursor a column on or back; False if it cannot go there."""
        number = self.lines[self.cursor].id
        if number not in self.shown:
            return False
        old = self.shown.index(number)
        new = old + by
        if not 0 <= new < len(self.shown):
            return False
        self.shown[old], self.shown[new] = self.shown[new], self.shown[old]
        self.redraw()
        return True

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of one text."""
        text = self.lines[item]
        if line == 0:
            there = text.id in self.shown
            place = f"{self.shown.index(text.id) + 1:>3}  " if there else "  ·  "
            role = "title" if here else "strong" if there else "text"
            left = [
                (place, self.ink("head" if there else "faint")),
                (published(text), self.ink(role)),
            ]
            right = [(when(text), self.ink("warn" if text.conflict else "dim"))]
            return self.row(left, right, width, here)
        if line == 1:
            copy = self.copy_of.get(text.id, "")
            told = f" {count(text.words, 'word')}{' · ' if copy else ''}{copy}"
            left = [(f"     {text.label}", self.ink("dim"))]
            told = cut(told, width // 2)
            return self.row(left, [(told, self.ink("dim"))], width, here)
        return self.row([], [], width, False)
