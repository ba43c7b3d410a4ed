"""Checksums of what is told of events: SQLite has none of its own.

Lists show events without asking; the doctor asks. What an older version wrote has no sum, and
is taken as it is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from index.store.sealing import RowDamaged, checksum

Kind = Literal["told", "tied"]
_COLUMNS = {
    "told": "label, first, last, articles, outlets, independent",
    "tied": "ties",
}
"""What each sum is taken of, in this order."""


def keep(connection: sqlite3.Connection, kind: Kind, rows: Mapping[int, tuple[Any, ...]]) -> None:
    """Keeps the sums of what is written of events, by number: the values of the columns."""
    connection.executemany(
        f"INSERT INTO event_sum (event, {kind}) VALUES (?,?)"  # noqa: S608
        f" ON CONFLICT (event) DO UPDATE SET {kind} = excluded.{kind}",
        [(event, _sum(row)) for event, row in rows.items()],
    )


def drop(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Forgets the sums of events that are gone, or are to be told anew."""
    connection.executemany("DELETE FROM event_sum WHERE event = ?", [(one,) for one in events])


def check(connection: sqlite3.Connection, event: int) -> None:
    """Raises RowDamaged where what is told of an event is not as it was written."""
    for kind, columns in _COLUMNS.items():
        row = connection.execute(
            f"SELECT {kind}, {columns} FROM event JOIN event_sum ON event = id"  # noqa: S608
            f" WHERE id = ? AND {kind} IS NOT NULL",
            (event,),
        ).fetchone()
        if row is not None and row[0] != _sum(row[1:]):
            raise RowDamaged("an event is not as it was written")


def _sum(row: tuple[Any, ...]) -> int:
    return checksum(json.dumps(row, ensure_ascii=False, default=str))
