"""A library file that cannot be written here: on a medium that is only read, or without the right.

What can be read of it is read; nothing beside it is made.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from index.dataclass import dataclass
from index.errors import LibraryError

ADVICE = "copy its folder to where you may write"
_LOCKED, _ALONE, _STILL = "mode=ro", "mode=ro&vfs=unix-none", "mode=ro&immutable=1"


class ReadOnly(LibraryError):
    """Something was to be written to a library that can only be read here."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How a file lies there, by which it is told whether to open it anew."""

    way: str
    written: int
    size: int


def refused(path: Path) -> ReadOnly:
    """The error that says that nothing can be written to the library file ``path``."""
    # What is wrong comes first: the path may be longer than the line that this is shown in.
    advice = f"{ADVICE}: {path.parent}"
    return ReadOnly("this library can only be read here", advice=advice)


def is_needed(path: Path) -> bool:
    """Whether the library file is there and cannot be written by us. Raises OSError."""
    return path.exists() and not all(os.access(one, os.W_OK) for one in (path, path.parent))


def look(path: Path) -> Seen:
    """How the library file is to be read now. Raises OSError.

    While there is a log beside it others may write to it, and it is read under SQLite's locks.
    A log without the index in which its readers meet is read alone, the index kept in memory:
    nobody writes then. Without a log the file is whole; it stays so until it is seen to differ.
    """
    found = path.stat()
    log, meeting = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    way = _STILL
    if log.exists() and log.stat().st_size:
        way = _LOCKED if meeting.exists() else _ALONE
    return Seen(way, found.st_mtime_ns, found.st_size)


def opened(path: Path, seen: Seen, timeout: float) -> sqlite3.Connection:
    """A connection that reads the library file in the way that was ``seen`` to be right; it waits
    ``timeout`` s for locks. Raises sqlite3.Error."""
    connection = sqlite3.connect(
        f"file:{quote(os.fsencode(path))}?{seen.way}",
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )
    if seen.way == _ALONE:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection
