"""The index on disk: which files make it up, whether they can be trusted, who may write.

An index is a folder of parts. A part is a file that is written once and never changed;
``index.json`` names the parts that count, with their seals, and is replaced in one step. So
a reader always sees a whole state, a killed writer leaves at most a part that nobody names,
and a damaged file does not go unnoticed. Parts are merged beside the one who writes, under
a lock of their own, and take the place of the old ones in one step too.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import stat
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from index.dataclass import dataclass
from index.errors import LibraryBusy, LibraryError, RashomonError
from index.leftovers import settle
from index.private import make_folder, owned_by_us
from index.search.sealed import Seal

FORMAT = 2
"""Version of everything in the folder, words and stems included; another version is refused."""

_MANIFEST = "index.json"
_DRAFT = "index.json.new"
MARKS = "articles.json"
MARKS_DRAFT = "articles.json.new"
_LOCK = "index.lock"
_MERGE_LOCK = "index.merge"
_PART = re.compile(r"part-\d{6,9}-[0-9a-f]{8}")
_OLD_PART_FILE = re.compile(r"words|_?MAIN_\w+(?:\.[\w.]+)?|\w+\.(?:run|ctmp)")
"""What the parts of the first format, which were folders, could hold."""

_REBUILD = "it is derived from the library and can be rebuilt"


class IndexDamaged(RashomonError):
    """The index cannot be trusted or read. Nothing is lost: it can be made again."""


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A part as the manifest names it. ``removed`` are article ids in it that no longer count."""

    name: str
    seal: Seal
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
    """Make the folder ours alone, creating it if needed; one that cannot be written is left as
    it is. Raises IndexDamaged, LibraryError."""
    try:
        make_folder(folder)
        found = folder.stat()
        if not owned_by_us(found.st_uid):
            raise damaged(folder, "another user owns it")
        if found.st_mode & 0o022 and (folder / _MANIFEST).exists():
            raise damaged(folder, "other users could write to it")
        if found.st_mode & 0o077 and os.access(folder, os.W_OK):
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
                Seal(*part["seal"]),
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
                "seal": [part.seal.size, part.seal.footer, part.seal.checksum],
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
    settle(folder)


def state_of(folder: Path) -> tuple[int, int, int] | None:
    """What changes whenever the manifest does; None where there is none."""
    try:
        found = (folder / _MANIFEST).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def check_ours(folder: Path, path: Path) -> None:
    """Raise IndexDamaged for what another user owns, could write, or has linked elsewhere."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise damaged(folder, f"{path.name} is a link")
    if not owned_by_us(found.st_uid) or found.st_mode & 0o022:
        raise damaged(folder, f"{path.name} belongs to or is open to another user")


@contextlib.contextmanager
def writing(folder: Path, patience: float = 10.0) -> Iterator[None]:
    """Hold the right to write. Raises LibraryBusy after ``patience`` seconds of waiting."""
    until = time.monotonic() + patience
    while (descriptor := _acquire(folder, _LOCK)) is None:
        if time.monotonic() >= until:
            raise LibraryBusy("another process writes the search index", str(folder), "try again")
        time.sleep(0.005)
    try:
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def merging(folder: Path) -> Iterator[bool]:
    """Hold the right to merge, if nobody else does: the value tells."""
    descriptor = _acquire(folder, _MERGE_LOCK)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _acquire(folder: Path, name: str) -> int | None:
    """A descriptor that holds the lock, or None while somebody else does."""
    path = folder / name
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


def new_part(folder: Path, number: int) -> Path:
    """Where the next part may be written: a name never used before."""
    return folder / f"part-{number:06}-{os.urandom(4).hex()}"


def sweep(folder: Path, manifest: Manifest, *, merges: bool = False) -> None:
    """Delete parts that the manifest does not name. Call with the right to write.

    What somebody merges now is left alone; ``merges``: the caller has the right to merge.
    """
    with contextlib.suppress(OSError):
        for draft in (_DRAFT, MARKS_DRAFT):
            (folder / draft).unlink(missing_ok=True)
    named = {part.name for part in manifest.parts}
    orphans = [
        path for path in folder.iterdir() if _PART.fullmatch(path.name) and path.name not in named
    ]
    if not orphans:
        return
    with contextlib.nullcontext(True) if merges else merging(folder) as alone:
        for path in orphans if alone else ():
            discard(path)


def discard(path: Path) -> None:
    """Delete a part; of a folder in its place only what parts once were made of."""
    with contextlib.suppress(OSError):
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
            return
        for place in (*path.glob("MAIN.tmp"), path):
            if place.is_symlink():
                continue
            for file in place.iterdir():
                if _OLD_PART_FILE.fullmatch(file.name) and not file.is_dir():
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
            for name in (_MANIFEST, _DRAFT, MARKS, MARKS_DRAFT):
                (folder / name).unlink(missing_ok=True)
            sweep(folder, Manifest(), merges=True)
        except OSError as error:
            raise unwritable(folder, error) from error
        for name in (_MERGE_LOCK, _LOCK):
            (folder / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()
