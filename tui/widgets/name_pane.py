"""Who and what one article names, how often: a list beside it, or a few lines below it."""

from __future__ import annotations

from collections import Counter

from rich.cells import cell_len
from textual.strip import Strip

from index.article import Article, MentionType
from tui.drawing import Run, pad, safe, spread, strip
from tui.phrases import KINDS
from tui.theme import NAMED
from tui.widgets.lines import LinePane

_BESIDE = 48
"""Narrower than this the pane stands beside the article, one name a line."""
_INDENT = 11

Entry = tuple[MentionType, str, int]


class NamePane(LinePane):
    """The names of an article by kind, the most frequent or the first named first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.article: Article | None = None
        self.first_named_first = False
        self.counted: dict[MentionType, list[tuple[str, int]]] = {}
        self.entries: list[Entry | MentionType] = []
        self._along = 0
        """Where names stand in rows: which name of its row the cursor is on."""

    def show(self, article: Article | None) -> None:
        """Count the names of ``article``."""
        self.article = article
        self._count()
        self.empty_words = "no names found" if article is not None else ""
        self._along = 0
        self.restock(0)
        self.scroll_to(y=0, animate=False)

    def turn_order(self) -> None:
        """The most frequent first, or those that the article names first."""
        self.first_named_first = not self.first_named_first
        self._count()
        self.restock()

    def _count(self) -> None:
        self.counted = {}
        mentions = self.article.entities if self.article else ()
        first: dict[tuple[MentionType, str], int] = {}
        for mention in mentions:
            key = (mention.type, mention.entity)
            first[key] = min(mention.start, first.get(key, mention.start))
        for kind in NAMED:
            names = Counter(mention.entity for mention in mentions if mention.type == kind)
            order = [name for name, _ in sorted(names.items(), key=_most_named)]
            if self.first_named_first:
                order = [name for own, name in sorted(first, key=first.__getitem__) if own == kind]
            if names:
                self.counted[kind] = [(name, names[name]) for name in order]

    def lay_out(self, width: int) -> None:
        """One name a line beside the article, one kind a line below it."""
        self.entries = []
        for kind, names in self.counted.items():
            self.entries.append(kind)
            if width < _BESIDE:
                self.entries += [(kind, name, number) for name, number in names]
        self.can_focus = bool(self.entries)

    def items(self) -> int:
        """How many lines there are."""
        return len(self.entries)

    def chosen(self) -> tuple[MentionType, str] | None:
        """The name under the cursor with its type, None on a heading."""
        entry = self.entries[self.cursor] if self.cursor < len(self.entries) else None
        if entry is None or isinstance(entry, tuple):
            return entry[:2] if entry else None
        names = self._in_row(entry)
        return (entry, names[min(self._along, len(names) - 1)][0]) if names else None

    def _in_row(self, kind: MentionType) -> list[tuple[str, int]]:
        """The names of a kind that fit on one line; none where every name has its own."""
        width = self._room()
        kept: list[tuple[str, int]] = []
        if width < _BESIDE:
            return []
        room = width - _INDENT
        for name, number in self.counted[kind]:
            room -= cell_len(safe(name)) + len(f" {number}   ")
            if room < 0 and kept:
                break
            kept.append((name, number))
        return kept

    def _step(self, by: int) -> None:
        """The next name, which may stand on the same line, or the one before."""
        if self._room() < _BESIDE:
            super()._step(by)
            return
        rows = [
            (row, along)
            for row, entry in enumerate(self.entries)
            if not isinstance(entry, tuple)
            for along in range(len(self._in_row(entry)))
        ]
        here = (self.cursor, self._along)
        at = rows.index(here) if here in rows else 0
        row, self._along = rows[max(0, min(at + by, len(rows) - 1))]
        self.move_to(row)
        self.redraw()

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """A heading, a name, or the names of one kind."""
        entry = self.entries[item]
        alive = here and self.has_focus
        if isinstance(entry, tuple):
            kind, name, number = entry
            left = [("▌  " if alive else "   ", self.ink("accent")), (name, self.ink(kind))]
            runs = spread(left, [(f"{number} ", self.ink("dim"))], width)
        elif width < _BESIDE:
            runs = [(f" {KINDS[entry]}", self.ink("faint"))]
        else:
            runs = self._flow(entry, self._along if alive else None)
        return strip(runs, width, self.ink("ground"))

    def _flow(self, kind: MentionType, along: int | None) -> list[Run]:
        runs: list[Run] = [(f"   {pad(KINDS[kind], _INDENT - 3)}", self.ink("faint"))]
        for at, (name, number) in enumerate(self._in_row(kind)):
            ink = self.ink(kind) + self.ink("name_here") if at == along else self.ink(kind)
            runs += [(name, ink), (f" {number}   ", self.ink("dim"))]
        return runs


def _most_named(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]
