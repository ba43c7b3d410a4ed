"""Looking a library over: what is sound, what is not, and what to do about it."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from index import derived, entities
from index.dataclass import dataclass
from index.errors import LibraryError, RashomonError
from index.locations import Location
from index.outlets import FILE, own_entries
from index.private import owned_by_us
from index.reports import Check
from index.search import IndexDamaged, SearchIndex
from index.store import Connections, forgotten, marks, read_only, soundness

RESTORE = "restore a backup ('rashomon restore'), or export what is whole"
TAKE_OUT = "restore a backup, or 'rashomon forget' takes them out"
MEND = "'rashomon doctor --mend' makes it again"
THROW_AWAY = "'rashomon doctor --mend' mends what is listed of them, 'rashomon compact' ends them"


def check(location: Location, connections: Connections, pending: int) -> tuple[Check, ...]:
    """Everything that can be checked without changing anything."""
    return tuple(_checks(location, connections, pending))


def _checks(location: Location, connections: Connections, pending: int) -> Iterator[Check]:
    try:
        with connections.reading() as connection:
            found = _look(connection)
    except LibraryError as error:
        yield Check("database", False, error.what, RESTORE)
        return
    if found.said == "ok":
        yield Check("database", True, f"{len(found.days)} articles")
    else:
        yield Check("database", False, found.said, RESTORE)
    if found.unsound:
        yield Check("texts", False, f"not as they were written: {_named(found.unsound)}", TAKE_OUT)
    else:
        yield Check("texts", True, "all are whole")
    yield _index_check(location.index, found.days)
    yield from _damaged(found)
    waits = "open the reader, or run 'rashomon events', to finish it"
    if pending:
        yield Check("close reading", False, f"{pending} articles wait", waits)
    else:
        yield Check("close reading", True, "everything is read")
    if connections.read_only:
        yield Check("writing", False, "this library can only be read here", read_only.ADVICE)
    yield _privacy_check(location.library)
    yield from _own_tables(location, connections)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was seen in a library's database: SQLite's own word, the articles with their days, and
    the numbers of what is damaged of each kind."""

    said: str
    days: Mapping[int, str | None]
    unsound: Sequence[int]
    unread: Sequence[int]
    undated: Sequence[int]
    lost: derived.Damage
    broken: Sequence[int]
    astray: Sequence[int]
    gone: Sequence[int]
    unlike_log: bool


def _look(connection: sqlite3.Connection) -> _Found:
    unsound = soundness.damaged_articles(connection)
    return _Found(
        said=connection.execute("PRAGMA integrity_check(5)").fetchone()[0],
        days=dict(connection.execute("SELECT id, day FROM article")),
        unsound=unsound,
        unread=soundness.damaged_readings(connection, entities.VERSION, unsound),
        undated=list(soundness.wrong_days(connection)),
        lost=derived.damage(connection),
        broken=soundness.damaged_events(connection),
        astray=soundness.misplaced(connection),
        gone=list(forgotten.damaged(connection)),
        unlike_log=soundness.unlike_log(connection),
    )


def _damaged(found: _Found) -> Iterator[Check]:
    """What is damaged of what can be made again, of what was forgotten, and of what is kept."""
    lost = found.lost
    if found.unread:
        yield Check("close reading", False, f"damaged: {_named(found.unread)}", MEND)
    if found.undated:
        said = f"others than their dates say: {_named(found.undated[: soundness.MOST])}"
        yield Check("days", False, said, MEND)
    if lost.places or lost.frequencies:
        named = _named(lost.places[: soundness.MOST]) or "of all"
        yield Check("places among events", False, f"damaged: {named}", MEND)
    if lost.figures:
        yield Check("figures of outlets", False, f"damaged: {_named(lost.figures)}", MEND)
    if found.broken:
        named = ", ".join(f"e{number}" for number in found.broken[: soundness.MOST])
        yield Check("events", False, f"damaged: {named}", MEND)
    if found.astray:
        named = ", ".join(f"e{number}" for number in found.astray)
        yield Check("events", False, f"they and their articles disagree: {named}", MEND)
    if found.gone:
        yield Check("forgotten articles", False, f"damaged: {_named(found.gone)}", THROW_AWAY)
    if found.unlike_log:
        yield Check("notes and searches", False, "they or the log of changes are damaged", RESTORE)


def _own_tables(location: Location, connections: Connections) -> Iterator[Check]:
    """What is wrong in the tables that the reader edits."""
    with connections.reading() as connection:
        wrong = marks.recall(connection, marks.ALIASES_WRONG)
    if wrong:
        yield Check("aliases.toml", False, wrong, "mend that line; the rest works without it")
    try:
        own_entries(location.library / FILE)
    except RashomonError as error:
        yield Check(FILE, False, error.what, error.advice)


def _named(numbers: Sequence[int]) -> str:
    more = " and perhaps more" if len(numbers) >= soundness.MOST else ""
    return ", ".join(map(str, numbers)) + more


def _index_check(folder: Path, stored: Mapping[int, str | None]) -> Check:
    try:
        index = SearchIndex(folder)
    except IndexDamaged as damage:
        return Check("search index", False, str(damage), "run 'rashomon reindex'")
    except RashomonError as error:
        return Check("search index", False, f"{error.where}: {error.what}", error.advice)
    try:
        index.verify()
        found = {n: day.isoformat() if day else None for n, day in index.days().items()}
    except IndexDamaged as damage:
        return Check("search index", False, str(damage), "run 'rashomon reindex'")
    finally:
        index.close()
    held = len(found.keys() & stored.keys())
    level = found.keys() == stored.keys()
    said = f"{held} of {len(stored)} articles are searchable"
    if gone := len(found) - held:
        said += f"; the index still holds {gone} more that went"
    if level and (stale := sum(found[number] != day for number, day in stored.items())):
        level, said = False, f"{stale} articles are found under another day than theirs"
    return Check("search index", level, said, "" if level else "run 'rashomon doctor --mend'")


def _privacy_check(folder: Path) -> Check:
    open_to = stat.S_IMODE(folder.stat().st_mode) & 0o022
    mine = owned_by_us(folder.stat().st_uid)
    ok = mine and not open_to
    detail = "only you can write to it" if ok else "others can write to it"
    return Check("permissions", ok, detail, "" if ok else f"chmod 700 {folder}")
