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
from index.events import naming, packing, related
from index.events.background import background
from index.events.chronology import Undated, date_all, editions, final_days
from index.events.families import join_families
from index.events.grouping import WINDOW, arrange
from index.events.naming import Member, assign_ids, redirects
from index.events.related import Story
from index.events.vectors import Weights, vector
from index.store import Connections, corrections, marks, placements, standing
from index.store.packing import unpack_dates
from index.store.standing import Standing, Traced

CHUNK = 2_000
"""Articles placed in one transaction."""
RECENT = 20_000
"""Latest arrivals among which an undated article looks for its event."""
NAMING = 200
"""Articles that tell when one named edition was held, the latest."""
NEARBY = 24
"""Events that one is compared with in full, to relate them."""
LISTED = 12
"""Heaviest terms under which an event is listed for relating."""

Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]
Days = tuple[int, int]


def place_waiting(
    connections: Connections, progress: Report, cancelled: Cancelled
) -> tuple[list[int], bool]:
    """Places every traced article that waits.

    Answers the articles whose day changed, and False where it was cancelled before the end.
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
            moved += _Placing(connection).add(chunk)
            marks.advance(connection)
        done += len(chunk)
        progress(Progress("grouping", min(done, total), total, "articles"))
    return moved, False


def regroup(connections: Connections) -> list[int]:
    """Groups anew what the newest correction, or one just undone, is about.

    Answers the articles whose day changed.
    """
    with connections.writing() as connection:
        rows = connection.execute("SELECT 1 FROM standing LIMIT 1").fetchone()
        moved = _Placing(connection).again(_last_corrected(connection)) if rows else []
        marks.advance(connection)
    return moved


def _last_corrected(connection: sqlite3.Connection) -> set[int]:
    found: set[int] = set()
    for one in corrections.recent(connection):
        found.update(_articles_of(one.data))
    return found


def _articles_of(data: Mapping[str, Any]) -> set[int]:
    pairs = [*data.get("cut", ()), *data.get("tied", ())]
    named = {int(number) for pair in pairs for number in pair}
    return named | ({int(data["article"])} if "article" in data else set())


def _ranges(
    days: Mapping[int, tuple[datetime.date, datetime.date] | None],
) -> dict[int, DateRange | None]:
    return {article: DateRange(*found) if found else None for article, found in days.items()}


class _Placing:
    """One transaction's placing. ``connection`` is open for writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rules = corrections.event_rules(corrections.standing(connection))
        self._set_days = _ranges(self._rules.days)
        self._dates: dict[int, Dates] = {}
        self._families: dict[int, int] = {}

    def add(self, numbers: Sequence[int]) -> list[int]:
        """Places articles that stand nowhere; answers those whose sorting day changed."""
        traced = {one.id: one for one in self._traced(numbers)}
        traces = {number: events.load(one.trace) for number, one in traced.items()}
        weights = Weights(background())
        packed = standing.frequencies(self._connection)
        if packed is not None:
            weights.load(packed)
        weights.add(traces.values())
        standing.keep_frequencies(self._connection, weights.dump())
        for number, trace in traces.items():
            names = editions(trace.clues, placed=True)
            named = [(name, name in names) for name in editions(trace.clues)]
            row = packing.dump_row(weights.row(trace, 0, 0))
            kept = (row, packing.dump_prints(trace), trace.lede)
            standing.keep(self._connection, events.VERSION, number, (1, 1), kept, named)
        shifted = self._date(set(traced))
        return self._arrange(set(traced), shifted)

    def again(self, numbers: Iterable[int]) -> list[int]:
        """Groups anew the events of some articles; answers those whose sorting day changed."""
        known = {one.id for one in self._traced(set(numbers) | set(self._set_days))}
        shifted = self._date(known)
        return self._arrange(set(), shifted | known)

    def _traced(self, numbers: Iterable[int]) -> list[Traced]:
        return standing.traced(self._connection, events.VERSION, numbers)

    # -- dates

    def _date(self, numbers: set[int]) -> set[int]:
        """Dates articles, and those that name the same editions; answers who can be from other
        days than before, the new ones among them."""
        names = standing.editions_of(self._connection, numbers)
        beside = standing.sharing_editions(self._connection, names, NAMING)
        further = standing.sharing_editions(
            self._connection, standing.editions_of(self._connection, beside), NAMING
        )
        found = self._traced(numbers | beside | further)
        undated = [Undated(one.id, one.stated, events.load(one.trace).clues) for one in found]
        dates, possible = date_all(undated, datetime.date.today(), self._set_days)
        before = self._days(numbers | beside)
        shifted = set()
        for number in numbers | beside:
            if number not in possible:
                continue
            days = possible[number][0][0], possible[number][-1][1]
            self._dates[number] = dates[number]
            if before.get(number) != days:
                shifted.add(number)
                standing.move_days(self._connection, number, *days)
        return shifted

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
        prints = [packing.load_prints(one.prints) for one in found]
        families = join_families(
            {one.id: prints[at] for at, one in enumerate(found)},
            {one.id: one.family for one in found},
            new,
        )
        self._families = {
            number: family
            for number, family in families.items()
            if number in new or family != window[number].family
        }
        fresh = [number in new or number in touched for number in order]
        groups = arrange(
            rows,
            [int(each[0]) for each in prints],
            [one.event for one in found],
            fresh,
            _slots(self._rules.together, slot),
            _slots(self._rules.apart, slot),
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
        wished = {
            other
            for pair in (*self._rules.together, *self._rules.apart)
            if not new.isdisjoint(pair)
            for other in pair
        }
        found.update((one.id, one) for one in standing.these(self._connection, wished))
        events_of_new = {one.event for one in found.values() if one.id in new | wished}
        whole = standing.of_events(self._connection, events_of_new - {0})
        return found | {one.id: one for one in whole}

    def _keep(self, groups: list[list[int]], window: Mapping[int, Standing]) -> list[int]:
        """Writes the groups down as events, under the ids most of their articles had."""
        previous = {one.id: f"e{one.event}" for one in window.values() if one.event}
        groups = self._with_outsiders(groups, previous, window)
        inside = {number for group in groups for number in group}
        previous = {number: id_ for number, id_ in previous.items() if number in inside}
        for one in self._outsiders:
            previous[one.id] = f"e{one.event}"
        ids = assign_ids(groups, previous, placements.next_event_id(self._connection))
        told = self._members({number for group in groups for number in group})
        made, stories = [], {}
        for id_, group in zip(ids, groups, strict=True):
            members = [told[number] for number in sorted(group)]
            stories[int(id_[1:])] = naming.story(members)
            made.append(_event(id_, members, stories[int(id_[1:])]))
        gone = redirects(groups, ids, previous)
        moved = placements.save_placement(self._connection, self._dates, self._families, made, gone)
        _relate(self._connection, stories)
        return moved

    def _with_outsiders(
        self, groups: list[list[int]], previous: Mapping[int, str], window: Mapping[int, Standing]
    ) -> list[list[int]]:
        """Members that an event has outside the window stay with most of those inside."""
        touched = {window[number].event for group in groups for number in group} - {0}
        rest = standing.of_events(self._connection, touched)
        self._outsiders = [one for one in rest if one.id not in window]
        grown = [list(group) for group in groups]
        for event in sorted({one.event for one in self._outsiders}):
            shares = [sum(window[n].event == event for n in group) for group in groups]
            best = max(range(len(groups)), key=lambda at: (shares[at], -min(groups[at])))
            grown[best] += [one.id for one in self._outsiders if one.event == event]
        return grown

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


def _slots(pairs: Iterable[tuple[int, int]], slot: Mapping[int, int]) -> list[tuple[int, int]]:
    return [(slot[one], slot[other]) for one, other in pairs if one in slot and other in slot]


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


def _relate(connection: sqlite3.Connection, stories: Mapping[int, Story]) -> None:
    """Ties changed events to others of their story, and those back to them."""
    for number, story in stories.items():
        heaviest = list(story.vector.items())[:LISTED]
        data = packing.dump_story(story.vector)
        standing.keep_story(connection, number, data, heaviest)
    scores: dict[int, dict[int, float]] = {number: {} for number in stories}
    seen = dict(stories)
    for number, story in stories.items():
        for other, there in _nearby(connection, number, story, seen).items():
            score = related.score(story, there)
            if score >= related.TIE:
                scores[number][other] = score
                scores.setdefault(other, {})[number] = score
    wholes = standing.wholes(connection, scores)
    before = {other for whole in wholes.values() for other, *_ in whole.ties}
    wholes |= standing.wholes(connection, before - set(wholes))
    for number, whole in wholes.items():
        _keep_ties(connection, whole, scores.get(number, {}), stories, seen)


def _nearby(
    connection: sqlite3.Connection, number: int, story: Story, seen: dict[int, Story]
) -> dict[int, Story]:
    """The events that share enough of an event's heaviest terms; ``seen`` remembers them."""
    shares: dict[int, float] = {}
    for term, weight in list(story.vector.items())[:LISTED]:
        listed = standing.under_term(connection, term, related.CROWDED)
        if len(listed) < related.CROWDED:
            for other, share in listed:
                shares[other] = shares.get(other, 0.0) + weight * share
    shares.pop(number, None)
    hopeful = [other for other, share in shares.items() if share >= related.HOPEFUL]
    near = sorted(hopeful, key=lambda other: (-shares[other], other))[:NEARBY]
    unseen = standing.wholes(connection, [other for other in near if other not in seen])
    seen.update((other, _story(whole)) for other, whole in unseen.items())
    return {other: seen[other] for other in near if other in seen}


def _keep_ties(
    connection: sqlite3.Connection,
    whole: standing.Whole,
    scores: Mapping[int, float],
    changed: Mapping[int, Story],
    seen: Mapping[int, Story],
) -> None:
    """The closest of the ties found now and, of an unchanged event, those it had."""
    old = {tie[0]: tie for tie in whole.ties if tie[0] not in changed and whole.id not in changed}
    both = {**{other: tie[1] for other, tie in old.items()}, **scores}
    best = sorted(both, key=lambda other: (-both[other], other))[: related.MOST]
    kept = [
        old[other]
        if other not in scores
        else (other, round(scores[other], 4), related.why(seen[whole.id], seen[other]))
        for other in best
    ]
    standing.keep_ties(connection, whole.id, kept)


def _story(whole: standing.Whole) -> Story:
    first, last = (
        datetime.date.fromisoformat(day).toordinal() if day else None
        for day in (whole.first, whole.last)
    )
    return Story(packing.load_story(whole.story), first, last, frozenset(), (whole.label,))
