"""Putting right what a killed process, a full disk or a damaged file left behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

from index import arranging, derived, entities, leftovers
from index.keeping import KeptIndex
from index.locations import Location
from index.store import Connections, forgotten, remaking, soundness

NAMED = 20
"""Articles named of what is mended; of more it is said how many."""


MANY = 1_000_000


def mend(
    location: Location,
    connections: Connections,
    index: KeptIndex,
    analyse: Callable[[], bool],
) -> tuple[str, ...]:
    """Mends what can be mended without losing anything; answers what that was, in words.

    Articles and what the reader did are never touched. ``analyse`` reads and places what
    waits, and answers True where nothing did. Raises LibraryBusy while another process writes,
    LibraryError where the database itself is damaged.
    """
    with connections.only_writer("mending"):
        return tuple(_mended(location, connections, index, analyse))


def _mended(
    location: Location,
    connections: Connections,
    index: KeptIndex,
    analyse: Callable[[], bool],
) -> Iterator[str]:
    folders = (location.library, location.library / "wording")
    if swept := [name for folder in folders for name in leftovers.sweep(folder)]:
        yield f"left by a stopped process, removed: {', '.join(swept)}"
    yield from _rows(connections)
    yield from index.mend()
    if not analyse():
        yield "close reading: finished"


def _derived(connection: sqlite3.Connection) -> Iterator[str]:
    """What is derived of each article and cannot be loaded is dropped, to be derived again."""
    found = derived.damage(connection)
    remaking.drop(connection, "trace", found.traces)
    remaking.place_again(connection, found.places)
    if found.frequencies:
        remaking.all_places(connection)
        yield "events: all articles to be placed anew, for counts of words were damaged"
    elif found.places:
        yield f"events: articles to be placed anew: {_some(found.places)}"
    remaking.drop(connection, "ingredients", found.figures)
    if found.figures:
        yield f"figures of outlets: articles to be counted anew: {_some(found.figures)}"


def _some(numbers: Sequence[int]) -> str:
    more = f" and {len(numbers) - NAMED:,} more" if len(numbers) > NAMED else ""
    return ", ".join(map(str, numbers[:NAMED])) + more


def _rows(connections: Connections) -> Iterator[str]:
    with connections.writing() as connection:
        if remaking.remake_indexes(connection):
            yield "database: its look-up tables made anew"
        if days := soundness.wrong_days(connection):
            remaking.set_days(connection, days)
            yield f"days of articles, made what their dates say: {_some(list(days))}"
        labels = {n: label for n, label in forgotten.damaged(connection).items() if label}
        if labels:
            forgotten.relabel(connection, labels)
            yield f"headlines of forgotten articles: {_some(list(labels))}"
        unsound = soundness.damaged_articles(connection, MANY)
        if lines := remaking.remake_lines(connection, unsound):
            yield f"lines of articles, made what was found in them: {_some(lines)}"
        unsound = soundness.damaged_articles(connection)
        yield from _derived(connection)
        if soundness.damaged_readings(connection, entities.VERSION, unsound):
            remaking.forget_readings(connection)
            yield "close reading: begun anew, for some of it was damaged"
        if broken := soundness.damaged_events(connection):
            members = remaking.empty_events(connection, broken)
            arranging.retell(
                connection, {event: found for event, found in members.items() if found}
            )
            yield f"events, told anew: {_some(broken)}"
        if astray := soundness.misplaced(connection):
            waiting = list(remaking.gather(connection, astray))
            yield f"events: gathered anew: {len(astray)}, articles to be placed: {len(waiting)}"
