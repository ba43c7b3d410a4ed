"""Taking articles out of the library, and bringing them back until it is compacted.

What is forgotten is written to the log of corrections like all that a reader does, so that one
undoing walks back through everything. Starred, tagged and noted articles stay unless it is
said that they go, too.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Protocol

from index.dataclass import dataclass
from index.errors import NotFound
from index.reports import Cancelled, Progress, Report
from index.reversing import Watched
from index.store import Connections, corrections, forgotten, kept, retention
from index.store.forgotten import Forgotten
from index.store.retention import Rule
from index.text import clean_line

CHUNK = 250
"""Articles taken out in one transaction."""
LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What was forgotten (or would be): the articles, how many stayed because something of the
    reader's is on them, and all of it in words, to be said."""

    articles: tuple[int, ...]
    stayed: int
    said: str


@dataclass(frozen=True, slots=True)
class Compacted:
    """Articles thrown away for good, and bytes that the library takes less than before."""

    articles: int
    freed: int
    said: str


class Index(Protocol):
    """What forgetting asks of the search index."""

    def take_out(self, numbers: Sequence[int]) -> None:
        """No search finds these articles any more."""

    def level(self, progress: Report | None = None) -> None:
        """Brings the index level with the store."""

    def purge(self) -> None:
        """Leaves no word of what was taken out."""


