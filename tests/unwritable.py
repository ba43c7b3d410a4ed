"""Libraries that cannot be written where they lie, as on a medium that is only read."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def only_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Takes the right to write from all of ``folder`` for a while; then all of it must be as it
    was, to the byte.

    The administrator, whom no mode holds back, is told what the modes say.
    """
    before = _all_of(folder)
    _allow(folder, False)
    with monkeypatch.context() as patched:
        if os.geteuid() == 0:
            patched.setattr(os, "access", lambda path, mode: _may(Path(path), mode))
        try:
            yield
            assert _all_of(folder) == before
        finally:
            _allow(folder, True)


def _may(path: Path, mode: int) -> bool:
    return path.exists() and not (mode & os.W_OK and not path.stat().st_mode & 0o200)


def _allow(folder: Path, on: bool) -> None:
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | 0o200 if on else mode & ~0o222)


def _all_of(folder: Path) -> dict[str, bytes]:
    # In -shm those who read a database now tell each other where; SQLite makes it anew.
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".db-shm"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
