"""Many numbers, some at a time: a statement of SQLite takes only so many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
MANY = 500


def batches(items: Sequence[T], size: int = MANY) -> Iterator[Sequence[T]]:
    """``items`` in their order, at most ``size`` at once."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def rows_among(
    connection: sqlite3.Connection, query: str, wanted: Sequence[object], *before: object
) -> list[tuple[Any, ...]]:
    """The rows of a query that says ``IN (...)``, for any number of ``wanted`` values.

    ``before`` are the values of the marks that stand before the ``(...)``. An order that the
    query asks for holds among each ``MANY`` of the values only.
    """
    rows: list[tuple[Any, ...]] = []
    for some in batches(wanted):
        marks = ",".join("?" * len(some))
        rows += connection.execute(query.replace("(...)", f"({marks})"), (*before, *some))
    return rows