class Forgetter:
    """Forgets, brings back, and throws away, for one library.

    Long work holds the library's writing lock: LibraryBusy is raised while another process has
    it.
    """

    def __init__(self, connections: Connections, index: Index) -> None:
        self._connections = connections
        self._index = index

    # -- forgetting ------------------------------------------------------------

    def weigh(self, numbers: Iterable[int], even_kept: bool = False) -> Forgetting:
        """What ``forget`` would do; nothing is changed. Raises NotFound for nothing there."""
        with self._connections.reading() as connection:
            there = kept.existing(connection, numbers)
            if not there:
                raise NotFound("no such article", advice="'rashomon list' shows their numbers")
            going = there if even_kept else _unkept(connection, there)
        return Forgetting(
            tuple(going), len(there) - len(going), _would(len(going), len(there) - len(going))
        )

    def forget(
        self,
        numbers: Iterable[int],
        even_kept: bool = False,
        why: str = "",
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
    ) -> Forgetting:
        """Takes articles out, some at a time: what is done when it is cut short stays done.

        ``why`` is added to what the log says ("older than 90 days"). Raises NotFound for
        nothing there.
        """
        from index import removing  # needs much

        with self._connections.only_writer("forgetting"):
            plan = self.weigh(numbers, even_kept)
            gone: list[int] = []
            entry = batch = 0
            while len(gone) < len(plan.articles) and not (cancelled and cancelled()):
                some = plan.articles[len(gone) : len(gone) + CHUNK]
                with self._connections.writing() as connection:
                    batch = batch or forgotten.next_batch(connection)
                    removing.take_out(connection, some, batch)
                    gone += some
                    entry = _write_down(connection, entry, gone, batch, why)
                if progress:
                    total = len(plan.articles)
                    progress(Progress("forgetting", len(gone), total, "articles"))
            self._index.take_out(gone)
        return Forgetting(tuple(gone), plan.stayed, _did(gone, plan.stayed, why))

    def undo(
        self, progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> str | None:
        """Brings back what was forgotten last, whatever was done since; None where nothing is.

        Raises Stopped where ``cancelled`` answers True; then nothing is brought back.
        """
        from index import removing

        watched = Watched(progress, cancelled)
        with self._connections.only_writer("bringing back"):
            with self._connections.writing() as connection:
                taken = corrections.undo(connection, "forget")
                if taken is None:
                    return None
                back = forgotten.of_batch(connection, taken.data["batch"])
                removing.bring_back(connection, back, watched.step)
            self._index.level(progress)
        return f"undone: {taken.said}"

    def listed(self) -> tuple[Forgotten, ...]:
        """What can be brought back, the latest first; at most ``LISTED``."""
        with self._connections.reading() as connection:
            return tuple(forgotten.listed(connection, LISTED))

    # -- keeping for a time ----------------------------------------------------

    def retain(self, days: int, outlets: Sequence[str] = ("",), feed: str = "") -> list[str]:
        """From now on articles are kept for ``days``: those of outlets (by these spellings), of
        one feed, or all. Answers it in words, rule by rule.

        0 ends a rule. Nothing goes before the rules are applied.
        """
        rules = [Rule(days, clean_line(one, 400), clean_line(feed, 400)) for one in outlets]
        length = f"forgotten after {days:,} days" if days else "kept for good"
        with self._connections.writing() as connection:
            _set(connection, rules, f"{rules[0].about}: {length}")
        return [f"{rule.about}: {length}" for rule in rules]

    def rules(self) -> tuple[Rule, ...]:
        """The rules that were set, the one for all first."""
        with self._connections.reading() as connection:
            return tuple(retention.rules(connection))

    def overdue(self, today: datetime.date, rules: Sequence[Rule] | None = None) -> list[int]:
        """Articles older than the rules (None: those that were set) let them be, starred,
        tagged and noted ones among them."""
        with self._connections.reading() as connection:
            every = retention.rules(connection) if rules is None else rules
            return retention.overdue(connection, every, today)

    def apply(
        self,
        today: datetime.date,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
    ) -> Forgetting | None:
        """Forgets what is overdue by the rules that were set; None where nothing has to go."""
        due = self.overdue(today)
        if not due or not self.weigh(due).articles:
            return None
        return self.forget(due, False, "older than your rules keep them", progress, cancelled)

    def chosen(
        self,
        outlets: Sequence[str] = (),
        feed: str | None = None,
        before: datetime.date | None = None,
    ) -> set[int]:
        """Articles of an outlet (by these spellings), of a feed, from before a day: all that
        hold of those that are given."""
        with self._connections.reading() as connection:
            sets = []
            if outlets:
                sets.append(set(retention.of_outlets(connection, outlets)))
            if feed is not None:
                sets.append(set(retention.of_feed(connection, feed)))
            if before is not None:
                sets.append(set(retention.older(connection, before)))
        return set.intersection(*sets) if sets else set()

    # -- for good --------------------------------------------------------------

    def compact(self, progress: Report | None = None) -> Compacted:
        """Throws away for good what was forgotten, and gives its room back to the disk.

        Raises LibraryError where the disk has no room for the work.
        """
        tell = progress or (lambda _: None)
        with self._connections.only_writer("compacting"):
            before = _size(self._connections)
            tell(Progress("compacting", 0, 3, "steps"))
            with self._connections.writing() as connection:
                gone = _throw_away(connection)
            tell(Progress("compacting", 1, 3, "steps"))
            if gone:
                self._index.purge()
            tell(Progress("compacting", 2, 3, "steps"))
            with self._connections.reading() as connection:
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            tell(Progress("compacting", 3, 3, "steps"))
            freed = max(0, before - _size(self._connections))
        said = f"{_articles(gone)} thrown away for good; {_bytes(freed)} freed"
        return Compacted(gone, freed, said)


def _set(connection: sqlite3.Connection, rules: Sequence[Rule], said: str) -> None:
    """Sets rules, and writes to the log which, where they are not so already."""
    after = [(rule.days, rule.outlet, rule.feed) for rule in rules]
    before = [(retention.days(connection, rule), rule.outlet, rule.feed) for rule in rules]
    if after == before:
        return
    retention.change(connection, after)
    now = datetime.datetime.now(datetime.UTC)
    data = {"before": before, "after": after}
    corrections.record(connection, "retain", data, clean_line(said, 300), now)


def _throw_away(connection: sqlite3.Connection) -> int:
    """Throws away what is forgotten, and what it counts; answers how many articles."""
    waiting = forgotten.waiting(connection)
    if waiting:
        from index import recounting  # seldom needed, and it needs much

        recounting.discount_lines(connection, waiting)
    gone = forgotten.throw_away(connection)
    if waiting:
        recounting.discount_terms(connection)
    return len(gone)


def _unkept(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    stay = set(kept.articles_marked(connection, "kept"))
    return [number for number in numbers if number not in stay]


def _write_down(
    connection: sqlite3.Connection, entry: int, gone: Sequence[int], batch: int, why: str
) -> int:
    data, said = {"articles": list(gone), "batch": batch}, _did(gone, 0, why)
    if entry:
        corrections.reword(connection, entry, data, said)
        return entry
    now = datetime.datetime.now(datetime.UTC)
    return corrections.record(connection, "forget", data, said, now)


def _did(gone: Sequence[int], stayed: int, why: str) -> str:
    what = f"article {gone[0]}" if len(gone) == 1 else _articles(len(gone))
    said = f"forgot {what}{f' {why}' if why else ''}"
    return f"{said}; {_stay(stayed)}" if stayed else said


def _would(going: int, stayed: int) -> str:
    said = f"would forget {_articles(going)}"
    return f"{said}; {_stay(stayed)}" if stayed else said


def _stay(number: int) -> str:
    verb = "stays" if number == 1 else "stay"
    return f"{_articles(number)} {verb}: starred, tagged or noted"


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number:,} articles"


def _bytes(number: int) -> str:
    return f"{number / 1e6:.1f} MB" if number >= 100_000 else f"{number / 1e3:.1f} kB"


def _size(connections: Connections) -> int:
    """Bytes of the library's file and of what is written down beside it."""
    path = connections.path
    beside = path.with_name(f"{path.name}-wal")
    return sum(one.stat().st_size for one in (path, beside) if one.exists())
