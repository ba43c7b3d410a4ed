"""What close reading found: mentions and quotes by article, entities across the library."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from index.answers import Entity, Share
from index.article import Mention, MentionType, Quote
from index.dataclass import dataclass
from index.store.covered import covered
from index.store.packing import pack_reading, unpack_reading

NAMED: frozenset[str] = frozenset({"PER", "ORG", "LOC", "NORP", "EVENT"})


@dataclass(frozen=True, slots=True)
class NameCount:
    """An entity's name as close reading gave it, and how many articles have it."""

    name: str
    type: MentionType
    articles: int


def save_reading(
    connection: sqlite3.Connection,
    article: int,
    version: int,
    mentions: tuple[Mention, ...],
    quotes: tuple[Quote, ...],
    folded: Mapping[str, str],
) -> None:
    """Keeps one article's reading, once, and counts its names.

    ``folded`` maps every name and spelling to its look-up key.
    """
    cursor = connection.execute(
        "INSERT OR IGNORE INTO reading VALUES (?,?,?)",
        (article, version, pack_reading(mentions, quotes)),
    )
    if not cursor.rowcount:
        return
    named = Counter((m.type, m.entity) for m in mentions if m.type in NAMED)
    spelt = Counter((m.type, m.entity, m.text) for m in mentions if m.type in NAMED)
    ids = {key: _entity_id(connection, *key, folded[key[1]]) for key in named}
    connection.executemany(
        "INSERT OR REPLACE INTO naming VALUES (?,?,?)",
        [(article, ids[key], count) for key, count in named.items()],
    )
    connection.executemany(
        "INSERT INTO variant VALUES (?,?,?,?) ON CONFLICT (entity, spelling)"
        " DO UPDATE SET mentions = mentions + excluded.mentions",
        [
            (ids[kind, name], spelling, folded[spelling], count)
            for (kind, name, spelling), count in spelt.items()
        ],
    )


def _entity_id(connection: sqlite3.Connection, kind: str, name: str, folded: str) -> int:
    row = connection.execute(
        "SELECT id FROM entity WHERE type = ? AND name = ?", (kind, name)
    ).fetchone()
    if row is not None:
        return int(row[0])
    cursor = connection.execute(
        "INSERT INTO entity (type, name, folded) VALUES (?,?,?)", (kind, name, folded)
    )
    number = int(cursor.lastrowid or 0)
    connection.execute("UPDATE entity SET root = id WHERE id = ?", (number,))
    return number


def load_reading(
    connection: sqlite3.Connection, article: int, version: int, text: str
) -> tuple[tuple[Mention, ...], tuple[Quote, ...]] | None:
    """An article's mentions and quotes under their library-wide names, or None if unread."""
    row = connection.execute(
        "SELECT data FROM reading WHERE article = ? AND version = ?", (article, version)
    ).fetchone()
    if row is None:
        return None
    mentions, quotes = unpack_reading(row[0], text)
    linked = _linked_names(connection, article)
    if not linked:
        return mentions, quotes
    people = {name: root for (kind, name), root in linked.items() if kind in ("PER", "ORG")}
    renamed = tuple(replace(m, entity=linked.get((m.type, m.entity), m.entity)) for m in mentions)
    said = tuple(replace(q, speaker=people.get(q.speaker or "", q.speaker)) for q in quotes)
    return renamed, said


def _linked_names(connection: sqlite3.Connection, article: int) -> dict[tuple[str, str], str]:
    rows = connection.execute(
        "SELECT own.type, own.name, root.name FROM naming JOIN entity own ON own.id = entity"
        " JOIN entity root ON root.id = own.root WHERE article = ? AND own.id <> own.root",
        (article,),
    )
    return {(kind, name): root for kind, name, root in rows}


def unread_articles(connection: sqlite3.Connection, version: int) -> list[int]:
    """Articles that this version of close reading has not read, newest first."""
    if covered(connection, "reading", version):
        return []
    rows = connection.execute(
        "SELECT id FROM article LEFT JOIN reading ON reading.article = id AND version = ?"
        " WHERE reading.article IS NULL ORDER BY day IS NULL, day DESC, id DESC",
        (version,),
    )
    return [row[0] for row in rows]


