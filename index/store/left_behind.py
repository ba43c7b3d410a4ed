"""Text families and events from which articles go, and to which they come back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from index.store import sums
from index.store.batches import rows_among
from index.store.held import Held


def move_families(connection: sqlite3.Connection, families: Iterable[int]) -> None:
    """Families whose first article is gone go by the first that stays."""
    for family in families:
        row = connection.execute(
            "SELECT min(id), (SELECT 1 FROM article WHERE id = ?) FROM article WHERE family = ?",
            (family, family),
        ).fetchone()
        if row[0] is not None and row[1] is None:
            _rename_family(connection, family, row[0])


def rejoin_families(connection: sqlite3.Connection, back: Sequence[Held]) -> None:
    """Articles that came back join those of their family, which goes by the smallest again."""
    connection.executemany(
        "UPDATE article SET family = ? WHERE id = ?", [(one.family, one.article) for one in back]
    )
    kin: dict[int, set[int]] = {}
    for one in back:
        if one.family is not None:
            kin.setdefault(one.family, {one.article}).update(one.kin)
    for numbers in kin.values():
        joined = _families_of(connection, sorted(numbers))
        marks = ",".join("?" * len(joined))
        (root,) = connection.execute(
            f"SELECT min(id) FROM article WHERE family IN ({marks})",  # noqa: S608
            sorted(joined),
        ).fetchone()
        for other in joined - {root}:
            _rename_family(connection, other, root)


def _families_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> set[int]:
    query = "SELECT DISTINCT family FROM article WHERE family IS NOT NULL AND id IN (...)"
    return {family for (family,) in rows_among(connection, query, numbers)}


def _rename_family(connection: sqlite3.Connection, old: int, new: int) -> None:
    connection.execute("UPDATE article SET family = ? WHERE family = ?", (new, old))


def members(connection: sqlite3.Connection, events: Iterable[int]) -> dict[int, list[int]]:
    """Event -> the articles that stand in it, for each of these events."""
    found: dict[int, list[int]] = {event: [] for event in events}
    query = "SELECT event, id FROM article WHERE event IN (...) ORDER BY id"
    for event, number in rows_among(connection, query, sorted(found)):
        found[event].append(number)
    return found


def dissolve(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Events that have no article any more are gone. Their numbers are never used again, but
    for the same articles when they come back."""
    gone = [(event,) for event in events]
    connection.executemany("DELETE FROM event WHERE id = ?", gone)
    connection.executemany("DELETE FROM event_term WHERE event = ?", gone)
    sums.drop(connection, (event for (event,) in gone))


def shrink(connection: sqlite3.Connection, event: int, numbers: Sequence[int]) -> None:
    """An event that cannot be told anew yet loses the articles that are gone."""
    rows = connection.execute(
        "SELECT coalesce(outlet, 'outlet unknown'), coalesce(family, id) FROM article"
        " WHERE event = ? ORDER BY id",
        (event,),
    ).fetchall()
    outlets = list(dict.fromkeys(outlet for outlet, _ in rows))
    connection.execute(
        "UPDATE event SET articles = ?, outlets = ?, independent = ? WHERE id = ?",
        (
            json.dumps(list(numbers)),
            json.dumps(outlets, ensure_ascii=False),
            len({family for _, family in rows}),
            event,
        ),
    )
    sums.drop(connection, [event])


def standing_event(connection: sqlite3.Connection, event: int) -> int:
    """The number of the event that holds the articles of this one now; its own if none does."""
    row = connection.execute("SELECT new FROM redirect WHERE old = ?", (event,)).fetchone()
    return int(row[0]) if row else event


def put_in_event(connection: sqlite3.Connection, event: int, numbers: Iterable[int]) -> None:
    """Articles stand in an event, which must be told anew."""
    connection.executemany(
        "UPDATE article SET event = ? WHERE id = ?", [(event, number) for number in numbers]
    )
