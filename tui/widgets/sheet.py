"""Paragraphs to read: help, evidence, a report."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from index.article import Span
from index.dataclass import dataclass
from tui.drawing import strip
from tui.widgets.stacked import Stacked
from tui.widgets.wrap import wrap


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a sheet: words in the style of ``role``, indented, perhaps after a ``key``."""

    words: str
    role: str = "text"
    indent: int = 2
    key: str = ""


class Sheet(Stacked):
    """Paragraphs to read: help, evidence, a report."""

    OPENS = False

    def __init__(self, parts: Sequence[Part] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.parts = parts
        self._wrapped: list[list[Span]] = []

    def show(self, parts: Sequence[Part]) -> None:
        """Show other paragraphs."""
        self.parts = parts
        self.restock(0)

    def items(self) -> int:
        """How many paragraphs there are."""
        return len(self.parts)

    def heights(self, width: int) -> list[int]:
        """Each paragraph wrapped; an empty one is a blank line."""
        self._wrapped = [
            wrap(part.words, 0, len(part.words), max(8, width - part.indent - 2))
            for part in self.parts
        ]
        return [max(1, len(lines)) for lines in self._wrapped]

    def _step(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def _leap(self, lines: int) -> None:
        self._step(lines)

    def move_to(self, item: int) -> None:
        """Scroll to a paragraph: there is no cursor in a sheet."""
        if item <= 0:
            self._step(-self.virtual_size.height)
        elif item >= self.items() - 1:
            self._step(self.virtual_size.height)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of a paragraph."""
        part = self.parts[item]
        spans = self._wrapped[item]
        words = part.words[spans[line].start : spans[line].end] if spans else ""
        key = (part.key if line == 0 else "").ljust(part.indent - 2)
        runs = [("  ", self.ink("text")), (key, self.ink("accent"))]
        return strip([*runs, (words, self.ink(part.role))], width, self.ink("ground"))
