"""Which articles tell the same event: what is new is grouped with what it touches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from index.events.likelihood import Field
from index.events.linkage import JOIN, Edges, cluster, held
from index.events.vectors import Rows

COPIES = 40
"""Copies of one text from which on those of the same days are compared as one."""
COMPONENT = 300
"""Standing articles that are compared anew around a newcomer, at most."""


def arrange(
    rows: Rows,
    families: Sequence[int],
    events: Sequence[int],
    new: Sequence[bool],
    touched: Collection[int] = (),
    together: Sequence[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """Groups what is new with what it touches; slots of untouched events are not answered.

    ``events`` numbers the event each slot stands in (0: none). Events that a new article may
    join are grouped with it, all others stay as they are: a member leaves its event where it
    clearly fits no longer, or where it is new again itself. The events of ``touched`` slots
    are answered as well, as ``together`` and ``apart`` leave them. Of
    ``families`` (numbers, 0: none) with very many members, those of the same days count once
    and stay together, unless ``apart`` parts them.
    """
    parted = {at for pair in apart for at in pair}
    piles = _piles(rows, families, parted)
    home = {at: pile for pile, members in enumerate(piles) for at in members}
    fresh = [any(new[at] for at in members) for members in piles]
    asked = [pile for pile, each in enumerate(fresh) if each]
    field = Field(rows[[members[0] for members in piles]], asked)
    edges: Edges = [{} for _ in piles]
    field.link(edges, *field.near(asked))
    ties = [(home[one], home[other]) for one, other in together]
    cuts = [(home[one], home[other]) for one, other in apart]
    places: dict[int, list[int]] = defaultdict(list)
    stood: dict[int, int] = {}
    for at, event in enumerate(events):
        if event:
            places[event].append(home[at])
            stood[home[at]] = event
    groups = []
    wanted = {*asked, *(home[at] for at in touched)}
    for component in _components(edges, fresh, places, [*ties, *cuts]):
        if wanted.isdisjoint(component):
            continue
        if len(component) == 1:
            groups.append(component)
            continue
        compared = _complete(field, edges, component, fresh)
        kept = held(edges, _standing(component, stood, fresh), compared, cuts)
        groups += _grouped(field, edges, component, [*ties, *kept], cuts, compared)
    return sorted(sorted(at for pile in group for at in piles[pile]) for group in groups)


def _piles(rows: Rows, families: Sequence[int], parted: set[int]) -> list[list[int]]:
    """Slots that count as one: the many copies of one text on the same days."""
    sizes = Counter(families)
    piles: dict[object, list[int]] = defaultdict(list)
    days = zip(rows["first"].tolist(), rows["last"].tolist(), strict=True)
    for at, (family, (first, last)) in enumerate(zip(families, days, strict=True)):
        alone = not family or sizes[family] <= COPIES or at in parted
        piles[(at,) if alone else (family, first, last)].append(at)
    return list(piles.values())


def _components(
    edges: Edges,
    fresh: Sequence[bool],
    places: Mapping[int, list[int]],
    ties: Sequence[tuple[int, int]],
) -> list[list[int]]:
    """Piles that may come to stand in one event, or that a reader has said something about."""
    root = list(range(len(edges)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for members in places.values():
        for other in members[1:]:
            root[find(other)] = find(members[0])
    for one, other in ties:
        root[find(one)] = find(other)
    for at, near in enumerate(edges):
        if fresh[at]:
            for other, likely in near.items():
                if likely >= JOIN:
                    root[find(other)] = find(at)
    sets: dict[int, list[int]] = defaultdict(list)
    for at in range(len(edges)):
        sets[find(at)].append(at)
    return list(sets.values())


def _complete(
    field: Field, edges: Edges, component: Sequence[int], fresh: Sequence[bool]
) -> frozenset[int]:
    """Compares the standing ones around what is new with each other; answers which it did."""
    if not any(fresh[at] for at in component):
        return frozenset()
    standing = np.array([at for at in component if not fresh[at]][-COMPONENT:], dtype=np.int64)
    one, other = np.triu_indices(len(standing), 1)
    field.link(edges, standing[one], standing[other])
    return frozenset(standing.tolist())


def _standing(
    component: Sequence[int], stood: Mapping[int, int], fresh: Sequence[bool]
) -> list[list[int]]:
    """The events inside a component, without the members that are to be placed anew."""
    members: dict[int, list[int]] = defaultdict(list)
    for at in component:
        if at in stood and not fresh[at]:
            members[stood[at]].append(at)
    return list(members.values())


def _grouped(
    field: Field,
    edges: Edges,
    component: Sequence[int],
    ties: Sequence[tuple[int, int]],
    cuts: Sequence[tuple[int, int]],
    stands: frozenset[int],
) -> list[list[int]]:
    slot = {at: place for place, at in enumerate(component)}
    inner = [
        {slot[other]: likely for other, likely in edges[at].items() if other in slot}
        for at in component
    ]
    together = [(slot[one], slot[other]) for one, other in ties if one in slot and other in slot]
    apart = [(slot[one], slot[other]) for one, other in cuts if one in slot and other in slot]
    spans = [field.span(at) for at in component]
    known = {slot[at] for at in stands}
    groups = cluster(inner, together, apart, spans=spans, stands=known)
    return [[component[place] for place in group] for group in groups]
