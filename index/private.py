"""What is ours alone: folders made private, and places of others not believed."""

from __future__ import annotations

import contextlib
import os
import shlex
import stat
from pathlib import Path

from index.errors import LibraryError

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


def check_ours(path: Path) -> None:
    """Raises LibraryError for what another user owns or could write to, OSError as usual."""
    found = path.stat()
    where = str(path)
    if found.st_uid != os.geteuid():
        advice = "use one of your own: name another --library, or have this one given to you"
        raise LibraryError("belongs to another user", where, advice)
    # A group that only its user is in has the user's number, by custom.
    shared = _OTHERS_WRITE if found.st_gid != found.st_uid else stat.S_IWOTH
    if found.st_mode & shared:
        advice = f"see that all is yours, then: chmod go-w {shlex.quote(where)}"
        raise LibraryError("can be written to by other users", where, advice)
