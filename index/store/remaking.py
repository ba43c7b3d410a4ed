"""Making anew, from what is sound, rows that are derived and damaged."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence


def remake_indexes(connection: sqlite3.Connection) -> bool:
    """Where SQLite finds fault with its own indexes, makes them anew; True where that helped."""
    if _sound(connection):
        return False
    connection.execute("REINDEX")
    if not _sound(connection):
        raise sqlite3.DatabaseError("database disk image is malformed")
    return True


def _sound(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")


def forget_readings(connection: sqlite3.Connection) -> None:
    """Drops all that close reading found, to be read again: counts of names cannot be told
    apart by article once one of them is lost."""
    for table in ("reading", "naming", "variant", "entity"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours


def gather(connection: sqlite3.Connection, events: Sequence[int]) -> Iterator[int]:
    """Makes events list the articles that say that they are in them; an event that nobody is in
    is dropped, an article whose event is not there is to be placed anew. Answers the latter."""
    for event in events:
        members = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM article WHERE event = ? ORDER BY day IS NULL, day, id", (event,)
            )
        ]
        known = connection.execute("SELECT 1 FROM event WHERE id = ?", (event,)).fetchone()
        if known and members:
            connection.execute(
                "UPDATE event SET articles = ? WHERE id = ?", (json.dumps(members), event)
            )
            continue
        connection.execute("DELETE FROM event WHERE id = ?", (event,))
        connection.execute("UPDATE article SET event = NULL WHERE event = ?", (event,))
        connection.executemany("DELETE FROM standing WHERE article = ?", [(n,) for n in members])
        yield from members
