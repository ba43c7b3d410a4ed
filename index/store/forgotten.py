"""What was forgotten: articles taken out of every table, whole, and put aside.

They lie there until they are brought back or thrown away for good. An article leaves with all
that is kept under its number: its bytes, what was found in it, what the reader did with it. So it
comes back as it was. What only counts articles (how often a name is spelt so) is counted down,
and up again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from index.dataclass import dataclass
from index.store.batches import batches
from index.store.held import Held, pack, unpack
from index.store.sealing import RowDamaged, as_far_as_readable, seal, unseal
from index.store.uncounting import count_anew, named_in, uncount

_KEYS = {
    "article": "id", "body": "article", "origin": "article", "trace": "article",
    "reading": "article", "ingredients": "article", "standing": "article", "edition": "article",
    "read_mark": "article", "star": "article", "tag": "article", "note": "article",
}  # fmt: skip
"""Every table that holds rows of one article, and the column with its number."""
DERIVED = ("trace", "reading", "ingredients", "standing")
"""Those of them that carry the version of the code that made them."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An article that was forgotten: its number, what lists called it, the batch it went with,
    the moment (ISO 8601, UTC)."""

    article: int
    label: str
    batch: int
    at: str


def next_batch(connection: sqlite3.Connection) -> int:
    """A number for what is forgotten at once."""
    connection.execute(
        "INSERT INTO counter VALUES ('forgotten', 1)"
        " ON CONFLICT (name) DO UPDATE SET value = value + 1"
    )
    row = connection.execute("SELECT value FROM counter WHERE name = 'forgotten'").fetchone()
    return int(row[0])


def hold(
    connection: sqlite3.Connection,
    numbers: Sequence[int],
    batch: int,
    at: str,
    told: Callable[[int], None] = lambda _: None,
) -> tuple[set[int], set[int]]:
    """Moves articles out of every table into this one.

    Answers the events and the families they were in. Unknown numbers are passed over. ``told``
    hears now and then how many are through.
    """
    through = 0
    events: set[int] = set()
    families: set[int] = set()
    going = set(numbers)
    for some in batches(numbers):
        with as_far_as_readable(connection):
            rows = {table: _rows_of(connection, table, some) for table in _KEYS}
        leaving = [article for (article,) in rows["article"].values()]
        events |= {one["event"] for one in leaving if isinstance(one["event"], int)}
        kin = _kin(connection, {one["family"] for one in leaving} - {None}, going)
        families |= kin.keys()
        connection.executemany(
            "INSERT OR REPLACE INTO forgotten VALUES (?,?,?,?,?,?)",
            [
                (one["id"], batch, one["identity"], one["label"], pack(rows, one, kin), at)
                for one in leaving
            ],
        )
        uncertain = uncount(connection, rows["reading"], rows["body"])
        names = named_in(connection, uncertain)
        marks = ",".join("?" * len(some))
        for table, key in (*_KEYS.items(), ("naming", "article")):
            connection.execute(f"DELETE FROM {table} WHERE {key} IN ({marks})", some)  # noqa: S608
        count_anew(connection, names)
        through += len(some)
        told(through)
    return events, families


def _rows_of(
    connection: sqlite3.Connection, table: str, numbers: Sequence[int]
) -> dict[int, list[dict[str, Any]]]:
    key, marks = _KEYS[table], ",".join("?" * len(numbers))
    # A table without a rowid is in the order of its key; of the others the oldest row is first.
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {key} IN ({marks})", numbers)  # noqa: S608
    names = [column[0] for column in cursor.description]
    at = names.index(key)
    found: dict[int, list[dict[str, Any]]] = {}
    for row in cursor:
        found.setdefault(row[at], []).append(dict(zip(names, row, strict=True)))
    return found


_KIN = 20


def _kin(
    connection: sqlite3.Connection, families: Iterable[int], going: set[int]
) -> dict[int, list[int]]:
    """Of each family a few articles that stay."""
    kin: dict[int, list[int]] = {}
    for family in families:
        rows = connection.execute("SELECT id FROM article WHERE family = ? ORDER BY id", (family,))
        stay = (number for (number,) in rows if number not in going)
        kin[family] = [number for number, _ in zip(stay, range(_KIN), strict=False)]
    return kin


def of_batch(connection: sqlite3.Connection, batch: int) -> list[int]:
    """The articles that were forgotten at once and are so still."""
    rows = connection.execute(
        "SELECT article FROM forgotten WHERE batch = ? ORDER BY article", (batch,)
    )
    return [row[0] for row in rows]


def with_identity(connection: sqlite3.Connection, identity: bytes) -> int | None:
    """The forgotten article that is this text, or None."""
    row = connection.execute(
        "SELECT article FROM forgotten WHERE identity = ? ORDER BY article DESC LIMIT 1",
        (identity,),
    ).fetchone()
    return int(row[0]) if row else None


def held(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Held]:
    """Forgotten articles with all their rows, one at a time."""
    for number in numbers:
        row = connection.execute(
            "SELECT data FROM forgotten WHERE article = ?", (number,)
        ).fetchone()
        if row is not None:
            yield unpack(number, row[0])


def release(connection: sqlite3.Connection, one: Held, versions: Mapping[str, int]) -> bool:
    """Puts a forgotten article's rows back, but those another version of the code derived.

    It is in no event and no family yet. False where its text came in again meanwhile: then
    what the reader did with it goes to the article that has the text now.
    """
    connection.execute("DELETE FROM forgotten WHERE article = ?", (one.article,))
    article = one.rows["article"][0] | {"event": None, "family": None}
    twin = connection.execute(
        "SELECT id FROM article WHERE identity = ?", (article["identity"],)
    ).fetchone()
    if twin is not None:
        for table in ("read_mark", "star", "tag", "note"):
            for row in one.rows.get(table, []):
                _insert(connection, table, row | {"article": twin[0]})
        return False
    for table, found in (one.rows | {"article": [article]}).items():
        for row in found:
            if table not in DERIVED or row["version"] == versions[table]:
                _insert(connection, table, row)
    return True


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    names, marks = ", ".join(row), ",".join("?" * len(row))
    connection.execute(
        f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - names of ours
        tuple(row.values()),
    )


def listed(connection: sqlite3.Connection, limit: int) -> list[Forgotten]:
    """What is forgotten and can come back, the latest first."""
    rows = connection.execute(
        "SELECT article, label, batch, at FROM forgotten ORDER BY batch DESC, article LIMIT ?",
        (limit,),
    )
    return [Forgotten(*row) for row in rows]


def damaged(connection: sqlite3.Connection) -> dict[int, str | None]:
    """Forgotten articles that are not as they were written: the headline that the list should
    show where only that is wrong, None where the article cannot come back."""
    found: dict[int, str | None] = {}
    with as_far_as_readable(connection):
        rows = connection.execute("SELECT article, label FROM forgotten").fetchall()
    for number, label in rows:
        try:
            (one,) = held(connection, [number])
            whole = one.rows["article"][0]["label"]
        except (RowDamaged, LookupError):
            found[number] = None
            continue
        if whole != label:
            found[number] = whole
    return found


def relabel(connection: sqlite3.Connection, labels: Mapping[int, str]) -> None:
    """Has the list of what is forgotten show these headlines."""
    connection.executemany(
        "UPDATE forgotten SET label = ? WHERE article = ?",
        [(label, number) for number, label in labels.items()],
    )


def waiting(connection: sqlite3.Connection) -> list[int]:
    """All articles that are forgotten and can come back."""
    rows = connection.execute("SELECT article FROM forgotten ORDER BY article")
    return [row[0] for row in rows]


def count(connection: sqlite3.Connection) -> int:
    """How many articles are forgotten and can come back."""
    return int(connection.execute("SELECT count(*) FROM forgotten").fetchone()[0])


def throw_away(connection: sqlite3.Connection) -> list[int]:
    """Throws away for good what was forgotten, and what the log says of it. Answers which."""
    gone = [row[0] for row in connection.execute("SELECT article FROM forgotten")]
    connection.execute("DELETE FROM forgotten")
    for table in ("lines_counted", "lines_due", "table_row"):
        connection.execute(f"DELETE FROM {table} WHERE article NOT IN (SELECT id FROM article)")  # noqa: S608
    _clear_log(connection)
    connection.execute("DELETE FROM redirect WHERE new NOT IN (SELECT id FROM event)")
    connection.execute(
        "DELETE FROM entity WHERE NOT EXISTS (SELECT 1 FROM naming WHERE entity = entity.id)"
        " AND NOT EXISTS (SELECT 1 FROM entity other WHERE other.root = entity.id"
        " AND other.id <> entity.id)"
    )
    return gone


def _clear_log(connection: sqlite3.Connection) -> None:
    """Takes out of the log what can be neither undone nor obeyed: it is about nothing now."""
    there = {row[0] for row in connection.execute("SELECT id FROM article")}
    feeds = {row[0] for row in connection.execute("SELECT id FROM feed")}
    rows = connection.execute("SELECT id, kind, data FROM correction").fetchall()
    for number, kind, packed in rows:
        data = unseal(packed)
        kept = _still_said(kind, data, feeds if kind in _OF_FEEDS else there)
        if kept is None:
            connection.execute("DELETE FROM correction WHERE id = ?", (number,))
        elif kept != data:
            connection.execute(
                "UPDATE correction SET data = ? WHERE id = ?",
                (seal(json.dumps(kept, ensure_ascii=False)), number),
            )


_OF_FEEDS = ("follow", "subscribe")


def _still_said(kind: str, data: dict[str, Any], there: set[int]) -> dict[str, Any] | None:
    if kind == "forget":
        return None
    if kind == "follow":
        return data if data["after"] is not None and data["before"][0] in there else None
    if kind == "subscribe":
        stay = [number for number in data["feeds"] if number in there]
        return {"feeds": stay, "said": data["said"]} if stay else None
    if kind == "add":
        runs = (range(first, last + 1) for first, last in data["articles"])
        return data if any(number in there for run in runs for number in run) else None
    if kind in ("star", "tag", "read"):
        stay = [number for number in data["articles"] if number in there]
        return data | {"articles": stay} if stay else None
    if kind == "note":
        article = (data["before"] or data["after"])["article"]
        return data if article in there else None
    if kind == "set date":
        return data if data["article"] in there else None
    return data
