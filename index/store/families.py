"""Text families as they were placed: who belongs to one, and whose text its copies credit."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from index.article import Finding
from index.store.packing import unpack_header

_BATCH = 500


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
    found: dict[int, int] = {}
    for start in range(0, len(numbers), _BATCH):
        some = numbers[start : start + _BATCH]
        marks = ",".join("?" * len(some))
        rows = connection.execute(
            f"SELECT id, coalesce(family, id) FROM article WHERE id IN ({marks})",  # noqa: S608
            some,
        )
        found.update(rows.fetchall())
    return found


def names_of(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> dict[int, tuple[Finding | None, tuple[Finding, ...]]]:
    """The outlet of each of these articles, and whose text it says it carries, with the proofs."""
    names: dict[int, tuple[Finding | None, tuple[Finding, ...]]] = {}
    for start in range(0, len(numbers), _BATCH):
        some = numbers[start : start + _BATCH]
        marks = ",".join("?" * len(some))
        rows = connection.execute(
            f"SELECT id, header FROM article WHERE id IN ({marks})",  # noqa: S608
            some,
        )
        for number, packed in rows:
            header = unpack_header(packed)
            names[number] = header["outlet"], header["credits"]
    return names
