"""Looking a library over: what is sound, what is not, and what to do about it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from index.article import Check
from index.errors import RashomonError
from index.locations import Location
from index.outlets import FILE, own_entries
from index.search import IndexDamaged, SearchIndex
from index.store import Connections, marks


def check(location: Location, connections: Connections, pending: int) -> tuple[Check, ...]:
    """Everything that can be checked without changing anything."""
    return tuple(_checks(location, connections, pending))


def _checks(location: Location, connections: Connections, pending: int) -> Iterator[Check]:
    with connections.reading() as connection:
        said = connection.execute("PRAGMA integrity_check(5)").fetchone()[0]
        stored = connection.execute("SELECT count(*) FROM article").fetchone()[0]
        bodies = connection.execute("SELECT count(*) FROM body").fetchone()[0]
    yield Check(
        "database",
        said == "ok",
        f"{stored} articles" if said == "ok" else said,
        "" if said == "ok" else "restore a backup of library.db",
    )
    yield Check(
        "texts",
        stored == bodies,
        f"{bodies} of {stored} articles have their text",
        "" if stored == bodies else "restore a backup of library.db",
    )
    yield _index_check(location.index, stored)
    yield Check(
        "close reading",
        pending == 0,
        f"{pending} articles wait" if pending else "everything is read",
        "open the reader, or run 'rashomon events', to finish it" if pending else "",
    )
    yield _privacy_check(location.library)
    with connections.reading() as connection:
        wrong = marks.recall(connection, marks.ALIASES_WRONG)
    if wrong:
        yield Check("aliases.toml", False, wrong, "mend that line; the rest works without it")
    try:
        own_entries(location.library / FILE)
    except RashomonError as error:
        yield Check(FILE, False, error.what, error.advice)


def _index_check(folder: Path, stored: int) -> Check:
    try:
        index = SearchIndex(folder)
    except IndexDamaged as damage:
        return Check("search index", False, str(damage), "run 'rashomon reindex'")
    try:
        index.verify()
        count = index.count()
    except IndexDamaged as damage:
        return Check("search index", False, str(damage), "run 'rashomon reindex'")
    finally:
        index.close()
    level = count == stored
    advice = "" if level else "run 'rashomon reindex'"
    return Check("search index", level, f"{count} of {stored} articles are searchable", advice)


def _privacy_check(folder: Path) -> Check:
    open_to = stat.S_IMODE(folder.stat().st_mode) & 0o022
    mine = folder.stat().st_uid == os.getuid()
    ok = mine and not open_to
    detail = "only you can write to it" if ok else "others can write to it"
    return Check("permissions", ok, detail, "" if ok else f"chmod 700 {folder}")
