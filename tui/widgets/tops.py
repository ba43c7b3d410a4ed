"""What each text of a comparison puts on top: its headline and its lede, with what is lit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index import Article, Column, Comparison, Row, Span
from index.comparison.table import Cell
from index.dataclass import dataclass
from tui.phrases import in_words

LONGEST = 500
"""Letters of a lede that are shown; a longer one is cut, and comes whole among the rows."""


@dataclass(frozen=True, slots=True)
class Top:
    """Headline and lede of one article; spans are of its text, those lit in the title's own."""

    article: int
    title: str | None
    title_span: Span | None
    title_lit: tuple[Span, ...]
    lede: Span | None
    lede_lit: tuple[Span, ...]
    remarks: tuple[str, ...]

    @property
    def cut(self) -> bool:
        """Whether the lede is too long to be shown whole."""
        return self.lede is not None and self.lede.end - self.lede.start > LONGEST

    def shows(self, cell: Cell) -> bool:
        """Whether a passage can be read on top, whole."""
        if self.title_span is not None and cell.start == self.title_span.start:
            return True
        lede = None if self.cut else self.lede
        return lede is not None and lede.start <= cell.start and cell.end <= lede.end


def below(rows: Sequence[Row], tops: Sequence[Top]) -> tuple[Row, ...]:
    """The rows that are more than what stands on top: nothing is to be read twice."""
    return tuple(
        row
        for row in rows
        if not all(
            cell is None or top.shows(cell) for cell, top in zip(row.cells, tops, strict=True)
        )
    )


def tops(comparison: Comparison, articles: Mapping[int, Article]) -> list[Top]:
    """One for each column, in their order."""
    return [
        _top(column, articles[column.article], _lit(comparison, place))
        for place, column in enumerate(comparison.columns)
    ]


def _lit(comparison: Comparison, place: int) -> list[Span]:
    cells = (row.cells[place] for row in comparison.rows)
    return [span for cell in cells if cell is not None for span in cell.lit]


def _top(column: Column, article: Article, lit: list[Span]) -> Top:
    where = _title_span(article)
    said = article.text[where.start : where.end] if where else column.title
    on_title = tuple(
        Span(span.start - where.start, span.end - where.start)
        for span in lit
        if where and where.start <= span.start and span.end <= where.end
    )
    lede = column.lede
    on_lede = tuple(
        span for span in lit if lede and lede.start <= span.start and span.end <= lede.end
    )
    remarks = tuple(in_words(remark) for remark in column.remarks)
    return Top(column.article, said, where, on_title, lede, on_lede, remarks)


def _title_span(article: Article) -> Span | None:
    """Where the headline stands, if it stands in the text."""
    if article.title is not None and article.title.span is not None:
        return article.title.span
    zone = next((zone for zone in article.zones if zone.kind == "title"), None)
    return Span(zone.start, zone.end) if zone else None
