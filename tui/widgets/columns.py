"""Texts side by side in aligned rows, drawn as one pane so that they move together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.strip import Strip

from index import Article, Comparison, Span
from index.comparison import Cell
from tui.drawing import Run, apart, paint, spread, strip
from tui.phrases import NO_TITLE
from tui.widgets.grid import Grid, side_by_side
from tui.widgets.stacked import Stacked
from tui.widgets.wrap import wrap

SIDE_BY_SIDE = 110
"""Below this width one text is shown at a time."""
_NOTHING = "nothing close"

Line = tuple[str, Span, bool]
"""A text, the stretch of it that stands on a line, and whether it is the article's."""


class Columns(Stacked):
    """The rows of a comparison; row 0 holds headlines and what to know before judging."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.comparison: Comparison | None = None
        self.articles: Mapping[int, Article] = {}
        self.column = 0
        self.grid = Grid(0, 1, 0, 0)
        self._heads: list[list[tuple[str, str]]] = []
        self._wrapped: list[dict[int, list[Span]]] = []

    def show(self, comparison: Comparison, articles: Mapping[int, Article]) -> None:
        """Lay the articles of ``comparison`` side by side."""
        self.comparison, self.articles = comparison, articles
        self.restock(0)

    def turn_to(self, column: int) -> None:
        """Put the cursor into another column, keeping the row on its line of the glass."""
        if not self.items():
            return
        glass = self.top_of(self.cursor) - self.scroll_offset.y
        self.column = column
        self.restock()
        self._scroll(max(0, min(self.top_of(self.cursor) - glass, self.max_scroll_y)))
        self.show_cursor()

    def passage(self) -> tuple[int, Cell] | None:
        """The article and passage under the cursor, None where nothing is close."""
        comparison = self.comparison
        if comparison is None or not self.cursor:
            return None
        cell = comparison.rows[self.cursor - 1].cells[self.column]
        return (comparison.articles[self.column], cell) if cell else None

    def items(self) -> int:
        """The heading row and the aligned rows."""
        return len(self.comparison.rows) + 1 if self.comparison else 0

    def heights(self, width: int) -> list[int]:
        """Each row as high as its highest passage that is shown, and a blank line."""
        comparison = self.comparison
        if comparison is None:
            return []
        columns = len(comparison.columns)
        self.grid = side_by_side(width, columns, self.column, width < SIDE_BY_SIDE)
        room = self.grid.each - 4
        self._heads = [self._head(comparison, place, room) for place in self.grid.seen]
        self._wrapped = [self._row(row.cells, room) for row in comparison.rows]
        heads = max((len(lines) for lines in self._heads), default=0) + 1
        blank = [
            self.grid.shown == 1 and columns > 1 and row.cells[self.grid.first] is None
            for row in comparison.rows
        ]
        tall = (max(map(len, row.values()), default=1) for row in self._wrapped)
        return [heads, *(1 if no else high + 1 for no, high in zip(blank, tall, strict=True))]

    def _head(self, comparison: Comparison, place: int, room: int) -> list[tuple[str, str]]:
        column = comparison.columns[place]
        title = self.articles[comparison.articles[place]].title
        said = [] if title else [(NO_TITLE, "dim")]
        if title is not None and title.span is None:
            said.append((title.value, "title"))
        said += [(f"! {remark}", "dim") for remark in column.remarks]
        return [
            (words[span.start : span.end], role)
            for words, role in said
            for span in wrap(words, 0, len(words), room)
        ]

    def _row(self, cells: Sequence[Cell | None], room: int) -> dict[int, list[Span]]:
        comparison = self.comparison
        assert comparison is not None
        wrapped = {}
        for place in self.grid.seen:
            cell = cells[place]
            text = self._text(place)
            lines = [
                line
                for start, end in _lines(text, cell.start, cell.end)
                for line in wrap(text, start, end, room)
            ] if cell else []  # fmt: skip
            wrapped[place] = lines or [Span(0, 0)]
        return wrapped

    def _text(self, place: int) -> str:
        assert self.comparison is not None
        return self.articles[self.comparison.articles[place]].text

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line over all columns that are shown."""
        runs: list[Run] = []
        for at, place in enumerate(self.grid.seen):
            alive = here and place == self.column and line < max(1, self.height_of(item) - 1)
            mark = "▌" if alive else " "
            piece = [
                (mark, self.ink("accent" if self.has_focus else "faint")),
                (" ", self.ink("text")),
                *self._piece(item, line, at, place),
            ]
            last = at == self.grid.shown - 1
            edge = [] if last else [("│", self.ink("rule"))]
            runs += spread(piece, edge, self.grid.each if not last else self.grid.each - 1)
        return strip(runs, width, self.ink("ground"))

    def _piece(self, item: int, line: int, at: int, place: int) -> list[Run]:
        assert self.comparison is not None
        if item == 0:
            lines = self._heads[at]
            return [(lines[line][0], self.ink(lines[line][1]))] if line < len(lines) else []
        cell, spans = self.comparison.rows[item - 1].cells[place], self._wrapped[item - 1][place]
        if cell is None:
            room = self.grid.each - 4
            return [(_NOTHING.center(room), self.ink("faint"))] if line == 0 else []
        if line >= len(spans):
            return []
        lit = [(apart(cell.lit), self.ink("lit"))]
        return paint(self._text(place), spans[line].start, spans[line].end, self.ink("text"), lit)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of ``text[start:end]`` between line ends."""
    pieces = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            pieces.append((start, stop))
        start = stop + 1
    return pieces
