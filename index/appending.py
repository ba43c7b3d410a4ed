"""Entries at the end of a table that the reader edits, too: written there, and taken off again.

One is taken off only where it stands as it was written, at the very end: whatever a hand
changed since is worth more than an undoing.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from index.errors import RashomonError

_FLAGS = os.O_CLOEXEC | os.O_NONBLOCK


def append(path: Path, text: str) -> None:
    """Writes ``text`` at the end of a file, all of it or nothing; what is there stays.

    A file that is not there is made, for this user alone. Raises RashomonError where it cannot
    be written, or is no file.
    """
    made = not path.exists()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _FLAGS, 0o600)
        try:
            size = _size(handle)
            try:
                _write(handle, text.encode("utf-8"))
            except OSError:
                os.ftruncate(handle, size)
                if made:
                    path.unlink()
                raise
        finally:
            os.close(handle)
    except OSError as error:
        raise _unwritable(path, error) from error


def take_off(path: Path, text: str, made: bool = False) -> bool:
    """Takes ``text`` off the end of a file; False, and nothing is changed, where it is not there.

    A file that was ``made`` for it goes with the last of it. Raises RashomonError where it
    cannot be written.
    """
    written = text.encode("utf-8")
    try:
        handle = os.open(path, os.O_RDWR | _FLAGS)
        try:
            left = _size(handle) - len(written)
            if left < 0 or os.pread(handle, len(written), left) != written:
                return False
            os.ftruncate(handle, left)
        finally:
            os.close(handle)
        if made and not left:
            path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unwritable(path, error) from error
    return True


def _size(handle: int) -> int:
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    return found.st_size


def _write(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _unwritable(path: Path, error: OSError) -> RashomonError:
    advice = "check the right to write there, and the room on the disk"
    return RashomonError(f"cannot be written ({error.strerror})", str(path), advice)
