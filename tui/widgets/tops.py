"""What each text of a comparison puts on top: its headline and its lede, with what is lit."""

from __future__ import annotations

from collections.abc import Mapping

from index import Article, Column, Comparison, Span
from index.dataclass import dataclass


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
    return Top(column.article, said, where, on_title, lede, on_lede, column.remarks)


def _title_span(article: Article) -> Span | None:
    """Where the headline stands, if it stands in the text."""
    if article.title is not None and article.title.span is not None:
        return article.title.span
    zone = next((zone for zone in article.zones if zone.kind == "title"), None)
    return Span(zone.start, zone.end) if zone else None
