"""What is ours alone: folders made private, and places of others not believed."""

from __future__ import annotations

import contextlib
import os
import shlex
import stat
from pathlib import Path

from index.errors import LibraryError

_ADMINISTRATOR = 0
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def make_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are not there, for this user alone, whatever the
    umask. Raises OSError."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        if folder == folder.parent:
            break
        folder = folder.parent
    for one in reversed(missing):
        with contextlib.suppress(FileExistsError):
            one.mkdir(mode=0o700)
        if not one.is_dir():
            raise NotADirectoryError(20, os.strerror(20), str(one))


def owned_by_us(user: int) -> bool:
    """Whether a file of that user is our own, or the administrator's."""
    return user in (os.geteuid(), _ADMINISTRATOR)


def check_ours(path: Path) -> None:
    """Raises LibraryError for what another user owns or could write to, OSError as usual.

    What the machine's administrator owns is believed: there is nothing they could not change.
    """
    found = path.stat()
    where = str(path)
    if not owned_by_us(found.st_uid):
        advice = "name another --library, or copy this one if you trust whose it is"
        raise LibraryError("belongs to another user", where, advice)
    # A group that only its user is in has the user's number, by custom.
    shared = _OTHERS_WRITE if found.st_gid != found.st_uid else stat.S_IWOTH
    if found.st_mode & shared:
        advice = f"see that all is yours, then: chmod go-w {shlex.quote(where)}"
        raise LibraryError("can be written to by other users", where, advice)
