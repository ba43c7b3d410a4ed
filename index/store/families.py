"""Text families as they were placed: who belongs to one, and whose text its copies credit."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from index.article import Finding
from index.store.batches import rows_among
from index.store.packing import unpack_header


def members(connection: sqlite3.Connection, number: int) -> list[int]:
    """The articles of the family that article ``number`` is of, smallest first; none if unknown."""
    row = connection.execute(
        "SELECT coalesce(family, id) FROM article WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        return []
    found = connection.execute("SELECT id FROM article WHERE family = ?", row)
    return sorted({number, *(other for (other,) in found)})


def family_of_each(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, int]:
    """The family of each of these articles; one that has none yet is a family of its own."""
    query = "SELECT id, coalesce(family, id) FROM article WHERE id IN (...)"
    return dict(rows_among(connection, query, numbers))


def names_of(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> dict[int, tuple[Finding | None, tuple[Finding, ...]]]:
    """The outlet of each of these articles, and whose text it says it carries, with the proofs."""
    names: dict[int, tuple[Finding | None, tuple[Finding, ...]]] = {}
    query = "SELECT id, header FROM article WHERE id IN (...)"
    for number, packed in rows_among(connection, query, numbers):
        header = unpack_header(packed)
        names[number] = header["outlet"], header["credits"]
    return names
