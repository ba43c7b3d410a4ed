"""Placing what is new beside what stands, a stretch of days at a time, each kept at once.

Only articles from about the same days, and the latest undated ones, are looked at; events
that nothing new touches stay as they are. A run that is cut short goes on where it stopped.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from index import events
from index.article import DateRange, Dates, Event, Progress
from index.events import naming, packing
from index.events.background import background
from index.events.chronology import Undated, date_all, editions, final_days
from index.events.clues import Clue
from index.events.families import join_families
from index.events.grouping import arrange
from index.events.likelihood import WINDOW
from index.events.naming import Member, assign_ids, redirects
from index.events.related import Story
from index.events.tracing import load_clues
from index.events.vectors import Weights, vector
from index.relating import relate
from index.store import Connections, corrections, marks, placements, standing
from index.store.packing import pack_dates, unpack_dates
from index.store.standing import Standing

CHUNK = 2_000
"""Articles placed in one transaction."""
RECENT = 20_000
"""Latest arrivals among which an undated article looks for its event."""
PARTS = 32
"""Parts of term counts kept until they are made one: few articles then cost little."""
NAMING = 200
"""Articles that tell when one named edition was held, the latest."""

Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]
Days = tuple[int, int]


def place_waiting(
    connections: Connections,
    progress: Report,
    cancelled: Cancelled,
    today: datetime.date | None = None,
) -> tuple[list[int], bool]:
    """Places every traced article that waits.

    ``today`` (the clock's by default) is the last day that anything can be from. Answers the
    articles whose day changed, and False where it was cancelled before the end.
    """
    with connections.writing() as connection:
        standing.forget_other_versions(connection, events.VERSION)
        total = placements.unplaced(connection, events.VERSION)
    moved: list[int] = []
    done = 0
    while not cancelled():
        with connections.writing() as connection:
            chunk = standing.waiting(connection, events.VERSION, CHUNK)
            if not chunk:
                return moved, True
            moved += _Placing(connection, today).add(chunk)
            marks.advance(connection)
        done += len(chunk)
        progress(Progress("grouping", min(done, total), total, "articles"))
    return moved, False


def regroup(connections: Connections) -> list[int]:
    """Groups anew what the newest correction, or one just undone, is about.

    Answers the articles whose day changed.
    """
    with connections.writing() as connection:
        if not connection.execute("SELECT 1 FROM standing LIMIT 1").fetchone():
            return []
        recent = corrections.recent(connection)
        numbers = {number for one in recent for number in _articles_of(one.data)}
        moved = _Placing(connection, None, corrections.events_before(recent)).again(numbers)
        marks.advance(connection)
    return moved


def _articles_of(data: Mapping[str, Any]) -> set[int]:
    listed = [*data.get("cut", ()), *data.get("tied", ()), *data.get("were", {}).values()]
    named = {int(number) for numbers in listed for number in numbers}
    return named | ({int(data["article"])} if "article" in data else set())


def _ranges(
    days: Mapping[int, tuple[datetime.date, datetime.date] | None],
) -> dict[int, DateRange | None]:
    return {article: DateRange(*found) if found else None for article, found in days.items()}


class _Placing:
    """One transaction's placing. ``connection`` is open for writing.

    ``before`` maps articles to the events they were in before a correction: what an undoing
    parts again gets the id it had.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        today: datetime.date | None,
        before: Mapping[int, str] | None = None,
    ) -> None:
        self._connection = connection
        self._today = today or datetime.date.today()
        self._before = before or {}
        self._rules = corrections.event_rules(corrections.standing(connection))
        self._set_days = _ranges(self._rules.days)
        self._undated: dict[int, Undated] = {}
        self._were: dict[int, str] = {}
        self._dates: dict[int, Dates] = {}
        self._families: dict[int, int] = {}

    def add(self, numbers: Sequence[int]) -> list[int]:
        """Places articles that stand nowhere; answers those whose sorting day changed."""
        traced = standing.traced(self._connection, events.VERSION, numbers)
        traces = {one.id: events.load(one.trace) for one in traced}
        for one in traced:
            self._undated[one.id] = Undated(one.id, one.stated, traces[one.id].clues)
        weights = self._weights(list(traces.values()))
        for one in traced:
            number, trace = one.id, traces[one.id]
            row = packing.dump_row(weights.row(trace, 0, 0, one.outlet))
            kept = (row, packing.dump_prints(trace), trace.lede)
            standing.keep(
                self._connection, events.VERSION, number, (1, 1), kept, _named(trace.clues)
            )
        shifted = self._date(set(traces))
        return self._arrange(set(traces), shifted)

    def _weights(self, new: Sequence[events.Trace]) -> Weights:
        """How telling terms are in the library, with new articles counted in for good."""
        weights = Weights(background())
        parts = standing.frequencies(self._connection)
        for part in parts:
            weights.load(part)
        added = weights.add(new)
        if len(parts) < PARTS:
            standing.add_frequencies(self._connection, added)
        else:
            standing.keep_frequencies(self._connection, weights.dump())
        return weights

    def again(self, numbers: Iterable[int]) -> list[int]:
        """Groups anew the events of some articles; answers those whose sorting day changed."""
        asked = set(numbers) | set(self._set_days)
        known = set(self._days(asked))
        shifted = self._date(known)
        return self._arrange(set(), shifted | known)

    # -- dates

    def _date(self, numbers: set[int]) -> set[int]:
        """Dates articles, and those that name the same editions; answers who can be from other
        days than before, the new ones among them."""
        names = standing.editions_of(self._connection, numbers)
        beside = standing.sharing_editions(self._connection, names, NAMING)
        further = standing.sharing_editions(
            self._connection, standing.editions_of(self._connection, beside), NAMING
        )
        undated = self._read_clues(numbers | beside | further)
        dates, possible = date_all(undated, self._today, self._set_days)
        before = self._days(numbers | beside)
        shifted = {}
        for number in before:
            if number in possible:
                days = possible[number][0][0], possible[number][-1][1]
                if number in numbers or pack_dates(dates[number]) != self._were[number]:
                    self._dates[number] = dates[number]
                if before[number] != days:
                    shifted[number] = days
        standing.move_days(self._connection, shifted)
        return set(shifted)

    def _read_clues(self, numbers: set[int]) -> list[Undated]:
        wanted = numbers - set(self._undated)
        for one in standing.traced(self._connection, events.VERSION, wanted):
            self._undated[one.id] = Undated(one.id, one.stated, load_clues(one.trace))
            self._were[one.id] = one.dates
        return [self._undated[number] for number in sorted(numbers) if number in self._undated]

    def _days(self, numbers: set[int]) -> dict[int, Days]:
        return standing.days_of(self._connection, numbers)

    # -- events

    def _arrange(self, new: set[int], touched: set[int]) -> list[int]:
        """Groups ``new`` articles and the events of ``touched`` ones with what they may join."""
        window = self._window(new | touched)
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
            [one.event for one in found],
            [number in new or number in touched for number in order],
            [(slot[one], slot[other]) for one, other in together],
            [(slot[one], slot[other]) for one, other in apart],
        )
        return self._keep([[order[at] for at in group] for group in groups], window)

    def _window(self, new: set[int]) -> dict[int, Standing]:
        """Everything that may stand in one event with something new."""
        mine = standing.these(self._connection, new)
        found = {one.id: one for one in mine}
        vague = any(one.last - one.first > WINDOW for one in mine)
        for first, last in _stretches(mine):
            near = standing.between(self._connection, first - WINDOW, last + WINDOW, WINDOW)
            found.update((one.id, one) for one in near)
        late = standing.latest(self._connection, RECENT, WINDOW, only_vague=not vague)
        found.update((one.id, one) for one in late)
        bound = self._rules.bound_to(new)
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
        made: list[Event] = []
        stories: dict[int, Story] = {}
        for at in changed:
            members = [told[number] for number in sorted(groups[at])]
            story = naming.story(members)
            made.append(_event(ids[at], members, story))
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
        found = {}
        for number, one in standing.tellings(self._connection, numbers).items():
            dates = self._dates.get(number) or unpack_dates(one.dates)
            row = packing.load_rows([one.data], [(0, 0)])[0]
            found[number] = Member(
                number, one.title, one.lede, one.outlet, final_days(dates),
                self._families.get(number, one.family), vector(row), one.editions,
            )  # fmt: skip
        return found


def _named(clues: Sequence[Clue]) -> list[tuple[str, bool]]:
    """The editions that a text names, and whether it places each."""
    placed = editions(clues, placed=True)
    return [(name, name in placed) for name in editions(clues)]


def _with_outsiders(
    groups: Sequence[Sequence[int]],
    outsiders: Sequence[Standing],
    window: Mapping[int, Standing],
) -> list[list[int]]:
    """The groups, each with the members its events have outside the window: those stay with
    most of those inside."""
    grown = [list(group) for group in groups]
    for event in sorted({one.event for one in outsiders}):
        shares = [sum(window[n].event == event for n in group) for group in groups]
        best = max(range(len(groups)), key=lambda at: (shares[at], -min(groups[at])))
        grown[best] += [one.id for one in outsiders if one.event == event]
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


def _event(id_: str, members: Sequence[Member], story: Story) -> Event:
    day = datetime.date.fromordinal
    return Event(
        id_,
        naming.label(members),
        None if story.first is None else day(story.first),
        None if story.last is None else day(story.last),
        tuple(one.id for one in members),
        naming.outlets(members),
        len({one.family for one in members}),
    )
