"""What placing keeps of articles and events, so that the next import is placed beside them.

Everything here is derived, and read in windows of days or of the latest arrivals: no call
loads the whole library.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.article import Finding
from index.store.packing import unpack_dates

_MARKS = 500


@dataclass(frozen=True, slots=True)
class Traced:
    """An article as the events room needs it, its trace still packed."""

    id: int
    stated: Finding | None
    outlet: str | None
    dates: str
    trace: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """A placed article: the days it can be from, its row and fingerprints as the events room
    packed them, its event's number and its family."""

    id: int
    first: int
    last: int
    data: bytes
    prints: bytes
    event: int
    family: int


def traced(connection: sqlite3.Connection, version: int, numbers: Iterable[int]) -> list[Traced]:
    """The articles of these ids that have a trace, in id order."""
    found = []
    for batch, marks in _batches(sorted(set(numbers))):
        found += connection.execute(
            "SELECT id, outlet, dates, data FROM article JOIN trace ON trace.article = id"  # noqa: S608
            f" WHERE version = ? AND id IN ({marks}) ORDER BY id",
            (version, *batch),
        ).fetchall()
    return [
        Traced(one, unpack_dates(dates).stated, outlet, dates, data)
        for one, outlet, dates, data in found
    ]


def forget_other_versions(connection: sqlite3.Connection, version: int) -> None:
    """Drops what another version of tracing kept; ids of events stay, to be carried over."""
    other = connection.execute(
        "SELECT 1 FROM standing WHERE version <> ? LIMIT 1", (version,)
    ).fetchone()
    if other:
        for table in ("standing", "edition", "frequencies"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608


def waiting(connection: sqlite3.Connection, version: int) -> list[int]:
    """Articles with a trace that are not placed yet, oldest day first, the undated last."""
    rows = connection.execute(
        "SELECT id FROM article WHERE id IN (SELECT article FROM trace WHERE version = ?"
        " EXCEPT SELECT article FROM standing WHERE version = ?) ORDER BY day IS NULL, day, id",
        (version, version),
    )
    return [row[0] for row in rows]


def keep(
    connection: sqlite3.Connection,
    version: int,
    article: int,
    days: tuple[int, int],
    row: tuple[bytes, bytes, str],
    editions: Iterable[tuple[str, bool]],
) -> None:
    """Keeps an article's days, its packed ``row`` (data, prints, lede) and named editions."""
    connection.execute(
        "INSERT OR REPLACE INTO standing VALUES (?,?,?,?,?,?,?)", (article, version, *days, *row)
    )
    connection.execute("DELETE FROM edition WHERE article = ?", (article,))
    connection.executemany(
        "INSERT OR REPLACE INTO edition VALUES (?,?,?)",
        [(name, article, placed) for name, placed in editions],
    )


def move_days(connection: sqlite3.Connection, days: Mapping[int, tuple[int, int]]) -> None:
    """Standing articles can be from other days than was thought."""
    connection.executemany(
        "UPDATE standing SET first = ?, last = ? WHERE article = ?",
        [(first, last, number) for number, (first, last) in days.items()],
    )


def days_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """The days that standing articles can be from; articles that stand nowhere are left out."""
    found: dict[int, tuple[int, int]] = {}
    for batch, marks in _batches(sorted(set(numbers))):
        rows = connection.execute(
            f"SELECT article, first, last FROM standing WHERE article IN ({marks})",  # noqa: S608
            batch,
        )
        found.update((number, (first, last)) for number, first, last in rows)
    return found


_ALL = """SELECT standing.article, first, last, data, prints, coalesce(event, 0),
    coalesce(family, id) FROM standing JOIN article ON article.id = standing.article"""
_STANDING = f"{_ALL} WHERE event IS NOT NULL"


def these(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Standing]:
    """Some articles, placed or about to be."""
    found = []
    for batch, marks in _batches(sorted(set(numbers))):
        found += connection.execute(f"{_ALL} WHERE article.id IN ({marks})", batch).fetchall()
    return [Standing(*row) for row in found]


def between(connection: sqlite3.Connection, first: int, last: int, exact: int) -> list[Standing]:
    """Articles known to ``exact`` days that can be from some day of ``first`` to ``last``."""
    rows = connection.execute(
        f"{_STANDING} AND first BETWEEN ? AND ? AND last >= ? AND last - first <= ?",
        (first - exact, last, first, exact),
    )
    return [Standing(*row) for row in rows]


def latest(
    connection: sqlite3.Connection, most: int, exact: int, only_vague: bool
) -> list[Standing]:
    """The ``most`` articles that arrived last, or those among them known less than exactly."""
    row = connection.execute("SELECT max(article) FROM standing").fetchone()
    vague = "AND last - first > ?" if only_vague else "AND ? IS NOT NULL"
    rows = connection.execute(
        f"{_STANDING} AND standing.article > ? {vague}", ((row[0] or 0) - most, exact)
    )
    return [Standing(*found) for found in rows]


def of_events(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Standing]:
    """All placed articles of some events."""
    found = []
    for batch, marks in _batches(sorted(set(numbers))):
        found += connection.execute(f"{_STANDING} AND event IN ({marks})", batch).fetchall()
    return [Standing(*row) for row in found]


def sharing_editions(connection: sqlite3.Connection, names: Iterable[str], most: int) -> set[int]:
    """Articles that name one of these editions, the ``most`` latest of each."""
    found: set[int] = set()
    for name in set(names):
        rows = connection.execute(
            "SELECT article FROM edition WHERE name = ? ORDER BY article DESC LIMIT ?",
            (name, most),
        )
        found.update(row[0] for row in rows)
    return found


def editions_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> set[str]:
    """The editions that some articles name."""
    found: set[str] = set()
    for batch, marks in _batches(sorted(set(numbers))):
        rows = connection.execute(
            f"SELECT DISTINCT name FROM edition WHERE article IN ({marks})",  # noqa: S608
            batch,
        )
        found.update(row[0] for row in rows)
    return found


@dataclass(frozen=True, slots=True)
class Telling:
    """A member of an event, for its name and its outlets."""

    id: int
    title: str | None
    lede: str
    outlet: str | None
    dates: str
    family: int
    data: bytes
    editions: frozenset[str]


def tellings(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Telling]:
    """What naming an event needs of its members, by id."""
    found: dict[int, Telling] = {}
    for batch, marks in _batches(sorted(set(numbers))):
        rows = connection.execute(
            "SELECT id, label, titled, lede, outlet, dates, coalesce(family, id), data,"  # noqa: S608
            " (SELECT json_group_array(name) FROM edition WHERE edition.article = id AND placed)"
            f" FROM article JOIN standing ON standing.article = id WHERE id IN ({marks})",
            batch,
        )
        for number, label, titled, lede, outlet, dates, family, data, names in rows:
            title = label if titled else None
            found[number] = Telling(
                number, title, lede, outlet, dates, family, data, frozenset(json.loads(names))
            )
    return found


def frequencies(connection: sqlite3.Connection) -> list[bytes]:
    """The library's term counts as the events room packed them, in parts that add up."""
    return [row[0] for row in connection.execute("SELECT data FROM frequencies ORDER BY id")]


def add_frequencies(connection: sqlite3.Connection, data: bytes) -> None:
    """Adds a part to the library's term counts."""
    connection.execute("INSERT INTO frequencies (data) VALUES (?)", (data,))


def keep_frequencies(connection: sqlite3.Connection, data: bytes) -> None:
    """Replaces all parts of the library's term counts by one."""
    connection.execute("DELETE FROM frequencies")
    add_frequencies(connection, data)


# -- events as wholes, for relating them


def keep_stories(
    connection: sqlite3.Connection,
    stories: Sequence[tuple[int, bytes, Sequence[tuple[int, float]]]],
) -> None:
    """Keeps the packed centroids of events, and lists each under its heaviest terms."""
    connection.executemany(
        "UPDATE event SET story = ? WHERE id = ?", [(data, event) for event, data, _ in stories]
    )
    connection.executemany(
        "DELETE FROM event_term WHERE event = ?", [(event,) for event, *_ in stories]
    )
    connection.executemany(
        "INSERT OR REPLACE INTO event_term VALUES (?,?,?)",
        [(term, event, weight) for event, _, heaviest in stories for term, weight in heaviest],
    )


def under_term(connection: sqlite3.Connection, term: int, most: int) -> list[tuple[int, float]]:
    """The latest events listed under a term, with its weight there; at most ``most``."""
    rows = connection.execute(
        "SELECT event, weight FROM event_term WHERE term = ? ORDER BY event DESC LIMIT ?",
        (term, most),
    )
    return rows.fetchall()


@dataclass(frozen=True, slots=True)
class Whole:
    """An event as relating sees it; ``ties`` are (event, score, why), the closest first."""

    id: int
    label: str
    first: str | None
    last: str | None
    story: bytes
    ties: list[tuple[int, float, str]]


def wholes(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Whole]:
    """Events by number, those that have a story."""
    found: dict[int, Whole] = {}
    for batch, marks in _batches(sorted(set(numbers))):
        rows = connection.execute(
            "SELECT id, label, first, last, story, ties FROM event"  # noqa: S608
            f" WHERE story IS NOT NULL AND id IN ({marks})",
            batch,
        )
        for number, label, first, last, story, ties in rows:
            tied = [(int(other), float(score), str(why)) for other, score, why in json.loads(ties)]
            found[number] = Whole(number, label, first, last, story, tied)
    return found


def keep_ties(
    connection: sqlite3.Connection, event: int, ties: Sequence[tuple[int, float, str]]
) -> None:
    """Replaces the ties of an event."""
    packed = json.dumps([list(tie) for tie in ties], ensure_ascii=False)
    connection.execute("UPDATE event SET ties = ? WHERE id = ?", (packed, event))


def _batches(numbers: Sequence[int]) -> Iterable[tuple[Sequence[int], str]]:
    for start in range(0, len(numbers), _MARKS):
        batch = numbers[start : start + _MARKS]
        yield batch, ",".join("?" * len(batch))
