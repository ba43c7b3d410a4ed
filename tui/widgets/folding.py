"""Which rows of a table are told: of texts that are not in sight only how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from index.dataclass import dataclass
from tui.key_words import worded
from tui.widgets.cells import Row

LEAST = 3
"""So few rows of a section are told although all their cells are out of sight: a form that no
text in sight uses says something, and a line that stands for them takes a line, too."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row as it is drawn, and its place among all rows."""

    row: Row
    place: int


def told(rows: Sequence[Row], seen: range) -> list[Told]:
    """The rows with something in the columns ``seen`` or in none at all, section by section.

    Where ``LEAST`` or more of a section have all they tell in other columns, one line at its
    end stands for them.
    """
    numbered = list(enumerate(rows))
    sections = groupby(numbered, _Section())
    return [one for _, section in sections for one in _section(list(section), seen)]


class _Section:
    """Numbers the sections, each of which begins with its heading."""

    def __init__(self) -> None:
        self._number = 0

    def __call__(self, numbered: tuple[int, Row]) -> int:
        self._number += numbered[1].kind == "head"
        return self._number


def _section(rows: Sequence[tuple[int, Row]], seen: range) -> Iterator[Told]:
    hidden = [place for place, row in rows if _elsewhere(row, seen)]
    if len(hidden) < LEAST:
        yield from (Told(row, place) for place, row in rows)
        return
    yield from (Told(row, place) for place, row in rows if not _elsewhere(row, seen))
    columns = len(rows[0][1].cells)
    yield Told(_standing_for(len(hidden), columns - len(seen), columns), hidden[0])


def _elsewhere(row: Row, seen: range) -> bool:
    """Whether a row has cells, but none where it is seen."""
    filled = [at for at, cell in enumerate(row.cells) if cell is not None]
    return bool(filled) and not any(at in seen for at in filled)


def _standing_for(many: int, others: int, columns: int) -> Row:
    texts = "the other text" if others == 1 else f"the other {others:,} texts"
    words = f"{many:,} more in {texts} alone: {{comparison.left}} {{comparison.right}} go there"
    return Row(worded(words), (None,) * columns, "note")
