"""The passages in which two copies of a text differ, one under another, changed words lit."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from index.article import Article, Span
from index.comparison.copies import Copy, Difference
from tui.copies import Side, sides
from tui.drawing import paint, strip
from tui.phrases import count
from tui.widgets.stacked import Stacked
from tui.widgets.wrap import wrap

_MARGIN = 4
_COLUMN = 96
_Line = tuple[Side, Span]
_INKS = {"−": "warn_quiet", "+": "accent", "=": "dim"}


class Passages(Stacked):
    """− stands before what was cut, + before what was added, = before what was moved."""

    EMPTY = "word for word the same"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.found: Sequence[Difference] = ()
        self._sides: list[list[Side]] = []
        self._laid: list[list[_Line]] = []

    def show(self, copy: Copy, reference: Article, article: Article) -> None:
        """Show every difference of ``article`` from ``reference``."""
        self.found = copy.differences
        self._sides = [list(sides(each, reference, article)) for each in self.found]
        self.restock(0)

    def items(self) -> int:
        """How many passages differ."""
        return len(self.found)

    def heights(self, width: int) -> list[int]:
        """What it is, its lines, a blank line."""
        column = max(8, min(_COLUMN, width - _MARGIN - 1))
        self._laid = [
            [line for side in both for line in _lines(side, column)] for both in self._sides
        ]
        return [len(lines) + 2 for lines in self._laid]

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of one passage."""
        ground = self.ink("ground")
        edge = ("▌" if here else " ", self.ink("accent" if self.has_focus else "faint"))
        if line == 0:
            found = self.found[item]
            said = f" {found.kind}, {count(found.words, 'word')}"
            return strip([edge, (said, self.ink("title" if here else "dim"))], width, ground)
        if line > len(self._laid[item]):
            return strip([], width, ground)
        side, span = self._laid[item][line - 1]
        lit = [(side.lit, self.ink("match_here"))]
        ink = self.ink("strong" if here else "text")
        words = paint(side.article.text, span.start, span.end, ink, lit)
        begins = span.start == side.parts[0].start
        then = "…" if side.broken and begins else " "
        mark = (f" {side.mark}{then}", self.ink(_INKS[side.mark]))
        return strip([edge, mark, *words], width, ground)

    def place(self) -> tuple[int, Span] | None:
        """The article and the span of the passage under the cursor, the copy's where it has it."""
        if not self.found:
            return None
        side = self._sides[self.cursor][-1]
        span = self.found[self.cursor].copy or self.found[self.cursor].reference
        return (side.article.id, span) if span else None


def _lines(side: Side, column: int) -> list[_Line]:
    """The lines of a side; each is drawn with its mark, so that it is told without color."""
    text = side.article.text
    return [
        (side, span) for part in side.parts for span in wrap(text, part.start, part.end, column)
    ]
