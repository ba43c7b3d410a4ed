"""Finding and opening files without ever blocking, looping or leaving the folder asked for."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.dataclass import dataclass
from index.ingest.stream import Spoilt
from index.reports import Refusal

_READ = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Located:
    """A regular file to read. ``asked`` tells that it was named itself, not met in a folder.

    ``changed_ns`` is the latest moment at which its bytes or its name may have changed;
    ``stamp`` differs whenever they have.
    """

    path: str
    size: int
    asked: bool
    changed_ns: int = 0
    stamp: str = ""


def _located(path: str, status: os.stat_result, asked: bool) -> Located:
    # The time of the last change of status moves with every write and cannot be set back.
    times = status.st_mtime_ns, status.st_ctime_ns
    stamp = f"{status.st_size} {times[0]} {times[1]} {status.st_dev} {status.st_ino}"
    return Located(path, status.st_size, asked, max(times), stamp)


def shown(path: str) -> str:
    """A path as one harmless line: controls, undecodable bytes and backslashes are escaped.

    Nothing is lost: the very same bytes can be had back from it.
    """
    if path.isascii() and path.isprintable() and "\\" not in path:
        return path
    return "".join(_shown_letter(letter) for letter in path)


def inside(path: str, name: str) -> str:
    """The shown name of a file inside an archive: "news.zip!/folder/gale.txt"."""
    return f"{path}!/{shown(name)}"


def _shown_letter(letter: str) -> str:
    code = ord(letter)
    if letter == "\\":
        return "\\\\" if os.sep != "\\" else letter
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if letter.isprintable() or letter == " ":
        return letter
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def locate(source: str) -> Iterator[Located | Refusal]:
    """The regular files a source stands for, folders in sorted order, recursively.

    Inside folders names that start with a dot are passed over and links are followed only
    to files of the same folder. Everything else that cannot be read is a ``Refusal``.
    """
    try:
        status = Path(source).stat()
    except (OSError, ValueError) as error:
        yield _absent(source, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(source)
    elif stat.S_ISREG(status.st_mode):
        yield _located(source, status, asked=True)
    else:
        yield not_a_file(source, status.st_mode)


def _absent(path: str, error: OSError | ValueError) -> Refusal:
    if isinstance(error, FileNotFoundError) and Path(path).is_symlink():
        return Refusal(shown(path), None, "a link that leads nowhere", "mend or remove the link")
    return unreadable(path, error)


def unreadable(path: str, error: OSError | ValueError) -> Refusal:
    """The refusal for what the system would not open or read."""
    if isinstance(error, Spoilt):
        return Refusal(shown(path), None, error.reason, error.advice)
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    reason, advice = _REASONS.get(
        number or 0,
        (getattr(error, "strerror", None) or "cannot be read", "check the file and its disk"),
    )
    return Refusal(shown(path), None, reason, advice)


_REASONS = {
    errno.ENOENT: ("no such file or folder", "check the name"),
    errno.ENOTDIR: ("no such file or folder", "check the name"),
    errno.EINVAL: ("not a file name", "check the name"),
    errno.EACCES: ("no permission to read it", "check who may read it"),
    errno.EPERM: ("no permission to read it", "check who may read it"),
    errno.ELOOP: ("a link that leads round in a circle", "mend or remove the link"),
    errno.ENAMETOOLONG: ("the name is too long for this system", "use a shorter name"),
    errno.EMFILE: ("too many files are open", "close other programs and try again"),
    errno.EIO: ("the disk could not be read", "check the disk"),
}

_SPECIAL = (
    (stat.S_ISFIFO, "a named pipe", "pipe its contents in: rashomon add - < it"),
    (stat.S_ISSOCK, "a socket", "save what it sends as a file and add that"),
    (stat.S_ISCHR, "a device", "add files or folders"),
    (stat.S_ISBLK, "a disk device", "add files or folders"),
    (stat.S_ISDIR, "a folder", "add the folder itself"),
)


def not_a_file(path: str, mode: int) -> Refusal:
    """The refusal for pipes, sockets and devices, which could block or never end."""
    for is_kind, what, advice in _SPECIAL:
        if is_kind(mode):
            return Refusal(shown(path), None, f"{what}, not a file", advice)
    return Refusal(shown(path), None, "not a file", "add files or folders")


def _folder(root: str) -> Iterator[Located | Refusal]:
    inside = os.path.realpath(root)
    found = False
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as listing:
                entries = [entry for entry in listing if not entry.name.startswith(".")]
        except OSError as error:
            found = True
            yield unreadable(folder, error)
            continue
        entries.sort(key=lambda entry: os.fsencode(entry.name))
        for item in _entries(entries, inside):
            if isinstance(item, str):
                pending.append(item)
            else:
                found = True
                yield item
    if not found:
        yield Refusal(
            shown(root), None, "the folder holds no articles", "add another folder", skipped=True
        )


_PROGRAM_NAMES = tuple(
    """.py .pyc .pyi .js .mjs .ts .css .scss .c .h .cc .cpp .hpp .rs .go .java .rb .php .pl .sh
    .bat .ps1 .sql .toml .yaml .yml .ini .cfg .conf .lock .ipynb .svg .log""".split()
)


def is_program(name: str) -> bool:
    """Whether a file met in a folder or an archive is by its ending no article."""
    return name.lower().endswith(_PROGRAM_NAMES)


def program(path: str) -> Refusal:
    """What is said of such a file."""
    reason = "by its name a program, settings or a style, not an article"
    return Refusal(path, None, reason, "add it by its own name if it is one", skipped=True)


def _entries(entries: list[os.DirEntry[str]], inside: str) -> Iterator[Located | Refusal | str]:
    """Files and refusals first, in order; then the sub-folders, last first (for a stack)."""
    folders: list[str] = []
    for entry in entries:
        try:
            if entry.is_symlink():
                yield _link(entry.path, inside)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif is_program(entry.name):
                yield program(shown(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield _located(entry.path, entry.stat(follow_symlinks=False), asked=False)
            else:
                yield not_a_file(entry.path, entry.stat(follow_symlinks=False).st_mode)
        except OSError as error:
            yield unreadable(entry.path, error)
    yield from reversed(folders)


def _link(path: str, inside: str) -> Located | Refusal:
    try:
        status = Path(path).stat()
    except OSError as error:
        return _absent(path, error)
    target = os.path.realpath(path)
    if os.path.commonpath([target, inside]) != inside:
        advice = "add what it points to by its own name"
        return Refusal(shown(path), None, "a link that leads out of the folder", advice)
    if stat.S_ISDIR(status.st_mode):
        reason = "a link to a folder that is read anyway"
        return Refusal(shown(path), None, reason, "nothing to do", skipped=True)
    if not stat.S_ISREG(status.st_mode):
        return not_a_file(path, status.st_mode)
    return _located(path, status, asked=False)


def open_regular(found: Located) -> BinaryIO | Refusal:
    """Opens a located file, or says why not. Never blocks, never opens anything but a file.

    The kind is looked at again once the file is open: it may have been swapped meanwhile.
    """
    target = found.path if found.asked else os.path.realpath(found.path)
    try:
        handle = os.open(target, _READ | (0 if found.asked else _NO_FOLLOW))
    except (OSError, ValueError) as error:
        return unreadable(found.path, error)
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        return not_a_file(found.path, mode)
    return os.fdopen(handle, "rb")
