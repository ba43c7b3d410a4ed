"""The copies of one text: outlet, day, length, headline, and what each cut or added."""

from __future__ import annotations

from textual.strip import Strip

from index.article import ArticleLine
from index.comparison.copies import Copy, Family
from tui.copies import REFERENCE, changed, headline, in_common
from tui.drawing import Run
from tui.phrases import count, published, when
from tui.widgets.listing import Listing

_ROOMY = 60
_HIGH = 20
WAITING = "…"


class CopyList(Listing):
    """Three lines a copy, and a blank one where there is room."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: tuple[ArticleLine, ...] = ()
        self.reference = 0
        self.known: dict[int, Copy] = {}

    @property
    def tall(self) -> int:
        """Lines a copy takes."""
        return 4 if self.size.height >= _HIGH else 3

    def show(self, family: Family) -> None:
        """List the copies of ``family``, the reference first."""
        self.lines, self.reference, self.known = family.copies, family.reference, {}
        self.restock()

    def tell(self, copies: list[Copy]) -> None:
        """Say of these what they cut and added."""
        self.known.update((copy.article, copy) for copy in copies)
        self.redraw()

    def items(self) -> int:
        """How many copies there are."""
        return len(self.lines)

    def unknown_in_sight(self) -> list[int]:
        """The articles seen now of which it is not known yet what they changed."""
        first = self.scroll_offset.y // self.tall
        last = (self.scroll_offset.y + self.size.height) // self.tall + 1
        return [
            line.id
            for line in self.lines[first:last]
            if line.id != self.reference and line.id not in self.known
        ]

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of one copy."""
        shown = self.lines[item]
        copy = self.known.get(shown.id)
        if line == 0:
            about = f"{when(shown)} · {count(shown.words, 'word')}"
            name = [(published(shown), self.ink("title" if here else "strong"))]
            return self.row(name, [(f" {about}", self.ink("dim"))], width, here)
        if line == 1:
            ink = self.ink("text" if copy is None or not copy.own_headline else "strong")
            return self.row([(f" {headline(shown, copy)}", ink)], [], width, here)
        if line > 2:
            return self.row([], [], width, here)
        right: list[Run] = []
        if copy and width >= _ROOMY:
            right = [(f" {in_common(copy)}", self.ink("faint"))]
        return self.row([(f" {self._told(shown, copy)}", self.ink("dim"))], right, width, here)

    def _told(self, line: ArticleLine, copy: Copy | None) -> str:
        if line.id == self.reference:
            return REFERENCE
        return changed(copy) if copy else WAITING
