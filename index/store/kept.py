"""What the reader keeps: stars, tags, notes on passages, searches under a name.

All of it belongs to an article's number or to a name of the reader's own, so nothing that is
derived anew touches it. Each change is a line in the log of corrections, too, with what it
changed, so that it can be taken back exactly.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from index.article import Span
from index.dataclass import dataclass
from index.store.batches import rows_among
from index.text import fold


@dataclass(frozen=True, slots=True)
class Note:
    """Words of the reader's on a passage: ``span`` of the article's text; None: on all of it.

    ``at`` is the moment it was written, ISO 8601 in UTC.
    """

    id: int
    article: int
    span: Span | None
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What is kept of one article. ``tags`` are in alphabetical order, ``notes`` in text order."""

    starred: bool = False
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.starred or self.tags or self.notes)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and how many articles have it."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name of the reader's own."""

    name: str
    query: str


NOTHING = Marks()


def existing(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Those of the numbers that are articles, each once, in the order given."""
    wanted = list(dict.fromkeys(numbers))
    rows = rows_among(connection, "SELECT id FROM article WHERE id IN (...)", wanted)
    there = {number for (number,) in rows}
    return [number for number in wanted if number in there]


def having(
    connection: sqlite3.Connection, what: str, numbers: Iterable[int], tag: str = ""
) -> set[int]:
    """Those of the articles that are starred ("star"), read ("read") or have the tag ("tag")."""
    query, *rest = {
        "star": ("SELECT article FROM star WHERE article IN (...)",),
        "read": ("SELECT article FROM read_mark WHERE article IN (...)",),
        "tag": ("SELECT article FROM tag WHERE folded = ? AND article IN (...)", fold(tag)),
    }[what]
    return {row[0] for row in rows_among(connection, query, list(numbers), *rest)}


def change(connection: sqlite3.Connection, kind: str, data: Mapping[str, Any], at: str) -> None:
    """Makes one change; ``data`` as the log holds it (``Correction``)."""
    if kind in ("note", "search"):
        _replace(connection, kind, data["before"], data["after"])
        return
    rows = [(number,) for number in data["articles"]]
    if kind == "tag":
        _change_tags(connection, data, rows)
    elif data["on"]:
        table = {"star": "star", "read": "read_mark"}[kind]
        insert = f"INSERT OR IGNORE INTO {table} VALUES (?, ?)"  # noqa: S608 - a name of ours
        connection.executemany(insert, [(number, at) for (number,) in rows])
    else:
        table = {"star": "star", "read": "read_mark"}[kind]
        connection.executemany(f"DELETE FROM {table} WHERE article = ?", rows)  # noqa: S608
    advance(connection)


def change_back(connection: sqlite3.Connection, kind: str, data: Mapping[str, Any]) -> None:
    """Takes a change back."""
    if kind in ("note", "search"):
        _replace(connection, kind, data["after"], data["before"])
    else:
        change(connection, kind, {**data, "on": not data["on"]}, data.get("at", ""))


def _change_tags(
    connection: sqlite3.Connection, data: Mapping[str, Any], rows: list[tuple[int]]
) -> None:
    name, key = data["tag"], fold(data["tag"])
    if data["on"]:
        connection.executemany(
            "INSERT OR IGNORE INTO tag VALUES (?,?,?)", [(number, key, name) for (number,) in rows]
        )
    else:
        connection.executemany(
            "DELETE FROM tag WHERE article = ? AND folded = ?",
            [(number, key) for (number,) in rows],
        )


def _replace(
    connection: sqlite3.Connection,
    kind: str,
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
) -> None:
    if kind == "note":
        if old is not None:
            connection.execute("DELETE FROM note WHERE id = ?", (old["id"],))
        if new is not None:
            connection.execute(
                "INSERT INTO note VALUES (?,?,?,?,?,?)",
                [new[key] for key in ("id", "article", "first", "last", "words", "at")],
            )
    else:
        if old is not None:
            connection.execute("DELETE FROM saved_search WHERE folded = ?", (fold(old["name"]),))
        if new is not None:
            connection.execute(
                "INSERT OR REPLACE INTO saved_search VALUES (?,?,?)",
                (fold(new["name"]), new["name"], new["query"]),
            )
    advance(connection)


def next_note(connection: sqlite3.Connection) -> int:
    """A number no note has or had."""
    connection.execute(
        "INSERT INTO counter VALUES ('note', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1"
    )
    return int(connection.execute("SELECT value FROM counter WHERE name = 'note'").fetchone()[0])


def note(connection: sqlite3.Connection, number: int) -> Note | None:
    """One note, or None."""
    found = list(_notes(connection, "WHERE id = ?", (number,)))
    return found[0] if found else None


def notes(connection: sqlite3.Connection) -> list[Note]:
    """Every note, the newest first."""
    return list(_notes(connection, "ORDER BY at DESC, id DESC"))


def _notes(
    connection: sqlite3.Connection, where: str, values: Sequence[object] = ()
) -> Iterator[Note]:
    rows = connection.execute(
        f"SELECT id, article, first, last, words, at FROM note {where}",  # noqa: S608 - ours
        values,
    )
    for number, article, first, last, words, at in rows:
        span = None if first is None else Span(first, last)
        yield Note(number, article, span, words, at)


def marks(connection: sqlite3.Connection, article: int) -> Marks:
    """What is kept of an article, with its notes."""
    starred, tags, _ = brief(connection, [article]).get(article, (False, (), 0))
    where = "WHERE article = ? ORDER BY coalesce(first, -1), id"
    return Marks(starred, tags, tuple(_notes(connection, where, (article,))))


Brief = tuple[bool, tuple[str, ...], int]


def brief(connection: sqlite3.Connection, numbers: Sequence[int] | None) -> dict[int, Brief]:
    """What lists show of those articles (None: of all) of which anything is kept.

    Whether they are starred, their tags, how many notes they have.
    """
    starred = _of(connection, "SELECT article FROM star", numbers)
    tagged = _of(connection, "SELECT article, name FROM tag", numbers, " ORDER BY folded")
    noted = _of(connection, "SELECT article FROM note", numbers)
    found: dict[int, tuple[bool, list[str], int]] = {}
    for (number,) in starred:
        found[number] = (True, [], 0)
    for number, name in tagged:
        found.setdefault(number, (False, [], 0))[1].append(name)
    for (number,) in noted:
        star, tags, count = found.get(number, (False, [], 0))
        found[number] = (star, tags, count + 1)
    return {number: (star, tuple(tags), n) for number, (star, tags, n) in found.items()}


def _of(
    connection: sqlite3.Connection, query: str, numbers: Sequence[int] | None, order: str = ""
) -> list[tuple[Any, ...]]:
    if numbers is None:
        return connection.execute(query + order).fetchall()
    return rows_among(connection, f"{query} WHERE article IN (...){order}", numbers)


def articles_marked(connection: sqlite3.Connection, how: str) -> list[int]:
    """Articles that are "starred", "tagged", "noted", or "kept": any of these."""
    tables = {"starred": ["star"], "tagged": ["tag"], "noted": ["note"]}
    wanted = tables.get(how, ["star", "tag", "note"])
    query = " UNION ".join(f"SELECT article FROM {table}" for table in wanted)  # noqa: S608
    return [row[0] for row in connection.execute(query)]


def articles_tagged(connection: sqlite3.Connection, tag: str) -> list[int]:
    """Articles that have the tag; where there is no such tag, those whose tag begins so."""
    key = fold(tag)
    rows = connection.execute("SELECT article FROM tag WHERE folded = ?", (key,)).fetchall()
    if not rows:
        rows = connection.execute(
            "SELECT DISTINCT article FROM tag WHERE substr(folded, 1, ?) = ?", (len(key), key)
        ).fetchall()
    return [row[0] for row in rows]


def tags(connection: sqlite3.Connection, holding: str = "", most: int = -1) -> list[Tag]:
    """Tags that hold some letters: the one that is just these, then those of most articles.

    At most so many unless that is -1.
    """
    key = fold(holding)
    rows = connection.execute(
        "SELECT min(name), count(*) FROM tag WHERE instr(folded, ?) > 0"
        " GROUP BY folded ORDER BY folded = ? DESC, count(*) DESC, folded LIMIT ?",
        (key, key, most),
    )
    return [Tag(*row) for row in rows]


def spelt(connection: sqlite3.Connection, tag: str) -> str | None:
    """How a tag is spelt where it is in use, or None."""
    key = (fold(tag),)
    row = connection.execute("SELECT min(name) FROM tag WHERE folded = ?", key).fetchone()
    return str(row[0]) if row[0] is not None else None


def searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """The searches kept under a name, by name."""
    rows = connection.execute("SELECT name, query FROM saved_search ORDER BY folded")
    return [SavedSearch(*row) for row in rows]


def added_days(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The days (ISO) on which articles came into the library."""
    query = "SELECT id, added FROM article WHERE id IN (...)"
    return {number: at[:10] for number, at in rows_among(connection, query, numbers)}


def state(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Figures that change whenever what a query finds may have changed."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM article),"
        " (SELECT count(*) FROM read_mark),"
        " (SELECT coalesce(sum(value), 0) FROM counter WHERE name IN ('derived', 'kept'))"
    ).fetchone()
    return tuple(row)


def advance(connection: sqlite3.Connection) -> None:
    """Says that something kept has changed."""
    connection.execute(
        "INSERT INTO counter VALUES ('kept', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1"
    )
