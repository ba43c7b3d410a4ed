"""How the database file is opened, made, and brought to today's schema; its transactions."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import LibraryError
from index.private import check_ours, make_folder
from index.store import read_only
from index.store.explaining import explained
from index.store.schema import APPLICATION_ID, INDEXES, SCHEMA_VERSION, TABLES

BUSY_MS = 10_000
CACHE = -16_000
"""KiB of the file that a connection keeps in memory, as SQLite wants it: below zero."""
ROOMY = -48_000
"""The same while articles are placed."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the library file, made and brought to this schema where it is new.

    Raises LibraryError for a file that is no library, is damaged, was made by a newer
    version, or cannot be read or written.
    """
    with explained(path):
        _make_private(path)
        connection = sqlite3.connect(
            path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        with _closed_on_error(connection):
            there, version = _check(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            _fit(connection)
            if version < SCHEMA_VERSION:
                _bring_up(connection)
            elif lacking := [name for name in INDEXES if name not in there]:
                _make_indexes(connection, lacking)
        return connection


def connect_reading(path: Path, seen: read_only.Seen) -> sqlite3.Connection:
    """A connection that only reads a library file, which is not changed, nor anything beside it.

    Raises LibraryError as ``connect`` does, and for an older format.
    """
    with explained(path):
        check_ours(path.parent)
        check_ours(path)
        connection = read_only.opened(path, seen, BUSY_MS / 1000)
        with _closed_on_error(connection):
            _, version = _check(connection, path)
            _fit(connection)
            if version < SCHEMA_VERSION:
                what = "is of an older format, and cannot be brought to today's where it lies"
                raise LibraryError(what, str(path), read_only.ADVICE)
        return connection


@contextlib.contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _make_private(path: Path) -> None:
    make_folder(path.parent)
    check_ours(path.parent)
    if not path.exists():
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    check_ours(path)


def _check(connection: sqlite3.Connection, path: Path) -> tuple[set[str], int]:
    """The names of what is in a library, and its format. Raises LibraryError for one that this
    version cannot read."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if there and application != APPLICATION_ID:
        raise LibraryError("is a database of another program", str(path), "name another --library")
    if version > SCHEMA_VERSION:
        raise LibraryError(
            f"was made by a newer Rashomon (library format {version}, this one reads "
            f"{SCHEMA_VERSION})",
            str(path),
            "upgrade Rashomon, or name another --library",
        )
    return there, version


def _fit(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute(f"PRAGMA cache_size = {CACHE}")


def _make_indexes(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """Makes indexes that a library of this format lacks, if nothing is in the way now: without
    them it is slower, no more."""
    connection.execute("PRAGMA busy_timeout = 0")
    with contextlib.suppress(sqlite3.Error), transaction(connection):
        for name in names:
            connection.execute(INDEXES[name].replace("INDEX", "INDEX IF NOT EXISTS", 1))
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def _bring_up(connection: sqlite3.Connection) -> None:
    """Makes the tables of a new library, or those that one of an older format lacks.

    What the reader put in or did is never touched; what is derived and kept otherwise now
    is dropped, and made again by the next analysis.
    """
    with transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == SCHEMA_VERSION:
            return
        if version == 1:
            connection.execute("DROP TABLE frequencies")
        for statement in TABLES.split(";"):
            if statement.strip():
                made = statement.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")
                connection.execute(made.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS"))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; nested use joins the transaction that is open.

    Raises LibraryError where a newer version changed the format meanwhile.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] > SCHEMA_VERSION:
            what = "the library was brought to a newer format by another rashomon"
            raise LibraryError(what, advice="end this one, and upgrade it")
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
