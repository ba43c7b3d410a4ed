"""The whole library as one file, and back.

A backup is the library's database as it was at one moment, with the reader's own tables beside
it (other names, outlets, wordings) inside. It comes under its name only when it is whole.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from index import search
from index.dataclass import dataclass
from index.errors import LibraryBusy, LibraryError
from index.leftovers import in_the_making, settle
from index.locations import Location, spelled_out
from index.private import make_folder
from index.reports import Progress, Report
from index.store import Connections, backups
from index.store.explaining import explained
from index.text import clean_line

BESIDE = ("aliases.toml", "outlets.toml", "wording.toml")
"""The reader's own tables, beside the library."""
MORE_BESIDE = re.compile(r"wording/[^/\0]{1,200}\.toml")
LARGEST_BESIDE = 10_000_000
BESIDE_DATABASE = ("-wal", "-journal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restored library holds; ``aside`` is where the one it replaced is kept. ``unsound``:
    articles that are damaged, which no search finds."""

    articles: int
    aside: Path | None
    unsound: tuple[int, ...] = ()


def backup(connections: Connections, file: Path, progress: Report | None = None) -> int:
    """Writes the library, as it is now, to ``file``; others may write to it meanwhile.

    Answers the bytes of the backup. A backup of that name is replaced when the new one is
    whole. Raises LibraryError where ``file`` is something else, or cannot be written.
    """
    target = spelled_out(file)
    _check_target(target, connections.path)
    with explained(target), in_the_making(target) as temporary:
        backups.snapshot(connections.path, temporary, _told(progress, "backing up"))
        _check_sound(temporary, connections.path)
        backups.put_files(temporary, _own_tables(connections.path.parent))
        settle(temporary)
        size = temporary.stat().st_size
        temporary.replace(target)
        settle(target.parent)
    return size


def restore(
    file: Path, location: Location, replace: bool = False, progress: Report | None = None
) -> Restored:
    """Makes the library at ``location`` what ``file`` holds; its search index is made later.

    Raises LibraryError for a file that is no backup, is damaged or of a newer version, and
    where there is a library with articles and not ``replace``; LibraryBusy where it is open.
    """
    source = spelled_out(file)
    articles = check(source)
    backups.check_sizes(source)
    library = location.file
    with explained(library):
        make_folder(location.library)
    held = _holds(library)
    if held and not replace:
        what = f"holds {held:,} articles already"
        raise LibraryError(what, str(location.library), "--replace puts it aside, kept")
    with explained(library), in_the_making(library) as temporary:
        backups.snapshot(source, temporary, _told(progress, "restoring"), still=True)
        files = backups.take_files(temporary)
        settle(temporary)
        mark = datetime.datetime.now().strftime("before-restore-%Y%m%d-%H%M%S")
        mark = _unused(location.library, mark)
        aside = _put_aside(library, mark) if library.exists() else None
        # Before the change: what a killed process leaves must not be searched by the old index.
        search.wipe(location.index)
        _part_from(library)
        temporary.replace(library)
        _write_files(location.library, files, mark)
        settle(location.library)
    return Restored(articles, aside if held else None)


def check(file: Path) -> int:
    """How many articles a backup holds. Raises LibraryError for what is no sound backup."""
    where = clean_line(str(file))
    try:
        if not file.is_file():
            raise LibraryError("no such file", where, "name a file that 'rashomon backup' wrote")
    except OSError as error:
        raise LibraryError(error.strerror or "cannot be read", where, "check it") from error
    return backups.check(file)


def _check_sound(copy: Path, library: Path) -> None:
    """Raises LibraryError where a copy shows that the library is damaged: it must not take the
    place of a sound backup."""
    try:
        backups.check(copy)
    except LibraryError as error:
        advice = "no backup was replaced; try 'rashomon doctor --mend', or restore the last one"
        raise LibraryError(error.what, clean_line(str(library)), advice) from error


def _check_target(target: Path, library: Path) -> None:
    where = clean_line(str(target))
    if target.is_dir():
        raise LibraryError("is a folder", where, "name a file in it")
    if not target.parent.is_dir():
        raise LibraryError("its folder is not there", where, "make it first")
    if target.exists() and library.exists() and target.samefile(library):
        raise LibraryError("is the library itself", where, "name another file")
    if target.exists() and (not target.is_file() or not backups.is_ours(target)):
        raise LibraryError("is there and no backup", where, "name another file, or remove it")


def _own_tables(folder: Path) -> Iterator[tuple[str, bytes]]:
    more = sorted(f"wording/{path.name}" for path in (folder / "wording").glob("*.toml"))
    for name in (*BESIDE, *more):
        path = folder / name
        if path.is_file() and path.stat().st_size <= LARGEST_BESIDE:
            yield name, path.read_bytes()


def _holds(library: Path) -> int:
    """Articles of a library that is there; one that cannot be read counts as holding some."""
    if not library.exists() or not library.stat().st_size:
        return 0
    try:
        return backups.articles_in(library)
    except LibraryError:
        return 1


def _unused(folder: Path, mark: str) -> str:
    """The mark, numbered where files of it are there: two restores may fall on one second."""
    names = [path.name for path in folder.iterdir()]
    marks = (mark, *(f"{mark}-{number}" for number in range(2, len(names) + 3)))
    return next(one for one in marks if not any(name.endswith(f".{one}") for name in names))


def _put_aside(library: Path, mark: str) -> Path:
    """Keeps the old library under another name. Raises LibraryBusy where it is in use."""
    if not backups.make_single(library):
        what = "is open in another rashomon"
        raise LibraryBusy(what, str(library), "close it, then restore again")
    aside = library.with_name(f"{library.name}.{mark}")
    os.link(library, aside)
    for end in BESIDE_DATABASE:
        with contextlib.suppress(FileNotFoundError):
            os.link(f"{library}{end}", f"{aside}{end}")
    return aside


def _part_from(library: Path) -> None:
    """Takes away what a database that could not be closed has left beside it: SQLite would
    write it into the one that comes in its place."""
    for end in BESIDE_DATABASE:
        library.with_name(f"{library.name}{end}").unlink(missing_ok=True)


def _write_files(folder: Path, files: list[tuple[str, bytes]], mark: str) -> None:
    """Writes the reader's own tables; others that are there are kept aside."""
    for name, data in files:
        if name not in BESIDE and not MORE_BESIDE.fullmatch(name):
            continue
        path = folder / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if path.exists() and path.read_bytes() != data:
            path.replace(path.with_name(f"{name}.{mark}"))
        with in_the_making(path) as temporary:
            temporary.write_bytes(data)
            settle(temporary)
            temporary.replace(path)


def _told(progress: Report | None, stage: str) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if progress:
            progress(Progress(stage, done, total, "bytes"))

    return tell
