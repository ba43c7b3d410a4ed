"""Paragraphs to read: help, evidence, a report."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from index.article import Span
from index.dataclass import dataclass
from tui.drawing import strip
from tui.hyperlink import linked
from tui.look import look_of
from tui.widgets.stacked import Stacked
from tui.widgets.wrap import wrap


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a sheet: words in the style of ``role``, indented, perhaps after a ``key``.

    In a narrow sheet the key stands above its words.
    """

    words: str
    role: str = "text"
    indent: int = 2
    key: str = ""


_NARROW, _STEP = 50, 4
"""A sheet of fewer cells than the first is narrow; words under a key are this far in there."""


class Sheet(Stacked):
    """Paragraphs to read: help, evidence, a report."""

    OPENS = False

    def __init__(self, parts: Sequence[Part] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.parts = parts
        self._wrapped: list[list[Span]] = []
        self._narrow = False

    def show(self, parts: Sequence[Part]) -> None:
        """Show other paragraphs."""
        self.parts = parts
        self.restock(0)

    def items(self) -> int:
        """How many paragraphs there are."""
        return len(self.parts)

    def heights(self, width: int) -> list[int]:
        """Each paragraph wrapped; an empty one is a blank line."""
        self._narrow = width < _NARROW
        measure = look_of(self.app).measure
        self._wrapped = [
            wrap(part.words, 0, len(part.words), max(8, min(measure, width - indent - 2)))
            for part in self.parts
            for indent in [self._indent(part)]
        ]
        return [
            max(1, len(lines)) + self._key_above(part)
            for lines, part in zip(self._wrapped, self.parts, strict=True)
        ]

    def _indent(self, part: Part) -> int:
        return min(part.indent, _STEP) if self._narrow else part.indent

    def _key_above(self, part: Part) -> bool:
        return self._narrow and bool(part.key)

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
        if self._key_above(part):
            if line == 0:
                return strip([("  " + part.key, self.ink("accent"))], width, self.ink("ground"))
            line -= 1
        spans = self._wrapped[item]
        words = part.words[spans[line].start : spans[line].end] if spans else ""
        key = part.key if line == 0 and not self._narrow else ""
        key = key.ljust(self._indent(part) - 2)
        runs = [("  ", self.ink("text")), (key, self.ink("accent"))]
        ink = self.ink(part.role)
        if look_of(self.app).links:
            ink += linked(part.words)
        return strip([*runs, (words, ink)], width, self.ink("ground"))
