"""What was forgotten: articles taken out of every table, whole, until they are brought back or
thrown away for good.

An article leaves with all that is kept under its number: its bytes, what was found in it, what
the reader did with it. So it comes back as it was. What only counts articles (how often a name
is spelt so) is counted down, and up again.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from index.dataclass import dataclass
from index.store import sums
from index.store.packing import pack_text, unpack_reading, unpack_text
from index.store.readings import NAMED
from index.store.sealing import RowDamaged, as_far_as_readable, seal, trusting, unseal

_MANY = 500
_KEYS = {
    "article": "id", "body": "article", "origin": "article", "trace": "article",
    "reading": "article", "ingredients": "article", "standing": "article", "edition": "article",
    "read_mark": "article", "star": "article", "tag": "article", "note": "article",
}  # fmt: skip
"""Every table that holds rows of one article, and the column with its number."""
DERIVED = ("trace", "reading", "ingredients", "standing")
"""Those of them that carry the version of the code that made them."""

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An article that was forgotten: its number, what lists called it, the batch it went with,
    the moment (ISO 8601, UTC)."""

    article: int
    label: str
    batch: int
    at: str


@dataclass(frozen=True, slots=True)
class Held:
    """A forgotten article as it lies: ``rows`` by table, and articles of its text family that
    stayed (``kin``)."""

    article: int
    rows: Rows
    kin: tuple[int, ...]

    @property
    def family(self) -> int | None:
        """The family it was in."""
        return _number(self.rows["article"][0]["family"])

    @property
    def event(self) -> int | None:
        """The number of the event it was in."""
        return _number(self.rows["article"][0]["event"])


def _number(value: object) -> int | None:
    """A number that a row names, None where it names none: it may be damaged."""
    return value if isinstance(value, int) else None


def next_batch(connection: sqlite3.Connection) -> int:
    """A number for what is forgotten at once."""
    connection.execute(
        "INSERT INTO counter VALUES ('forgotten', 1)"
        " ON CONFLICT (name) DO UPDATE SET value = value + 1"
    )
    row = connection.execute("SELECT value FROM counter WHERE name = 'forgotten'").fetchone()
    return int(row[0])


def hold(
    connection: sqlite3.Connection, numbers: Sequence[int], batch: int, at: str
) -> tuple[set[int], set[int]]:
    """Moves articles out of every table into this one.

    Answers the events and the families they were in. Unknown numbers are passed over.
    """
    events: set[int] = set()
    families: set[int] = set()
    going = set(numbers)
    for some in _batches(numbers):
        with as_far_as_readable(connection):
            rows = {table: _rows_of(connection, table, some) for table in _KEYS}
        leaving = [article for (article,) in rows["article"].values()]
        events |= {one["event"] for one in leaving if isinstance(one["event"], int)}
        kin = _kin(connection, {one["family"] for one in leaving} - {None}, going)
        families |= kin.keys()
        connection.executemany(
            "INSERT OR REPLACE INTO forgotten VALUES (?,?,?,?,?,?)",
            [
                (one["id"], batch, one["identity"], one["label"], _pack(rows, one, kin), at)
                for one in leaving
            ],
        )
        uncertain = _uncount(connection, rows["reading"], rows["body"])
        names = _named_in(connection, uncertain)
        marks = ",".join("?" * len(some))
        for table, key in (*_KEYS.items(), ("naming", "article")):
            connection.execute(f"DELETE FROM {table} WHERE {key} IN ({marks})", some)  # noqa: S608
        _count_anew(connection, names)
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


def _pack(
    rows: Mapping[str, Mapping[int, list[dict[str, Any]]]],
    article: Mapping[str, Any],
    kin: Mapping[int, list[int]],
) -> bytes:
    """An article's rows as JSON, their bytes behind it."""
    blobs: list[bytes] = []

    def outside(value: object) -> object:
        if not isinstance(value, bytes):
            return value
        blobs.append(value)
        return {"bytes": len(value)}

    plain = {
        table: [
            {name: outside(value) for name, value in row.items()} for row in found[article["id"]]
        ]
        for table, found in rows.items()
        if article["id"] in found
    }
    packed = {"rows": plain, "kin": kin.get(article["family"] or 0, [])}
    head = json.dumps(packed, ensure_ascii=False).encode()
    data = struct.pack("<I", len(head)) + head + b"".join(blobs)
    return data + struct.pack("<I", zlib.crc32(data))


def _unpack(number: int, data: bytes) -> Held:
    with trusting():
        return _unpacked(number, data)


def _unpacked(number: int, data: bytes) -> Held:
    (size,) = struct.unpack_from("<I", data)
    head = json.loads(data[4 : 4 + size])
    at = 4 + size
    for found in head["rows"].values():
        for row in found:
            for name, value in row.items():
                if isinstance(value, dict):
                    row[name] = data[at : at + value["bytes"]]
                    at += value["bytes"]
    # What was forgotten before there was a checksum ends with its bytes.
    if at != len(data) and data[at:] != struct.pack("<I", zlib.crc32(data[:at])):
        raise RowDamaged("a forgotten article is not as it was written")
    return Held(number, head["rows"], tuple(head["kin"]))


