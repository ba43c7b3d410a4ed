"""The reader: one article in a measured column, with names, matches and a reading line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message
from textual.strip import Strip

from index.article import Article, Span
from index.store.kept import NOTHING, Marks, Note
from tui.actions import Scope
from tui.drawing import strip
from tui.keys import bindings
from tui.look import look_of
from tui.widgets.page import Page, lay_out
from tui.widgets.walking import Walking

_MARGIN = 3
_HEAD = frozenset({"outlet", "about", "conflict"})


class Reader(Walking):
    """Draws an article; every line is an item, and the cursor is the line being read."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("moving", "reading")
    BINDINGS = bindings("reading")

    @dataclass
    class FindAsked(Message):
        """The reader wants to search inside the article."""

    @dataclass
    class EvidenceAsked(Message):
        """The reader asked how title, outlet and dates are known."""

        article: Article

    def __init__(self, *, id: str | None = None, measure: int | None = None) -> None:
        super().__init__(id=id)
        self.article: Article | None = None
        self.page = Page((), 0)
        self.measure = measure
        self.unfolded = False
        self._left = 0
        self.kept = NOTHING

    def show(
        self,
        article: Article | None,
        matches: Sequence[Span] = (),
        at: int | None = None,
        kept: Marks = NOTHING,
    ) -> None:
        """Show ``article`` with ``matches`` lit, from the line that holds offset ``at``, and
        what is ``kept`` of it."""
        self.kept = kept
        self.end_marking()
        self.article = article
        self.take_names()
        self.take_matches(matches)
        self.cursor, self.number = 0, ""
        self.restock(0)
        self.scroll_to(y=0, animate=False)
        if at is not None:
            self.go_to(at)

    def show_kept(self, kept: Marks) -> None:
        """Show what is kept of the article, staying on the line."""
        if kept != self.kept:
            self.kept = kept
            self.restock_in_place(None)

    def note_here(self) -> Note | None:
        """The note that the reading line is of, or is noted by; in the head that on all of it."""
        line = self.page.lines[self.cursor] if self.page.lines else None
        if line is None or line.note:
            return line.note if line else None
        if self.sentence_here() is None:
            return next((note for note in self.kept.notes if note.span is None), None)
        spans = (note for note in self.kept.notes if line.span and _touches(note.span, line.span))
        return next(spans, None)

    def refine(self, article: Article) -> None:
        """Take what is newly known of the same article, staying on the line."""
        self.article = article
        self.take_names()
        self.restock()

    def go_to(self, offset: int) -> None:
        """Put the reading line where the letter at ``offset`` stands, a third down the pane."""
        line = self.page.line_of(offset)
        if self.page.lines and self.page.lines[line].kind == "fold" and not self.unfolded:
            self.action_furniture()
            line = self.page.line_of(offset)
        seen = self.scrollable_content_region.height
        if not self.scroll_offset.y <= line < self.scroll_offset.y + seen:
            self._scroll(max(0, min(line - seen // 3, self.max_scroll_y)))
        self.move_to(line)

    def ahead(self, seen: int) -> int:
        """A third of the pane beside another, whose rows a terminal cannot move alone: one
        painting serves many lines. Nothing where the terminal can move whole rows."""
        return seen // 3 if self.size.width < self.screen.size.width else 0

    def done(self) -> float:
        """How far the reading line is, 0 to 1."""
        return (self.cursor + 1) / len(self.page.lines) if self.page.lines else 0.0

    def end_seen(self) -> bool:
        """Whether the last line is on the glass."""
        seen = self.scroll_offset.y + self.scrollable_content_region.height
        return bool(self.page.lines) and seen >= len(self.page.lines)

    def on_resize(self) -> None:
        """In lines of another width the reading line is farther on, or less far."""
        self.post_message(self.Placed())

    def lay_out(self, width: int) -> None:
        """Break the article into lines for this width, staying on the same words."""
        stands = self._stands()
        column = max(8, min(self.measure or look_of(self.app).measure, width - _MARGIN - 1))
        self._left = max(0, (width - column - _MARGIN - 1) // 2)
        self.page = lay_out(self.article, column, self.unfolded, self.kept)
        self.cursor = stands(self.page)
        self._restyle()

    def _stands(self) -> Callable[[Page], int]:
        """Finds the reading line in another page: the same words, note, or line of the head."""
        at, cursor = self.place(), self.cursor
        line = self.page.lines[cursor] if cursor < len(self.page.lines) else None
        if not cursor or line is None or line.kind in _HEAD or (at is None and not line.note):
            return lambda _: cursor
        below = at or 0
        if line.note is None:
            return lambda page: page.line_of(below)
        note = line.note.id
        return lambda page: page.line_of_note(note) or page.line_of(below)

    def items(self) -> int:
        """How many lines the article takes."""
        return len(self.page.lines)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of the article."""
        mark = "›" if here else " "
        margin = (f"{' ' * self._left} {mark}", self.ink("accent" if self.has_focus else "faint"))
        span = self.page.lines[item].span
        noted = span and any(_touches(note.span, span) for note in self.kept.notes)
        chosen = span and _touches(self.marked, span)
        side = ("▐" if chosen else "│" if noted else " ", self.ink("accent"))
        return strip(
            [margin, side, *self.runs_of(self.page.lines[item])], width, self.ink("ground")
        )

    async def action_find(self) -> None:
        """Ask for words to search inside the article."""
        await self.lead_on(self.FindAsked())

    def action_select(self) -> None:
        """Mark the sentence here as the beginning of a passage, or mark nothing again."""
        if not self.end_marking() and not self.begin_marking():
            self.post_message(self.Placed("no text on the reading line"))
        self.post_message(self.Placed())

    async def action_evidence(self) -> None:
        """Ask for the evidence of title, outlet and dates."""
        if self.article is not None:
            await self.lead_on(self.EvidenceAsked(self.article))

    def action_furniture(self) -> None:
        """Show or fold what is not the article."""
        self.unfolded = not self.unfolded
        self.restock()
        self.show_cursor()


def _touches(one: Span | None, span: Span) -> bool:
    return one is not None and one.start < span.end and span.start < one.end
