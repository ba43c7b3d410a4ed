"""Files in the making: under names of their own, private, and found again if nobody finishes.

A file comes under its name only when it is whole. Until then it is locked by whoever writes
it, so that what a killed process left can be told from what is being written now.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
from collections.abc import Iterator
from pathlib import Path

_BESIDE = ("-journal", "-wal", "-shm")
_MADE = re.compile(r"\..{1,200}\.[a-z0-9_]{8}\.new(?:-journal|-wal|-shm)?")


@contextlib.contextmanager
def in_the_making(target: Path) -> Iterator[Path]:
    """A private file in the target's folder, gone afterwards unless it was moved.

    What killed processes left of the same target is removed first. Raises OSError.
    """
    sweep(target.parent, target.name)
    import tempfile  # needs much, seldom

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
    temporary = Path(name)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield temporary
    finally:
        for path in (temporary, *(Path(f"{name}{end}") for end in _BESIDE)):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        os.close(handle)


def sweep(folder: Path, target: str = "") -> list[str]:
    """Removes what killed processes left in a folder (of one target); answers the names."""
    gone = []
    with contextlib.suppress(OSError):
        for path in sorted(folder.glob(f".{_literal(target)}*.new*")):
            if _MADE.fullmatch(path.name) and _abandoned(path):
                with contextlib.suppress(OSError):
                    path.unlink()
                    gone.append(path.name)
    return gone


def _literal(name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", f"{name}.") if name else ""


def _abandoned(path: Path) -> bool:
    """Whether nobody writes to a file of ours any more; a file beside one goes with it."""
    main = path.with_name(re.sub(r"-(?:journal|wal|shm)$", "", path.name))
    if main != path and main.exists():
        return _abandoned(main)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False
    finally:
        os.close(handle)


def settle(path: Path) -> None:
    """Waits until a file, or a folder's names, are on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
