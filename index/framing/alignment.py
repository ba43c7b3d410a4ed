"""Closest passages side by side: sentences of all columns aligned into rows."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.article import Span
from index.comparison import Cell, Row
from index.framing.columns import title_span
from index.framing.lit import lit_spans, spread
from index.framing.similarity import Unit, close_pairs, similarity, units_of
from index.framing.telling import Telling

THRESHOLD = 0.14
"""Least similarity of two sentences shown side by side, tuned by reading aligned rows."""

_GROUP_SHARE = 0.6


@dataclass(eq=False, slots=True)
class _Group:
    """Sentences of different columns that stand in one row."""

    units: dict[int, Unit] = field(default_factory=dict)


def align(tellings: Sequence[Telling]) -> tuple[Row, ...]:
    """Rows over all columns, headlines first, each column in reading order where it can be.

    Every sentence stands in exactly one row. A sentence goes beside the closest of other
    columns if each is the other's best there and they are close enough; neighbors without
    a counterpart share a row of their own, at the place where they stand in their text.
    Where two texts tell things in a different order, the row stands where the leftmost
    column tells it.
    """
    columns = [_below_title(telling, units) for telling, units in _with_units(tellings)]
    groups = _grouped(columns, close_pairs(columns, THRESHOLD))
    ordered = _ordered(columns, groups)
    used = spread(tellings)
    rows = [_row(tellings, group, used) for group in _passages(ordered, tellings)]
    headlines = _headlines(tellings, used)
    return (headlines, *rows) if headlines else tuple(rows)


def _with_units(tellings: Sequence[Telling]) -> Iterable[tuple[Telling, list[Unit]]]:
    return zip(tellings, units_of(tellings), strict=True)


def _below_title(telling: Telling, units: list[Unit]) -> list[Unit]:
    title = title_span(telling)
    if title is None:
        return units
    return [unit for unit in units if not title.start <= unit.span.start < title.end]


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


def _grouped(
    columns: Sequence[Sequence[Unit]], pairs: Iterable[tuple[float, Unit, Unit]]
) -> dict[int, _Group]:
    """Every sentence's group, by ``id`` of the sentence; closest pairs join first."""
    group_of = {id(unit): _Group({unit.column: unit}) for column in columns for unit in column}
    for _, one, other in pairs:
        left, right = group_of[id(one)], group_of[id(other)]
        if left is right or left.units.keys() & right.units.keys():
            continue
        if _mean(left, right) >= THRESHOLD * _GROUP_SHARE:
            left.units.update(right.units)
            for unit in right.units.values():
                group_of[id(unit)] = left
    return group_of


def _mean(left: _Group, right: _Group) -> float:
    scores = [
        similarity(one, other) for one in left.units.values() for other in right.units.values()
    ]
    return sum(scores) / len(scores)


def _ordered(columns: Sequence[Sequence[Unit]], group_of: dict[int, _Group]) -> list[_Group]:
    """All groups in an order that keeps every column's own, but for moved sentences.

    Columns are woven in one after the other. Where a later column tells things in an
    order that the columns before it rule out, its sentence counts as moved and binds
    nothing. Groups free to stand anywhere stand as far down as their text has come.
    """
    place: dict[int, int] = {}
    order: list[_Group] = []
    chains: list[list[_Group]] = []
    for column in columns:
        bound = _rising([(unit, place.get(id(group_of[id(unit)]))) for unit in column])
        after: dict[int, list[_Group]] = defaultdict(list)
        chain: list[_Group] = []
        at = -1
        for unit in column:
            group = group_of[id(unit)]
            if id(group) not in place:
                after[at].append(group)
            elif id(unit) in bound:
                at = place[id(group)]
            else:
                continue
            chain.append(group)
        order = after[-1] + [
            each for number, group in enumerate(order) for each in (group, *after[number])
        ]
        place = {id(group): number for number, group in enumerate(order)}
        chains.append(chain)
    return _interleaved(order, chains, [len(column) for column in columns])


def _interleaved(
    order: Sequence[_Group], chains: Sequence[Sequence[_Group]], lengths: Sequence[int]
) -> list[_Group]:
    """A topological order of the chains; of those free, the one earliest in its text first."""
    following: dict[int, list[_Group]] = defaultdict(list)
    waiting: dict[int, int] = defaultdict(int)
    for chain in chains:
        for before, group in pairwise(chain):
            following[id(before)].append(group)
            waiting[id(group)] += 1
    rank = {id(group): number for number, group in enumerate(order)}
    depth = {id(group): _depth(group, lengths) for group in order}
    free = [(depth[id(each)], rank[id(each)]) for each in order if not waiting[id(each)]]
    heapq.heapify(free)
    ordered: list[_Group] = []
    while free:
        group = order[heapq.heappop(free)[1]]
        ordered.append(group)
        for each in following[id(group)]:
            waiting[id(each)] -= 1
            if not waiting[id(each)]:
                heapq.heappush(free, (depth[id(each)], rank[id(each)]))
    return ordered


def _depth(group: _Group, lengths: Sequence[int]) -> float:
    """How far down their texts the sentences of a group stand, from 0 to 1."""
    depths = [unit.order / lengths[column] for column, unit in group.units.items()]
    return min(depths)


def _rising(placed: Sequence[tuple[Unit, int | None]]) -> set[int]:
    """The longest run of sentences whose rows already stand in the same order."""
    tails: list[tuple[int, int]] = []
    chain: dict[int, int | None] = {}
    ids: list[int] = []
    for unit, place in placed:
        if place is None:
            continue
        low = _first_not_below(tails, place)
        chain[id(unit)] = tails[low - 1][1] if low else None
        ids.append(id(unit))
        tails[low : low + 1] = [(place, id(unit))]
    kept: set[int] = set()
    at = tails[-1][1] if tails else None
    while at is not None:
        kept.add(at)
        at = chain[at]
    return kept


def _first_not_below(tails: Sequence[tuple[int, int]], place: int) -> int:
    low, high = 0, len(tails)
    while low < high:
        middle = (low + high) // 2
        if tails[middle][0] < place:
            low = middle + 1
        else:
            high = middle
    return low


_Passage = dict[int, list[Unit]]


def _passages(order: Sequence[_Group], tellings: Sequence[Telling]) -> list[_Passage]:
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


def _row(tellings: Sequence[Telling], passage: _Passage, used: Mapping[str, int]) -> Row:
    spans: list[list[Span]] = [
        [unit.span for unit in passage.get(column, ())] for column in range(len(tellings))
    ]
    lit = lit_spans(tellings, spans, used)
    cells = tuple(
        Cell(found[0].start, found[-1].end, only) if found else None
        for found, only in zip(spans, lit, strict=True)
    )
    return Row(cells, round(_score(passage), 4))


def _score(passage: _Passage) -> float:
    units = [units[0] for units in passage.values()]
    if len(units) < 2:
        return 0.0
    scores = [similarity(one, other) for at, one in enumerate(units) for other in units[at + 1 :]]
    return sum(scores) / len(scores)
