"""What the reader put right: names joined or kept apart, events joined or split, dates set.

A correction is a line in a log, never a change of what was derived: deriving obeys the
log, so a correction outlives every regrouping and rereading, and undoing one is exact.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

Kind = Literal["merge names", "split name", "join articles", "part articles", "set date"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. ``data`` holds, by kind:

    - merge names: ``type``, ``name``, ``into_type``, ``into``
    - split name: ``type``, ``name``
    - join articles, part articles: ``articles``, a list of pairs of numbers
    - set date: ``article``, ``first``, ``last`` (ISO days), both None for "unknown"

    ``said`` is the correction in words, for lists and for undoing.
    """

    id: int
    kind: Kind
    data: Mapping[str, Any]
    said: str
    at: str


def record(
    connection: sqlite3.Connection,
    kind: Kind,
    data: Mapping[str, object],
    said: str,
    at: datetime.datetime,
) -> int:
    """Writes a correction down and answers its number."""
    packed = json.dumps({**data, "said": said}, ensure_ascii=False)
    cursor = connection.execute(
        "INSERT INTO correction (kind, data, at) VALUES (?,?,?)",
        (kind, packed, at.isoformat(timespec="seconds")),
    )
    return int(cursor.lastrowid or 0)


def standing(connection: sqlite3.Connection, *kinds: Kind) -> list[Correction]:
    """The corrections that hold, oldest first; of the kinds given, or all."""
    rows = connection.execute(
        "SELECT id, kind, data, at FROM correction WHERE NOT undone ORDER BY id"
    )
    return [_correction(row) for row in rows if not kinds or row[1] in kinds]


def undo(connection: sqlite3.Connection) -> Correction | None:
    """Takes the newest standing correction back and answers it; None where none stands."""
    row = connection.execute(
        "SELECT id, kind, data, at FROM correction WHERE NOT undone ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    connection.execute("UPDATE correction SET undone = 1 WHERE id = ?", (row[0],))
    return _correction(row)


def _correction(row: tuple[int, str, str, str]) -> Correction:
    number, kind, packed, at = row
    data = json.loads(packed)
    said = data.pop("said")
    return Correction(number, cast(Kind, kind), data, said, at)