def uncount_names(connection: sqlite3.Connection, article: int, text: str) -> None:
    """Counts the spellings of names down by those of one article that is to be read anew."""
    row = connection.execute("SELECT data FROM reading WHERE article = ?", (article,)).fetchone()
    if row is not None:
        _uncount(connection, {article: [{"data": row[0]}]}, {article: [{"text": pack_text(text)}]})


def _uncount(
    connection: sqlite3.Connection,
    readings: Mapping[int, list[dict[str, Any]]],
    bodies: Mapping[int, list[dict[str, Any]]],
) -> list[int]:
    """Counts the spellings of names down by those of some articles; answers those that are
    damaged, so that nobody can tell how they spell them."""
    spelt: Counter[tuple[str, str, str]] = Counter()
    uncertain = []
    for number, (reading,) in readings.items():
        try:
            (body,) = bodies.get(number) or [{"text": b""}]
            mentions, _ = unpack_reading(reading["data"], unpack_text(body["text"]))
        except RowDamaged:
            uncertain.append(number)
            continue
        spelt.update((m.type, m.entity, m.text) for m in mentions if m.type in NAMED)
    connection.executemany(
        "UPDATE variant SET mentions = mentions - ? WHERE spelling = ? AND entity ="
        " (SELECT id FROM entity WHERE type = ? AND name = ?)",
        [(count, spelling, kind, name) for (kind, name, spelling), count in spelt.items()],
    )
    connection.executemany(
        "DELETE FROM variant WHERE mentions <= 0 AND spelling = ? AND entity ="
        " (SELECT id FROM entity WHERE type = ? AND name = ?)",
        [(spelling, kind, name) for kind, name, spelling in spelt],
    )
    return uncertain


def _named_in(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    """The entities that some articles name."""
    rows = connection.execute(
        "SELECT DISTINCT entity FROM json_each(?) JOIN naming ON article = value",
        (json.dumps(numbers),),
    )
    return [row[0] for row in rows]


def _count_anew(connection: sqlite3.Connection, names: Sequence[int]) -> None:
    """Counts how entities are spelt by all articles that name them."""
    for entity in names:
        spelt: Counter[str] = Counter()
        rows = connection.execute(
            "SELECT type, name, data, text FROM naming JOIN entity ON entity.id = naming.entity"
            " JOIN reading ON reading.article = naming.article"
            " JOIN body ON body.article = naming.article WHERE naming.entity = ?",
            (entity,),
        )
        for kind, name, data, text in rows:
            with contextlib.suppress(RowDamaged):
                mentions, _ = unpack_reading(data, unpack_text(text))
                spelt.update(m.text for m in mentions if (m.type, m.entity) == (kind, name))
        connection.execute("UPDATE variant SET mentions = 0 WHERE entity = ?", (entity,))
        connection.executemany(
            "UPDATE variant SET mentions = ? WHERE entity = ? AND spelling = ?",
            [(count, entity, spelling) for spelling, count in spelt.items()],
        )
        connection.execute("DELETE FROM variant WHERE entity = ? AND mentions = 0", (entity,))


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
            yield _unpack(number, row[0])


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


# -- families


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
    found: set[int] = set()
    for some in _batches(numbers):
        marks = ",".join("?" * len(some))
        rows = connection.execute(
            "SELECT DISTINCT family FROM article"  # noqa: S608
            f" WHERE family IS NOT NULL AND id IN ({marks})",
            some,
        )
        found.update(row[0] for row in rows)
    return found


def _rename_family(connection: sqlite3.Connection, old: int, new: int) -> None:
    connection.execute("UPDATE article SET family = ? WHERE family = ?", (new, old))


# -- events


def members(connection: sqlite3.Connection, events: Iterable[int]) -> dict[int, list[int]]:
    """Event -> the articles that stand in it, for each of these events."""
    found: dict[int, list[int]] = {event: [] for event in events}
    for some in _batches(sorted(found)):
        marks = ",".join("?" * len(some))
        rows = connection.execute(
            f"SELECT event, id FROM article WHERE event IN ({marks}) ORDER BY id",  # noqa: S608
            some,
        )
        for event, number in rows:
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


# -- for good


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
    rows = connection.execute("SELECT id, kind, data FROM correction").fetchall()
    for number, kind, packed in rows:
        data = unseal(packed)
        kept = _still_said(kind, data, there)
        if kept is None:
            connection.execute("DELETE FROM correction WHERE id = ?", (number,))
        elif kept != data:
            connection.execute(
                "UPDATE correction SET data = ? WHERE id = ?",
                (seal(json.dumps(kept, ensure_ascii=False)), number),
            )


def _still_said(kind: str, data: dict[str, Any], there: set[int]) -> dict[str, Any] | None:
    if kind == "forget" or (kind == "follow" and data["after"] is None):
        return None
    if kind in ("star", "tag", "read"):
        stay = [number for number in data["articles"] if number in there]
        return data | {"articles": stay} if stay else None
    if kind == "note":
        article = (data["before"] or data["after"])["article"]
        return data if article in there else None
    if kind == "set date":
        return data if data["article"] in there else None
    return data


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _MANY):
        yield numbers[start : start + _MANY]
