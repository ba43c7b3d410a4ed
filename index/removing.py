"""Taking articles out of all that is derived, and putting them back as they were.

What stays is told anew without them, and keeps its place: an event shrinks, or is gone with its
last article; nothing is grouped anew. What comes back goes to the event it was in.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Sequence

from index import arranging, entities, events, profiles
from index.store import forgotten, kept, left_behind, marks, readings, standing
from index.store.held import Held
from index.store.packing import unpack_reading, unpack_text
from index.store.sealing import RowDamaged

Step = Callable[[str, int, int], None]
"""Told now and then what is done, for how many articles of how many; it may raise Stopped."""
_TOLD = 100
"""Articles brought back between two steps."""


def alone(what: str, done: int, total: int) -> None:
    """A step that nobody is told of."""


def take_out(
    connection: sqlite3.Connection, numbers: Sequence[int], batch: int, step: Step = alone
) -> int:
    """Forgets articles in one transaction; answers how many of them were there.

    ``connection`` is open for writing. The search index is brought level by whoever asks it.
    """
    there = kept.existing(connection, numbers)
    if not there:
        return 0
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    shrunk, families = forgotten.hold(
        connection, there, batch, now, lambda done: step("forgetting", done, len(there))
    )
    left_behind.move_families(connection, families)
    _tell_anew(connection, shrunk)
    _advance(connection)
    return len(there)


def bring_back(
    connection: sqlite3.Connection, numbers: Sequence[int], step: Step = alone
) -> list[int]:
    """Brings forgotten articles back in one transaction, under the numbers they had.

    Answers those that are there again: not one whose text came in anew meanwhile.
    """
    versions = {
        "trace": events.VERSION,
        "standing": events.VERSION,
        "reading": entities.VERSION,
        "ingredients": profiles.version(),
    }
    back: list[Held] = []
    for place, one in enumerate(forgotten.held(connection, numbers), 1):
        if place % _TOLD == 0 or place == len(numbers):
            step("bringing back", place, len(numbers))
        if forgotten.release(connection, one, versions):
            _count_names(connection, one)
            # Rows are put back already: what stays in memory is where the article stood.
            back.append(Held(one.article, {"article": one.rows["article"]}, one.kin))
    left_behind.rejoin_families(connection, back)
    _stand_again(connection, back)
    _advance(connection)
    return [one.article for one in back]


def _stand_again(connection: sqlite3.Connection, back: Sequence[Held]) -> None:
    """Puts articles into the events they were in; those not placed by this version wait."""
    placed = standing.days_of(connection, [one.article for one in back])
    by_event: dict[int, list[int]] = {}
    for one in back:
        if one.event is not None and one.article in placed:
            event = left_behind.standing_event(connection, one.event)
            by_event.setdefault(event, []).append(one.article)
    for event, numbers in by_event.items():
        left_behind.put_in_event(connection, event, numbers)
    _tell_anew(connection, set(by_event))


def _tell_anew(connection: sqlite3.Connection, touched: set[int]) -> None:
    members = left_behind.members(connection, touched)
    left_behind.dissolve(connection, [event for event, found in members.items() if not found])
    full = {event: found for event, found in members.items() if found}
    for event in arranging.retell(connection, full):
        left_behind.shrink(connection, event, full[event])


def _count_names(connection: sqlite3.Connection, one: Held) -> None:
    """Counts the names of an article in again, where its reading came back."""
    row = connection.execute(
        "DELETE FROM reading WHERE article = ? RETURNING version, data", (one.article,)
    ).fetchone()
    if row is None:
        return
    version, data = row
    try:
        body = one.rows["body"][0]["text"]
        mentions, quotes = unpack_reading(data, unpack_text(body))
    except (RowDamaged, KeyError):
        return  # forgotten because it was damaged: it waits, as it did
    names = {m.entity for m in mentions} | {m.text for m in mentions}
    folded = {name: entities.fold_name(name) for name in names}
    readings.save_reading(connection, one.article, version, mentions, quotes, folded)


def _advance(connection: sqlite3.Connection) -> None:
    marks.advance(connection)
    kept.advance(connection)
