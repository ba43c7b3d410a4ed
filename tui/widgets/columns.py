"""Texts side by side in aligned rows, drawn as one pane so that they move together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.geometry import Region
from textual.strip import Strip

from index import Article, Comparison, Marks, Note, Row, Span
from index.comparison.table import Cell
from tui.drawing import Run, apart, paint, spread, strip
from tui.widgets.chosen_rows import ChosenRows
from tui.widgets.gliding import Gliding
from tui.widgets.grid import Grid, side_by_side
from tui.widgets.top_lines import Line, lede_lines, level, title_lines
from tui.widgets.tops import Top, below, tops
from tui.widgets.wrap import wrap

SIDE_BY_SIDE = 80
"""Below this width one text is shown at a time."""
ABOVE = 2
"""Headlines and ledes stand above the rows, an item each."""
_NOTHING = "nothing close"


class Columns(Gliding):
    """Headlines, ledes with what to know before judging, then the rows of a comparison."""

    GAP = 1

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.comparison: Comparison | None = None
        self.articles: Mapping[int, Article] = {}
        self.marks: Mapping[int, Marks] = {}
        self.column = 0
        self.grid = Grid(0, 1, 0, 0)
        self.single = False
        self.chosen = ChosenRows()
        self._headed: Sequence[Top] = ()
        self._above: list[list[list[Line]]] = [[], []]
        self._wraps: dict[tuple[int, int, int, int], list[Span]] = {}

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown below headlines and ledes."""
        return self.chosen.rows

    def show(
        self,
        comparison: Comparison,
        articles: Mapping[int, Article],
        marks: Mapping[int, Marks] | None = None,
        stay: bool = False,
    ) -> None:
        """Lay the articles of ``comparison`` side by side, at the top or at the same passage.

        ``marks`` tells what is kept of each article: passages with a note have a line beside.
        """
        anchor = self._anchor() if stay else {}
        item = self.cursor if stay else 0
        self.comparison, self.articles, self.marks = comparison, articles, marks or {}
        self.column = max(0, min(self.column, len(comparison.columns) - 1))
        self._headed = tops(comparison, articles)
        self.chosen.take(comparison.articles, below(comparison.rows, self._headed))
        self._arrange(anchor, item)

    def filter(self, only_differences: bool, only_aligned: bool) -> None:
        """Leave out rows that show no difference, or one text alone; or take them in again."""
        anchor = self._anchor()
        chosen = self.chosen
        chosen.only_differences, chosen.only_aligned = only_differences, only_aligned
        self._arrange(anchor, self.cursor)

    def alone(self, single: bool) -> None:
        """One text at a time, or side by side as far as there is room."""
        anchor = self._anchor()
        self.single = single
        self._arrange(anchor, self.cursor)

    def on_resize(self) -> None:
        """Take the new width, staying on the same passage."""
        self._arrange(self._anchor(), self.cursor)

    def _arrange(self, anchor: Mapping[int, int], item: int) -> None:
        """Choose the rows for the columns on the glass, and go to the row of the anchor."""
        if self.is_mounted:
            self._see(self._fit(self._room()))
        glass = self._glass()
        self.chosen.choose(self.grid.seen, anchor)
        self._put(self.chosen.place_of(anchor) + ABOVE if anchor else item, glass)

    def _anchor(self) -> dict[int, int]:
        """Where the passages of the row under the cursor begin, by article."""
        inside = self.comparison is not None and ABOVE <= self.cursor < self.items()
        return self.chosen.starts(self.rows[self.cursor - ABOVE]) if inside else {}

    def _put(self, item: int, glass: int) -> None:
        """Take the rows with ``item`` under the cursor, on line ``glass`` of the glass."""
        self.restock(item)
        if self.is_mounted and self.items():
            self._scroll(max(0, min(self.top_of(self.cursor) - glass, self.max_scroll_y)))
            self.show_cursor()

    def _glass(self) -> int:
        known = self.is_mounted and 0 <= self.cursor < self._stock
        return self.top_of(self.cursor) - self.scroll_offset.y if known else 0

    def turn_to(self, column: int) -> None:
        """Put the cursor into another column, keeping the row on its line of the glass."""
        if not self.items():
            return
        anchor, before, self.column = self._anchor(), self.column, column
        if self._stock == self.items() and self._fit(self._room()) == self.grid:
            self._drawn.clear()
            for place in (before, column):
                self._refresh_mark(self.cursor, place)
        else:
            self._arrange(anchor, self.cursor)

    def _refresh_item(self, item: int) -> None:
        """Only the mark at the edge of a passage tells that the cursor is on it."""
        self._refresh_mark(item, self.column)

    def _refresh_mark(self, item: int, place: int) -> None:
        if 0 <= item < self._stock and place in self.grid.seen:
            top = self.top_of(item) - self.scroll_offset.y
            left = (place - self.grid.first) * self.grid.each
            self.refresh(Region(left, top, 1, self.height_of(item)))

    def passage(self) -> tuple[int, Cell] | None:
        """The article and what stands under the cursor, None where nothing does."""
        comparison = self.comparison
        if comparison is None or not self.items():
            return None
        number = comparison.articles[self.column]
        if self.cursor < ABOVE:
            top = self._headed[self.column]
            span = top.lede if self.cursor else top.title_span
            return (number, Cell(span.start, span.end)) if span else None
        cell = self.rows[self.cursor - ABOVE].cells[self.column]
        return (number, cell) if cell else None

    def note_here(self) -> Note | None:
        """The note on the passage under the cursor."""
        found = self.passage()
        return self._note(found[0], found[1].start, found[1].end) if found else None

    def _note(self, article: int, start: int, end: int) -> Note | None:
        notes = self.marks[article].notes if article in self.marks else ()
        touching = (n for n in notes if n.span and n.span.start < end and start < n.span.end)
        return next(touching, None)

    def items(self) -> int:
        """Headlines, ledes and the rows."""
        return len(self.rows) + ABOVE if self.comparison else 0

    def _fit(self, width: int) -> Grid:
        columns = len(self.comparison.columns) if self.comparison else 0
        return side_by_side(width, columns, self.column, self.single or width < SIDE_BY_SIDE)

    def _see(self, grid: Grid) -> None:
        if grid.each != self.grid.each:
            self._wraps.clear()
        self.grid = grid

    def heights(self, width: int) -> list[int]:
        """The lines of headlines, of ledes, and of each row."""
        comparison = self.comparison
        if comparison is None:
            return []
        grid = self.grid
        room = grid.each - 4
        self._above = [
            [title_lines(self._headed[place], room) for place in grid.seen],
            level([self._lede_lines(self._headed[place], room) for place in grid.seen]),
        ]
        heads = max((len(lines) for lines in self._above[0]), default=0) + 1
        ledes = max((len(lines) for lines in self._above[1]), default=0) + 3
        return [heads, ledes, *(self._height(row) for row in self.rows)]

    def _height(self, row: Row) -> int:
        """Each row is as high as its highest passage on the glass, and a blank line."""
        return max([1, *(len(self._lines(row, place)) for place in self.grid.seen)]) + 1

    def _lede_lines(self, top: Top, room: int) -> tuple[list[Line], list[Line]]:
        return lede_lines(top, self.articles[top.article].text, room)

    def _lines(self, row: Row, place: int) -> list[Span]:
        cell = row.cells[place]
        if cell is None:
            return []
        assert self.comparison is not None
        number, room = self.comparison.articles[place], self.grid.each - 4
        key = (number, cell.start, cell.end, room)
        if (lines := self._wraps.get(key)) is None:
            text = self.articles[number].text
            lines = [
                line
                for start, end in _pieces(text, cell.start, cell.end)
                for line in wrap(text, start, end, room)
            ]
            self._wraps[key] = lines
        return lines

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line over all columns that are shown."""
        if item == 1 and line == self.height_of(1) - 2:
            return self._rule(width)
        below = 3 if item == 1 else 1
        edge = [("│", self.ink("rule"))]
        runs: list[Run] = []
        for at, place in enumerate(self.grid.seen):
            alive = here and place == self.column and line < max(1, self.height_of(item) - below)
            piece = self._margin(alive, self._noted(item, line, at, place))
            piece += self._piece(item, line, at, place)
            last = at == self.grid.shown - 1
            runs += spread(piece, [] if last else edge, self.grid.each - last)
        return strip(runs, width, self.ink("ground"))

    def _margin(self, alive: bool, noted: bool) -> list[Run]:
        """What stands before a line: the mark of the cursor, and that of a note."""
        if not alive and not noted:
            return [("  ", self.ink("text"))]
        ink = self.ink("accent" if self.has_focus else "faint")
        return [("▌" if alive else " ", ink), ("│" if noted else " ", self.ink("accent"))]

    def _noted(self, item: int, line: int, at: int, place: int) -> bool:
        """Whether the line of a column is of a passage that has a note."""
        assert self.comparison is not None
        number = self.comparison.articles[place]
        if number not in self.marks or not self.marks[number].notes:
            return False
        if item < ABOVE:
            lines = self._above[item][at]
            if line >= len(lines) or lines[line][0] is not self.articles[number].text:
                return False
            span = lines[line][1]
        else:
            spans = self._lines(self.rows[item - ABOVE], place)
            if line >= len(spans):
                return False
            span = spans[line]
        return self._note(number, span.start, span.end) is not None

    def _rule(self, width: int) -> Strip:
        """What stands between ledes and rows: what the rows are, and how many are hidden."""
        alone = self.comparison is not None and len(self.comparison.columns) < 2
        said = " the text " if alone else " closest passages "
        if hidden := self.chosen.hidden():
            said = f" closest passages, {hidden} "
        line = f"──{said}".ljust(width, "─")
        for edge in self.grid.edges:
            if edge >= len(said) + 2:
                line = f"{line[:edge]}┼{line[edge + 1 :]}"
        return strip(
            [("──", self.ink("rule")), (said, self.ink("dim")),
             (line[len(said) + 2 :], self.ink("rule"))],
            width, self.ink("ground"),
        )  # fmt: skip

    def _piece(self, item: int, line: int, at: int, place: int) -> list[Run]:
        if item < ABOVE:
            lines = self._above[item][at]
            return self._drawn_line(lines[line]) if line < len(lines) else []
        row = self.rows[item - ABOVE]
        cell, spans = row.cells[place], self._lines(row, place)
        if cell is None:
            room = self.grid.each - 4
            return [(_NOTHING.center(room), self.ink("faint"))] if line == 0 else []
        if line >= len(spans):
            return []
        assert self.comparison is not None
        text = self.articles[self.comparison.articles[place]].text
        return self._drawn_line((text, spans[line], "text", apart(cell.lit)))

    def _drawn_line(self, line: Line) -> list[Run]:
        text, span, role, lit = line
        return paint(text, span.start, span.end, self.ink(role), [(lit, self.ink("lit"))])


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of ``text[start:end]`` between line ends."""
    pieces = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            pieces.append((start, stop))
        start = stop + 1
    return pieces
