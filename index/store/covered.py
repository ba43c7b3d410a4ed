"""Whether every article has its row in a table of what is derived, told without joining them."""

from __future__ import annotations

import sqlite3
from typing import Literal

Derived = Literal["trace", "reading", "standing", "ingredients", "lines_counted"]
Tally = tuple[int, int]
"""How many articles, and the sum of their numbers."""


def tally(connection: sqlite3.Connection, table: Derived, version: int) -> Tally:
    """The articles with a row of ``version``."""
    query = f"SELECT count(*), ifnull(sum(article), 0) FROM {table} WHERE version = ?"  # noqa: S608
    count, total = connection.execute(query, (version,)).fetchone()
    return count, total


def covered(connection: sqlite3.Connection, table: Derived, version: int) -> bool:
    """True where every article has a row of ``version``.

    A join looks each article up, which takes many times as long as two tallies: it is for those
    that ask which are lacking. A row that outlived its article does not hide another that lacks
    one, since their numbers differ.
    """
    stored = connection.execute("SELECT count(*), ifnull(sum(id), 0) FROM article").fetchone()
    return tally(connection, table, version) == tuple(stored)
