"""The index on disk: which files make it up, whether they can be trusted, who may write.

An index is a folder of parts. A part is written once, into a folder of its own, and never
changed; ``index.json`` names the parts that count, with size and checksum of every file,
and is replaced in one step. So a reader always sees a whole state, a killed writer leaves
at most a part that nobody names, and a damaged file does not go unnoticed.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import secrets
import stat
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import LibraryBusy, LibraryError, RashomonError

FORMAT = 1
"""Version of everything in the folder, words and stems included; another version is refused."""

_MANIFEST = "index.json"
_DRAFT = "index.json.new"
_LOCK = "index.lock"
_PART = re.compile(r"part-\d{6,9}-[0-9a-f]{8}")
_PART_FILE = re.compile(r"words|_?MAIN_\w+(?:\.[\w.]+)?|\w+\.(?:run|ctmp)")
_REBUILD = "it is derived from the library and can be rebuilt"
_CHUNK = 1 << 20


class IndexDamaged(RashomonError):
    """The index cannot be trusted or read. Nothing is lost: it can be made again."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Size in bytes and CRC-32 of a file."""

    size: int
    checksum: int


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A part as the manifest names it. ``removed`` are article ids in it that no longer count."""

    name: str
    files: dict[str, Stamp]
    removed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What makes up the index. ``next`` numbers the next part; ``serial`` grows with each state."""

    serial: int = 0
    next: int = 1
    parts: tuple[PartEntry, ...] = ()


def damaged(folder: Path, reason: str) -> IndexDamaged:
    """The error that says why an index is refused."""
    return IndexDamaged(f"the search index cannot be used: {reason}", str(folder), _REBUILD)


def unwritable(folder: Path, error: OSError) -> LibraryError:
    """The error that says why an index could not be written."""
    reason = error.strerror or str(error)
    return LibraryError(
        f"the search index cannot be written: {reason}", str(folder), "make room or give access"
    )


def prepare(folder: Path) -> None:
    """Make the folder ours alone, creating it if needed. Raises IndexDamaged, LibraryError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
        if found.st_uid != os.geteuid():
            raise damaged(folder, "another user owns it")
        if found.st_mode & 0o022 and (folder / _MANIFEST).exists():
            raise damaged(folder, "other users could write to it")
        if found.st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise unwritable(folder, error) from error


def load(folder: Path) -> Manifest:
    """The present manifest; an empty one where there is none yet. Raises IndexDamaged."""
    path = folder / _MANIFEST
    try:
        check_ours(folder, path)
        raw = path.read_bytes()
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise damaged(folder, error.strerror or "unreadable") from error
    try:
        return _decode(raw)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(folder, f"its table of contents is {error}") from error


def _decode(raw: bytes) -> Manifest:
    head, _, body = raw.partition(b"\n")
    state = json.loads(head)
    if state["format"] != FORMAT:
        raise ValueError("of another version")
    if state["checksum"] != zlib.crc32(body):
        raise ValueError("torn")
    content = json.loads(body)
    return Manifest(
        content["serial"],
        content["next"],
        tuple(
            PartEntry(
                part["name"],
                {name: Stamp(*stamp) for name, stamp in part["files"].items()},
                frozenset(part["removed"]),
            )
            for part in content["parts"]
            if _PART.fullmatch(part["name"])
        ),
    )


def publish(folder: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the state every reader sees from now on. Raises OSError."""
    content = {
        "serial": manifest.serial,
        "next": manifest.next,
        "parts": [
            {
                "name": part.name,
                "files": {name: [s.size, s.checksum] for name, s in part.files.items()},
                "removed": sorted(part.removed),
            }
            for part in manifest.parts
        ],
    }
    body = json.dumps(content).encode()
    head = json.dumps({"format": FORMAT, "checksum": zlib.crc32(body)}).encode()
    draft = folder / _DRAFT
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as sink:
        sink.write(head + b"\n" + body)
        sink.flush()
        os.fsync(sink.fileno())
    draft.replace(folder / _MANIFEST)
    _sync(folder)


def seal(path: Path) -> dict[str, Stamp]:
    """Force a finished part to disk; the stamp of each of its files. Raises OSError."""
    stamps = {}
    for file in sorted(path.iterdir()):
        file.chmod(0o600)
        _sync(file)
        stamps[file.name] = _stamp(file)
    _sync(path)
    return stamps


def verify(folder: Path, part: PartEntry) -> None:
    """Raise IndexDamaged unless the part is ours and as it was written.

    Raises FileNotFoundError where it is gone (a newer state may have replaced it).
    """
    path = folder / part.name
    check_ours(folder, path)
    for name, expected in part.files.items():
        file = path / name
        check_ours(folder, file)
        if file.stat().st_size != expected.size or _stamp(file) != expected:
            raise damaged(folder, f"{part.name}/{name} is not as it was written")


def check_ours(folder: Path, path: Path) -> None:
    """Raise IndexDamaged for what another user owns, could write, or has linked elsewhere."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise damaged(folder, f"{path.name} is a link")
    if found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise damaged(folder, f"{path.name} belongs to or is open to another user")


def _stamp(file: Path) -> Stamp:
    size = checksum = 0
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
    return Stamp(size, checksum)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def writing(folder: Path, patience: float = 10.0) -> Iterator[None]:
    """Hold the right to write. Raises LibraryBusy after ``patience`` seconds of waiting."""
    until = time.monotonic() + patience
    while (descriptor := _acquire(folder)) is None:
        if time.monotonic() >= until:
            raise LibraryBusy("another process writes the search index", str(folder), "try again")
        time.sleep(0.02)
    try:
        yield
    finally:
        os.close(descriptor)


def _acquire(folder: Path) -> int | None:
    """A descriptor that holds the lock, or None while somebody else does."""
    path = folder / _LOCK
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_ino == path.stat().st_ino:  # not unlinked meanwhile
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(descriptor)
    return None


def new_part(folder: Path, manifest: Manifest) -> Path:
    """An empty folder for the next part, of a name never used before. Raises OSError."""
    path = folder / f"part-{manifest.next:06}-{secrets.token_hex(4)}"
    path.mkdir(mode=0o700)
    return path


def sweep(folder: Path, manifest: Manifest) -> None:
    """Delete parts that the manifest does not name. Call with the right to write."""
    named = {part.name for part in manifest.parts}
    for path in folder.iterdir():
        if _PART.fullmatch(path.name) and path.name not in named:
            discard(path)


def discard(path: Path) -> None:
    """Delete a part's folder: the files a part can hold; whatever else is in it stays."""
    with contextlib.suppress(OSError):
        for place in (*path.glob("MAIN.tmp"), path):
            if place.is_symlink():
                continue
            for file in place.iterdir():
                if _PART_FILE.fullmatch(file.name) and not file.is_dir():
                    file.unlink(missing_ok=True)
            place.rmdir()


def wipe(folder: Path) -> None:
    """Remove a derived index: our own files, and the folder if nothing else is in it.

    Files that are not ours stay, links are not followed. Raises LibraryBusy while another
    process writes, LibraryError where files cannot be deleted.
    """
    if not folder.is_dir():
        return
    with writing(folder):
        try:
            for name in (_MANIFEST, _DRAFT):
                (folder / name).unlink(missing_ok=True)
            sweep(folder, Manifest())
        except OSError as error:
            raise unwritable(folder, error) from error
        (folder / _LOCK).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()
