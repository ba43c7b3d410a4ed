"""Looking a library over: what is sound, what is not, and what to do about it."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from index import derived, entities
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
            said = connection.execute("PRAGMA integrity_check(5)").fetchone()[0]
            days = dict(connection.execute("SELECT id, day FROM article"))
            unsound = soundness.damaged_articles(connection)
            unread = soundness.damaged_readings(connection, entities.VERSION, unsound)
            astray = soundness.misplaced(connection)
            broken = soundness.damaged_events(connection)
            unlike = soundness.unlike_log(connection)
            undated = list(soundness.wrong_days(connection))
            lost = derived.damage(connection)
            gone = forgotten.damaged(connection)
    except LibraryError as error:
        yield Check("database", False, error.what, RESTORE)
        return
    sound = said == "ok"
    yield Check("database", sound, f"{len(days)} articles" if sound else said, _if(sound))
    named = f"not as they were written: {_named(unsound)}"
    whole = not unsound
    yield Check("texts", whole, named if unsound else "all are whole", "" if whole else TAKE_OUT)
    yield _index_check(location.index, days)
    if unread:
        yield Check("close reading", False, f"damaged: {_named(unread)}", MEND)
    if undated:
        said = f"others than their dates say: {_named(undated[: soundness.MOST])}"
        yield Check("days", False, said, MEND)
    if lost.places or lost.frequencies:
        named = _named(list(lost.places[: soundness.MOST])) or "of all"
        yield Check("places among events", False, f"damaged: {named}", MEND)
    if lost.figures:
        yield Check("figures of outlets", False, f"damaged: {_named(list(lost.figures))}", MEND)
    if broken:
        named = ", ".join(f"e{number}" for number in broken[: soundness.MOST])
        yield Check("events", False, f"damaged: {named}", MEND)
    if astray:
        named = ", ".join(f"e{number}" for number in astray)
        yield Check("events", False, f"they and their articles disagree: {named}", MEND)
    if gone:
        yield Check("forgotten articles", False, f"damaged: {_named(list(gone))}", THROW_AWAY)
    if unlike:
        yield Check("notes and searches", False, "they or the log of changes are damaged", RESTORE)
    yield Check(
        "close reading",
        pending == 0,
        f"{pending} articles wait" if pending else "everything is read",
        "open the reader, or run 'rashomon events', to finish it" if pending else "",
    )
    if connections.read_only:
        yield Check("writing", False, "this library can only be read here", read_only.ADVICE)
    yield _privacy_check(location.library)
    with connections.reading() as connection:
        wrong = marks.recall(connection, marks.ALIASES_WRONG)
    if wrong:
        yield Check("aliases.toml", False, wrong, "mend that line; the rest works without it")
    try:
        own_entries(location.library / FILE)
    except RashomonError as error:
        yield Check(FILE, False, error.what, error.advice)


def _if(sound: bool) -> str:
    return "" if sound else RESTORE


def _named(numbers: list[int]) -> str:
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
    if level and (stale := sum(found[number] != day for number, day in stored.items())):
        level, said = False, f"{stale} articles are found under another day than theirs"
    return Check("search index", level, said, "" if level else "run 'rashomon doctor --mend'")


def _privacy_check(folder: Path) -> Check:
    open_to = stat.S_IMODE(folder.stat().st_mode) & 0o022
    mine = owned_by_us(folder.stat().st_uid)
    ok = mine and not open_to
    detail = "only you can write to it" if ok else "others can write to it"
    return Check("permissions", ok, detail, "" if ok else f"chmod 700 {folder}")
