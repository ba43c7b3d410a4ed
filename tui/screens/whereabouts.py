"""The lens on coverage: when each text came, how long it is, who named what first and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from index import ArticleLine, Comparison, Span
from index.comparison.table import Column
from index.comparison.told import Prominence
from index.dataclass import dataclass
from tui.key_words import worded
from tui.phrases import percent
from tui.telling import Moments, at, first
from tui.widgets.table import Cell, Row

_NAMES = frozenset({"PER", "ORG", "LOC", "NORP", "EVENT"})


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """List lines and moments by article, and what several texts name."""

    lines: Mapping[int, ArticleLine] = field(default_factory=dict)
    moments: Moments = field(default_factory=dict)
    prominent: Sequence[Prominence] = ()


def whereabouts(comparison: Comparison, known: Whereabouts) -> Iterator[Row]:
    """The rows of the lens; ``*`` marks what was first, as far as stated dates tell."""
    if not comparison.columns:
        return
    none = (None,) * len(comparison.articles)
    yield Row("When, and how long", none, "head")
    began = {line.id for line in first(list(known.lines.values()), known.moments)}
    days = tuple(_day(column, known, column.article in began) for column in comparison.columns)
    yield Row("published (* first)" if began else "published", days)
    longest = max(column.words for column in comparison.columns) or 1
    yield Row("length in words", tuple(_length(column, longest) for column in comparison.columns))
    quoted = tuple(
        Cell(percent(column.quoted_words, column.words), column.article, _said(comparison, column))
        for column in comparison.columns
    )
    yield Row("in quotation marks", quoted)
    names = [one for one in known.prominent if one.kind in _NAMES]
    figures = [one for one in known.prominent if one.kind not in _NAMES]
    for found, what in ((names, "Names"), (figures, "Figures")):
        rows = [row for one in found for row in _named(one, comparison, known)]
        if rows:
            told = f"{what} in several texts: where the first stands, and how often"
            starred = any(cell and cell.text[:1] == "*" for row in rows for cell in row.cells)
            told += " (* had it first, by the dates written on them)" if starred else ""
            yield Row(told, none, "head")
            yield from rows
    if comparison.event is not None:
        yield Row(
            worded("{comparison.coverage}: every text in the order they came, and who has none"),
            none,
            "note",
        )


def _said(comparison: Comparison, column: Column) -> tuple[Span, ...]:
    """Where an article quotes directly."""
    voices = (one for one in comparison.voices if one.article == column.article)
    spans = (span for one in voices if one.kind == "direct" for span in one.spans)
    return tuple(sorted(spans, key=lambda span: span.start))


def _day(column: Column, known: Whereabouts, began: bool) -> Cell | None:
    line = known.lines.get(column.article)
    if line is None:
        return None
    stated = column.dates.stated
    proofs = [stated, *column.dates.evidence] if stated else [*column.dates.evidence]
    spans = tuple(proof.span for proof in proofs if proof.span)
    return Cell(f"{'* ' if began else ''}{at(line, known.moments)}", column.article, spans)


def _length(column: Column, longest: int) -> Cell:
    return Cell(f"{column.words:,}", column.article, (), bar=column.words / max(1, longest))


def _named(one: Prominence, comparison: Comparison, known: Whereabouts) -> Iterator[Row]:
    here = {each.article: each for each in one.appearances if each.article in comparison.articles}
    if not here:
        return
    everywhere = (each.article for each in one.appearances)
    lines = [known.lines[number] for number in everywhere if number in known.lines]
    dated = all(line.day_basis == "stated" for line in lines)
    began = {line.id for line in first(lines, known.moments)} if dated else set()
    cells = []
    for number in comparison.articles:
        each = here.get(number)
        spans: tuple[Span, ...] = each.spans if each else ()
        mark = "* " if number in began else ""
        cells.append(Cell(f"{mark}{each.part} {len(spans):>2}", number, spans) if each else None)
    yield Row(one.text, tuple(cells))
