"""The reader: one article in a measured column, with names, matches and a reading line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message
from textual.strip import Strip

from index.article import Article, Mention, Span
from index.store.kept import NOTHING, Marks, Note
from tui.actions import Scope, worded
from tui.drawing import Layer, Run, apart, overlapping, paint, strip
from tui.keys import bindings
from tui.look import look_of
from tui.theme import NAMED
from tui.widgets.page import Line, Page, lay_out
from tui.widgets.selecting import Selecting

_MARGIN = 3
_HEAD = frozenset({"about", "conflict"})
_NOTE = "└ "


class Reader(Selecting):
    """Draws an article; every line is an item, and the cursor is the line being read."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("moving", "reading")
    BINDINGS = bindings("reading")

    @dataclass
    class NameOpened(Message):
        """The reader pressed enter on a name."""

        name: str

    @dataclass
    class FindAsked(Message):
        """The reader wants to search inside the article."""

    @dataclass
    class EvidenceAsked(Message):
        """The reader asked how title, outlet and dates are known."""

        article: Article

    @dataclass
    class Placed(Message):
        """The match or the name that the reader stands on changed, or there is none."""

        reader: Reader
        missing: str = ""

    def __init__(self, *, id: str | None = None, measure: int | None = None) -> None:
        super().__init__(id=id)
        self.article: Article | None = None
        self.page = Page((), 0)
        self.matches: tuple[Span, ...] = ()
        self.match: int | None = None
        self.on_name: int | None = None
        self.measure = measure
        self.unfolded = False
        self._left = 0
        self.kept = NOTHING
        self._names: tuple[Mention, ...] = ()
        self._told: list[Layer] = []
        self._lit: list[Layer] = []
        self._layers: list[Layer] = []

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
        self.article, self._names = article, _names(article)
        self.matches, self.match, self.on_name = apart(matches), None, None
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
        self.article, self._names, self.on_name = article, _names(article), None
        self.restock()

    def light(self, matches: Sequence[Span]) -> None:
        """Light other ``matches`` in the same article."""
        self.matches, self.match = apart(matches), None
        self._restyle()

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

    def redraw(self) -> None:
        """Draw again in the colors of the theme."""
        self._restyle()

    def _restyle(self) -> None:
        article = self.article
        layers: list[Layer] = []
        if article is not None:
            quotes = (Span(q.start, q.end) for q in article.quotes if q.kind == "direct")
            aside = (Span(z.start, z.end) for z in article.zones if z.kind != "title")
            layers += [(apart(quotes), self.ink("quote")), (apart(aside), self.ink("dim"))]
            for kind in (*NAMED, "DATE", "MONEY", "NUMBER"):
                spans = (Span(m.start, m.end) for m in article.entities if m.type == kind)
                layers.append((apart(spans), self.ink(kind)))
        self._told = layers
        self._light_up()
        super().redraw()

    def _light_up(self) -> None:
        """Matches, and the match or name one stands on, over everything else."""
        self._lit = [(self.matches, self.ink("match"))]
        if self.match is not None:
            self._lit.append(((self.matches[self.match],), self.ink("match_here")))
        if self.on_name is not None:
            name = self._names[self.on_name]
            self._lit.append(((Span(name.start, name.end),), self.ink("name_here")))
        if self.marked is not None:
            self._lit.append(((self.marked,), self.ink("here")))
        self._layers = [*self._told, *self._lit]

    def _step_light(self, *spans: Span | None) -> None:
        """Draw anew only the lines of what one stood on and stands on now."""
        self._light_up()
        for span in spans:
            if span is not None:
                first, last = self.page.line_of(span.start), self.page.line_of(span.end - 1)
                self.redraw_lines(first, last)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of the article."""
        mark = "›" if here else " "
        margin = (f"{' ' * self._left} {mark}", self.ink("accent" if self.has_focus else "faint"))
        span = self.page.lines[item].span
        noted = span and any(_touches(note.span, span) for note in self.kept.notes)
        chosen = span and _touches(self.marked, span)
        side = ("▐" if chosen else "│" if noted else " ", self.ink("accent"))
        return strip([margin, side, *self._runs(self.page.lines[item])], width, self.ink("ground"))

    def _runs(self, line: Line) -> list[Run]:
        if line.span is None or self.article is None or line.kind == "fold":
            return [(line.words, self.ink(_INKS[line.kind]))]
        layers = self._layers if line.kind == "body" else self._lit
        ink = self.ink(_INKS[line.kind])
        return paint(self.article.text, line.span.start, line.span.end, ink, layers)

    def action_next_match(self) -> None:
        """To the next match."""
        self._walk_matches(self.times())

    def action_prior_match(self) -> None:
        """To the match before."""
        self._walk_matches(-self.times())

    def _walk_matches(self, by: int) -> None:
        if not self.matches:
            self.post_message(self.Placed(self, worded("no match here; {reading.find} searches")))
            return
        starts = [span.start for span in self.matches]
        self.stand_on(_walked(starts, self.match, by, self._here()))
        self.post_message(self.Placed(self))

    def stand_on(self, match: int) -> None:
        """Stand on a match, counted from 0."""
        before = None if self.match is None else self.matches[self.match]
        self.match = match
        self._step_light(before, self.matches[match])
        self.go_to(self.matches[match].start)

    def action_find(self) -> None:
        """Ask for words to search inside the article."""
        self.post_message(self.FindAsked())

    def action_next_name(self) -> None:
        """To the next name."""
        self._walk_names(self.times())

    def action_prior_name(self) -> None:
        """To the name before."""
        self._walk_names(-self.times())

    def action_select(self) -> None:
        """Mark the sentence here as the beginning of a passage, or mark nothing again."""
        if not self.end_marking() and not self.begin_marking():
            self.post_message(self.Placed(self, "no text on the reading line"))
        self.post_message(self.Placed(self))

    def relight(self) -> None:
        """Draw what is marked over everything else."""
        self._light_up()

    def action_next_note(self) -> None:
        """To the next note."""
        self._walk_notes(self.times())

    def action_prior_note(self) -> None:
        """To the note before."""
        self._walk_notes(-self.times())

    def _walk_notes(self, by: int) -> None:
        every = enumerate(self.page.lines)
        lines = [at for at, line in every if line.note and line.words.startswith(_NOTE)]
        if not lines:
            self.post_message(
                self.Placed(self, worded("no note on this text; {keeping.note} writes one"))
            )
            return
        after = bisect_right(lines, self.cursor if by > 0 else self.cursor - 1)
        self.move_to(lines[(after + by - (by > 0)) % len(lines)])

    def _walk_names(self, by: int) -> None:
        if not self._names:
            self.post_message(self.Placed(self, "no names found in this article yet"))
            return
        before = self.standing_on()
        self.on_name = _walked([name.start for name in self._names], self.on_name, by, self._here())
        now = self._names[self.on_name]
        self._step_light(_span(before), _span(now))
        self.go_to(now.start)
        self.post_message(self.Placed(self))

    def _here(self) -> int:
        offset = self.place()
        return offset if offset is not None else len(self.article.text) if self.article else 0

    def action_open(self) -> None:
        """Open the page of the name one stands on, or of the first name on the line."""
        name = self._names[self.on_name] if self.on_name is not None else self._first_on_line()
        if name is None:
            self.post_message(
                self.Placed(
                    self, worded("no name on this line; {reading.next_name} goes to the next")
                )
            )
        else:
            self.post_message(self.NameOpened(name.entity))

    def _first_on_line(self) -> Mention | None:
        line = self.page.lines[self.cursor] if self.page.lines else None
        if line is None or line.span is None:
            return None
        spans = [Span(name.start, name.end) for name in self._names]
        found = overlapping(spans, line.span.start, line.span.end)
        return self._names[spans.index(found[0])] if found else None

    def standing_on(self) -> Mention | None:
        """The name the reader walked to, None if none."""
        return self._names[self.on_name] if self.on_name is not None else None

    def names(self) -> int:
        """How many mentions of names can be walked."""
        return len(self._names)

    def move_to(self, item: int) -> None:
        """Put the reading line on ``item``; a name left behind is let go."""
        line = self.page.lines[item] if 0 <= item < len(self.page.lines) else None
        name = self.standing_on()
        if name and not (line and line.span and line.span.start <= name.start < line.span.end):
            self.on_name = None
            self._step_light(_span(name))
        super().move_to(item)

    def action_evidence(self) -> None:
        """Ask for the evidence of title, outlet and dates."""
        if self.article is not None:
            self.post_message(self.EvidenceAsked(self.article))

    def action_furniture(self) -> None:
        """Show or fold what is not the article."""
        self.unfolded = not self.unfolded
        self.restock()
        self.show_cursor()


_INKS = {
    "title": "title", "about": "dim", "conflict": "warn", "body": "text", "furniture": "faint",
    "fold": "faint", "gap": "text", "note": "accent",
}  # fmt: skip


def _names(article: Article | None) -> tuple[Mention, ...]:
    named = [mention for mention in article.entities if mention.type in NAMED] if article else []
    kept: list[Mention] = []
    for mention in sorted(named, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _touches(one: Span | None, span: Span) -> bool:
    return one is not None and one.start < span.end and span.start < one.end


def _span(mention: Mention | None) -> Span | None:
    return Span(mention.start, mention.end) if mention is not None else None


def _walked(starts: list[int], at: int | None, by: int, here: int) -> int:
    """The place in ``starts`` that is ``by`` on from ``at``, else from offset ``here``."""
    if at is not None:
        return (at + by) % len(starts)
    after = bisect_right(starts, here - 1)
    return (after + by - 1 if by > 0 else after + by) % len(starts)
