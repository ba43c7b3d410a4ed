"""Placing what is new beside what stands, a stretch of days at a time, each kept at once.

Only articles from about the same days, and the latest undated ones, are looked at; events
that nothing new touches stay as they are. A run that is cut short goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import datetime
import gc
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from index import events
from index.arranging import Arrangement
from index.article import DateRange, Dates
from index.events import packing
from index.events.chronology import Undated, Voter, date_all, editions
from index.events.clues import Clue
from index.events.traces import Packed, load_clues, load_packed
from index.events.vectors import Weights
from index.placing_cache import Known
from index.reports import Cancelled, Progress, Report
from index.store import Connections, corrections, marks, standing
from index.store.packing import pack_dates

CHUNK = 2_000
"""Articles placed in one transaction: about two seconds, for which other writers wait."""
PARTS = 32
"""Parts of term counts kept until they are made one: few articles then cost little."""
NAMING = 60
"""Articles that tell when one named edition was held, the latest."""

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
        waiting = standing.waiting(connection, events.VERSION)
    moved: list[int] = []
    done = 0
    known = Known()
    with connections.roomy():
        while waiting:
            if cancelled():
                return moved, False
            chunk, waiting = waiting[:CHUNK], waiting[CHUNK:]
            done += len(chunk)
            with _uncollected(), connections.writing() as connection:
                # Another process may have placed some of them meanwhile, or removed them.
                placed = standing.days_of(connection, chunk)
                chunk = [number for number in chunk if number not in placed]
                moved += _Placing(connection, today, known=known).add(chunk)
                marks.advance(connection)
                waiting = waiting or standing.waiting(connection, events.VERSION)
            progress(Progress("grouping events", done, done + len(waiting), "articles"))
    return moved, True


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Cycles are not looked for inside: placing makes none, but very many objects."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def regroup(connections: Connections) -> list[int]:
    """Groups anew what the newest correction, or one just undone, is about.

    Answers the articles whose day changed.
    """
    with connections.writing() as connection:
        if not connection.execute("SELECT 1 FROM standing LIMIT 1").fetchone():
            return []
        recent = corrections.recent(connection)
        numbers = {number for one in recent for number in _articles_of(one.data)}
        leaving = {
            int(one.data["article"])
            for one in recent
            if one.kind == "move article" and not one.undone
        }
        before, together = corrections.events_before(recent), corrections.together_before(recent)
        placed = _Placing(connection, None, before, together=together)
        moved = placed.again(numbers, leaving)
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
    parts again gets the id it had. ``known`` is what transactions of one run share. Articles that
    were ``together`` before come together again, whatever they would be grouped with now.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        today: datetime.date | None,
        before: Mapping[int, str] | None = None,
        known: Known | None = None,
        together: Sequence[Sequence[int]] = (),
    ) -> None:
        self._connection = connection
        self._known = known or Known()
        self._today = today or datetime.date.today()
        self._before = before or {}
        self._rules = corrections.event_rules(corrections.standing(connection), together)
        self._set_days = _ranges(self._rules.days)
        self._undated: dict[int, Undated] = {}
        self._were: dict[int, str] = {}
        self._dates: dict[int, Dates] = {}

    def add(self, numbers: Sequence[int]) -> list[int]:
        """Places articles that stand nowhere; answers those whose sorting day changed."""
        traced = standing.traced(self._connection, events.VERSION, numbers)
        traces = [load_packed(one.trace) for one in traced]
        rows = self._weights(traces).rows(traces, [one.outlet for one in traced])
        kept = []
        for one, trace, row in zip(traced, traces, packing.dump_rows(rows), strict=True):
            self._undated[one.id] = Undated(one.id, one.stated, trace.clues)
            named = _named(trace.clues)
            kept.append(standing.Kept(one.id, 1, 1, row, trace.prints, trace.lede, named))
        standing.keep(self._connection, events.VERSION, kept)
        new = {one.id for one in traced}
        moved = self._arrangement().arrange(new, self._date(new) | new)
        self._known.moved(self._dates)
        for each in kept:
            if each.editions:
                self._known.keep(self._undated[each.id], pack_dates(self._dates[each.id]))
        return moved

    def _weights(self, new: Sequence[Packed]) -> Weights:
        """How telling terms are in the library, with new articles counted in for good."""
        weights, parts = self._known.weights(self._connection)
        added = weights.add(new)
        if parts < PARTS:
            standing.add_frequencies(self._connection, added)
        else:
            standing.keep_frequencies(self._connection, weights.dump())
            parts = 0
        self._known.counted(parts + 1)
        return weights

    def again(self, numbers: Iterable[int], leaving: Set[int]) -> list[int]:
        """Groups anew the events of some articles, those ``leaving`` theirs looked at on their
        own; answers those whose sorting day changed."""
        asked = set(numbers) | set(self._set_days)
        known = set(self._days(asked))
        shifted = self._date(known)
        return self._arrangement().arrange(set(), shifted | leaving & known, known)

    def _arrangement(self) -> Arrangement:
        return Arrangement(self._connection, self._rules, self._before, self._dates)

    def _date(self, numbers: set[int]) -> set[int]:
        """Dates articles, and those that name the same editions; answers who can be from other
        days than before, the new ones among them."""
        beside, voters = self._naming_the_same(numbers)
        further = self._naming_the_same(beside)[1] if beside else []
        both = numbers | beside
        asked = [self._undated[number] for number in sorted(both)]
        settled = {one.id: one for one in (*voters, *further) if one.id not in both}
        dates, possible = date_all(asked, self._today, self._set_days, list(settled.values()))
        before = self._days(both)
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

    def _naming_the_same(self, numbers: set[int]) -> tuple[set[int], list[Voter]]:
        """Others that name editions which some articles name: those whose day may yet be found
        by them, and those whose day is settled."""
        names = standing.editions_of(self._connection, numbers)
        others = standing.sharing_editions(self._connection, names, NAMING) - numbers
        for one in standing.traced(
            self._connection, events.VERSION, numbers - self._undated.keys()
        ):
            clues = load_clues(one.trace)
            self._undated[one.id] = Undated(one.id, one.stated, clues)
            self._were[one.id] = one.dates
        found = self._known.of(self._connection, others)
        for each in found:
            if isinstance(each.told, Undated):
                self._undated[each.told.id] = each.told
                self._were[each.told.id] = each.dates
        open_ones = {each.told.id for each in found if isinstance(each.told, Undated)}
        return open_ones, [each.told for each in found if isinstance(each.told, Voter)]

    def _days(self, numbers: set[int]) -> dict[int, Days]:
        return standing.days_of(self._connection, numbers)


def _named(clues: Sequence[Clue]) -> list[tuple[str, bool]]:
    """The editions that a text names, and whether it places each."""
    placed = editions(clues, placed=True)
    return [(name, name in placed) for name in editions(clues)]
