"""What is kept, one line each: searches, stars, tags, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual.strip import Strip

from index.article import Span
from index.dataclass import dataclass
from tui.key_words import worded
from tui.widgets.listing import Listing

_KIND_WIDTH = 10
_ROOMY = 40
"""Narrower lists leave the kind to what is shown of it."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One thing kept: a ``query`` that shows it, or a note's ``article`` and passage.

    ``name`` is that of the search or tag, or the number of the note.
    """

    kind: Literal["search", "starred", "unread", "tag", "note", "forgotten"]
    name: str
    label: str
    about: str
    query: str = ""
    article: int = 0
    span: Span | None = None


class KeptList(Listing):
    """Everything kept; enter shows it."""

    EMPTY = "looking …"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[KeptRow] = ()

    def show(self, rows: Sequence[KeptRow]) -> None:
        """List ``rows``, staying on the one that the cursor was on."""
        old = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        same = (
            at
            for at, row in enumerate(rows)
            if old and (row.kind, row.name) == (old.kind, old.name)
        )
        self.rows = rows
        self.empty_words = worded(
            "nothing is kept yet: {keeping.star} stars, {keeping.tag} tags, {keeping.note} notes,"
            " {library.save} keeps a search"
        )
        self.restock(next(same, self.cursor))
        self.show_cursor()

    def items(self) -> int:
        """How many there are."""
        return len(self.rows)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One thing kept."""
        row = self.rows[item]
        first = item == 0 or self.rows[item - 1].kind != row.kind
        wide = _KIND_WIDTH if width >= _ROOMY else 0
        kind = (row.kind if first and wide else "").ljust(wide)
        left = [
            (f" {kind}", self.ink("dim")),
            (row.label, self.ink("title" if here else "text")),
        ]
        return self.row(left, [(f" {row.about}", self.ink("dim"))], width, here)
