"""Whether a library file has the tables that this version reads and writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.store import read_only
from index.store.opening import BUSY_MS
from index.store.schema import SCHEMA_VERSION, TABLES

_COLUMNS = (
    "SELECT one.name, column.name FROM sqlite_master AS one, pragma_table_info(one.name) AS column"
    " WHERE one.type = 'table'"
)


def is_of_today(file: Path) -> bool:
    """Whether a library file can be opened, and has today's columns if it is of today's format.

    Versions in the making gave files the number of a format that was not done yet. One of
    another format is a matter of opening it. Raises OSError.
    """
    try:
        with closing(read_only.opened(file, read_only.look(file), BUSY_MS / 1000)) as found:
            if found.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
                return True
            there = set(found.execute(_COLUMNS))
    except sqlite3.DatabaseError:
        return False
    with closing(sqlite3.connect(":memory:")) as blank:
        blank.executescript(TABLES)
        ours = set(blank.execute(_COLUMNS))
    tables = {table for table, _ in ours}
    return ours == {(table, column) for table, column in there if table in tables}
