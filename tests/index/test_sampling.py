"""The sample library is ours: what cannot be used of it is made anew, without a word."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import Library, locations
from index.store.shape import is_of_today


@pytest.fixture
def file(home: Path) -> Path:
    """The file of a sample library that was opened before."""
    with Library.sample() as library:
        library.kept.star([1])
    return locations.sample().file


def spoil(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_it_is_opened_again_as_it_was(file: Path) -> None:
    assert is_of_today(file)
    with Library.sample() as library:
        assert library.kept.of(1).starred


def test_one_with_tables_of_a_version_in_the_making_is_made_anew(file: Path) -> None:
    spoil(file, "DROP INDEX article_day", "ALTER TABLE article DROP COLUMN words")
    with Library.sample() as library:
        assert library.path == file.parent
        assert library.counts().articles == 5 and library.events() and library.search("nato").total


def test_one_that_is_no_database_any_more_is_made_anew(file: Path) -> None:
    file.write_bytes(b"not a database" * 400)
    with Library.sample() as library:
        assert library.path == file.parent and library.counts().articles == 5


def test_that_of_a_newer_version_is_left_alone(file: Path) -> None:
    spoil(file, "PRAGMA user_version = 99")
    with Library.sample() as library:
        assert library.path != file.parent and library.counts().articles == 5
        assert not library.read_only
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM star").fetchone() == (1,)
