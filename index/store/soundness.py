"""What can be told of a library's rows beyond what SQLite checks: whether they agree."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from typing import Any

from index.store import articles, corrections, kept, placements, readings, sums
from index.store.packing import unpack_dates
from index.store.sealing import RowDamaged, as_far_as_readable
from index.store.shown import sorting_day

_BAD = (RowDamaged, sqlite3.DatabaseError)
Loader = Callable[[bytes], object]
_Load = Callable[[sqlite3.Connection, int], None]
MOST = 20
"""Rows named at most; of more damage there is no use in a list."""


def damaged_articles(connection: sqlite3.Connection, most: int = MOST) -> list[int]:
    """Articles whose text, bytes, or what was found at import, is not as it was written."""
    return _bad(connection, "SELECT id FROM article ORDER BY id", _load, most)


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
        "SELECT event, id FROM article WHERE typeof(event) = 'integer' ORDER BY id"
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


def damaged_rows(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    version: int,
    load: Loader,
) -> list[int]:
    """Articles of which what a table derives, by this version, cannot be loaded."""
    found = []
    query = f"SELECT article, {column} FROM {table} WHERE version = ?"  # noqa: S608
    for number, data in connection.execute(query, (version,)):
        try:
            load(data)
        except RowDamaged:
            found.append(number)
    return found


def of_no_event(connection: sqlite3.Connection) -> list[int]:
    """Articles whose event is no number at all."""
    rows = connection.execute(
        "SELECT id FROM article WHERE typeof(event) NOT IN ('integer', 'null')"
    )
    return [row[0] for row in rows]


def wrong_days(connection: sqlite3.Connection) -> dict[int, tuple[str | None, str, bool]]:
    """Articles that are sorted by another day, or on other grounds, than their sealed dates say;
    with the day, the grounds and whether dates conflict as they should be."""
    wrong: dict[int, tuple[str | None, str, bool]] = {}
    with as_far_as_readable(connection):
        for number, packed, *found in connection.execute(
            "SELECT id, dates, day, basis, conflict FROM article"
        ):
            with contextlib.suppress(RowDamaged):
                dates = unpack_dates(packed)
                day, basis = sorting_day(dates)
                told = (day.isoformat() if day else None, basis, dates.conflict)
                if tuple(found) != told:
                    wrong[number] = told
    return wrong


def damaged_frequencies(connection: sqlite3.Connection, load: Loader) -> bool:
    """Whether the counts of terms by which articles are placed cannot be loaded."""
    try:
        for (data,) in connection.execute("SELECT data FROM frequencies"):
            load(data)
    except RowDamaged:
        return True
    return False


def damaged_events(connection: sqlite3.Connection) -> list[int]:
    """Events that cannot be loaded, or are not as they were written."""
    found = []
    for number in _numbers(connection, "SELECT id FROM event ORDER BY id"):
        try:
            placements.event(connection, number)
            sums.check(connection, number)
        except _BAD:
            found.append(number)
    return found


def unlike_log(connection: sqlite3.Connection) -> bool:
    """Whether notes or saved searches are other than the log of what the reader did says, or the
    log is damaged."""
    try:
        log = corrections.standing(connection, "note")
        noted = {one.id: one.words for one in kept.notes(connection)}
        saved = {(one.name, one.query) for one in kept.searches(connection)}
        said = [one.data["after"] for one in corrections.standing(connection, "search")]
    except _BAD:
        return True
    if saved - {(one["name"], one["query"]) for one in said if one is not None}:
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


def _bad(connection: sqlite3.Connection, query: str, load: _Load, most: int = MOST) -> list[int]:
    found = []
    for number in _numbers(connection, query):
        try:
            load(connection, number)
        except _BAD:
            found.append(number)
            if len(found) >= most:
                break
    return found


def _numbers(connection: sqlite3.Connection, query: str) -> Iterator[int]:
    yield from [row[0] for row in connection.execute(query)]
