"""Keeping the search index level with the store: what came, what went, whose day moved."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from index.article import Article
from index.preparing import body_of
from index.reports import Cancelled, Progress, Report
from index.search import Document, SearchIndex
from index.store import Connections, articles, days
from index.store.batches import batches
from index.store.shown import sorting_day

INDEX_BATCH = 1_000
"""Articles a search commit: few commits are quick, and memory stays bounded."""


def _document(article: Article, number: int) -> Document:
    """What the search index is given of an article: its title, and its body without furniture."""
    day, _ = sorting_day(article.dates)
    return Document(
        id=number,
        title=article.title.value if article.title else "",
        body=body_of(article),
        outlet=article.outlet.value if article.outlet else "",
        day=day,
        language=article.language,
    )


def renew(connections: Connections, index: SearchIndex, numbers: Sequence[int]) -> None:
    """Indexes articles again whose day has changed, so that dates in queries follow it."""
    for batch in batches(numbers, INDEX_BATCH):
        index.add(_documents(connections, batch))
    if numbers:
        with connections.writing() as connection:
            days.indexed(connection, len(numbers))


def renew_all(connections: Connections, index: SearchIndex) -> int:
    """The same for every article that lies on another day than it is indexed under, also those
    that a killed process left; answers how many."""
    with connections.reading() as connection:
        owed = days.owed(connection)
    stale = redated(connections, index)
    for batch in batches(stale, INDEX_BATCH):
        index.add(_documents(connections, batch))
    if owed:
        with connections.writing() as connection:
            days.indexed(connection, owed)
    return len(stale)


def redated(connections: Connections, index: SearchIndex) -> list[int]:
    """The indexed articles that are found under another day than is known now."""
    indexed = index.days()
    with connections.reading() as connection:
        rows = connection.execute("SELECT id, day FROM article ORDER BY id").fetchall()
    return [
        number for number, day in rows if number in indexed and not _is_day(indexed[number], day)
    ]


def _is_day(day: datetime.date | None, written: str | None) -> bool:
    """Whether a day is the one that is written; of what is none, nobody can say."""
    try:
        return day == (datetime.date.fromisoformat(written) if written else None)
    except ValueError:
        return True


def catch_up(
    connections: Connections,
    index: SearchIndex,
    progress: Report | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[int, ...]:
    """Brings the index level with the store: adds what it lacks, removes what is gone.

    Answers the articles that are damaged, which are left out.
    """
    with connections.reading() as connection:
        stored = {row[0] for row in connection.execute("SELECT id FROM article")}
    indexed = index.ids()
    gone, missing = indexed - stored, sorted(stored - indexed)
    if gone:
        index.remove(gone)
    done = 0
    unsound: list[int] = []
    for batch in batches(missing, INDEX_BATCH):
        if cancelled and cancelled():
            break
        made = list(_documents(connections, batch))
        index.add(made, cancelled)
        done += len(batch)
        unsound += sorted(set(batch) - {one.id for one in made})
        if progress:
            progress(Progress("making searchable", done, len(missing), "articles"))
    return tuple(unsound)


def _documents(connections: Connections, numbers: Iterable[int]) -> Iterator[Document]:
    """What the index is given of articles; damaged ones are left out."""
    with connections.reading() as connection:
        for article in articles.sound(connection, numbers):
            yield _document(article, article.id)
