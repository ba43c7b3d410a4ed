"""Where articles stand among events: traces, dates by content, families, events."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.article import Dates, Event, Finding
from index.store.articles import sorting_day
from index.store.packing import pack_dates, unpack_dates, unpack_header


@dataclass(frozen=True, slots=True)
class Traced:
    """An article as the events room needs it, its trace still packed."""

    id: int
    title: str | None
    outlet: str | None
    credits: tuple[str, ...]
    stated: Finding | None
    trace: bytes


def save_trace(connection: sqlite3.Connection, article: int, version: int, data: bytes) -> None:
    """Keeps the packed trace of one article."""
    connection.execute("INSERT OR REPLACE INTO trace VALUES (?,?,?)", (article, version, data))


def untraced(connection: sqlite3.Connection, version: int) -> list[int]:
    """Articles without a trace of this version, oldest id first."""
    rows = connection.execute(
        "SELECT id FROM article LEFT JOIN trace ON trace.article = id AND version = ?"
        " WHERE trace.article IS NULL ORDER BY id",
        (version,),
    )
    return [row[0] for row in rows]


def unplaced(connection: sqlite3.Connection) -> int:
    """How many articles belong to no event yet."""
    return int(connection.execute("SELECT count(*) FROM article WHERE event IS NULL").fetchone()[0])


def traced(connection: sqlite3.Connection, version: int) -> Iterator[Traced]:
    """Every article that has a trace, in id order."""
    rows = connection.execute(
        "SELECT id, header, dates, data FROM article JOIN trace ON trace.article = id"
        " WHERE version = ? ORDER BY id",
        (version,),
    )
    for number, packed, dates, data in rows:
        header = unpack_header(packed)
        title, outlet = header["title"], header["outlet"]
        yield Traced(
            number,
            title.value if title else None,
            outlet.value if outlet else None,
            tuple(found.value for found in header["credits"]),
            unpack_dates(dates).stated,
            data,
        )


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
) -> list[int]:
    """Replaces all events, and updates the articles whose dates, family or event changed.

    Answers the articles whose sorting day changed.
    """
    connection.execute("DELETE FROM event")
    connection.executemany(
        "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?)", [_event_row(event) for event in events]
    )
    place = {number: int(event.id[1:]) for event in events for number in event.articles}
    current = connection.execute("SELECT id, dates, family, event, day FROM article").fetchall()
    changes, moved = [], []
    for number, old_dates, old_family, old_event, old_day in current:
        if number not in place:
            continue
        new = dates.get(number) or unpack_dates(old_dates)
        wanted = (pack_dates(new), families.get(number), place[number])
        if wanted != (old_dates, old_family, old_event):
            found, basis = sorting_day(new)
            day = found.isoformat() if found else None
            changes.append((*wanted, day, basis, new.conflict, number))
            if day != old_day:
                moved.append(number)
    connection.executemany(
        "UPDATE article SET dates = ?, family = ?, event = ?, day = ?, basis = ?, conflict = ?"
        " WHERE id = ?",
        changes,
    )
    highest = max((int(event.id[1:]) for event in events), default=0)
    connection.execute(
        "INSERT INTO counter VALUES ('event', ?) ON CONFLICT (name)"
        " DO UPDATE SET value = max(value, excluded.value)",
        (highest,),
    )
    return moved


def _event_row(event: Event) -> tuple[object, ...]:
    return (
        int(event.id[1:]),
        event.label,
        event.first.isoformat() if event.first else None,
        event.last.isoformat() if event.last else None,
        json.dumps(event.articles),
        json.dumps(event.outlets, ensure_ascii=False),
        event.independent_texts,
        json.dumps(event.related),
        json.dumps(event.why_related, ensure_ascii=False),
    )


_EVENT = """SELECT event.id, label, first, last, articles, outlets, independent, related, why,
    (SELECT count(*) FROM json_each(articles) LEFT JOIN read_mark ON read_mark.article = value
     WHERE read_mark.article IS NULL) FROM event"""


def events(connection: sqlite3.Connection) -> list[Event]:
    """Every event, newest first by its last day, the undated last."""
    rows = connection.execute(f"{_EVENT} ORDER BY last IS NULL, last DESC, event.id DESC")
    return [_event(row) for row in rows]


def event(connection: sqlite3.Connection, number: int) -> Event | None:
    """One event, or None."""
    row = connection.execute(f"{_EVENT} WHERE event.id = ?", (number,)).fetchone()
    return _event(row) if row else None


def _event(row: tuple[int, str, str | None, str | None, str, str, int, str, str, int]) -> Event:
    number, label, first, last, articles, outlets, independent, related, why, unread = row
    return Event(
        f"e{number}",
        label,
        datetime.date.fromisoformat(first) if first else None,
        datetime.date.fromisoformat(last) if last else None,
        tuple(json.loads(articles)),
        tuple(json.loads(outlets)),
        independent,
        tuple(json.loads(related)),
        tuple(json.loads(why)),
        unread,
    )


def number_of(text: str) -> int:
    """The number in ``e3`` or ``3``; 0, which no event has, for anything else."""
    digits = text.lower().removeprefix("e")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else 0
