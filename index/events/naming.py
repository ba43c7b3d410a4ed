"""What a reader is told of an event: its id, its name, its days, its outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from index.dataclass import dataclass
from index.events import days as d
from index.events.chronology import span_of
from index.events.labels import choose_label
from index.events.related import Story
from index.events.vectors import Vector, mean
from index.outlets import Directory, Names

UNKNOWN_OUTLET = "outlet unknown"


@dataclass(frozen=True, slots=True)
class Member:
    """One article of an event. ``days`` are the first and last it can be from, None: unknown.

    ``editions`` are the named meetings it places, by which related events are explained.
    """

    id: int
    title: str | None
    lede: str
    outlet: str | None
    days: tuple[int, int] | None
    family: int
    vector: Vector
    editions: frozenset[str]


def story(members: Sequence[Member]) -> Story:
    """What relating needs of an event."""
    first, last = span_of([one.days for one in members if one.days is not None])
    names = frozenset(name for one in members for name in one.editions)
    headlines = tuple(one.title or one.lede for one in members[:12])
    return Story(mean(one.vector for one in members), first, last, names, headlines)


def label(members: Sequence[Member]) -> str:
    """The best headline, the earliest articles first."""
    order = sorted(members, key=lambda one: (one.days or (d.CEILING, d.CEILING), one.id))
    return choose_label([(one.title, one.lede, one.vector) for one in order])


def outlets(members: Sequence[Member], known: Callable[[], Directory]) -> tuple[str, ...]:
    """Each outlet once, in article order; one of several spellings under one name.

    ``known`` gives the table of outlets; it is only asked where there is more than one name.
    """
    spelt = Counter(one.outlet for one in members if one.outlet)
    joined = Names(spelt, known()).groups if len(spelt) > 1 else {}
    names = {
        spelling: name for name, group in joined.items() if len(group) > 1 for spelling in group
    }
    listed = (one.outlet or UNKNOWN_OUTLET for one in members)
    return tuple(dict.fromkeys(names.get(outlet, outlet) for outlet in listed))


def assign_ids(
    groups: Sequence[Sequence[int]], previous: Mapping[int, str], next_id: int
) -> list[str]:
    """An id for each group: the one most of its members had, each old id used once.

    The group with most members of an old id gets it; on ties the older id, then the group
    with the smallest article. Others count up from ``next_id`` (or above every old number).
    """
    claims = []
    for at, group in enumerate(groups):
        for id_, count in Counter(
            previous[article] for article in group if article in previous
        ).items():
            claims.append((-count, _number(id_), min(group), at, id_))
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, _, at, id_ in sorted(claims):
        if at not in ids and id_ not in taken:
            ids[at] = id_
            taken.add(id_)
    following = max([next_id, *(_number(id_) + 1 for id_ in previous.values())])
    for at in sorted(range(len(groups)), key=lambda each: min(groups[each])):
        if at not in ids:
            ids[at] = f"e{following}"
            following += 1
    return [ids[at] for at in range(len(groups))]


def redirects(
    groups: Sequence[Sequence[int]], ids: Sequence[str], previous: Mapping[int, str]
) -> dict[str, str]:
    """Old id -> the id under which most of its articles stand now, for ids that are gone."""
    went: dict[str, Counter[str]] = {}
    for group, id_ in zip(groups, ids, strict=True):
        for article in group:
            if article in previous:
                went.setdefault(previous[article], Counter())[id_] += 1
    kept = set(ids)
    return {
        old: min(counts, key=lambda new: (-counts[new], _number(new)))
        for old, counts in went.items()
        if old not in kept
    }


def _number(id_: str) -> int:
    digits = id_.removeprefix("e")
    return int(digits) if digits.isdecimal() else 0
