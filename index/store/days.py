"""Whether the search index was told of all articles that lie on another day than before.

Days change in a transaction, the index afterwards: what is counted here tells, after a process
was killed between the two, that the index is behind.
"""

from __future__ import annotations

import sqlite3

_MOVED, _INDEXED = "days moved", "days indexed"


def moved(connection: sqlite3.Connection, articles: int) -> None:
    """So many articles lie on another day from now on."""
    _add(connection, _MOVED, articles)


def indexed(connection: sqlite3.Connection, articles: int) -> None:
    """So many of these are indexed under it."""
    _add(connection, _INDEXED, articles)


def owed(connection: sqlite3.Connection) -> int:
    """How many moves the index was not told of (or was told of twice)."""
    rows = dict(
        connection.execute(
            "SELECT name, value FROM counter WHERE name IN (?,?)", (_MOVED, _INDEXED)
        )
    )
    return int(rows.get(_MOVED, 0)) - int(rows.get(_INDEXED, 0))


def _add(connection: sqlite3.Connection, name: str, number: int) -> None:
    connection.execute(
        "INSERT INTO counter VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = value + ?2",
        (name, number),
    )
