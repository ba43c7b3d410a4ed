"""Where articles stand among events: traces, dates by content, families, events."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from index.article import Dates, Event
from index.errors import NotFound
from index.store import days, sums
from index.store.batches import rows_among
from index.store.covered import covered
from index.store.packing import pack_dates
from index.store.schema import NEWEST_DAY
from index.store.sealing import trusting
from index.store.shown import sorting_day
from index.text import clean_line


def save_trace(connection: sqlite3.Connection, article: int, version: int, data: bytes) -> None:
    """Keeps the packed trace of one article."""
    connection.execute("INSERT OR REPLACE INTO trace VALUES (?,?,?)", (article, version, data))


def untraced(connection: sqlite3.Connection, version: int) -> list[int]:
    """Articles without a trace of this version, oldest id first."""
    if covered(connection, "trace", version):
        return []
    rows = connection.execute(
        "SELECT id FROM article EXCEPT SELECT article FROM trace WHERE version = ? ORDER BY 1",
        (version,),
    )
    return [row[0] for row in rows]


def unplaced(connection: sqlite3.Connection, version: int) -> int:
    """How many articles have no place among the events yet, by this version of placing."""
    if covered(connection, "standing", version):
        return 0
    row = connection.execute(
        "SELECT count(*) FROM article LEFT JOIN standing ON standing.article = id"
        " AND version = ? WHERE standing.article IS NULL",
        (version,),
    ).fetchone()
    return int(row[0])


def event_of_each(connection: sqlite3.Connection) -> dict[int, str]:
    """Article -> event id, for articles that are placed."""
    rows = connection.execute("SELECT id, event FROM article WHERE event IS NOT NULL")
    return {number: f"e{event}" for number, event in rows}


def next_event_id(connection: sqlite3.Connection) -> int:
    """The first number that no event ever had."""
    row = connection.execute("SELECT value FROM counter WHERE name = 'event'").fetchone()
    return int(row[0]) + 1 if row else 1


def save_placement(
    connection: sqlite3.Connection,
    dates: Mapping[int, Dates],
    families: Mapping[int, int],
    events: Sequence[Event],
    gone: Mapping[str, str] | None = None,
) -> list[int]:
    """Saves events as they are now, and the dates, families and events of articles.

    ``gone`` maps ids of events that are no more to those that hold their articles: they
    redirect from now on. Answers the articles whose sorting day changed.
    """
    for old, new in (gone or {}).items():
        _redirect(connection, number_of(old), number_of(new))
    rows = [_event_row(event) for event in events]
    connection.executemany(
        "INSERT INTO event (id, label, first, last, articles, outlets, independent)"
        " VALUES (?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET label = excluded.label,"
        " first = excluded.first, last = excluded.last, articles = excluded.articles,"
        " outlets = excluded.outlets, independent = excluded.independent",
        rows,
    )
    sums.keep(connection, "told", {row[0]: row[1:] for row in rows})
    connection.executemany(
        "DELETE FROM redirect WHERE old = ?", [(number_of(event.id),) for event in events]
    )
    place = {number: int(event.id[1:]) for event in events for number in event.articles}
    moved = _move(connection, dates, families, place)
    highest = max((int(event.id[1:]) for event in events), default=0)
    connection.execute(
        "INSERT INTO counter VALUES ('event', ?) ON CONFLICT (name)"
        " DO UPDATE SET value = max(value, excluded.value)",
        (highest,),
    )
    return moved


def _move(
    connection: sqlite3.Connection,
    dates: Mapping[int, Dates],
    families: Mapping[int, int],
    place: Mapping[int, int],
) -> list[int]:
    """Writes what changed of articles; answers those whose sorting day did."""
    moved: list[int] = []
    updates: list[tuple[object, ...]] = []
    numbers = sorted({*place, *dates, *families})
    query = (
        "SELECT id, dates, family, event, day, basis, conflict FROM article"
        " WHERE id IN (...) ORDER BY id"
    )
    for number, packed, family, event, *sorted_by in rows_among(connection, query, numbers):
        wanted = [packed, families.get(number, family), place.get(number, event), *sorted_by]
        new = dates.get(number)
        if new is not None:
            day, basis = sorting_day(new)
            sorting = [day.isoformat() if day else None, basis, new.conflict]
            wanted = [pack_dates(new), *wanted[1:3], *sorting]
        if wanted[:3] != [packed, family, event]:
            updates.append((*wanted, number))
            moved += [number] if wanted[3] != sorted_by[0] else []
    connection.executemany(
        "UPDATE article SET dates = ?, family = ?, event = ?, day = ?, basis = ?, conflict = ?"
        " WHERE id = ?",
        updates,
    )
    if moved:
        days.moved(connection, len(moved))
    return moved


def _redirect(connection: sqlite3.Connection, old: int, new: int) -> None:
    connection.execute("DELETE FROM event WHERE id = ?", (old,))
    sums.drop(connection, [old])
    connection.execute("DELETE FROM event_term WHERE event = ?", (old,))
    connection.execute("UPDATE redirect SET new = ? WHERE new = ?", (new, old))
    connection.execute("INSERT OR REPLACE INTO redirect VALUES (?,?)", (old, new))
    connection.execute("DELETE FROM redirect WHERE old = ?", (new,))


def _event_row(event: Event) -> tuple[Any, ...]:
    return (
        int(event.id[1:]),
        event.label,
        event.first.isoformat() if event.first else None,
        event.last.isoformat() if event.last else None,
        json.dumps(event.articles),
        json.dumps(event.outlets, ensure_ascii=False),
        event.independent_texts,
    )


_NEWEST = f"last IS NULL, {NEWEST_DAY} DESC, id DESC"
_LARGEST = f"independent DESC, json_array_length(articles) DESC, {_NEWEST}"
_EVENT = """SELECT id, label, first, last, articles, outlets, independent, ties,
    (SELECT count(*) FROM json_each(articles) LEFT JOIN read_mark ON read_mark.article = value
     WHERE read_mark.article IS NULL) FROM event"""
_Row = tuple[int, str, str | None, str | None, str, str, int, str, int]


def in_order(
    connection: sqlite3.Connection, largest: bool = False, limit: int | None = None
) -> list[int]:
    """The numbers of all events, or of the ``limit`` first, newest first: by the last day, or the
    first where the span is wide; the undated last. ``largest``: by independent texts, then by
    articles."""
    order = _LARGEST if largest else _NEWEST
    rows = connection.execute(
        f"SELECT id FROM event ORDER BY {order} LIMIT ?",  # noqa: S608 - ours
        (-1 if limit is None else limit,),
    )
    return [row[0] for row in rows]


def events(connection: sqlite3.Connection, limit: int | None = None) -> list[Event]:
    """Every event, or the ``limit`` newest, newest first."""
    if limit is not None:
        numbers = in_order(connection, limit=limit)
        found = some(connection, numbers)
        return [found[number] for number in numbers]
    rows = connection.execute(f"{_EVENT} ORDER BY {_NEWEST}").fetchall()
    living = {row[0]: row[1] for row in rows}
    return [_event(row, living) for row in rows]


def some(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Event]:
    """Those of a few events that there are, by their numbers."""
    rows = list(rows_among(connection, f"{_EVENT} WHERE id IN (...)", numbers))
    living = _living(connection, [row[7] for row in rows])
    return {row[0]: _event(row, living) for row in rows}


def event(connection: sqlite3.Connection, number: int) -> Event | None:
    """One event, or the one that holds its articles now, or None."""
    row = connection.execute(f"{_EVENT} WHERE id = ?", (number,)).fetchone()
    if row is None:
        row = connection.execute(
            f"{_EVENT} WHERE id = (SELECT new FROM redirect WHERE old = ?)",  # noqa: S608
            (number,),
        ).fetchone()
    return _event(row, _living(connection, [row[7]])) if row else None


def found(connection: sqlite3.Connection, id: str) -> Event:
    """The event of an id as a reader types it (``e3``). Raises NotFound."""
    one = event(connection, number_of(id))
    if one is None:
        what = f"no event {clean_line(id, 40)}"
        raise NotFound(what, advice="'rashomon events' shows their numbers")
    return one


def events_holding(connection: sqlite3.Connection, articles: Sequence[int]) -> set[int]:
    """The numbers of the events that articles are in."""
    query = "SELECT event FROM article WHERE event IS NOT NULL AND id IN (...)"
    return {row[0] for row in rows_among(connection, query, articles)}


def _living(connection: sqlite3.Connection, ties: Sequence[str]) -> dict[int, str]:
    """Those of the events tied to some that stand, with their labels: one that was merged away
    has another number."""
    with trusting():
        tied = {tie[0] for each in ties if each != "[]" for tie in json.loads(each)}
    query = "SELECT id, label FROM event WHERE id IN (...)"
    return dict(rows_among(connection, query, sorted(tied)))


def _event(row: _Row, living: Mapping[int, str]) -> Event:
    with trusting():
        return _as_event(row, living)


def _as_event(row: _Row, living: Mapping[int, str]) -> Event:
    number, label, first, last, articles, outlets, independent, ties, unread = row
    tied = [tie for tie in json.loads(ties) if tie[0] in living] if ties != "[]" else []
    return Event(
        f"e{number}",
        label,
        datetime.date.fromisoformat(first) if first else None,
        datetime.date.fromisoformat(last) if last else None,
        tuple(json.loads(articles)),
        tuple(json.loads(outlets)),
        independent,
        tuple(f"e{other}" for other, _, _ in tied),
        tuple(why for _, _, why in tied),
        unread,
        tuple(living[other] for other, _, _ in tied),
    )


def number_of(text: str) -> int:
    """The number in ``e3`` or ``3``; 0, which no event has, for anything else."""
    digits = text.lower().removeprefix("e")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else 0
