"""Placing articles: their dates, text families and events, all from their traces."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.article import Dates, Event, Finding
from index.errors import RashomonError
from index.events import days as d
from index.events.background import background
from index.events.corpus import Vote, collect, constrain
from index.events.dating import Reading, combine, constraints, settle
from index.events.days import ALWAYS, Days
from index.events.families import find_families
from index.events.grouping import WINDOW, Item, cluster, link
from index.events.labels import choose_label
from index.events.related import Story, relate
from index.events.tracing import Trace
from index.events.vectors import Vector, Weights, mean

UNKNOWN_OUTLET = "outlet unknown"
ROUNDS = 2
"""How often newly dated articles may date others."""


class PlacingCancelled(RashomonError):
    """Placing was stopped on request; nothing came of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article as far as placing cares; ``stated`` is the date written on it."""

    id: int
    title: str | None
    outlet: str | None
    credits: tuple[str, ...]
    stated: Finding | None
    trace: Trace


@dataclass(frozen=True, slots=True)
class Placement:
    """Everything placing found. ``families`` maps each article to the smallest id of its family."""

    dates: Mapping[int, Dates]
    families: Mapping[int, int]
    events: tuple[Event, ...]


def place(
    told: Sequence[Told],
    previous: Mapping[int, str],
    next_id: int,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    today: datetime.date | None = None,
) -> Placement:
    """Dates, families and events of all articles given; the same for any order of ``told``.

    ``previous`` maps articles to the event ids they had: an event keeps the id most of its
    members had (the oldest on ties), new events count up from ``next_id``. ``progress`` gets
    (articles done, all). ``today`` (the clock's by default) ends an interval that a conflict
    leaves open: no article is younger. Raises PlacingCancelled soon after ``cancelled`` says so.
    """
    told = sorted(told, key=lambda one: one.id)
    tick = _Ticker(len(told), progress, cancelled)
    dates, possible = date_all(told, today or datetime.date.today(), tick)
    families = find_families(
        {one.id: one.trace.sketch for one in told}, {one.id: one.trace.digest for one in told}
    )
    tick(len(told) // 2)
    weights = Weights((one.trace.terms for one in told), background())
    vectors = {one.id: weights.vector(one.trace.terms) for one in told}
    groups = _group(told, vectors, dates, possible, tick)
    tick(len(told))
    events = _Naming(told, vectors, dates, families).events(groups, previous, next_id)
    return Placement(dates, families, events)


class _Ticker:
    """Tells progress, and stops the work when asked to."""

    def __init__(
        self,
        total: int,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.total, self._progress, self._cancelled = total, progress, cancelled

    def __call__(self, done: int) -> None:
        if done % 64 and done != self.total:
            return
        if self._cancelled is not None and self._cancelled():
            raise PlacingCancelled("placing was stopped")
        if self._progress is not None:
            self._progress(min(done, self.total), self.total)


def date_all(
    told: Sequence[Told],
    today: datetime.date,
    tick: Callable[[int], None] = lambda done: None,
) -> tuple[dict[int, Dates], dict[int, Days]]:
    """The dates of every article, and all days each can have been written on."""
    clues = {one.id: one.trace.clues for one in told}
    alone = {}
    for count, one in enumerate(told):
        alone[one.id] = constraints(one.trace.clues)
        tick(count // 4)
    readings = {article: combine(found) for article, found in alone.items()}
    horizon = today.toordinal()
    dates = {one.id: settle(one.stated, one.trace.clues, readings[one.id], horizon) for one in told}
    naming = {article: found for article, found in clues.items() if _names_edition(found)}
    for _ in range(ROUNDS):
        written = {article: _written(dates[article], readings[article]) for article in naming}
        votes: dict[str, list[Vote]] = collect(naming, written)
        for one in told:
            if one.id in naming:
                more = constrain(one.trace.clues, one.id, votes)
                readings[one.id] = combine([*alone[one.id], *more])
                dates[one.id] = settle(one.stated, one.trace.clues, readings[one.id], horizon)
    return dates, {one.id: _possible(dates[one.id], readings[one.id]) for one in told}


def _names_edition(clues: Sequence[object]) -> bool:
    return any(getattr(clue, "kind", "") == "edition" for clue in clues)


def _written(dates: Dates, reading: Reading) -> Days:
    """The days of writing that may date others: the stated one where nothing speaks against it."""
    said = d.read_days(dates.stated.value) if dates.stated is not None else None
    return said if said is not None and not dates.conflict else reading.days


def _possible(dates: Dates, reading: Reading) -> Days:
    """The days an article is grouped by."""
    said = d.read_days(dates.stated.value) if dates.stated is not None else None
    if said is not None and not dates.conflict:
        return said
    if dates.implied is not None:
        return d.clamp(dates.implied.first.toordinal(), dates.implied.last.toordinal())
    return reading.days or ALWAYS


def _group(
    told: Sequence[Told],
    vectors: Mapping[int, Vector],
    dates: Mapping[int, Dates],
    possible: Mapping[int, Days],
    tick: Callable[[int], None],
) -> list[list[int]]:
    """Articles of one event each. Equal texts of the same days count once and stay together."""
    copies: dict[object, list[int]] = defaultdict(list)
    for one in told:
        same = (one.trace.terms, possible[one.id]) if one.trace.terms else one.id
        copies[same].append(one.id)
    piles = list(copies.values())
    items = [Item(*d.hull(possible[pile[0]]), vectors[pile[0]]) for pile in piles]
    half, total = len(told) // 2, max(1, len(items))
    edges = link(items, lambda done: tick(half + (len(told) - half) * done // total))
    return [sorted(id_ for at in group for id_ in piles[at]) for group in cluster(edges)]


class _Naming:
    """Makes events of groups: ids, labels, days, outlets and relations."""

    def __init__(
        self,
        told: Sequence[Told],
        vectors: Mapping[int, Vector],
        dates: Mapping[int, Dates],
        families: Mapping[int, int],
    ) -> None:
        self._told = {one.id: one for one in told}
        self._vectors, self._dates, self._families = vectors, dates, families

    def events(
        self, groups: Sequence[Sequence[int]], previous: Mapping[int, str], next_id: int
    ) -> tuple[Event, ...]:
        """The events, in the order of their ids."""
        ids = assign_ids(groups, previous, next_id)
        stories = [self._story(group) for group in groups]
        ties = relate(stories)
        made = []
        for at, group in enumerate(groups):
            story = stories[at]
            made.append(
                Event(
                    id=ids[at],
                    label=self._label(group),
                    first=None if story.first is None else datetime.date.fromordinal(story.first),
                    last=None if story.last is None else datetime.date.fromordinal(story.last),
                    articles=tuple(group),
                    outlets=tuple(dict.fromkeys(self._outlet(id_) for id_ in group)),
                    independent_texts=len({self._families[id_] for id_ in group}),
                    related=tuple(ids[tie.other] for tie in ties[at]),
                    why_related=tuple(tie.why for tie in ties[at]),
                )
            )
        return tuple(sorted(made, key=lambda event: int(event.id[1:])))

    def _outlet(self, article: int) -> str:
        return self._told[article].outlet or UNKNOWN_OUTLET

    def _label(self, group: Sequence[int]) -> str:
        order = sorted(group, key=lambda id_: (self._days(id_) or (d.CEILING, d.CEILING), id_))
        return choose_label(
            [
                (self._told[id_].title, self._told[id_].trace.lede, self._vectors[id_])
                for id_ in order
            ]
        )

    def _story(self, group: Sequence[int]) -> Story:
        first, last = _span([days for id_ in group if (days := self._days(id_)) is not None])
        names = {
            clue.name
            for id_ in group
            for clue in self._told[id_].trace.clues
            if clue.kind == "edition" and clue.placed
        }
        told = [self._told[id_] for id_ in group[:12]]
        headlines = tuple(one.title or one.trace.lede for one in told)
        centroid = mean(self._vectors[id_] for id_ in group)
        return Story(centroid, first, last, frozenset(names), headlines)

    def _days(self, article: int) -> tuple[int, int] | None:
        """The final days of an article: stated where nothing speaks against it, else implied."""
        dates = self._dates[article]
        said = d.read_days(dates.stated.value) if dates.stated is not None else None
        if said is not None and not dates.conflict:
            return d.hull(said)
        if dates.implied is None:
            return None
        return dates.implied.first.toordinal(), dates.implied.last.toordinal()


def _span(days: Sequence[tuple[int, int]]) -> tuple[int | None, int | None]:
    """First and last day of an event: by the members whose day is known to a week, if any.

    Wide intervals only say that a text may be from then; without a known day it is what they
    have in common, or all of them where they have nothing in common.
    """
    if not days:
        return None, None
    known = [(first, last) for first, last in days if last - first <= WINDOW]
    if known:
        return min(first for first, _ in known), max(last for _, last in known)
    first, last = max(first for first, _ in days), min(last for _, last in days)
    if first <= last:
        return first, last
    return min(first for first, _ in days), max(last for _, last in days)


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


def _number(id_: str) -> int:
    digits = id_.removeprefix("e")
    return int(digits) if digits.isdecimal() else 0
