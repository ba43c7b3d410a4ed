"""One SQLite connection a thread, and the lock that lets one process write at a time."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from index.errors import LibraryBusy, LibraryError
from index.store import read_only
from index.store.explaining import explained
from index.store.opening import CACHE, ROOMY, connect, connect_reading, transaction


class Connections:
    """Hands every thread its own connection to one library file.

    Where another file has taken its place since, or none, nothing is written any more: half of
    what is done would go into the one and half into the other.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._writer = threading.RLock()
        self._depth = 0
        self._file: tuple[int, int] | None = None
        self.read_only = False
        with explained(path):
            self.read_only = read_only.is_needed(path)
        try:
            self.get()
        except LibraryError as error:
            if not _no_room(error):
                raise
            # What SQLite needs beside the file to write it cannot be made: reading does without.
            self.read_only = True
            self.get()
        self._file = self._found()

    def get(self) -> sqlite3.Connection:
        """This thread's connection, opened on first use. Raises LibraryError."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        seen = None
        if self.read_only:
            with explained(self.path):
                seen = read_only.look(self.path)
        if connection is None or seen != self._local.seen:
            self._check_there()
            connection = connect_reading(self.path, seen) if seen else connect(self.path)
            self._local.connection, self._local.seen = connection, seen
            with self._guard:
                self._all.append(connection)
        return connection

    def _found(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def check_writable(self) -> None:
        """Raises ReadOnly where nothing can be written to this library here."""
        if self.read_only:
            raise read_only.refused(self.path)

    def _check_there(self) -> None:
        """Raises LibraryError where the file that was opened is not the one of its name now."""
        if self._file is not None and self._found() != self._file:
            what = "was moved, removed or replaced while it was open"
            raise LibraryError(what, str(self.path), "leave, and open it where it is now")

    @contextlib.contextmanager
    def roomy(self) -> Iterator[None]:
        """More of the file is kept in memory by this thread: where much of it is come to again
        and again."""
        with explained(self.path):
            self.get().execute(f"PRAGMA cache_size = {ROOMY}")
        try:
            yield
        finally:
            with explained(self.path):
                self.get().execute(f"PRAGMA cache_size = {CACHE}")

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection whose errors come out explained."""
        with explained(self.path):
            yield self.get()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one transaction: all of the block is kept, or nothing.

        Raises ReadOnly where nothing can be written here.
        """
        self.check_writable()
        with explained(self.path):
            connection = self.get()
            self._check_there()
            with transaction(connection):
                yield connection

    @contextlib.contextmanager
    def only_writer(self, what: str, patience: float = 10.0) -> Iterator[None]:
        """Long writing work: one process at a time, for at most ``patience`` s of waiting.

        Raises LibraryBusy naming the process that writes, ReadOnly where nothing can be written
        here. The lock is the operating system's, so a killed process leaves none behind.
        """
        self.check_writable()
        if not self._writer.acquire(timeout=patience):
            raise LibraryBusy(
                "is being written by this program", str(self.path), "wait for it to finish"
            )
        try:
            with contextlib.nullcontext() if self._depth else self._locked(what, patience):
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
        finally:
            self._writer.release()

    @property
    def in_hand(self) -> bool:
        """Whether any thread of this process is writing."""
        with self._guard:
            return self._depth > 0 or any(one.in_transaction for one in self._all)

    @contextlib.contextmanager
    def _locked(self, what: str, patience: float) -> Iterator[None]:
        with explained(self.path):
            self._check_there()
            with _file_lock(self.path, what, patience):
                yield

    def close(self) -> None:
        """Closes every thread's connection."""
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()


def _no_room(error: LibraryError) -> bool:
    """Whether a file could not be opened because there is no room beside it."""
    name: str = getattr(error.__cause__, "sqlite_errorname", "")
    return name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR_SHM")


@contextlib.contextmanager
def _file_lock(library: Path, what: str, patience: float) -> Iterator[None]:
    path = library.with_suffix(".writer")
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        _acquire(handle, library, patience)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()}, {what}".encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _acquire(handle: int, library: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                who = os.pread(handle, 200, 0).decode("utf-8", "replace") or "another process"
                raise LibraryBusy(
                    f"is being written by {who}", str(library), "wait for it, or stop it"
                ) from None
            time.sleep(0.05)


def folder_of(connection: sqlite3.Connection) -> Path:
    """The folder of the library file that a connection is open on."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2]).parent
