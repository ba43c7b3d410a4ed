"""What asking who told an event needs: events under the same terms, and what outlets have.

Every call reads a bounded part of the library: ids of events follow the order in which they
were placed, oldest day first, so that what is near in number is looked through first.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Collection

from index.dataclass import dataclass

_LAST = datetime.date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Teller:
    """An event with its days (ordinals, None: unknown), its outlets and its packed centroid."""

    id: int
    first: int | None
    last: int | None
    outlets: tuple[str, ...]
    independent: int
    story: bytes


def tellers(
    connection: sqlite3.Connection,
    numbers: Collection[int],
    outlets: int = 0,
    between: tuple[int, int] | None = None,
) -> dict[int, Teller]:
    """Events by number, those that have a centroid.

    With ``between`` (two days) only those that have at least ``outlets``, or lie between.
    """
    first, last = map(_iso, between) if between else ("", "9999")
    rows = connection.execute(
        "SELECT event.id, first, last, outlets, independent, story FROM json_each(?)"
        " JOIN event ON event.id = value WHERE story IS NOT NULL"
        " AND (json_array_length(outlets) >= ? OR first <= ? AND last >= ?)",
        (json.dumps(list(numbers)), outlets, last, first),
    )
    return {
        number: Teller(
            number, _ordinal(begin), _ordinal(end), tuple(json.loads(names)), texts, data
        )
        for number, begin, end, names, texts, data in rows
    }


def _iso(day: int) -> str:
    return datetime.date.fromordinal(max(1, min(day, _LAST))).isoformat()


def _ordinal(day: str | None) -> int | None:
    return datetime.date.fromisoformat(day).toordinal() if day else None


def sharing_terms(connection: sqlite3.Connection, event: int, each: int, most: int) -> list[int]:
    """Events that share heavy terms with one, those that share most first, at most ``most``.

    Of each term the ``each`` events before and after this one in number are looked at.
    """
    shares: dict[int, float] = {}
    terms = connection.execute("SELECT term, weight FROM event_term WHERE event = ?", (event,))
    for term, weight in terms.fetchall():
        for side, order in (("<", "DESC"), (">", "ASC")):
            rows = connection.execute(
                f"SELECT event, weight FROM event_term WHERE term = ? AND event {side} ?"  # noqa: S608
                f" ORDER BY event {order} LIMIT ?",
                (term, event, each),
            )
            for other, there in rows:
                shares[other] = shares.get(other, 0.0) + weight * there
    return sorted(shares, key=lambda other: (-shares[other], other))[:most]


def held(
    connection: sqlite3.Connection, spellings: Collection[str], first: int, last: int, most: int
) -> tuple[list[int], int]:
    """Articles of an outlet, as it is spelt, that are sorted between two days, both included.

    The ids of the first ``most`` by day, and how many there are.
    """
    rows = connection.execute(
        "SELECT id FROM article WHERE day BETWEEN ? AND ?"
        " AND outlet IN (SELECT value FROM json_each(?)) ORDER BY day, id",
        (_iso(first), _iso(last), json.dumps(list(spellings))),
    ).fetchall()
    return [row[0] for row in rows[:most]], len(rows)


def stated(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    """The day each article states and the words it was read from; those that are believed."""
    rows = connection.execute(
        "SELECT article.id, json_extract(dates, '$.stated[0]'), json_extract(dates, '$.stated[2]')"
        " FROM json_each(?) JOIN article ON article.id = value WHERE NOT conflict",
        (json.dumps(list(numbers)),),
    )
    return {number: (day, words) for number, day, words in rows if day and words}