def forget_other_versions(connection: sqlite3.Connection, version: int) -> None:
    """Drops all readings, and their counts, where any was made by another version."""
    other = connection.execute(
        "SELECT 1 FROM reading WHERE version <> ? LIMIT 1", (version,)
    ).fetchone()
    if other:
        for table in ("reading", "naming", "variant", "entity"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608


def name_counts(connection: sqlite3.Connection) -> Iterator[NameCount]:
    """Every entity as close reading named it, before linking."""
    rows = connection.execute(
        "SELECT name, type, count(*) FROM naming JOIN entity ON entity.id = entity"
        " GROUP BY entity.id"
    )
    for name, kind, articles in rows:
        yield NameCount(name, cast(MentionType, kind), articles)


def save_links(
    connection: sqlite3.Connection,
    links: Mapping[tuple[MentionType, str], str],
    folded: Mapping[str, str],
) -> None:
    """Makes each ``(type, name)`` stand for the entity of the name it maps to."""
    roots = {key: _entity_id(connection, key[0], root, folded[root]) for key, root in links.items()}
    current = {
        (kind, name): (number, root)
        for number, kind, name, root in connection.execute(
            "SELECT id, type, name, root FROM entity"
        )
    }
    changes = []
    for key, (number, root) in current.items():
        wanted = roots.get(cast(tuple[MentionType, str], key), number)
        if wanted != root:
            changes.append((wanted, number))
    connection.executemany("UPDATE entity SET root = ? WHERE id = ?", changes)


_SPELT = "FROM variant JOIN entity ON entity.id = variant.entity"
_LIST = """SELECT root.id, root.name, root.type, count(DISTINCT article), sum(mentions)
    FROM naming JOIN entity own ON own.id = naming.entity JOIN entity root ON root.id = own.root
    {where} GROUP BY root.id ORDER BY count(DISTINCT article) DESC, sum(mentions) DESC, root.name
    LIMIT ?"""


def entities(
    connection: sqlite3.Connection, prefix: str, kind: str | None, limit: int
) -> list[Entity]:
    """Entities with a spelling that has a word beginning with the folded ``prefix``."""
    where, values = [], []
    if prefix:
        where.append(
            "root.id IN (SELECT other.root FROM variant JOIN entity other ON other.id ="
            " variant.entity WHERE variant.folded LIKE ? ESCAPE '\\'"
            " OR variant.folded LIKE ? ESCAPE '\\')"
        )
        literal = prefix.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        values += [f"{literal}%", f"% {literal}%"]
    if kind:
        where.append("root.type = ?")
        values.append(kind)
    clause = "WHERE " + " AND ".join(where) if where else ""
    rows = connection.execute(_LIST.format(where=clause), (*values, limit)).fetchall()
    return [_entity(connection, *row) for row in rows]


def _entity(
    connection: sqlite3.Connection, root: int, name: str, kind: str, articles: int, mentions: int
) -> Entity:
    spelt = connection.execute(
        "SELECT spelling, sum(mentions) FROM variant JOIN entity ON entity.id = variant.entity"
        " WHERE root = ? GROUP BY spelling ORDER BY sum(mentions) DESC, spelling LIMIT 40",
        (root,),
    )
    return Entity(name, cast(MentionType, kind), articles, mentions, dict(spelt.fetchall()))


def listed_entity(
    connection: sqlite3.Connection, name: str, kind: str
) -> tuple[int, Entity] | None:
    """The entity of this very name and type, or the one that it stands for."""
    row = connection.execute(
        "SELECT root.id, root.name, root.type, count(DISTINCT article), sum(mentions)"
        " FROM entity own JOIN entity root ON root.id = own.root"
        " JOIN entity sibling ON sibling.root = root.id"
        " JOIN naming ON naming.entity = sibling.id"
        " WHERE own.type = ? AND own.name = ? GROUP BY root.id",
        (kind, name),
    ).fetchone()
    return None if row is None else (int(row[0]), _entity(connection, *row))


def find_entity(
    connection: sqlite3.Connection, keys: Iterable[str], kinds: Iterable[str] = ()
) -> tuple[int, Entity] | None:
    """The entity most often spelt as one of the folded ``keys``, of the types given."""
    wanted, types = list(keys), list(kinds)
    marks = ",".join("?" * len(wanted))
    of_type = f"AND root.type IN ({','.join('?' * len(types))})" if types else ""
    row = connection.execute(
        "SELECT root.id, root.name, root.type, count(DISTINCT article), sum(mentions)"  # noqa: S608
        " FROM entity root JOIN entity sibling ON sibling.root = root.id"
        " JOIN naming ON naming.entity = sibling.id"
        f" WHERE root.id IN (SELECT root FROM entity WHERE folded IN ({marks})"
        f" UNION SELECT root {_SPELT} WHERE variant.folded IN ({marks})) {of_type}"
        f" GROUP BY root.id ORDER BY (SELECT sum(variant.mentions) {_SPELT}"
        f" WHERE entity.root = root.id AND variant.folded IN ({marks})) DESC,"
        " sum(naming.mentions) DESC LIMIT 1",
        (*wanted, *wanted, *types, *wanted),
    ).fetchone()
    if row is None:
        return None
    return int(row[0]), _entity(connection, *row)


def articles_naming(
    connection: sqlite3.Connection, root: int, by: Share | None = None
) -> list[int]:
    """Articles that name an entity, oldest first, the undated last; with ``by`` only those of
    the outlet that it counts."""
    rows = connection.execute(
        "SELECT DISTINCT article.id FROM naming JOIN entity ON entity.id = naming.entity"
        " JOIN article ON article.id = naming.article WHERE root = ? AND (? OR outlet IS ?)"
        " ORDER BY day IS NULL, day, article.id",
        (root, by is None, by.label if by else None),
    )
    return [row[0] for row in rows]


def joined_name(connection: sqlite3.Connection, key: str) -> tuple[str, str, str] | None:
    """``(type, name, root name)`` of a name with this look-up key that stands for another."""
    row = connection.execute(
        "SELECT own.type, own.name, root.name FROM entity own JOIN entity root"
        " ON root.id = own.root WHERE own.folded = ? AND own.root <> own.id LIMIT 1",
        (key,),
    ).fetchone()
    return (str(row[0]), str(row[1]), str(row[2])) if row else None
