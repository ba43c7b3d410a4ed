"""Snapshots of a library file: made while others write, checked before they are trusted."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from index.errors import LibraryError
from index.inflating import MOST, MOST_TIMES, is_too_much
from index.store import read_only
from index.store.explaining import explained
from index.store.schema import APPLICATION_ID, SCHEMA_VERSION
from index.text import clean_line

PAGES = 2_000
"""Pages copied between two reports of progress."""
_PATIENCE_S = 5
_FILES = "CREATE TABLE backup_file (name TEXT PRIMARY KEY, data BLOB NOT NULL)"
_ADVICE = "name a file that 'rashomon backup' wrote"
_STRANGE = "do not trust it; name a file that your own 'rashomon backup' wrote"
_PACKED = (("body", "text"), ("body", "raw"), ("reading", "data"), ("ingredients", "data"))


def snapshot(
    source: Path, target: Path, told: Callable[[int, int], None], still: bool = False
) -> None:
    """Copies a library, as it is at this moment, into an empty file, which is then whole by
    itself. ``told`` is given bytes done and all bytes. ``still``: nobody writes to it."""
    with _opened(source, still=still) as reading, _opened(target, "rw") as writing:
        # Inside one transaction the copy sees one state, however much others write.
        reading.execute("BEGIN")
        (size,) = reading.execute("PRAGMA page_size").fetchone()
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()

        def progress(_: int, left: int, total: int) -> None:
            told((total - left) * size, total * size)

        reading.backup(writing, pages=PAGES, progress=progress)
        reading.execute("ROLLBACK")
        writing.execute("PRAGMA journal_mode = DELETE")


def put_files(target: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Puts small files into a snapshot."""
    with _opened(target, "rw") as connection, connection:
        connection.execute("DROP TABLE IF EXISTS backup_file")
        connection.execute(_FILES)
        connection.executemany("INSERT INTO backup_file VALUES (?,?)", list(files))


def take_files(target: Path) -> list[tuple[str, bytes]]:
    """Takes the small files out of a snapshot, which is a mere library then."""
    with _opened(target, "rw") as connection, connection:
        there = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'backup_file'"
        ).fetchone()
        if not there:
            return []
        found = connection.execute("SELECT name, data FROM backup_file").fetchall()
        connection.execute("DROP TABLE backup_file")
    return [(str(name), bytes(data)) for name, data in found]


def check(file: Path) -> int:
    """How many articles a snapshot holds. Raises LibraryError for what is not sound."""
    where = clean_line(str(file))
    try:
        with _opened(file, still=True) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if not ours:
                raise LibraryError("is no backup of a library", where, _ADVICE)
            if version > SCHEMA_VERSION:
                what = f"was made by a newer Rashomon (library format {version})"
                raise LibraryError(what, where, "upgrade Rashomon, then restore it")
            _check_plain(connection, where)
            said = connection.execute("PRAGMA integrity_check(3)").fetchone()[0]
            if said != "ok":
                raise LibraryError(f"is damaged ({said})", where, "take another backup")
            return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise LibraryError("is no backup of a library", where, _ADVICE) from error
        raise LibraryError(f"is damaged ({error})", where, "take another backup") from error


def check_sizes(file: Path) -> None:
    """Raises LibraryError for a snapshot of which something would unpack to far more than any
    article is: a stranger's, made to fill the memory."""
    where = clean_line(str(file))
    with explained(file), _opened(file, still=True) as connection:
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        for table, column in _PACKED:
            if table not in there:
                continue
            rows = connection.execute(
                f"SELECT article, {column} FROM {table} WHERE length({column}) > ?",  # noqa: S608
                (MOST // MOST_TIMES,),
            )
            for number, data in rows:
                if not isinstance(data, bytes) or is_too_much(data):
                    what = f"article {number} unpacks to more than {MOST // 1_000_000} MB"
                    raise LibraryError(what, where, _STRANGE)


def _check_plain(connection: sqlite3.Connection, where: str) -> None:
    """Raises LibraryError where more than tables and their look-up tables is in a database: what
    acts by itself when it is read or written to is never ours."""
    found = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index')"
        " OR upper(sql) LIKE 'CREATE VIRTUAL%' LIMIT 1"
    ).fetchone()
    if found:
        raise LibraryError("holds what no library of Rashomon's holds", where, _STRANGE)


def is_ours(file: Path) -> bool:
    """True for a library file or a backup of one, damaged or not."""
    with file.open("rb") as opened:
        head = opened.read(100)
    return head[:15] == b"SQLite format 3" and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


def articles_in(library: Path) -> int:
    """How many articles a library has. Raises LibraryError where it cannot be read."""
    with explained(library), _opened(library) as connection:
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])


def make_single(library: Path) -> bool:
    """Writes down all that lies beside a library file; False where another has it open.

    A file that is no sound database is left as it is.
    """
    try:
        with _opened(library, "rw") as connection:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
            return bool(mode == "delete")
    except sqlite3.OperationalError as error:
        return "locked" not in str(error) and "busy" not in str(error)
    except sqlite3.DatabaseError:
        return True


@contextlib.contextmanager
def _opened(path: Path, mode: str = "ro", still: bool = False) -> Iterator[sqlite3.Connection]:
    alone = still and not path.with_name(f"{path.name}-wal").exists()
    if alone or (mode == "ro" and read_only.is_needed(path)):
        connection = read_only.opened(path, read_only.look(path), _PATIENCE_S)
    else:
        address = f"file:{quote(os.fsencode(path))}?mode={mode}"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_PATIENCE_S)
    try:
        yield connection
    finally:
        connection.close()
