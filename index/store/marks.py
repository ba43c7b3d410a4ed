"""What the reader did, and the figures of the whole library."""

from __future__ import annotations

import datetime
import sqlite3

from index.dataclass import dataclass

ALIASES_WRONG = "aliases.toml is wrong"
"""The key under which is remembered what is wrong with the reader's table of other names."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles, outlets and events there are, and how many articles are unread."""

    articles: int
    outlets: int
    events: int
    unread: int


def counts(connection: sqlite3.Connection) -> Counts:
    """The figures of the whole library."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM article), (SELECT count(DISTINCT outlet) FROM article),"
        " (SELECT count(*) FROM event),"
        " (SELECT count(*) FROM article) - (SELECT count(*) FROM read_mark)"
    ).fetchone()
    return Counts(*row)


def mark_read(
    connection: sqlite3.Connection, article: int, read: bool, at: datetime.datetime
) -> None:
    """Marks an article read, or unread again."""
    if read:
        connection.execute(
            "INSERT OR IGNORE INTO read_mark SELECT id, ? FROM article WHERE id = ?",
            (at.isoformat(timespec="seconds"), article),
        )
    else:
        connection.execute("DELETE FROM read_mark WHERE article = ?", (article,))


def articles_read(connection: sqlite3.Connection, read: bool) -> list[int]:
    """Articles that are read, or that are not."""
    rows = connection.execute(
        "SELECT id FROM article LEFT JOIN read_mark ON read_mark.article = id"
        " WHERE (read_mark.article IS NOT NULL) = ?",
        (read,),
    )
    return [row[0] for row in rows]


def remember(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keeps a small text under a key: a place, a screen, a setting."""
    connection.execute("INSERT OR REPLACE INTO memory VALUES (?,?)", (key, value))


def recall(connection: sqlite3.Connection, key: str) -> str | None:
    """What was kept under a key, or None."""
    row = connection.execute("SELECT value FROM memory WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def shown_state(connection: sqlite3.Connection) -> tuple[int | None, ...]:
    """What changes whenever anything does that lists and texts show; places remembered do not."""
    row: tuple[int | None, ...] = connection.execute(
        "SELECT (SELECT max(id) FROM article), (SELECT max(article) FROM reading),"
        " (SELECT value FROM counter WHERE name = 'derived'), (SELECT max(id) FROM correction),"
        " (SELECT sum(undone) FROM correction), (SELECT count(*) FROM read_mark),"
        " (SELECT count(*) FROM star), (SELECT count(*) FROM tag), (SELECT count(*) FROM note),"
        " (SELECT count(*) FROM saved_search), (SELECT count(*) FROM forgotten),"
        " (SELECT count(*) FROM feed)"
    ).fetchone()
    return row


def generation(connection: sqlite3.Connection) -> int:
    """A number that grows with every change of what is derived from the articles."""
    row = connection.execute("SELECT value FROM counter WHERE name = 'derived'").fetchone()
    return int(row[0]) if row else 0


def advance(connection: sqlite3.Connection) -> None:
    """Says that something derived has changed."""
    connection.execute(
        "INSERT INTO counter VALUES ('derived', 1)"
        " ON CONFLICT (name) DO UPDATE SET value = value + 1"
    )
