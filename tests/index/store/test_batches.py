"""A statement may be asked for any number of values: they go to SQLite some at a time."""

from __future__ import annotations

import sqlite3

from index.store.batches import MANY, batches, rows_among


def test_all_are_there_once_and_in_their_order() -> None:
    given = range(2 * MANY + 1)
    assert [each for some in batches(given) for each in some] == list(given)
    assert [len(some) for some in batches(given)] == [MANY, MANY, 1]
    assert [list(some) for some in batches("abc", 2)] == [["a", "b"], ["c"]]
    assert list(batches([])) == []


def test_rows_of_more_values_than_one_statement_takes() -> None:
    connection = sqlite3.connect(":memory:")
    connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, MANY + 1)
    connection.execute("CREATE TABLE bird (id INTEGER, kind TEXT)")
    connection.executemany(
        "INSERT INTO bird VALUES (?,?)", [(n, "owl" if n % 2 else "jay") for n in range(2000)]
    )
    query = "SELECT id FROM bird WHERE kind = ? AND id IN (...)"
    assert len(rows_among(connection, query, range(100, 1900), "owl")) == 900
    assert rows_among(connection, query, [], "owl") == []
    connection.close()
