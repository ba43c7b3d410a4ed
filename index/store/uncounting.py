"""How often names are spelt so, counted down when articles go, and counted anew in doubt."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from index.store.packing import pack_text, unpack_reading, unpack_spellings, unpack_text
from index.store.readings import NAMED
from index.store.sealing import RowDamaged


def uncount_names(connection: sqlite3.Connection, article: int, text: str) -> None:
    """Counts the spellings of names down by those of one article that is to be read anew."""
    row = connection.execute("SELECT data FROM reading WHERE article = ?", (article,)).fetchone()
    if row is not None:
        uncount(connection, {article: [{"data": row[0]}]}, {article: [{"text": pack_text(text)}]})


def uncount(
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
            mentions = unpack_spellings(reading["data"], unpack_text(body["text"]))
        except RowDamaged:
            uncertain.append(number)
            continue
        spelt.update(mention for mention in mentions if mention[0] in NAMED)
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


def named_in(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    """The entities that some articles name."""
    rows = connection.execute(
        "SELECT DISTINCT entity FROM json_each(?) JOIN naming ON article = value",
        (json.dumps(numbers),),
    )
    return [row[0] for row in rows]


def count_anew(connection: sqlite3.Connection, names: Sequence[int]) -> None:
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
