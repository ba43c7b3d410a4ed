"""The database file: its tables, how it is opened, and what its errors mean to a reader.

SQLite in WAL mode is the truth: articles as they came, and what the reader did. What is
derived (analysis, placement) lives in tables of its own and can be made again.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import LibraryBusy, LibraryError
from index.private import check_ours, make_folder
from index.store import read_only
from index.store.sealing import RowDamaged

MEND = "'rashomon doctor --mend' tells what can be mended; else restore a backup"

SCHEMA_VERSION = 3
APPLICATION_ID = 0x5241534F
BUSY_MS = 10_000
CACHE = -16_000
"""KiB of the file that a connection keeps in memory, as SQLite wants it: below zero."""
ROOMY = -48_000
"""The same while articles are placed."""

LONGEST_PATH = 504
"""Bytes of a library file's path that SQLite opens, as it is usually built."""

NEWEST_DAY = "CASE WHEN julianday(last) - julianday(first) > 120 THEN first ELSE last END"
"""The day an event is listed under: its last, or its first where the span is too wide (``WIDE``)
for its end to mean anything."""

TABLES = f"""
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    identity BLOB NOT NULL UNIQUE,
    label TEXT NOT NULL, titled INTEGER NOT NULL,
    outlet TEXT, credit TEXT, language TEXT,
    day TEXT, basis TEXT NOT NULL, conflict INTEGER NOT NULL,
    words INTEGER NOT NULL,
    header TEXT NOT NULL,
    dates TEXT NOT NULL,
    family INTEGER, event INTEGER,
    added TEXT NOT NULL
);
CREATE INDEX article_day ON article(day);
CREATE INDEX article_conflict ON article(conflict) WHERE conflict;
CREATE INDEX article_event ON article(event);
CREATE INDEX article_family ON article(family);
CREATE INDEX article_outlet ON article(outlet, event);
CREATE TABLE body (article INTEGER PRIMARY KEY, text BLOB NOT NULL, raw BLOB NOT NULL);
CREATE TABLE origin (
    article INTEGER NOT NULL, path BLOB, line INTEGER, key TEXT, url TEXT
);
CREATE INDEX origin_article ON origin(article);
CREATE TABLE trace (article INTEGER PRIMARY KEY, version INTEGER NOT NULL, data BLOB NOT NULL);
CREATE INDEX trace_version ON trace(version, article);
CREATE TABLE reading (article INTEGER PRIMARY KEY, version INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE ingredients (
    article INTEGER PRIMARY KEY, version INTEGER NOT NULL, data BLOB NOT NULL
);
CREATE INDEX reading_version ON reading(version, article);
CREATE TABLE entity (
    id INTEGER PRIMARY KEY, type TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
    root INTEGER, UNIQUE (type, name)
);
CREATE INDEX entity_folded ON entity(folded);
CREATE INDEX entity_root ON entity(root);
CREATE TABLE naming (
    article INTEGER NOT NULL, entity INTEGER NOT NULL, mentions INTEGER NOT NULL,
    PRIMARY KEY (article, entity)
) WITHOUT ROWID;
CREATE INDEX naming_entity ON naming(entity, article, mentions);
CREATE TABLE variant (
    entity INTEGER NOT NULL, spelling TEXT NOT NULL, folded TEXT NOT NULL,
    mentions INTEGER NOT NULL, PRIMARY KEY (entity, spelling)
) WITHOUT ROWID;
CREATE INDEX variant_folded ON variant(folded);
CREATE TABLE event (
    id INTEGER PRIMARY KEY, label TEXT NOT NULL, first TEXT, last TEXT,
    articles TEXT NOT NULL, outlets TEXT NOT NULL, independent INTEGER NOT NULL,
    ties TEXT NOT NULL DEFAULT '[]', story BLOB
);
CREATE INDEX event_newest ON event(last IS NULL, {NEWEST_DAY} DESC, id DESC);
CREATE TABLE event_sum (event INTEGER PRIMARY KEY, told INTEGER, tied INTEGER);
CREATE TABLE redirect (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
CREATE TABLE standing (
    article INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL,
    data BLOB NOT NULL, prints BLOB NOT NULL, lede TEXT NOT NULL
);
CREATE INDEX standing_first ON standing(first);
CREATE INDEX standing_version ON standing(version, article);
CREATE TABLE edition (
    name TEXT NOT NULL, article INTEGER NOT NULL, placed INTEGER NOT NULL,
    PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE INDEX edition_article ON edition(article);
CREATE TABLE frequencies (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE event_term (
    term INTEGER NOT NULL, event INTEGER NOT NULL, weight REAL NOT NULL,
    PRIMARY KEY (term, event)
) WITHOUT ROWID;
CREATE INDEX event_term_event ON event_term(event);
CREATE TABLE term_events (term INTEGER PRIMARY KEY, events BLOB NOT NULL);
CREATE TABLE read_mark (article INTEGER PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE star (article INTEGER PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE tag (
    article INTEGER NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (article, folded)
) WITHOUT ROWID;
CREATE INDEX tag_folded ON tag(folded, article);
CREATE TABLE note (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, first INTEGER, last INTEGER,
    words TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX note_article ON note(article);
CREATE TABLE saved_search (folded TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL);
CREATE TABLE memory (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, data TEXT NOT NULL,
    at TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    folder TEXT NOT NULL DEFAULT '', site TEXT, full_text INTEGER NOT NULL DEFAULT 0,
    added TEXT NOT NULL, state TEXT NOT NULL DEFAULT '{{}}'
);
CREATE TABLE feed_entry (
    feed INTEGER NOT NULL, guid TEXT NOT NULL, article INTEGER, url TEXT,
    print BLOB NOT NULL, seen TEXT NOT NULL, PRIMARY KEY (feed, guid)
) WITHOUT ROWID;
CREATE INDEX feed_entry_article ON feed_entry(article);
CREATE INDEX feed_entry_print ON feed_entry(feed, print);
CREATE INDEX feed_entry_url ON feed_entry(feed, url);
CREATE TABLE forgotten (
    article INTEGER PRIMARY KEY, batch INTEGER NOT NULL, identity BLOB NOT NULL,
    label TEXT NOT NULL, data BLOB NOT NULL, at TEXT NOT NULL
);
CREATE INDEX forgotten_batch ON forgotten(batch);
CREATE INDEX forgotten_identity ON forgotten(identity);
CREATE TABLE input (
    path BLOB PRIMARY KEY, stamp TEXT NOT NULL, refused TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE table_row (
    path INTEGER NOT NULL, line INTEGER NOT NULL, print BLOB NOT NULL, article INTEGER NOT NULL,
    PRIMARY KEY (path, line)
) WITHOUT ROWID;
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT, began TEXT NOT NULL, ended TEXT NOT NULL,
    report TEXT NOT NULL
);
CREATE TABLE retention (
    id INTEGER PRIMARY KEY, days INTEGER NOT NULL, outlet TEXT NOT NULL DEFAULT '',
    feed TEXT NOT NULL DEFAULT '', UNIQUE (outlet, feed)
);
CREATE TABLE repeated_line (
    print INTEGER NOT NULL, outlet INTEGER NOT NULL, bodies INTEGER NOT NULL,
    carriers TEXT NOT NULL, PRIMARY KEY (print, outlet)
) WITHOUT ROWID;
CREATE TABLE lines_counted (article INTEGER PRIMARY KEY, version INTEGER NOT NULL);
CREATE INDEX lines_counted_version ON lines_counted(version);
CREATE TABLE lines_due (article INTEGER PRIMARY KEY, stale INTEGER NOT NULL DEFAULT 0);
"""
INDEXES = {
    statement.split()[2]: statement
    for each in TABLES.split(";")
    if (statement := each.strip()).startswith("CREATE INDEX")
}
"""The statement that makes each index."""
_DAMAGED = ("not a database", "malformed", "decode to UTF-8", "no such")
"""What SQLite says of files that are not as it wrote them: our own statements are right."""


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
    """All or nothing; nested use joins the transaction that is open."""
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


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns SQLite's and the file system's errors into a LibraryError with advice."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path) from error
    except (RowDamaged, UnicodeDecodeError) as error:
        # SQLite's own words about a damaged file may be no text.
        raise LibraryError(f"is damaged ({error})", str(path), MEND) from error
    except OSError as error:
        advice = "free some space" if error.errno == 28 else "check the folder and its permissions"
        raise LibraryError(error.strerror or str(error), str(path), advice) from error


def _explain(error: sqlite3.Error, path: Path) -> LibraryError:
    said = str(error)
    where = str(path)
    if "locked" in said or "busy" in said:
        return LibraryBusy("is being written by another process", where, "try again in a moment")
    if "full" in said:
        return LibraryError("the disk is full", where, "free some space; nothing saved is lost")
    if "unable to open" in said and len(os.fsencode(path)) > LONGEST_PATH:
        what = f"its path is longer than SQLite takes ({LONGEST_PATH} bytes)"
        return LibraryError(what, where, "move it to a shorter one, or name another --library")
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return LibraryError(
            "cannot be written", where, "check its permissions, or name another --library"
        )
    if getattr(error, "sqlite_errorname", "").startswith("SQLITE_IOERR_SHM"):
        return LibraryError("the disk is full, or read-only", where, "free some space")
    if "disk I/O" in said:
        advice = "check the disk, its quota and its limits, then 'rashomon doctor'"
        return LibraryError("the disk does not let it be read or written", where, advice)
    if any(sign in said for sign in _DAMAGED):
        return LibraryError(f"is damaged ({said})", where, MEND)
    return LibraryError(said, where, "run 'rashomon doctor'")
