"""What can be told of a library's rows beyond what SQLite checks: whether they agree."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from typing import Any

from index.store import articles, corrections, kept, readings
from index.store.sealing import RowDamaged

_BAD = (RowDamaged, sqlite3.DatabaseError)
_Load = Callable[[sqlite3.Connection, int], None]
MOST = 20
"""Rows named at most; of more damage there is no use in a list."""


def damaged_articles(connection: sqlite3.Connection) -> list[int]:
    """Articles whose text, bytes, or what was found at import, is not as it was written."""
    return _bad(connection, "SELECT id FROM article ORDER BY id", _load)


def _load(connection: sqlite3.Connection, number: int) -> None:
    article = articles.load(connection, number)
    if article is None or articles.raw(connection, number) is None:
        raise RowDamaged("its text is gone")


def damaged_readings(
    connection: sqlite3.Connection, version: int, unsound: Collection[int]
) -> list[int]:
    """Articles, but for ``unsound`` ones, whose close reading is not as it was written."""

    def load(connection: sqlite3.Connection, number: int) -> None:
        article = articles.load(connection, number)
        readings.load_reading(connection, number, version, article.text if article else "")

    return [n for n in _bad(connection, "SELECT article FROM reading", load) if n not in unsound]


def misplaced(connection: sqlite3.Connection) -> list[int]:
    """Events whose articles do not say that they are in them, or the other way round."""
    said: dict[int, list[int]] = {}
    for event, number in connection.execute(
        "SELECT event, id FROM article WHERE event IS NOT NULL ORDER BY id"
    ):
        said.setdefault(event, []).append(number)
    wrong = []
    for event, listed in connection.execute("SELECT id, articles FROM event"):
        try:
            there = sorted(json.loads(listed))
        except (ValueError, TypeError):
            there = []
        if there != said.pop(event, []):
            wrong.append(event)
    return sorted([*wrong, *said])[:MOST]


def unlike_log(connection: sqlite3.Connection) -> bool:
    """Whether notes are other than the log of what the reader did says, or the log is damaged."""
    try:
        log = corrections.standing(connection, "note")
        noted = {one.id: one.words for one in kept.notes(connection)}
    except _BAD:
        return True
    told: dict[int, dict[str, Any]] = {}
    for one in log:
        before, after = one.data["before"], one.data["after"]
        if after is None:
            told.pop(before["id"], None)
        else:
            told[after["id"]] = after
    there = {row[0] for row in connection.execute("SELECT id FROM article")}
    wanted = {n: one["words"] for n, one in told.items() if one["article"] in there}
    return any(noted.get(number, words) != words for number, words in wanted.items())


def _bad(connection: sqlite3.Connection, query: str, load: _Load) -> list[int]:
    found = []
    for number in _numbers(connection, query):
        try:
            load(connection, number)
        except _BAD:
            found.append(number)
            if len(found) >= MOST:
                break
    return found


def _numbers(connection: sqlite3.Connection, query: str) -> Iterator[int]:
    yield from [row[0] for row in connection.execute(query)]
