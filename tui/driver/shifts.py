"""Whether a frame is the one before it, moved up or down, and by how many rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import is_not, itemgetter

from index.dataclass import dataclass
from tui.driver.cells import Row, empty

_MANY_ROWS = 8  # rows that change before more is done to find where they came from
_ENOUGH_ROWS = 3  # rows that must be found elsewhere before a shift is looked at
_COST = 24  # cells a shift must spare before it is worth its bytes
_PIECE = 24  # cells of a row by which it is found where marks in it keep the whole from being


@dataclass(frozen=True, slots=True)
class Shift:
    """Rows ``top`` to ``bottom`` move up by ``rows``; down where it is negative."""

    top: int
    bottom: int
    rows: int

    def moved(self, painted: Sequence[Row]) -> list[Row]:
        """The rows of the screen after the shift; those that came in are empty."""
        after = list(painted)
        for y in range(self.top, self.bottom + 1):
            come_from = y + self.rows
            inside = self.top <= come_from <= self.bottom
            after[y] = painted[come_from] if inside else empty(len(painted[y].cells))
        return after

    def sequence(self) -> str:
        """What moves the rows in the terminal, its pen being plain; the cursor is lost by it."""
        region = f"\x1b[{self.top + 1};{self.bottom + 1}r"
        line, move = (self.bottom, "\x1bD") if self.rows > 0 else (self.top, "\x1bM")
        return f"{region}\x1b[{line + 1};1H{move * abs(self.rows)}\x1b[r"


def find_shift(painted: Sequence[Row], wanted: Sequence[Row]) -> Shift | None:
    """The shift that spares most cells of the ``wanted`` screen, where one is worth it."""
    changed = [y for y, row in enumerate(wanted) if row is not painted[y]]
    if len(changed) < _ENOUGH_ROWS:
        return None
    unlike = [_unlike(was, now) for was, now in zip(painted, wanted, strict=True)]
    worth = []
    for rows in _ways(painted, wanted, changed):
        come = range(max(0, -rows), len(wanted) - max(0, rows))
        moved = {y: _unlike(painted[y + rows], wanted[y]) for y in come}
        shift = _around(rows, unlike, moved, len(painted[0].cells))
        spared = _spared(shift, unlike, moved, wanted)
        worth.append((spared - 2 * abs(rows), shift))
    spared, best = max(worth, key=itemgetter(0), default=(0, None))
    return best if spared > _COST else None


def _ways(painted: Sequence[Row], wanted: Sequence[Row], changed: Sequence[int]) -> set[int]:
    """By how many rows up the changed ones may have moved.

    Beside a pane that scrolls one may stand still: only columns that changed are looked at. A
    mark that many rows have now or had before is left out by looking at their pieces, if the
    whole rows do not tell.
    """
    left, right = _columns(painted, wanted, changed)
    before = {y: _text(painted[y], left, right) for y in range(changed[0], changed[-1] + 1)}
    now = {y: _text(wanted[y], left, right) for y in changed}
    whole = _found_elsewhere(before, now)
    pieces: Counter[int] = Counter()
    if len(changed) >= _MANY_ROWS and max(whole.values(), default=0) < len(changed) // 2:
        for at in range(0, right - left, _PIECE):
            piece = slice(at, at + _PIECE)
            pieces += _found_elsewhere(
                {y: row[piece] for y, row in before.items()},
                {y: row[piece] for y, row in now.items()},
            )
    most = (*whole.most_common(1), *pieces.most_common(1))
    return {rows for rows, count in most if count >= _ENOUGH_ROWS}


def _found_elsewhere(before: Mapping[int, str], now: Mapping[int, str]) -> Counter[int]:
    """How many rows stood how far from their place before, by their text alone.

    The reading line and a scroll bar change looks, not words. Rows that stood twice say nothing.
    """
    places: dict[str, int] = {}
    for y, text in before.items():
        places[text] = -1 if text in places else y
    away = ((y, places.get(text, -1)) for y, text in now.items())
    return Counter(place - y for y, place in away if place not in (-1, y))


def _columns(
    painted: Sequence[Row], wanted: Sequence[Row], changed: Sequence[int]
) -> tuple[int, int]:
    """The first column in which a row changed, and the one behind the last."""
    left, right = len(painted[0].cells), 0
    for y in changed:
        others = list(map(is_not, painted[y].cells, wanted[y].cells))
        left = min(left, others.index(True))
        right = max(right, len(others) - others[::-1].index(True))
    return left, right


def _text(row: Row, left: int, right: int) -> str:
    return "".join([cell[0] if cell else "\0" for cell in row.cells[left:right]])


def _around(rows: int, unlike: Sequence[int], moved: Mapping[int, int], width: int) -> Shift:
    """The region in which shifting by ``rows`` spares most cells.

    ``unlike`` has for each row how many of its ``width`` cells change, ``moved`` how many do
    if what stands ``rows`` below comes to it.

    Rows in it may come out not quite right, as one does that the mark of the cursor left: a
    cell is less than a line. Rows that come in are written whole, with what was right in them.
    """
    right = [0, *accumulate(width - cells for cells in unlike)]  # cells right as they are, above y
    start = first = last = spared = 0
    most = -width * len(unlike)
    for y, left in moved.items():
        begun = right[y + min(0, rows)] - right[y]
        if y == max(0, -rows) or spared < begun:
            start, spared = y, begun
        spared += unlike[y] - left
        ended = spared + right[y + 1] - right[y + 1 + max(0, rows)]
        if ended > most:
            first, last, most = start, y, ended
    return Shift(min(first, first + rows), max(last, last + rows), rows)


def _spared(
    shift: Shift, unlike: Sequence[int], moved: Mapping[int, int], wanted: Sequence[Row]
) -> int:
    """How many cells fewer must be written after the shift."""
    blank = empty(len(wanted[0].cells))
    spared = 0
    for y in range(shift.top, shift.bottom + 1):
        inside = shift.top <= y + shift.rows <= shift.bottom
        spared += unlike[y] - (moved[y] if inside else _unlike(blank, wanted[y]))
    return spared


def _unlike(one: Row, other: Row) -> int:
    """How many cells differ; one that was made twice counts, which only few are."""
    return 0 if one is other else sum(map(is_not, one.cells, other.cells))
