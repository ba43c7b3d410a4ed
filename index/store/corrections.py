"""What the reader put right: names joined or kept apart, events joined or split, dates set.

A correction is a line in a log, never a change of what was derived: deriving obeys the
log, so a correction outlives every regrouping and rereading, and undoing one is exact.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from index.article import MentionType

Kind = Literal[
    "merge names", "split name", "join articles", "part articles", "move article", "set date"
]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. ``data`` holds, by kind:

    - merge names: ``type``, ``name``, ``into``
    - split name: ``type``, ``name``
    - join articles, part articles, move article: ``cut`` and ``tied``, lists of pairs of
      numbers that tell two events or one; of a move also the ``article``
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


def recent(connection: sqlite3.Connection) -> list[Correction]:
    """The newest correction that holds, and those after it that were undone."""
    rows = connection.execute(
        "SELECT id, kind, data, at FROM correction WHERE id >="
        " coalesce((SELECT max(id) FROM correction WHERE NOT undone), 0) ORDER BY id"
    )
    return [_correction(row) for row in rows]


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


@dataclass(frozen=True, slots=True)
class NameRules:
    """What linking names must obey: ``(type, name, into)`` and ``(type, name)``."""

    merges: tuple[tuple[MentionType, str, str], ...]
    splits: tuple[tuple[MentionType, str], ...]


@dataclass(frozen=True, slots=True)
class EventRules:
    """What grouping must obey: pairs in one event, pairs in two, and days set by the reader.

    ``days`` maps an article to its first and last day, or to None for "unknown".
    """

    together: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int], ...]
    days: Mapping[int, tuple[datetime.date, datetime.date] | None]


def name_rules(standing: Iterable[Correction]) -> NameRules:
    """The rules that the log amounts to; of two about one name the later counts."""
    rules: dict[tuple[MentionType, str], str | None] = {}
    for one in standing:
        if one.kind in ("merge names", "split name"):
            rules[cast(MentionType, one.data["type"]), one.data["name"]] = one.data.get("into")
    return NameRules(
        tuple((kind, name, into) for (kind, name), into in rules.items() if into is not None),
        tuple(key for key, into in rules.items() if into is None),
    )


def event_rules(standing: Iterable[Correction]) -> EventRules:
    """The rules that the log amounts to.

    Of two about one pair the later counts, and moving an article ends what was said of it
    before.
    """
    pairs: dict[tuple[int, int], bool] = {}
    days: dict[int, tuple[datetime.date, datetime.date] | None] = {}
    for one in standing:
        if one.kind == "move article":
            article = one.data["article"]
            pairs = {pair: held for pair, held in pairs.items() if article not in pair}
        if one.kind in ("join articles", "part articles", "move article"):
            pairs.update({_pair(*pair): False for pair in one.data["cut"]})
            pairs.update({_pair(*pair): True for pair in one.data["tied"]})
        elif one.kind == "set date":
            days[one.data["article"]] = _days(one.data["first"], one.data["last"])
    return EventRules(
        tuple(pair for pair, held in pairs.items() if held),
        tuple(pair for pair, held in pairs.items() if not held),
        days,
    )


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _days(first: str | None, last: str | None) -> tuple[datetime.date, datetime.date] | None:
    if first is None or last is None:
        return None
    return datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
