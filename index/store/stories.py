"""Events as wholes, for relating them: their centroids, their heaviest terms, their ties.

Everything here is derived, and read for some events or terms at a time.
"""

from __future__ import annotations

import itertools
import json
import operator
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.dataclass import dataclass
from index.store import sums
from index.store.batches import rows_among


def keep_stories(
    connection: sqlite3.Connection,
    stories: Sequence[tuple[int, bytes, Sequence[tuple[int, float]]]],
) -> None:
    """Keeps the packed centroids of events, and lists each under its heaviest terms."""
    connection.executemany(
        "UPDATE event SET story = ? WHERE id = ?", [(data, event) for event, data, _ in stories]
    )
    listed = [(term, event, weight) for event, _, heaviest in stories for term, weight in heaviest]
    connection.executemany(
        "DELETE FROM event_term WHERE event = ?", [(event,) for event, *_ in stories]
    )
    # In the order of the table, as each place in it is then come to once.
    connection.executemany("INSERT OR REPLACE INTO event_term VALUES (?,?,?)", sorted(listed))


def under_terms(connection: sqlite3.Connection, terms: Iterable[int]) -> dict[int, bytes]:
    """The latest events listed under terms, as they were packed."""
    query = "SELECT term, events FROM term_events WHERE term IN (...)"
    return dict(rows_among(connection, query, sorted(set(terms))))


def unlisted(connection: sqlite3.Connection) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    """Where no lists are kept at all, each term with the events under it; else nothing."""
    if connection.execute("SELECT 1 FROM term_events LIMIT 1").fetchone():
        return
    rows = connection.execute("SELECT term, event, weight FROM event_term ORDER BY term")
    for term, group in itertools.groupby(rows, key=operator.itemgetter(0)):
        yield term, [(event, weight) for _, event, weight in group]


def keep_under_terms(connection: sqlite3.Connection, lists: Sequence[tuple[int, bytes]]) -> None:
    """Keeps the packed lists of the latest events under terms."""
    connection.executemany("INSERT OR REPLACE INTO term_events VALUES (?,?)", lists)


@dataclass(frozen=True, slots=True)
class Whole:
    """An event as relating sees it."""

    id: int
    label: str
    first: str | None
    last: str | None
    story: bytes
    packed_ties: str

    @property
    def ties(self) -> list[tuple[int, float, str]]:
        """(event, score, why), the closest first."""
        if self.packed_ties == "[]":
            return []
        return [(int(o), float(score), str(why)) for o, score, why in json.loads(self.packed_ties)]


def event_days(
    connection: sqlite3.Connection, numbers: Iterable[int]
) -> dict[int, tuple[str | None, str | None]]:
    """First and last days of events by number."""
    query = "SELECT id, first, last FROM event WHERE id IN (...)"
    rows = rows_among(connection, query, sorted(set(numbers)))
    return {number: (first, last) for number, first, last in rows}


def centroids(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, bytes]:
    """The packed centroids of events by number, of those that have one."""
    query = "SELECT id, story FROM event WHERE story IS NOT NULL AND id IN (...)"
    return dict(rows_among(connection, query, sorted(set(numbers))))


def wholes(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Whole]:
    """Events by number, those that have a story."""
    query = (
        "SELECT id, label, first, last, story, ties FROM event"
        " WHERE story IS NOT NULL AND id IN (...)"
    )
    return {row[0]: Whole(*row) for row in rows_among(connection, query, sorted(set(numbers)))}


def keep_ties(
    connection: sqlite3.Connection, ties: Mapping[int, Sequence[tuple[int, float, str]]]
) -> None:
    """Replaces the ties of events, by number."""
    packed = {
        event: json.dumps([list(tie) for tie in each], ensure_ascii=False)
        for event, each in ties.items()
    }
    connection.executemany(
        "UPDATE event SET ties = ? WHERE id = ?", [(each, event) for event, each in packed.items()]
    )
    sums.keep(connection, "tied", {event: (each,) for event, each in packed.items()})
