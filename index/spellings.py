"""The outlets of a library under all their spellings, joined once until something changes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.outlets import FILE, Names, known
from index.store import outlets

_LIBRARIES = 4
_Key = tuple[object, ...]
_joined: dict[Path, tuple[_Key, Names]] = {}


def outlet_names(connection: sqlite3.Connection, library: Path) -> Names:
    """The outlet names of the library in that directory, as the reader's table joins them, too.

    Counting the texts of every outlet takes longer than most that is asked with them: what was
    joined is kept as long as no article came or went and the table is the same.
    """
    key = (*outlets.state(connection), *_stamp(library / FILE))
    kept = _joined.get(library)
    if kept is not None and kept[0] == key:
        return kept[1]
    names = Names(outlets.counted(connection), known(library))
    if len(_joined) >= _LIBRARIES:
        _joined.clear()
    _joined[library] = key, names
    return names


def _stamp(table: Path) -> tuple[int, ...]:
    try:
        found = table.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
