"""Which lines stand under several bodies of an outlet, and the articles still to be looked at.

A line is kept by its fingerprint alone. Articles that share a body are one group; once there are
enough groups, who carries the line is not kept any more.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.article import Article
from index.store import articles
from index.store.covered import covered
from index.store.packing import unpack_text
from index.store.sealing import RowDamaged
from index.store.uncounting import uncount_names

VERSION = 1
"""Raised whenever lines are counted or marked otherwise: all are counted anew then."""


@dataclass(slots=True)
class Carried:
    """Who carries a line. ``bodies``: how many different ones. ``groups``: the articles, those of
    one body together; empty once there were enough bodies."""

    bodies: int = 0
    groups: list[list[int]] = field(default_factory=list)


def uncounted(connection: sqlite3.Connection) -> list[int]:
    """Articles whose lines this version has not counted, oldest first."""
    rows = connection.execute(
        "SELECT id FROM article LEFT JOIN lines_counted ON lines_counted.article = id"
        " AND version = ? WHERE lines_counted.article IS NULL ORDER BY id",
        (VERSION,),
    )
    return [row[0] for row in rows]


def due(connection: sqlite3.Connection) -> list[int]:
    """Articles whose zones may be others now, or are not searched so yet. Those that are
    forgotten wait until they come back."""
    rows = connection.execute("SELECT id FROM lines_due JOIN article ON article = id ORDER BY id")
    return [row[0] for row in rows]


def waiting(connection: sqlite3.Connection) -> int:
    """How many articles are still to be counted or looked at."""
    # What is due is little, or nothing: it is that which is gone through, not the articles.
    (looked,) = connection.execute(
        "SELECT count(*) FROM lines_due CROSS JOIN article ON article = id"
    ).fetchone()
    if covered(connection, "lines_counted", VERSION):
        return int(looked)
    (counted,) = connection.execute(
        "SELECT count(*) FROM article LEFT JOIN lines_counted ON lines_counted.article = id"
        " AND version = ? WHERE lines_counted.article IS NULL",
        (VERSION,),
    ).fetchone()
    return int(max(counted, looked))


def is_forgotten(connection: sqlite3.Connection, article: int) -> bool:
    """True for an article that is not there and may come back."""
    row = connection.execute("SELECT 1 FROM forgotten WHERE article = ?", (article,)).fetchone()
    return row is not None


def forget_other_versions(connection: sqlite3.Connection) -> None:
    """Drops all counts where any were made by another version."""
    other = connection.execute(
        "SELECT 1 FROM lines_counted WHERE version <> ? LIMIT 1", (VERSION,)
    ).fetchone()
    if other:
        connection.execute("DELETE FROM repeated_line")
        connection.execute("DELETE FROM lines_counted")


def carried(
    connection: sqlite3.Connection, prints: Collection[int]
) -> dict[int, dict[int, Carried]]:
    """Fingerprint -> outlet -> who carries it, for those lines that are known."""
    found: dict[int, dict[int, Carried]] = {}
    rows = connection.execute(
        "SELECT print, outlet, bodies, carriers FROM json_each(?) JOIN repeated_line"
        " ON print = value",
        (json.dumps(list(prints)),),
    )
    for print, outlet, bodies, groups in rows:
        found.setdefault(print, {})[outlet] = Carried(bodies, json.loads(groups))
    return found


def keep(connection: sqlite3.Connection, changed: Mapping[tuple[int, int], Carried]) -> None:
    """Keeps who carries lines, by (fingerprint, outlet)."""
    connection.executemany(
        "INSERT OR REPLACE INTO repeated_line VALUES (?,?,?,?)",
        [
            (print, outlet, one.bodies, json.dumps(one.groups, separators=(",", ":")))
            for (print, outlet), one in changed.items()
        ],
    )


def drop(connection: sqlite3.Connection, keys: Iterable[tuple[int, int]]) -> None:
    """Forgets lines that nobody carries any more, by (fingerprint, outlet)."""
    connection.executemany("DELETE FROM repeated_line WHERE print = ? AND outlet = ?", keys)


def folded(connection: sqlite3.Connection, rules: Sequence[str]) -> list[tuple[int, str | None]]:
    """Articles that have zones by any of these rules, and their outlets."""
    rows = connection.execute(
        "SELECT id, outlet FROM article WHERE EXISTS (SELECT 1 FROM json_each(?)"
        " WHERE instr(header, value)) ORDER BY id",
        (json.dumps(list(rules)),),
    )
    return [tuple(row) for row in rows]


def look_again(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Says that the zones of articles may be others now."""
    connection.executemany(
        "INSERT OR IGNORE INTO lines_due (article) VALUES (?)", [(one,) for one in numbers]
    )


def outlets(connection: sqlite3.Connection) -> list[str | None]:
    """The names of all outlets, as articles are kept under them."""
    return [row[0] for row in connection.execute("SELECT DISTINCT outlet FROM article")]


def texts_of(
    connection: sqlite3.Connection, outlets: Sequence[str | None]
) -> Iterator[tuple[int, str]]:
    """The counted articles of outlets, by the names they are kept under, oldest first."""
    rows = connection.execute(
        "SELECT article.id, body.text FROM article JOIN body ON body.article = article.id"
        " JOIN lines_counted ON lines_counted.article = article.id"
        " WHERE ifnull(outlet, '') IN (SELECT ifnull(value, '') FROM json_each(?))"
        " ORDER BY article.id",
        (json.dumps(list(outlets)),),
    )
    for number, packed in rows:
        try:
            text = unpack_text(packed)
        except RowDamaged:
            continue
        yield number, text


def counted(connection: sqlite3.Connection, numbers: Sequence[int], due: Collection[int]) -> None:
    """Says that the lines of articles are counted, and which are due to be looked at again."""
    connection.executemany(
        "INSERT OR REPLACE INTO lines_counted VALUES (?,?)", [(one, VERSION) for one in numbers]
    )
    connection.executemany(
        "INSERT OR IGNORE INTO lines_due (article) VALUES (?)", [(one,) for one in due]
    )


def amend(connection: sqlite3.Connection, article: Article, derive: bool) -> None:
    """Keeps the zones of an article that is due, to be searched as it is now.

    ``derive``: what was read of it is dropped, and read anew.
    """
    articles.save_zones(connection, article)
    connection.execute("UPDATE lines_due SET stale = 1 WHERE article = ?", (article.id,))
    if derive:
        uncount_names(connection, article.id, article.text)
        for table in ("reading", "naming", "ingredients", "trace"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (article.id,))  # noqa: S608


def stale(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    """Those of some articles that were amended and may be searched as they were."""
    rows = connection.execute(
        "SELECT article FROM json_each(?) JOIN lines_due ON article = value WHERE stale",
        (json.dumps(list(numbers)),),
    )
    return [row[0] for row in rows]


def settle(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Says that articles were looked at, and are searched as they are now."""
    connection.executemany("DELETE FROM lines_due WHERE article = ?", [(one,) for one in numbers])
