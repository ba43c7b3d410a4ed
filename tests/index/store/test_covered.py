"""Whether every article has its row of what is derived: each start asks, so nothing is joined."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import placements
from index.store.covered import covered
from index.store.opening import connect


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Three articles, traced by version 1."""
    opened = connect(tmp_path / "library.db")
    for number in (1, 2, 3):
        opened.execute(
            "INSERT INTO article (id, identity, label, titled, basis, conflict, words, header,"
            " dates, added) VALUES (?, ?, '', 0, '', 0, 0, '', '', '')",
            (number, bytes([number])),
        )
        placements.save_trace(opened, number, 1, b"")
    yield opened
    opened.close()


def test_all_have_a_row_of_this_version_and_none_of_another(connection: sqlite3.Connection) -> None:
    assert covered(connection, "trace", 1)
    assert not covered(connection, "trace", 2)
    assert placements.untraced(connection, 2) == [1, 2, 3]


def test_one_that_lacks_its_row_is_told(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM trace WHERE article = 2")
    assert not covered(connection, "trace", 1)
    assert placements.untraced(connection, 1) == [2]


def test_a_row_without_an_article_does_not_hide_one_that_lacks_its_row(
    connection: sqlite3.Connection,
) -> None:
    connection.execute("DELETE FROM trace WHERE article = 2")
    placements.save_trace(connection, 7, 1, b"")
    assert placements.untraced(connection, 1) == [2]


def test_a_library_without_articles_lacks_nothing(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM article")
    connection.execute("DELETE FROM trace")
    assert covered(connection, "trace", 1)
