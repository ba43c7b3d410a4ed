"""Where a library, its derived index and the bundled articles lie on disk."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from index.dataclass import dataclass
from index.errors import LibraryError
from index.text import clean_line

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

FILE = "library.db"


@dataclass(frozen=True, slots=True)
class Location:
    """A library's own directory and the directory of its derived search index."""

    library: Path
    index: Path

    @property
    def file(self) -> Path:
        """The database file."""
        return self.library / FILE


def chosen(path: Path | None = None) -> Location:
    """The library asked for: by path, by RASHOMON_LIBRARY, else the reader's own."""
    named = path or (Path(found) if (found := os.environ.get("RASHOMON_LIBRARY")) else None)
    if named is not None:
        directory = spelled_out(named)
        return Location(directory, directory / "index")
    return Location(_data_home() / "rashomon", _cache_home() / "rashomon" / "index")


def to_read(path: Path | None = None) -> Location:
    """The library asked for, which has to be there unless it is the reader's own.

    Raises LibraryError.
    """
    location = chosen(path)
    if location.library != chosen_home().library and not location.file.exists():
        where = str(location.library)
        raise LibraryError("no library there", where, "'rashomon add' with it makes one")
    return location


def sample() -> Location:
    """The sample library, apart from the reader's own."""
    home = chosen_home()
    return Location(home.library / "sample", home.index.parent / "sample-index")


def scratch() -> tuple[Location, TemporaryDirectory[str]]:
    """A place that is gone with the directory it answers, too: for where nothing can be written."""
    from tempfile import TemporaryDirectory

    directory = TemporaryDirectory(prefix="rashomon-")
    return Location(Path(directory.name), Path(directory.name) / "index"), directory


def chosen_home() -> Location:
    """The reader's own library, whatever the environment names."""
    return Location(_data_home() / "rashomon", _cache_home() / "rashomon" / "index")


def bundled_articles() -> list[str]:
    """Paths of the articles that come with the program, in order of their names."""
    import seeds

    return sorted(map(str, Path(seeds.__path__[0]).glob("*.txt")))


def spelled_out(path: Path) -> Path:
    """The absolute path that is meant: ``~`` becomes the home it stands for, if there is one.

    Raises LibraryError for a relative path where the directory one is in was removed.
    """
    with contextlib.suppress(RuntimeError):
        path = path.expanduser()
    try:
        return path.absolute()
    except FileNotFoundError:
        what, advice = "the directory you are in was removed", "go to another, or write all of it"
        raise LibraryError(what, clean_line(str(path)), advice) from None


def _data_home() -> Path:
    return _absolute("XDG_DATA_HOME") or _home() / ".local" / "share"


def _cache_home() -> Path:
    return _absolute("XDG_CACHE_HOME") or _home() / ".cache"


def _home() -> Path:
    with contextlib.suppress(RuntimeError):
        if (home := Path.home()).is_absolute():
            return home
    raise LibraryError("there is no home directory", advice="name a library: --library DIR")


def _absolute(variable: str) -> Path | None:
    """The variable's path; the XDG specification says to ignore relative ones."""
    value = os.environ.get(variable, "")
    return Path(value) if value.startswith("/") else None
