"""What placing keeps of articles, so that the next import is placed beside them.

Everything here is derived, and read in windows of days or of the latest arrivals: no call
loads the whole library.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.article import Finding
from index.dataclass import dataclass
from index.store.batches import rows_among
from index.store.packing import unpack_dates


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
    query = (
        "SELECT id, outlet, dates, data FROM article JOIN trace ON trace.article = id"
        " WHERE version = ? AND id IN (...) ORDER BY id"
    )
    return [
        Traced(one, unpack_dates(dates).stated, outlet, dates, data)
        for one, outlet, dates, data in rows_among(connection, query, sorted(set(numbers)), version)
    ]


def changes_elsewhere(connection: sqlite3.Connection) -> int:
    """A number that is another one when any other connection has written meanwhile."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def dates_of(
    connection: sqlite3.Connection, version: int, numbers: Iterable[int]
) -> dict[int, str]:
    """The packed dates of those of these articles that have a trace."""
    query = (
        "SELECT id, dates FROM article JOIN trace ON trace.article = id"
        " WHERE version = ? AND id IN (...)"
    )
    return dict(rows_among(connection, query, sorted(set(numbers)), version))


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


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an article that starts to stand: the days it can be from, its packed row
    and fingerprints, its first words, and the editions it names, True for those it places."""

    id: int
    first: int
    last: int
    data: bytes
    prints: bytes
    lede: str
    editions: Sequence[tuple[str, bool]]


def keep(connection: sqlite3.Connection, version: int, articles: Sequence[Kept]) -> None:
    """Keeps articles and their named editions, in place of what was kept of them."""
    connection.executemany(
        "INSERT OR REPLACE INTO standing VALUES (?,?,?,?,?,?,?)",
        [(a.id, version, a.first, a.last, a.data, a.prints, a.lede) for a in articles],
    )
    connection.executemany("DELETE FROM edition WHERE article = ?", [(a.id,) for a in articles])
    connection.executemany(
        "INSERT OR REPLACE INTO edition VALUES (?,?,?)",
        [(name, a.id, placed) for a in articles for name, placed in a.editions],
    )


def move_days(connection: sqlite3.Connection, days: Mapping[int, tuple[int, int]]) -> None:
    """Standing articles can be from other days than was thought."""
    connection.executemany(
        "UPDATE standing SET first = ?, last = ? WHERE article = ?",
        [(first, last, number) for number, (first, last) in days.items()],
    )


def days_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """The days that standing articles can be from; articles that stand nowhere are left out."""
    query = "SELECT article, first, last FROM standing WHERE article IN (...)"
    rows = rows_among(connection, query, sorted(set(numbers)))
    return {number: (first, last) for number, first, last in rows}


_ALL = """SELECT standing.article, first, last, data, prints, coalesce(event, 0),
    coalesce(family, id) FROM standing JOIN article ON article.id = standing.article"""
_STANDING = f"{_ALL} WHERE event IS NOT NULL"


def these(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Standing]:
    """Some articles, placed or about to be."""
    rows = rows_among(connection, f"{_ALL} WHERE article.id IN (...)", sorted(set(numbers)))
    return [Standing(*row) for row in rows]


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
    rows = rows_among(connection, f"{_STANDING} AND event IN (...)", sorted(set(numbers)))
    return [Standing(*row) for row in rows]


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
    query = "SELECT DISTINCT name FROM edition WHERE article IN (...)"
    return {name for (name,) in rows_among(connection, query, sorted(set(numbers)))}


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
    query = (
        "SELECT id, label, titled, lede, outlet, dates, coalesce(family, id), data,"
        " (SELECT json_group_array(name) FROM edition WHERE edition.article = id AND placed)"
        " FROM article JOIN standing ON standing.article = id WHERE id IN (...)"
    )
    rows = rows_among(connection, query, sorted(set(numbers)))
    for number, label, titled, lede, outlet, dates, family, data, names in rows:
        title, editions = label if titled else None, frozenset(json.loads(names))
        found[number] = Telling(number, title, lede, outlet, dates, family, data, editions)
    return found


def frequencies(connection: sqlite3.Connection) -> list[bytes]:
    """The library's term counts as the events room packed them, in parts that add up."""
    return [row[0] for row in connection.execute("SELECT data FROM frequencies ORDER BY id")]


def counted(connection: sqlite3.Connection, version: int) -> Iterator[bytes]:
    """The traces of all articles whose terms are counted."""
    rows = connection.execute(
        "SELECT trace.data FROM standing JOIN trace ON trace.article = standing.article"
        " WHERE standing.version = ? AND trace.version = ?",
        (version, version),
    )
    return (row[0] for row in rows)


def add_frequencies(connection: sqlite3.Connection, data: bytes) -> None:
    """Adds a part to the library's term counts."""
    connection.execute("INSERT INTO frequencies (data) VALUES (?)", (data,))


def keep_frequencies(connection: sqlite3.Connection, data: bytes) -> None:
    """Replaces all parts of the library's term counts by one."""
    connection.execute("DELETE FROM frequencies")
    add_frequencies(connection, data)
