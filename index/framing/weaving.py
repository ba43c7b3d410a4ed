"""The order of aligned rows: several texts woven into one sequence."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from index.article import Span
from index.dataclass import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A sentence: ``column`` and ``order`` number the article and the sentence in it."""

    column: int
    order: int
    span: Span


@dataclass(eq=False, slots=True)
class Group:
    """Sentences of different columns that stand in one row, by their column."""

    units: dict[int, Unit] = field(default_factory=dict)


def woven(columns: Sequence[Sequence[Unit]], group_of: Mapping[int, Group]) -> list[Group]:
    """All groups in an order that keeps every column's own, but for moved sentences.

    ``group_of`` gives the group of a sentence by its ``id``. Columns are woven in one after
    the other. Where a later column tells things in an order that the columns before it rule
    out, its sentence counts as moved and binds nothing. Groups free to stand anywhere stand
    as far down as their text has come.
    """
    place: dict[int, int] = {}
    order: list[Group] = []
    chains: list[list[Group]] = []
    for column in columns:
        bound = _rising([(unit, place.get(id(group_of[id(unit)]))) for unit in column])
        after: dict[int, list[Group]] = defaultdict(list)
        chain: list[Group] = []
        at = -1
        for unit in column:
            group = group_of[id(unit)]
            if id(unit) in bound:
                at = place[id(group)]
            elif id(group) in place:
                continue
            elif len(group.units) > 1:
                after[at].append(group)
            chain.append(group)
        order = after[-1] + [
            each for number, group in enumerate(order) for each in (group, *after[number])
        ]
        place = {id(group): number for number, group in enumerate(order)}
        chains.append(chain)
    return _interleaved(chains, [len(column) for column in columns])


def _interleaved(chains: Sequence[Sequence[Group]], lengths: Sequence[int]) -> list[Group]:
    """A topological order of the chains; of those free, the one earliest in its text first."""
    following: dict[int, list[Group]] = defaultdict(list)
    waiting: dict[int, int] = defaultdict(int)
    for chain in chains:
        for before, group in pairwise(chain):
            following[id(before)].append(group)
            waiting[id(group)] += 1
    groups = list({id(group): group for chain in chains for group in chain}.values())
    free = [
        (_depth(group, lengths), number)
        for number, group in enumerate(groups)
        if not waiting[id(group)]
    ]
    heapq.heapify(free)
    rank = {id(group): number for number, group in enumerate(groups)}
    ordered: list[Group] = []
    while free:
        group = groups[heapq.heappop(free)[1]]
        ordered.append(group)
        for each in following[id(group)]:
            waiting[id(each)] -= 1
            if not waiting[id(each)]:
                heapq.heappush(free, (_depth(each, lengths), rank[id(each)]))
    return ordered


def _depth(group: Group, lengths: Sequence[int]) -> float:
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
