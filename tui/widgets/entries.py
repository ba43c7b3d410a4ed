"""Lines to look through and to open, under headings: events and articles behind a claim."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from index.article import Span
from index.dataclass import dataclass
from tui.drawing import strip
from tui.widgets.stacked import Stacked
from tui.widgets.wrap import wrap


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: its words, and the event or the article that it opens.

    ``mark`` stands before it, ``heading`` above it where one begins.
    """

    words: str
    mark: str = ""
    event: str | None = None
    article: int | None = None
    heading: str = ""


_WIDEST, _IN = 110, 2
"""The widest line of an entry, and how much further in those after its first begin, in cells."""


class Entries(Stacked):
    """Entries, each on as many lines as its words need."""

    EMPTY = "one moment …"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries: Sequence[Entry] = ()
        self._drawn_as: list[list[tuple[str, str, Span]]] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these entries, staying on the same place in their order."""
        self.entries = entries
        self.restock()

    def items(self) -> int:
        """How many entries there are."""
        return len(self.entries)

    def heights(self, width: int) -> list[int]:
        """A heading, the words, and a blank line before the next heading."""
        column = max(8, min(_WIDEST, width - 6))
        self._drawn_as = [
            _lines(entry, column, last=at + 1 == len(self.entries) or bool(after))
            for at, entry in enumerate(self.entries)
            for after in [self.entries[at + 1].heading if at + 1 < len(self.entries) else ""]
        ]
        return [len(lines) for lines in self._drawn_as]

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of a heading or of an entry."""
        role, words, span = self._drawn_as[item][line]
        ground = self.ink("ground")
        if role != "entry":
            ink = self.ink("dim" if role == "heading" else "ground")
            return strip([(f" {words[span.start : span.end]}", ink)], width, ground)
        edge = ("▌" if here else " ", self.ink("accent" if self.has_focus else "faint"))
        mark = self.entries[item].mark if span.start == 0 else ""
        ink = self.ink("strong" if here else "text")
        further = " " * _IN if span.start else ""
        return strip(
            [edge, (" ", ground), (f"{mark:<2}{further}", self.ink("accent")),
             (words[span.start : span.end], ink)],
            width, ground,
        )  # fmt: skip


def _hanging(words: str, width: int) -> list[Span]:
    """The lines of an entry, those after the first narrower: they stand further in."""
    first = next(iter(wrap(words, 0, len(words), width)), None)
    if first is None:
        return []
    return [first, *wrap(words, first.end, len(words), width - _IN)]


def _lines(entry: Entry, width: int, last: bool) -> list[tuple[str, str, Span]]:
    """What is drawn of an entry, line for line: role, words and the part of them."""
    heading = [
        ("heading", entry.heading, span)
        for span in wrap(entry.heading, 0, len(entry.heading), width)
        if entry.heading
    ]
    words = [("entry", entry.words, span) for span in _hanging(entry.words, width)]
    blank = [("blank", "", Span(0, 0))] if last else []
    return [*heading, *(words or [("entry", entry.words, Span(0, 0))]), *blank]
