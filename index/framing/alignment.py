"""Closest passages side by side: sentences of all columns aligned into rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index.article import Span
from index.comparison.table import Cell, Row
from index.comparison.told import Contradiction
from index.framing.columns import title_span
from index.framing.extent import extents
from index.framing.lit import lit_spans, spread
from index.framing.similarity import closeness
from index.framing.telling import Telling
from index.framing.weaving import Group, Unit, woven

THRESHOLD = 0.18
"""Least closeness of two sentences shown side by side."""

_GROUP_SHARE = 0.85
_APART = 0.001


_Pair = tuple[Unit, Unit]


def align(
    tellings: Sequence[Telling], contradictions: Sequence[Contradiction] = ()
) -> tuple[Row, ...]:
    """Rows over all columns, headlines first, each column in reading order where it can be.

    Every sentence stands in exactly one row: beside the closest of other columns if each is
    the other's closest there and they are close enough; neighbors without a counterpart
    share a row of their own, at the place where they stand in their text. Sentences whose
    figures contradict stand side by side in any case. Where two texts tell things in a
    different order, the row stands where the leftmost column tells it. Of very long columns
    only the beginning is compared (see ``extents``); the rest stands in rows of its own.
    """
    columns = [_below_title(column, telling) for column, telling in enumerate(tellings)]
    compared = zip(columns, extents(tellings), strict=True)
    near = Near(tellings, [units[:extent] for units, extent in compared])
    against = list(_against(tellings, columns, contradictions))
    order = woven(columns, _grouped(columns, near, against))
    used = spread(tellings)
    rows = [_row(tellings, passage, used, near) for passage in _passages(order, tellings)]
    headlines = _headlines(tellings, used)
    return (headlines, *rows) if headlines else tuple(rows)


def _below_title(column: int, telling: Telling) -> list[Unit]:
    title = title_span(telling)
    return [
        Unit(column, order, span)
        for order, span in enumerate(telling.sentences)
        if title is None or not title.start <= span.start < title.end
    ]


def _headlines(tellings: Sequence[Telling], used: Mapping[str, int]) -> Row | None:
    spans = [title_span(telling) for telling in tellings]
    if not any(spans):
        return None
    lit = lit_spans(tellings, [[span] if span else [] for span in spans], used)
    cells = tuple(
        Cell(span.start, span.end, found) if span else None
        for span, found in zip(spans, lit, strict=True)
    )
    return Row(cells, 0.0)


class Near:
    """The closeness of the sentences that are compared, 0.0 for all others."""

    def __init__(self, tellings: Sequence[Telling], columns: Sequence[Sequence[Unit]]) -> None:
        self._units = [unit for column in columns for unit in column]
        self._place = {id(unit): place for place, unit in enumerate(self._units)}
        self._table = closeness([(tellings[unit.column], unit.span) for unit in self._units])

    def of(self, one: Unit, other: Unit) -> float:
        """How close two sentences are."""
        row, column = self._place.get(id(one)), self._place.get(id(other))
        return 0.0 if row is None or column is None else float(self._table[row, column])

    def pairs(self) -> Iterator[_Pair]:
        """Pairs of which each is the other's closest in its column, the closest pair first.

        Of like sentences those at the same depth of their texts: a line printed a thousand
        times in two texts makes a thousand pairs, not a million.
        """
        import numpy as np

        if not self._units:
            return
        column = np.array([unit.column for unit in self._units])
        starts = np.flatnonzero(np.diff(column, prepend=-1))
        lengths = np.diff(starts, append=len(column))
        depth = (np.arange(len(column)) - np.repeat(starts, lengths)) / np.repeat(lengths, lengths)
        apart = np.abs(depth[:, None] - depth[None, :]).astype(np.float32)
        fits = self._table - np.float32(_APART) * apart
        best = np.repeat(np.maximum.reduceat(fits, starts, axis=1), lengths, axis=1)
        chosen = (fits >= best) & (fits >= best.T)
        chosen &= (self._table >= THRESHOLD) & (column[:, None] < column[None, :])
        left, right = np.nonzero(chosen)
        for at in np.argsort(-fits[left, right], kind="stable"):
            yield self._units[left[at]], self._units[right[at]]


def _against(
    tellings: Sequence[Telling],
    columns: Sequence[Sequence[Unit]],
    contradictions: Sequence[Contradiction],
) -> Iterator[_Pair]:
    """The sentences of different columns whose figures contradict."""
    number = {telling.id: column for column, telling in enumerate(tellings)}
    at = {(unit.column, unit.span.start): unit for units in columns for unit in units}
    for each in contradictions:
        found = [at.get((number[claim.article], claim.sentence.start)) for claim in each.claims]
        units = [unit for unit in found if unit]
        yield from ((units[0], other) for other in units[1:])


def _grouped(
    columns: Sequence[Sequence[Unit]], near: Near, against: Sequence[_Pair]
) -> dict[int, Group]:
    """Every sentence's group, by ``id`` of the sentence; contradictions, then the closest."""
    group_of = {id(unit): Group({unit.column: unit}) for column in columns for unit in column}
    for one, other in against:
        _join(group_of, one, other)
    for one, other in near.pairs():
        left, right = group_of[id(one)], group_of[id(other)]
        if left is not right and _mean(left, right, near) >= THRESHOLD * _GROUP_SHARE:
            _join(group_of, one, other)
    return group_of


def _join(group_of: dict[int, Group], one: Unit, other: Unit) -> None:
    """Makes one group of two, if no column is in both."""
    left, right = group_of[id(one)], group_of[id(other)]
    if left.units.keys() & right.units.keys():
        return
    left.units.update(right.units)
    for unit in right.units.values():
        group_of[id(unit)] = left


def _mean(left: Group, right: Group, near: Near) -> float:
    scores = [near.of(one, other) for one in left.units.values() for other in right.units.values()]
    return sum(scores) / len(scores)


_Passage = dict[int, list[Unit]]


def _passages(order: Sequence[Group], tellings: Sequence[Telling]) -> list[_Passage]:
    """Groups as rows; lone sentences that follow one another in a paragraph join."""
    rows: list[_Passage] = []
    for group in order:
        row = {column: [unit] for column, unit in group.units.items()}
        if len(row) == 1 and rows and len(rows[-1]) == 1:
            ((column, units),) = row.items()
            before = rows[-1].get(column)
            if before and _adjoin(tellings[column], before[-1], units[0]):
                before.append(units[0])
                continue
        rows.append(row)
    return rows


def _adjoin(telling: Telling, one: Unit, other: Unit) -> bool:
    between = telling.article.text[one.span.end : other.span.start]
    return other.order == one.order + 1 and not between.strip() and "\n" not in between


def _row(
    tellings: Sequence[Telling], passage: _Passage, used: Mapping[str, int], near: Near
) -> Row:
    spans: list[list[Span]] = [[] for _ in tellings]
    for column, units in passage.items():
        spans[column] = [unit.span for unit in units]
    lit = lit_spans(tellings, spans, used) if len(passage) > 1 else []
    cells: list[Cell | None] = [None] * len(tellings)
    for column in passage:
        only = lit[column] if lit else ()
        cells[column] = Cell(spans[column][0].start, spans[column][-1].end, only)
    return Row(tuple(cells), round(_score(passage, near), 4))


def _score(passage: _Passage, near: Near) -> float:
    units = [units[0] for units in passage.values()]
    if len(units) < 2:
        return 0.0
    scores = [near.of(one, other) for at, one in enumerate(units) for other in units[at + 1 :]]
    return sum(scores) / len(scores)
