"""Placing articles: their dates, text families and events, all from their traces."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.article import DateRange, Dates, Event, Finding
from index.errors import RashomonError
from index.events import days as d
from index.events import naming
from index.events.background import background
from index.events.chronology import Undated, date_all, editions, final_days
from index.events.families import find_families
from index.events.grouping import arrange
from index.events.naming import Member, assign_ids
from index.events.related import relate
from index.events.tracing import Trace
from index.events.vectors import ROW, Weights, vector

Pairs = Sequence[tuple[int, int]]


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
    must: Pairs = (),
    cannot: Pairs = (),
    dates: Mapping[int, DateRange | None] | None = None,
) -> Placement:
    """Dates, families and events of a whole library at once; the same for any order of ``told``.

    ``previous`` maps articles to the event ids they had: an event keeps the id most of its
    members had (the oldest on ties), new events count up from ``next_id``. ``progress`` gets
    (articles done, all). ``today`` (the clock's by default) ends an interval that a conflict
    leaves open. ``must`` are pairs of articles of one event, ``cannot`` pairs of two events,
    ``dates`` the days a reader has set (None: unknown). Raises PlacingCancelled soon after
    ``cancelled`` says so.
    """
    told = sorted(told, key=lambda one: one.id)
    tick = _Ticker(len(told), progress, cancelled)
    undated = [Undated(one.id, one.stated, one.trace.clues) for one in told]
    found, possible = date_all(
        undated, today or datetime.date.today(), dates, lambda done: tick(done // 4)
    )
    families = find_families(
        {one.id: one.trace.sketch for one in told}, {one.id: one.trace.digest for one in told}
    )
    tick(len(told) // 2)
    weights = Weights(background())
    weights.add(one.trace for one in told)
    rows = np.zeros(len(told), dtype=ROW)
    for at, one in enumerate(told):
        rows[at] = weights.row(one.trace, *d.hull(possible[one.id]))[0]
    slot = {one.id: at for at, one in enumerate(told)}
    groups = arrange(
        rows,
        [one.trace.digest for one in told],
        [0] * len(told),
        [True] * len(told),
        _slots(must, slot),
        _slots(cannot, slot),
        lambda done: tick(len(told) // 2 + done // 2),
    )
    tick(len(told))
    members = [
        Member(
            one.id,
            one.title,
            one.trace.lede,
            one.outlet,
            final_days(found[one.id]),
            families[one.id],
            vector(rows[at]),
            editions(one.trace.clues, placed=True),
        )
        for at, one in enumerate(told)
    ]
    events = _events([[members[at] for at in group] for group in groups], previous, next_id)
    return Placement(found, families, events)


def _slots(pairs: Pairs, slot: Mapping[int, int]) -> list[tuple[int, int]]:
    return [(slot[one], slot[other]) for one, other in pairs if one in slot and other in slot]


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


def _events(
    groups: Sequence[Sequence[Member]], previous: Mapping[int, str], next_id: int
) -> tuple[Event, ...]:
    """The events, in the order of their ids."""
    ids = assign_ids([[one.id for one in group] for group in groups], previous, next_id)
    stories = [naming.story(group) for group in groups]
    ties = relate(stories)
    made = []
    for at, group in enumerate(groups):
        first, last = stories[at].first, stories[at].last
        made.append(
            Event(
                id=ids[at],
                label=naming.label(group),
                first=None if first is None else datetime.date.fromordinal(first),
                last=None if last is None else datetime.date.fromordinal(last),
                articles=tuple(one.id for one in group),
                outlets=naming.outlets(group),
                independent_texts=len({one.family for one in group}),
                related=tuple(ids[tie.other] for tie in ties[at]),
                why_related=tuple(tie.why for tie in ties[at]),
            )
        )
    return tuple(sorted(made, key=lambda event: int(event.id[1:])))
