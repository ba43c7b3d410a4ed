"""What profiles of outlets need: the counts of each text, and who has which texts of what event."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator

from index.article import Mention, Quote
from index.dataclass import dataclass
from index.store.covered import tally
from index.store.packing import unpack_reading


@dataclass(frozen=True, slots=True)
class Row:
    """An article as a profile looks at it. ``day`` is one that is stated and believed."""

    id: int
    outlet: str | None
    event: int | None
    family: int | None
    day: str | None


def unmeasured(connection: sqlite3.Connection, reading: int, version: int) -> list[int]:
    """Articles read by this version of close reading and not counted by ``version``."""
    if tally(connection, "reading", reading) == tally(connection, "ingredients", version):
        return []
    rows = connection.execute(
        "SELECT reading.article FROM reading LEFT JOIN ingredients"
        " ON ingredients.article = reading.article AND ingredients.version = ?"
        " WHERE reading.version = ? AND ingredients.article IS NULL ORDER BY reading.article",
        (version, reading),
    )
    return [row[0] for row in rows]


def save_ingredients(
    connection: sqlite3.Connection, article: int, version: int, data: bytes
) -> None:
    """Keeps the counts of one article."""
    connection.execute(
        "INSERT OR REPLACE INTO ingredients VALUES (?,?,?)", (article, version, data)
    )


def ingredients(
    connection: sqlite3.Connection, numbers: Collection[int], version: int
) -> Iterator[tuple[int, bytes]]:
    """The counts of articles that were counted by ``version``."""
    yield from connection.execute(
        "SELECT article, data FROM json_each(?) JOIN ingredients ON article = value"
        " WHERE version = ?",
        (json.dumps(list(numbers)), version),
    )


def raw_reading(
    connection: sqlite3.Connection, article: int, text: str
) -> tuple[tuple[Mention, ...], tuple[Quote, ...]]:
    """An article's mentions and quotes under the names that close reading gave them."""
    row = connection.execute("SELECT data FROM reading WHERE article = ?", (article,)).fetchone()
    return unpack_reading(row[0], text) if row else ((), ())


def counted(connection: sqlite3.Connection) -> dict[str, int]:
    """Every outlet as it is spelt, and how many texts it has."""
    rows = connection.execute(
        "SELECT outlet, count(*) FROM article WHERE outlet IS NOT NULL GROUP BY outlet"
    )
    return dict(rows.fetchall())


def state(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Figures that change whenever articles came, went or came back."""
    row: tuple[int, ...] = connection.execute(
        "SELECT (SELECT count(*) FROM article), (SELECT ifnull(max(id), 0) FROM article),"
        " (SELECT ifnull(max(id), 0) FROM correction),"
        " (SELECT ifnull(sum(undone), 0) FROM correction)"
    ).fetchone()
    return row


def told(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Every outlet as it is spelt with every event it tells, each pair once."""
    rows = connection.execute(
        "SELECT DISTINCT outlet, event FROM article WHERE outlet IS NOT NULL AND event IS NOT NULL"
    )
    return rows.fetchall()


def texts_beside(connection: sqlite3.Connection, spellings: Collection[str]) -> list[Row]:
    """All texts of an outlet, and all texts of the events they tell, in order of id."""
    rows = connection.execute(
        "WITH own AS (SELECT article.id, event FROM json_each(?) JOIN article ON outlet = value),"
        " wanted AS (SELECT id FROM own UNION SELECT article.id FROM article"
        " WHERE event IN (SELECT event FROM own))"
        " SELECT article.id, outlet, event, family,"
        " CASE WHEN basis = 'stated' AND NOT conflict THEN day END"
        " FROM wanted JOIN article ON article.id = wanted.id ORDER BY article.id",
        (json.dumps(list(spellings)),),
    )
    return [Row(*row) for row in rows]


def linked_speakers(connection: sqlite3.Connection, names: Collection[str]) -> dict[str, str]:
    """Those of the names, of people and bodies, that stand for another across the library."""
    rows = connection.execute(
        "SELECT own.name, root.name FROM json_each(?) CROSS JOIN entity own"
        " ON own.type IN ('PER', 'ORG') AND own.name = value"
        " JOIN entity root ON root.id = own.root WHERE own.root <> own.id",
        (json.dumps(list(names)),),
    )
    return dict(rows.fetchall())
