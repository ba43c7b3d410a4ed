"""Grouping in a library: what is fresh beside what stands, kept as events under lasting ids."""

from __future__ import annotations

import datetime
import functools
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence, Set

from index.article import Dates, Event
from index.events import naming, packing
from index.events.chronology import final_days
from index.events.families import join_families
from index.events.grouping import arrange
from index.events.likelihood import WINDOW
from index.events.naming import Member, assign_ids, redirects
from index.events.related import Story
from index.events.vectors import vector
from index.outlets import Directory
from index.outlets import known as known_outlets
from index.relating import relate
from index.store import folder_of, placements, standing
from index.store.corrections import EventRules
from index.store.packing import unpack_dates
from index.store.sealing import RowDamaged
from index.store.standing import Standing

RECENT = 10_000
"""Latest arrivals among which an undated article looks for its event."""

Days = tuple[int, int]


class Arrangement:
    """One transaction's grouping. ``connection`` is open for writing.

    ``rules`` are what the reader said, ``before`` maps articles to the events they were in
    before a correction that is undone now, ``dates`` are those that changed.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        rules: EventRules,
        before: Mapping[int, str],
        dates: Mapping[int, Dates],
    ) -> None:
        self._connection = connection
        self._rules = rules
        self._before = before
        self._dates = dates
        self._families: dict[int, int] = {}

    def arrange(self, new: set[int], fresh: set[int], touched: Set[int] = frozenset()) -> list[int]:
        """Groups ``fresh`` articles with what they may join, and what a reader has touched.

        Only ``new`` ones among them have no family yet. Answers the articles whose sorting day
        changed.
        """
        window = self._window(fresh, touched)
        order = sorted(window)
        slot = {number: at for at, number in enumerate(order)}
        found = [window[number] for number in order]
        rows = packing.load_rows(
            [one.data for one in found], [(one.first, one.last) for one in found]
        )
        prints = packing.load_prints([one.prints for one in found])
        families = join_families(prints, {one.id: one.family for one in found}, new)
        self._families = {
            number: family
            for number, family in families.items()
            if number in new or family != window[number].family
        }
        together, apart = self._rules.among(slot)
        groups = arrange(
            rows,
            [families[number] for number in order],
            [self._stood(one) for one in found],
            [number in fresh for number in order],
            [slot[number] for number in touched | self._left(found) if number in slot],
            [(slot[one], slot[other]) for one, other in together],
            [(slot[one], slot[other]) for one, other in apart],
        )
        return self._keep([[order[at] for at in group] for group in groups], window)

    def _left(self, found: Sequence[Standing]) -> set[int]:
        """The articles of events that one leaves which goes back to where it stood before."""
        left = {one.event for one in found if self._stood(one) != one.event}
        return {one.id for one in found if one.event in left}

    def _stood(self, one: Standing) -> int:
        """The event an article stands in, or stood in before what is undone now; 0 for none."""
        before = self._before.get(one.id)
        return placements.number_of(before) if before else one.event

    def _window(self, fresh: set[int], touched: Set[int]) -> dict[int, Standing]:
        """Everything that may stand in one event with something fresh or touched."""
        mine = standing.these(self._connection, fresh)
        found = {one.id: one for one in mine}
        vague = any(one.last - one.first > WINDOW for one in mine)
        for first, last in _stretches(mine):
            near = standing.between(self._connection, first - WINDOW, last + WINDOW, WINDOW)
            found.update((one.id, one) for one in near)
        if mine:
            late = standing.latest(self._connection, RECENT, WINDOW, only_vague=not vague)
            found.update((one.id, one) for one in late)
        bound = self._rules.bound_to(fresh | touched) | touched
        wished = standing.these(self._connection, bound)
        found.update((one.id, one) for one in wished)
        events_of_new = {one.event for one in (*mine, *wished)}
        whole = standing.of_events(self._connection, events_of_new - {0})
        return found | {one.id: one for one in whole}

    def _keep(self, groups: list[list[int]], window: Mapping[int, Standing]) -> list[int]:
        """Writes the groups down as events, under the ids most of their articles had."""
        touched = {window[number].event for group in groups for number in group} - {0}
        whole = standing.of_events(self._connection, touched)
        outsiders = [one for one in whole if one.id not in window]
        groups = _with_outsiders(groups, outsiders, window)
        had = {one.id: one.event for one in (*window.values(), *outsiders) if one.event}
        inside = {number for group in groups for number in group}
        previous = {number: f"e{had[number]}" for number in inside if number in had}
        before = {number: self._before[number] for number in inside if number in self._before}
        following = placements.next_event_id(self._connection)
        ids = assign_ids(groups, previous | before, following)
        changed = self._changed(groups, ids, previous)
        told = self._members({number for at in changed for number in groups[at]})
        known = _outlets_known(self._connection)
        made: list[Event] = []
        stories: dict[int, Story] = {}
        for at in changed:
            members = [told[number] for number in sorted(groups[at])]
            story = naming.story(members)
            made.append(_event(ids[at], members, story, known))
            stories[int(ids[at][1:])] = story
        gone = redirects(groups, ids, previous)
        moved = placements.save_placement(self._connection, self._dates, self._families, made, gone)
        relate(self._connection, stories)
        return moved

    def _changed(
        self, groups: Sequence[Sequence[int]], ids: Sequence[str], previous: Mapping[int, str]
    ) -> list[int]:
        """The places of groups that are not as they stand, or whose members are."""
        told_anew = self._dates.keys() | self._families.keys()
        had: dict[str, set[int]] = {}
        for number, event in previous.items():
            had.setdefault(event, set()).add(number)
        return [
            at
            for at, group in enumerate(groups)
            if had.get(ids[at]) != set(group) or not told_anew.isdisjoint(group)
        ]

    def _members(self, numbers: set[int]) -> dict[int, Member]:
        found = _members(self._connection, numbers, self._dates, self._families)
        if lost := sorted(numbers - found.keys()):
            raise RowDamaged(f"article {lost[0]}: what it is placed by is not as it was written")
        return found


def retell(connection: sqlite3.Connection, events: Mapping[int, Sequence[int]]) -> list[int]:
    """Tells events (by number) anew by the articles that stand in them now, none put elsewhere.

    Answers those that cannot be told, because an article of theirs waits to be placed.
    """
    told = _members(connection, {number for found in events.values() for number in found}, {}, {})
    waiting = [event for event, found in events.items() if not told.keys() >= set(found)]
    known = _outlets_known(connection)
    made: list[Event] = []
    stories: dict[int, Story] = {}
    for event in events.keys() - set(waiting):
        members = [told[number] for number in sorted(events[event])]
        stories[event] = naming.story(members)
        made.append(_event(f"e{event}", members, stories[event], known))
    placements.save_placement(connection, {}, {}, made)
    relate(connection, stories)
    return waiting


def _members(
    connection: sqlite3.Connection,
    numbers: set[int],
    dates: Mapping[int, Dates],
    families: Mapping[int, int],
) -> dict[int, Member]:
    """Articles as events tell them, damaged ones left out; ``dates`` and ``families`` are those
    not yet written down."""
    found = {}
    for number, one in standing.tellings(connection, numbers).items():
        try:
            days = final_days(dates.get(number) or unpack_dates(one.dates))
            row = packing.load_rows([one.data], [(0, 0)])[0]
        except RowDamaged:
            continue
        found[number] = Member(
            number, one.title, one.lede, one.outlet, days,
            families.get(number, one.family), vector(row), one.editions,
        )  # fmt: skip
    return found


def _with_outsiders(
    groups: Sequence[Sequence[int]],
    outsiders: Sequence[Standing],
    window: Mapping[int, Standing],
) -> list[list[int]]:
    """The groups, each with the members its events have outside the window: those stay with
    most of those inside."""
    grown = [list(group) for group in groups]
    outside: dict[int, list[int]] = defaultdict(list)
    for one in outsiders:
        outside[one.event].append(one.id)
    shares: dict[int, Counter[int]] = {event: Counter() for event in outside}
    for at, group in enumerate(groups):
        for number in group:
            if window[number].event in shares:
                shares[window[number].event][at] += 1
    for event in sorted(outside):
        share = shares[event]
        best = max(share, key=lambda at: (share[at], -min(groups[at])))
        grown[best] += outside[event]
    return grown


def _stretches(found: Sequence[Standing]) -> list[Days]:
    """The days of articles whose day is known, joined where they are near each other."""
    days = sorted((one.first, one.last) for one in found if one.last - one.first <= WINDOW)
    joined: list[Days] = []
    for first, last in days:
        if joined and first <= joined[-1][1] + 2 * WINDOW:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _outlets_known(connection: sqlite3.Connection) -> Callable[[], Directory]:
    """The outlets known in a library, read when they are first asked for."""
    return functools.cache(lambda: known_outlets(folder_of(connection)))


def _event(
    id_: str, members: Sequence[Member], story: Story, known: Callable[[], Directory]
) -> Event:
    day = datetime.date.fromordinal
    return Event(
        id_,
        naming.label(members),
        None if story.first is None else day(story.first),
        None if story.last is None else day(story.last),
        tuple(one.id for one in members),
        naming.outlets(members, known),
        len({one.family for one in members}),
    )
