"""Finding page furniture by repetition, over a library: lines are counted, zones amended.

Every article is counted once. When a line has come to stand under enough different bodies, the
articles that carry it are due: their zones are amended, the search index is told, and what was
read of them is read anew. All is kept in small transactions: a run cut short goes on.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from index import printed_lines, repetition
from index.article import Article
from index.ingest.outlets import by_name
from index.outlets.directory import key_of
from index.printed_lines import Look
from index.repetition import ENOUGH, ENOUGH_UNKNOWN, MOST_COUNTED
from index.reports import Progress
from index.store import Connections, articles, marks, repeated
from index.store.repeated import Carried
from index.text import count_words, paragraphs

Rows = dict[int, dict[int, Carried]]

BATCH = 128
CARRIERS = 64
"""Articles with one line that are remembered while they are too few bodies to tell."""
UNKNOWN = 0
"""The outlet of articles of which nobody knows it."""
_REPRESENTATIVES = 12
_LOOKS = 64
_PAIRS = 20_000
_MATERIAL = 4
"""Words by which an article must have changed to be read anew."""


class Repeating:
    """One run over what waits. ``renew`` is told which articles to index again."""

    def __init__(
        self,
        connections: Connections,
        renew: Callable[[Sequence[int]], None],
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._connections = connections
        self._renew = renew
        self._progress = progress
        self._cancelled = cancelled

    def run(self) -> bool:
        """Counts lines, then amends zones; False where it was cancelled."""
        return self._count() and self._amend()

    def _count(self) -> bool:
        with self._connections.writing() as connection:
            repeated.forget_other_versions(connection)
            wanted = repeated.uncounted(connection)
        for some in self._batches(wanted, "finding repeats"):
            with self._connections.writing() as connection:
                due = Counting(connection).count(some)
                repeated.counted(connection, some, due)
        return not self._cancelled()

    def _amend(self) -> bool:
        with self._connections.reading() as connection:
            due = repeated.due(connection)
        for some in self._batches(due, "folding adverts"):
            with self._connections.writing() as connection:
                counting = Counting(connection)
                if sum(counting.amend(number) for number in some):
                    marks.advance(connection)
                stale = repeated.stale(connection, some)
            if stale:
                self._renew(stale)
            with self._connections.writing() as connection:
                repeated.settle(connection, some)
        return not self._cancelled()

    def _batches(self, numbers: Sequence[int], stage: str) -> Iterator[Sequence[int]]:
        for start in range(0, len(numbers), BATCH):
            if self._cancelled():
                return
            yield numbers[start : start + BATCH]
            done = min(start + BATCH, len(numbers))
            self._progress(Progress(stage, done, len(numbers), "articles"))


class Counting:
    """One transaction's work. ``connection`` is open for writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._looks: OrderedDict[int, Look | None] = OrderedDict()
        self._pairs: dict[tuple[int, int], bool] = {}

    # -- counting --------------------------------------------------------------

    def count(self, numbers: Sequence[int]) -> set[int]:
        """Enters the lines of articles; answers those that are due to be looked at."""
        found = list(articles.sound(self._connection, numbers))
        prints = {one.id: printed_lines.prints(one) for one in found}
        rows: Rows = repeated.carried(self._connection, set().union(*prints.values()))
        changed: dict[tuple[int, int], Carried] = {}
        due: set[int] = set()
        for article in found:
            outlet = outlet_of(article)
            for print in prints[article.id]:
                row = rows.setdefault(print, {})
                one = row.setdefault(outlet, Carried())
                if self.enter(one, article.id):
                    changed[print, outlet] = one
                    due.update(_to_look_at(row, outlet))
                elif one.bodies >= ENOUGH or outlet == UNKNOWN:
                    due.update([article.id] if _may_repeat(row, outlet) else [])
        for one in changed.values():
            if one.bodies >= MOST_COUNTED:
                one.groups = []
        repeated.keep(self._connection, changed)
        return due

    def enter(self, one: Carried, number: int) -> bool:
        """Enters an article among those that carry a line; True where anything changed."""
        if one.bodies >= MOST_COUNTED:
            return False
        if not one.groups:
            one.groups, one.bodies = [[number]], 1
            return True
        if any(number in group for group in one.groups):
            return False
        one.groups = [group for group in one.groups if self._stands(group[0])]
        one.bodies = len(one.groups)
        for group in one.groups:
            if self._same_body(number, group[0]):
                if sum(map(len, one.groups)) >= CARRIERS:
                    return False
                group.append(number)
                return True
        one.groups.append([number])
        one.bodies += 1
        return True

    def _stands(self, number: int) -> bool:
        """True for an article that is there, or may come back."""
        there = self._look(number) is not None
        return there or repeated.is_forgotten(self._connection, number)

    # -- amending --------------------------------------------------------------

    def amend(self, number: int) -> bool:
        """Amends the zones of one article; False where they are what they were."""
        look = self._look(number)
        if look is None:
            return False
        outlet = outlet_of(look.article)
        rows = repeated.carried(self._connection, look.prints)
        bodies = {print: self._bodies(print, row, outlet) for print, row in rows.items()}
        enough = ENOUGH if outlet != UNKNOWN else ENOUGH_UNKNOWN
        zones = repetition.amended(look, bodies, enough)
        if zones == look.article.zones:
            return False
        new = replace(look.article, zones=zones)
        derive = abs(_told(new) - _told(look.article)) >= _MATERIAL
        repeated.amend(self._connection, new, derive)
        return True

    def _bodies(self, print: int, row: Mapping[int, Carried], outlet: int) -> int:
        """Under how many bodies a line stands that is strange to them: of the outlet, or anywhere
        where it is unknown."""
        asked = [row[outlet]] if outlet != UNKNOWN and outlet in row else list(row.values())
        if not _may_repeat(row, outlet):
            return 0
        if any(one.bodies >= MOST_COUNTED for one in asked):
            return MOST_COUNTED
        different: list[int] = []
        known = (group[0] for one in asked for group in one.groups)
        for number in islice(known, _REPRESENTATIVES):
            look = self._look(number)
            strange = look is None or look.is_strange(print)
            if strange and not any(self._same_body(number, other) for other in different):
                different.append(number)
        return len(different)

    # -- bodies ----------------------------------------------------------------

    def _same_body(self, one: int, other: int) -> bool:
        pair = (min(one, other), max(one, other))
        if pair not in self._pairs:
            if len(self._pairs) >= _PAIRS:
                self._pairs.clear()
            first, second = self._look(one), self._look(other)
            if first is None or second is None:
                return False
            self._pairs[pair] = printed_lines.same_body(first, second)
        return self._pairs[pair]

    def _look(self, number: int) -> Look | None:
        if number not in self._looks:
            if len(self._looks) >= _LOOKS:
                self._looks.popitem(last=False)
            article = next(articles.sound(self._connection, [number]), None)
            self._looks[number] = Look(article) if article is not None else None
        self._looks.move_to_end(number)
        return self._looks[number]


def outlet_of(article: Article) -> int:
    """A number for the outlet of an article, whatever way its name is written."""
    return number_of(article.outlet.value if article.outlet else None)


def number_of(outlet: str | None) -> int:
    """The number for an outlet, by its name."""
    if outlet is None:
        return UNKNOWN
    known = by_name(outlet.partition(" (")[0])
    return printed_lines.fingerprint(key_of(known.name if known else outlet))


def _may_repeat(row: Mapping[int, Carried], outlet: int) -> bool:
    if outlet != UNKNOWN:
        return outlet in row and row[outlet].bodies >= ENOUGH
    return sum(one.bodies for one in row.values()) >= ENOUGH_UNKNOWN


def _to_look_at(row: Mapping[int, Carried], outlet: int) -> Iterator[int]:
    """Articles that carry a line which may be known to repeat now."""
    for place in {outlet, UNKNOWN} & row.keys():
        if _may_repeat(row, place):
            for group in row[place].groups:
                yield from group


def _told(article: Article) -> int:
    return count_words(article.text, paragraphs(article.text, article.zones))
