"""Marking a passage of several sentences in a text: it grows with the reading line."""

from __future__ import annotations

from abc import abstractmethod

from index.article import Article, Span
from tui.copying_out import passages
from tui.widgets.lines import LinePane
from tui.widgets.page import Page

_NO_TEXT = frozenset({"outlet", "about", "conflict", "note", "fold"})
"""Lines that are not the article's own words."""


class Selecting(LinePane):
    """A pane on the lines of a page, of whose text whole sentences can be marked."""

    article: Article | None
    page: Page
    marked: Span | None = None
    """The passage that is marked, None where none is."""
    _from: Span | None = None

    def place(self) -> int | None:
        """The offset of the text on the reading line, None below the text."""
        return self.page.offset_of(self.cursor)

    def sentence_here(self) -> Span | None:
        """The sentence at the reading line, or that the note on it is on; None beside the text."""
        line = self.page.lines[self.cursor] if self.page.lines else None
        offset = self.place()
        if line and line.note and line.note.span:
            offset = line.note.span.end - 1
        elif line is None or line.kind in _NO_TEXT:
            return None
        if self.article is None or offset is None:
            return None
        found = passages(self.article, offset)
        return found[0].span if found else None

    def begin_marking(self) -> bool:
        """Mark the sentence at the reading line; whether there is one."""
        self._from = self.sentence_here()
        self._mark(self._from)
        return self._from is not None

    def end_marking(self) -> bool:
        """Mark nothing any more; whether something was marked."""
        was = self.marked is not None
        self._from = None
        self._mark(None)
        return was

    def move_to(self, item: int) -> None:
        """Put the reading line on ``item``; what is marked reaches as far."""
        super().move_to(item)
        here = self.sentence_here() if self._from else None
        if self._from and here:
            start, end = min(self._from.start, here.start), max(self._from.end, here.end)
            self._mark(Span(start, end))

    def _mark(self, span: Span | None) -> None:
        """Mark ``span``, drawing anew only the lines on which something changes."""
        before, self.marked = self.marked, span
        if before == span:
            return
        self.relight()
        if before and span:
            changed = [(one, other) for one, other in _ends(before, span) if one != other]
        else:
            changed = [(one.start, one.end) for one in (before, span) if one]
        for one, other in changed:
            first, last = self.page.line_of(min(one, other)), self.page.line_of(max(one, other) - 1)
            self.redraw_lines(max(0, first - 1), last + 1)

    @abstractmethod
    def relight(self) -> None:
        """What is marked changed: the lines that are drawn anew show it."""


def _ends(one: Span, other: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    return (one.start, other.start), (one.end, other.end)
