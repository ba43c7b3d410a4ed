"""Which rows of a comparison are shown, and how a row is found again among others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from index import Row
from tui.phrases import count
from tui.standing import differs

_FAR = 10**9


class ChosenRows:
    """The rows below headlines and ledes, without those that the reader left out."""

    def __init__(self) -> None:
        self.rows: Sequence[Row] = ()
        """The rows shown."""
        self.only_differences = False
        """Whether rows that show no difference are left out."""
        self.only_aligned = False
        """Whether rows of one text alone are left out."""
        self._articles: Sequence[int] = ()
        self._every: Sequence[Row] = ()

    def take(self, articles: Sequence[int], rows: Sequence[Row]) -> None:
        """Have ``rows`` to choose from; their cells are of ``articles``, in that order."""
        self._articles, self._every = articles, rows

    def choose(self, places: Collection[int], anchor: Mapping[int, int]) -> None:
        """Choose rows with a passage in one of the columns ``places``.

        The row of ``anchor`` stays even if none of these columns has a passage in it.
        """
        self.rows = [
            row
            for row in self._every
            if (any(row.cells[place] for place in places) and self._wanted(row))
            or (anchor and self.starts(row) == anchor)
        ]

    def _wanted(self, row: Row) -> bool:
        if self.only_aligned and _alone(row):
            return False
        return not self.only_differences or differs(row)

    def hidden(self) -> str:
        """How many rows are left out, and why; nothing where none is."""
        told = []
        if self.only_differences:
            same = sum(not differs(row) for row in self._every)
            told.append(f"{count(same, 'row')} without a lit word hidden")
        if self.only_aligned:
            told.append(f"{count(sum(map(_alone, self._every)), 'row')} of one text alone hidden")
        return ", ".join(told)

    def starts(self, row: Row) -> dict[int, int]:
        """Where the passages of a row begin, by article: an anchor to find it again by."""
        cells = zip(self._articles, row.cells, strict=True)
        return {number: cell.start for number, cell in cells if cell is not None}

    def place_of(self, anchor: Mapping[int, int]) -> int:
        """The row with most of the passages of ``anchor``, else the one nearest to one."""
        best, most = 0, (-1, 0)
        for at, row in enumerate(self.rows):
            starts = self.starts(row)
            shared = anchor.keys() & starts.keys()
            same = sum(starts[number] == anchor[number] for number in shared)
            near = max((-abs(starts[number] - anchor[number]) for number in shared), default=-_FAR)
            if (same, near) > most:
                best, most = at, (same, near)
        return best


def _alone(row: Row) -> bool:
    return sum(cell is not None for cell in row.cells) < 2
