"""An article as lines of a measured column: what stands where, before anything is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field
from typing import Literal

from rich.cells import cell_len

from index.article import Article, Span, ZoneKind
from index.dataclass import dataclass
from index.store.kept import NOTHING, Marks, Note
from index.text import clean_line, count_words, paragraphs
from tui.key_words import key_for
from tui.phrases import NO_TITLE, count, dates, minutes, outlet
from tui.widgets.wrap import wrap

LineKind = Literal[
    "title", "outlet", "about", "conflict", "body", "furniture", "fold", "gap", "note"
]

_JOINED = "\xa0"
BEGINS_NOTE = "└ "
"""What stands before the first line of a note."""
_IN_PLACE: frozenset[ZoneKind] = frozenset({"stamp", "dateline", "byline", "credit"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a stretch of the article's text, or ``words`` of our own about it.

    ``note`` is the note of the reader's that the words are from.
    """

    kind: LineKind
    span: Span | None = None
    words: str = ""
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An article laid out: its lines, and its words for the reading time."""

    lines: tuple[Line, ...]
    words: int
    _starts: tuple[tuple[int, int], ...] = field(default=())

    def line_of(self, offset: int) -> int:
        """The line on which the letter at ``offset`` of the text stands, or the nearest before."""
        at = bisect_right(self._starts, (offset, len(self.lines))) - 1
        return self._starts[max(at, 0)][1] if self._starts else 0

    def line_of_note(self, note: int) -> int | None:
        """The first line of the note of that number, None where it is not shown."""
        own = (at for at, line in enumerate(self.lines) if line.note and line.note.id == note)
        return next(own, None)

    def offset_of(self, line: int) -> int | None:
        """The offset of the first letter on ``line`` or below it, None below the text."""
        for below in self.lines[line:]:
            if below.span is not None:
                return below.span.start
        return None


def lay_out(article: Article | None, column: int, unfolded: bool, kept: Marks = NOTHING) -> Page:
    """Break ``article`` into lines of ``column`` cells.

    The title comes first, then who published it when, then the text. What is not the
    article itself is folded to one line, or shown in place when ``unfolded``. What is
    ``kept`` stands below the head, notes on a passage below its last line.
    """
    if article is None:
        return Page((), 0)
    words = count_words(article.text, paragraphs(article.text, article.zones))
    notes = sorted(kept.notes, key=lambda note: note.span.end if note.span else -1)
    lines = [
        *_head(article, column, words),
        *_kept(kept, column),
        Line("gap"),
        *_told(article, column, unfolded, notes),
    ]
    starts = sorted(
        (line.span.start, number) for number, line in enumerate(lines) if line.span is not None
    )
    return Page(tuple(lines), words, tuple(starts))


def _head(article: Article, column: int, words: int) -> Iterator[Line]:
    title = article.title
    if title is None:
        yield Line("about", words=NO_TITLE)
    elif title.span is not None:
        for span in wrap(article.text, title.span.start, title.span.end, column):
            yield Line("title", span)
    else:
        yield from _own("title", title.value, column)
    yield from _own("outlet", outlet(article), column)
    day, long = dates(article.dates), f"{count(words, 'word')} · {minutes(words)}"
    if article.dates.conflict:
        yield from _own("conflict", day, column, _why())
    elif cell_len(both := f"{clean_line(day)} · {long}") <= column:
        long = both
    else:
        yield from _own("about", day, column)
    yield Line("about", words=long)
    if article.cautions:
        said = "; ".join(caution.value for caution in article.cautions)
        yield from _own("about", f"! {said}", column, _why())


def _kept(kept: Marks, column: int) -> Iterator[Line]:
    tags = f"tags {', '.join(kept.tags)}" if kept.tags else ""
    notes = count(len(kept.notes), "note") if kept.notes else ""
    said = " · ".join(filter(None, ["★ starred" if kept.starred else "", tags, notes]))
    if said:
        yield from _own("about", said, column)


def _notes(notes: list[Note], end: int, column: int) -> Iterator[Line]:
    """The notes on passages that end before ``end``, which are taken off the list."""
    while notes and (notes[0].span is None or notes[0].span.end <= end):
        note = notes.pop(0)
        for at, span in enumerate(wrap(note.words, 0, len(note.words), max(1, column - 2))):
            lead = "  " if at else BEGINS_NOTE
            yield Line("note", words=lead + note.words[span.start : span.end], note=note)


def _why() -> str:
    return f"· {key_for('reading.evidence')} tells why"


def _own(kind: LineKind, words: str, column: int, key: str = "") -> Iterator[Line]:
    """Words of ours on lines; what a ``key`` does follows them and stays on one line."""
    words = f"{clean_line(words)} {key.replace(' ', _JOINED)}".rstrip()
    for span in wrap(words, 0, len(words), column):
        yield Line(kind, words=words[span.start : span.end].replace(_JOINED, " "))


def _told(article: Article, column: int, unfolded: bool, notes: list[Note]) -> Iterator[Line]:
    text = article.text
    pieces: list[tuple[Span, LineKind]] = [
        (span, "body") for span in paragraphs(text, article.zones, _IN_PLACE)
    ]
    for zone in article.zones:
        if zone.kind == "boilerplate":
            inside = paragraphs(text[zone.start : zone.end])
            pieces += [
                (Span(zone.start + span.start, zone.start + span.end), "furniture")
                for span in inside
            ]
    folded: list[Span] = []
    if head := [*_notes(notes, min((span.start for span, _ in pieces), default=0), column)]:
        yield from [*head, Line("gap")]
    for span, kind in sorted(pieces, key=lambda piece: piece[0].start):
        if kind == "furniture" and not unfolded:
            folded.append(span)
            continue
        yield from _fold(folded)
        for line in wrap(text, span.start, span.end, column):
            yield Line(kind, line)
            yield from _notes(notes, line.end, column)
        yield from _notes(notes, span.end, column)
        yield Line("gap")
    yield from _fold(folded)
    yield from _notes(notes, len(text), column)


def _fold(folded: list[Span]) -> Iterator[Line]:
    if folded:
        shows = f"{key_for('reading.furniture')} shows"
        words = f"··· {count(len(folded), 'line')} not of the article · {shows}"
        yield Line("fold", Span(folded[0].start, folded[-1].end), words)
        yield Line("gap")
        folded.clear()
