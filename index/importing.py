"""Putting articles in: drafts are described, stored one transaction each, and indexed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from index.article import (
    Already,
    Article,
    ImportReport,
    Progress,
    Refusal,
)
from index.search import Document, SearchIndex
from index.store import Connections, articles
from index.text import paragraphs

if TYPE_CHECKING:
    from index import ingest

Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]

INDEX_BATCH = 2_000
"""Articles a search commit: few commits are quick, and memory stays bounded."""


class Import:
    """One run of putting sources in; ``run`` answers what became of each input."""

    def __init__(
        self,
        connections: Connections,
        index: SearchIndex,
        progress: Report | None,
        cancelled: Cancelled | None,
    ) -> None:
        self._connections = connections
        self._index = index
        self._progress = progress or (lambda _: None)
        self._cancelled = cancelled or (lambda: False)
        self._imported: list[int] = []
        self._already: list[Already] = []
        self._refused: list[Refusal] = []
        self._waiting: list[Document] = []

    def run(self, sources: Sequence[str], stdin: BinaryIO | None) -> ImportReport:
        """Stores and indexes everything readable in ``sources``; bad inputs are reported."""
        # Its rules take long to load, and a search only needs this module to mend its index.
        from index import ingest

        total = ingest.measure(sources)
        stopped = False
        for item in ingest.read(sources, stdin=stdin):
            if self._cancelled():
                stopped = True
                break
            if isinstance(item, Refusal):
                self._refused.append(item)
                continue
            self._take(item)
            self._tell(item.done, max(total, item.done))
        self._flush()
        self._tell(total, total)
        return ImportReport(
            tuple(self._imported),
            tuple(self._already),
            tuple(found for found in self._refused if not found.skipped),
            tuple(found for found in self._refused if found.skipped),
            stopped,
        )

    def _tell(self, done: int, total: int) -> None:
        taken = len(self._imported) + len(self._already)
        self._progress(Progress("importing", done, total, "bytes", taken))

    def _take(self, draft: ingest.Draft) -> None:
        from index.ingest import describe

        now = datetime.datetime.now(datetime.UTC)
        article = describe(draft, now.date())
        with self._connections.writing() as connection:
            number, new = articles.save(connection, article, draft.raw, now)
        if not new:
            self._already.append(Already(draft.origin, number))
            return
        self._imported.append(number)
        self._waiting.append(document(article, number))
        if len(self._waiting) >= INDEX_BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._index.add(self._waiting)
            self._waiting = []


def document(article: Article, number: int) -> Document:
    """What the search index is given of an article: its title, and its body without furniture."""
    body = "\n".join(
        article.text[span.start : span.end] for span in paragraphs(article.text, article.zones)
    )
    day, _ = articles.sorting_day(article.dates)
    return Document(
        id=number,
        title=article.title.value if article.title else "",
        body=body,
        outlet=article.outlet.value if article.outlet else "",
        day=day,
        language=article.language,
    )


def renew(connections: Connections, index: SearchIndex, numbers: Sequence[int]) -> None:
    """Indexes articles again whose day has changed, so that dates in queries follow it."""
    for batch in _batches(numbers):
        index.add(list(_documents(connections, batch)))


def redated(connections: Connections, index: SearchIndex) -> list[int]:
    """The indexed articles that are found under another day than is known now."""
    indexed = index.days()
    with connections.reading() as connection:
        rows = connection.execute("SELECT id, day FROM article ORDER BY id").fetchall()
    return [
        number
        for number, day in rows
        if number in indexed
        and indexed[number] != (datetime.date.fromisoformat(day) if day else None)
    ]


def catch_up(
    connections: Connections,
    index: SearchIndex,
    progress: Report | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Brings the index level with the store: adds what it lacks, removes what is gone."""
    with connections.reading() as connection:
        stored = {row[0] for row in connection.execute("SELECT id FROM article")}
    indexed = index.ids()
    gone, missing = indexed - stored, sorted(stored - indexed)
    if gone:
        index.remove(gone)
    done = 0
    for batch in _batches(missing):
        if cancelled and cancelled():
            return
        index.add(list(_documents(connections, batch)), cancelled)
        done += len(batch)
        if progress:
            progress(Progress("indexing", done, len(missing), "articles"))


def _documents(connections: Connections, numbers: Iterable[int]) -> Iterator[Document]:
    with connections.reading() as connection:
        for number in numbers:
            article = articles.load(connection, number)
            if article is not None:
                yield document(article, number)


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), INDEX_BATCH):
        yield numbers[start : start + INDEX_BATCH]
