"""What errors of the database file and of its disk mean to a reader, and what to do."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.errors import LibraryBusy, LibraryError
from index.store.sealing import RowDamaged

MEND = "'rashomon doctor --mend' tells what can be mended; else restore a backup"
LONGEST_PATH = 504
"""Bytes of a library file's path that SQLite opens, as it is usually built."""
_DAMAGED = ("not a database", "malformed", "decode to UTF-8", "no such")
"""What SQLite says of files that are not as it wrote them: our own statements are right."""


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
