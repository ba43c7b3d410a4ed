"""Who and what one article names, how often: a list beside it, or a few lines below it."""

from __future__ import annotations

from collections import Counter

from textual.strip import Strip

from index.article import Article, MentionType
from tui.drawing import Run, pad, spread, strip
from tui.phrases import KINDS
from tui.theme import NAMED
from tui.widgets.lines import LinePane

_BESIDE = 48
"""Narrower than this the pane stands beside the article, one name a line."""

Entry = tuple[MentionType, str, int]


class NamePane(LinePane):
    """The names of an article by kind, the most frequent first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.counted: dict[MentionType, list[tuple[str, int]]] = {}
        self.entries: list[Entry | MentionType] = []

    def show(self, article: Article | None) -> None:
        """Count the names of ``article``."""
        self.counted = {}
        for kind in NAMED:
            names = Counter(m.entity for m in article.entities if m.type == kind) if article else {}
            if names:
                self.counted[kind] = sorted(names.items(), key=lambda name: (-name[1], name[0]))
        self.restock(0)
        self.scroll_to(y=0, animate=False)

    def lay_out(self, width: int) -> None:
        """One name a line beside the article, one kind a line below it."""
        self.entries = []
        for kind, names in self.counted.items():
            self.entries.append(kind)
            if width < _BESIDE:
                self.entries += [(kind, name, number) for name, number in names]
        self.can_focus = width < _BESIDE and bool(self.entries)

    def items(self) -> int:
        """How many lines there are."""
        return len(self.entries)

    def chosen(self) -> str | None:
        """The name under the cursor, None on a heading."""
        entry = self.entries[self.cursor] if self.cursor < len(self.entries) else None
        return entry[1] if isinstance(entry, tuple) else None

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """A heading, a name, or the names of one kind."""
        entry = self.entries[item]
        if isinstance(entry, tuple):
            kind, name, number = entry
            mark = "▌" if here and self.has_focus else " "
            left = [(f"{mark}  ", self.ink("accent")), (name, self.ink(kind))]
            runs = spread(left, [(f"{number} ", self.ink("dim"))], width)
        elif width < _BESIDE:
            runs = [(f" {KINDS[entry]}", self.ink("faint"))]
        else:
            runs = self._flow(entry)
        return strip(runs, width, self.ink("ground"))

    def _flow(self, kind: MentionType) -> list[Run]:
        runs: list[Run] = [(f"   {pad(KINDS[kind], 8)}", self.ink("faint"))]
        for name, number in self.counted[kind][:12]:
            runs += [(name, self.ink(kind)), (f" {number}   ", self.ink("dim"))]
        return runs
