"""Putting articles in: drafts are described, stored a few at a time, and indexed."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from index import ingest
from index.indexing import INDEX_BATCH
from index.inputs import AT_ONCE as FILES_AT_ONCE
from index.inputs import FilesRead, Mark
from index.numbers import Numbers
from index.preparing import Prepared, prepare, prepared
from index.reports import Already, Cancelled, ImportReport, Progress, Refusal, Report
from index.search import Document, SearchIndex
from index.store import Connections, articles, corrections, forgotten, inputs
from index.text import clean_line

T = TypeVar("T", Already, Refusal)

AT_ONCE = 32
AT_LATEST = datetime.timedelta(seconds=0.5)
LARGE = 200_000
"""Articles are stored some at a time, which is quick: so many, or after so long, or as soon as
there is one of so many bytes. What a killed run had not stored yet, the next one reads again."""
INDEX_LETTERS = 8_000_000
"""Code points after which articles are indexed even where they are few: memory stays bounded."""
ADDRESS = ("http://", "https://")
PASSED_OVER = 100
"""Rows that were read before are told so many at a time: there are many thousand a second."""
_SHORT = 60
NAMED = 5_000
"""Inputs of one kind that a report names; of more it says how many."""


def is_address(source: str) -> bool:
    """True for what is fetched from the network rather than read from a disk."""
    return source[:8].lower().startswith(ADDRESS)


@dataclass(frozen=True, slots=True)
class Choices:
    """How to put in. ``again``: files that have not changed are read, too. ``bring_back``: what
    was forgotten comes back with its text, else it stays forgotten. ``allow_private``: addresses
    on private networks are fetched. ``remember``: the report is kept in the library.
    ``sweeping``: files are named because they were met, not because somebody wants them.
    ``told`` is given everything that became no new article, with what it is ("already",
    "refused", "skipped"), also what no report names any more. ``undoable``: what is remembered
    can be undone like all that the reader does."""

    again: bool = False
    bring_back: bool = True
    allow_private: bool = False
    remember: bool = True
    told: Callable[[str, Refusal | Already], None] | None = None
    sweeping: bool = False
    undoable: bool = True


class Import:
    """One run of putting in. ``run`` takes sources; or ``take`` takes drafts, then ``finish``."""

    def __init__(
        self,
        connections: Connections,
        index: SearchIndex,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        choices: Choices = Choices(),
    ) -> None:
        self._connections = connections
        self._index = index
        self._progress = progress or (lambda _: None)
        self._cancelled = cancelled or (lambda: False)
        self._choices = choices
        self._began = datetime.datetime.now(datetime.UTC)
        self._files = FilesRead(connections, choices.again, choices.sweeping)
        self._imported, self._brought_back = Numbers(), Numbers()
        self._already: list[Already] = []
        self._refused: list[Refusal] = []
        self._skipped: list[Refusal] = []
        self._left_out = self._taken = 0
        self._cautions: Counter[str] = Counter()
        self._more: Counter[str] = Counter()
        self._held: list[Prepared | ingest.Seen] = []
        self._stored = self._began
        self._waiting: list[Document] = []
        self._letters = 0

    def run(self, sources: Sequence[str], stdin: BinaryIO | None = None) -> ImportReport:
        """Stores and indexes everything readable in ``sources``; bad inputs are reported."""
        total = ingest.measure(sources)
        with contextlib.closing(prepared(self._items(sources, stdin), total)) as items:
            stopped = self._take_all(items, total)
        report = self.finish(stopped)
        self._tell(total, total)
        keep_report(self._connections, self._began, sources, report, self._choices)
        return report

    def _take_all(
        self, items: Iterable[Prepared | ingest.Seen | Refusal | Mark], total: int
    ) -> bool:
        """Stores and notes item after item; True where that was cancelled."""
        for item in items:
            if not isinstance(item, (Prepared, Refusal, ingest.Seen)):
                item()
                continue
            if self._cancelled():
                return True
            if isinstance(item, Refusal):
                self.refuse(item)
            elif isinstance(item, ingest.Seen):
                self._pass_over(item, total)
            else:
                self._hold(item)
                self._tell(item.done, max(total, item.done))
        return False

    def _pass_over(self, row: ingest.Seen, total: int) -> None:
        """Takes a row that was read before and is an article already, in its turn."""
        self._taken += 1
        if self._held:
            self._held.append(row)
        else:
            self._note_seen(row)
        if len(self._held) >= AT_ONCE:
            self._store_held()
        if self._taken % PASSED_OVER == 0:
            self._tell(row.done, max(total, row.done))

    def _note_seen(self, row: ingest.Seen) -> None:
        origin = row.origin
        if len(self._already) < NAMED:
            with self._connections.reading() as connection:
                places = articles.load_origins(connection, row.article)
            same = (one for one in places if (one.path, one.line) == (origin.path, origin.line))
            origin = next(same, origin)
        self._note(self._already, Already(origin, row.article), "already")

    def _items(
        self, sources: Sequence[str], stdin: BinaryIO | None
    ) -> Iterator[ingest.Draft | ingest.Seen | Refusal | Mark]:
        for item in ingest.read(sources, stdin=stdin, inputs=self._files):
            yield from self._files.marks()
            yield item
        yield from self._files.marks()

    def _tell(self, done: int, total: int) -> None:
        self._progress(Progress("importing", done, total, "bytes", self._taken))

    def refuse(self, refusal: Refusal) -> None:
        """Notes what did not go in."""
        if not refusal.skipped:
            self._files.refused(refusal)
        named = self._skipped if refusal.skipped else self._refused
        self._note(named, refusal, "skipped" if refusal.skipped else "refused")

    def _note(self, named: list[T], one: T, kind: str) -> None:
        if self._choices.told is not None:
            self._choices.told(kind, one)
        if len(named) < NAMED:
            named.append(one)
        else:
            self._more[kind] += 1

    def take(self, draft: ingest.Draft) -> int | None:
        """Stores one article, to be indexed with others.

        Answers the number of the article that has its text now, be it new or not; None where
        it was forgotten and stays so.
        """
        one = prepare(draft)
        self._taken += 1
        with self._connections.writing() as connection:
            number = self._store(connection, one)
        self._flush(INDEX_BATCH)
        return number

    def _hold(self, one: Prepared) -> None:
        """Holds an article until there are enough to be stored at once."""
        self._held.append(one)
        self._taken += 1
        late = datetime.datetime.now(datetime.UTC) - self._stored > AT_LATEST
        if late or len(self._held) >= AT_ONCE or one.size > LARGE:
            self._store_held()

    def _store_held(self) -> None:
        if self._held:
            with self._connections.writing() as connection:
                for one in self._held:
                    if isinstance(one, ingest.Seen):
                        self._note_seen(one)
                    else:
                        self._store(connection, one)
            self._held = []
        self._flush(INDEX_BATCH)
        self._stored = datetime.datetime.now(datetime.UTC)
        self._files.save(FILES_AT_ONCE)

    def _store(self, connection: sqlite3.Connection, one: Prepared) -> int | None:
        now = datetime.datetime.now(datetime.UTC)
        back = self._forgotten(connection, one)
        if back is not None and not self._choices.bring_back:
            self._left_out += 1
            return None
        if back is not None:
            self._bring_back(connection, back)
        number, new = articles.save_row(connection, one.row, now)
        if one.print is not None:
            inputs.remember_row(connection, one.origin, one.print, number)
        if back is not None:
            self._brought_back.add(number)
        elif not new:
            self._note(self._already, Already(one.origin, number), "already")
            return number
        else:
            self._imported.add(number)
            self._cautions.update(one.cautions)
        self._waiting.append(one.document(number))
        self._letters += len(one.body)
        return number

    def _forgotten(self, connection: sqlite3.Connection, one: Prepared) -> int | None:
        if not self._files.may_return:
            return None
        return forgotten.with_identity(connection, one.row.identity)

    @staticmethod
    def _bring_back(connection: sqlite3.Connection, number: int) -> None:
        from index import removing  # seldom needed, and it needs much

        removing.bring_back(connection, [number])

    def finish(self, cancelled: bool = False) -> ImportReport:
        """Stores and indexes what waits, and answers what became of everything."""
        self._store_held()
        self._flush()
        self._files.save()
        return ImportReport(
            self._imported,
            tuple(self._already),
            tuple(self._refused),
            tuple(self._skipped),
            cancelled,
            self._files.unchanged,
            self._brought_back,
            self._left_out,
            dict(self._cautions.most_common()),
            dict(self._more),
        )

    def _flush(self, least: int = 1) -> None:
        """Indexes what waits, if there are as many as ``least`` or it is much. Never inside a
        transaction: the index must not know what is not stored."""
        if len(self._waiting) >= least or self._letters >= INDEX_LETTERS:
            self._index.add(self._waiting)
            self._waiting, self._letters = [], 0


def keep_report(
    connections: Connections,
    began: datetime.datetime,
    sources: Sequence[str],
    report: ImportReport,
    choices: Choices,
) -> None:
    """Remembers what became of an import, and in the log of what the reader does what came in."""
    if not choices.remember:
        return
    ended = datetime.datetime.now(datetime.UTC)
    came = Numbers(sorted({*report.imported, *report.brought_back}))
    with connections.writing() as connection:
        inputs.keep_run(connection, began, ended, sources, report)
        if came and choices.undoable:
            data = {"articles": [(run.start, run.stop - 1) for run in came.runs]}
            corrections.record(connection, "add", data, _said(len(came), sources), ended)


def _said(came: int, sources: Sequence[str]) -> str:
    what = "article" if came == 1 else "articles"
    named = "standard input" if sources[0] == "-" else clean_line(sources[0])
    if len(named) > _SHORT:
        named = f"…{named[1 - _SHORT :]}"
    more = f" and {len(sources) - 1:,} more" if len(sources) > 1 else ""
    return f"added {came:,} {what} from {named}{more}"
