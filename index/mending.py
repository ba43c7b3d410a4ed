"""Putting right what a killed process, a full disk or a damaged file left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index import entities, leftovers
from index.keeping import KeptIndex
from index.locations import Location
from index.store import Connections, remaking, soundness


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


def _rows(connections: Connections) -> Iterator[str]:
    with connections.writing() as connection:
        if remaking.remake_indexes(connection):
            yield "database: its look-up tables made anew"
        unsound = soundness.damaged_articles(connection)
        if soundness.damaged_readings(connection, entities.VERSION, unsound):
            remaking.forget_readings(connection)
            yield "close reading: begun anew, for some of it was damaged"
        if astray := soundness.misplaced(connection):
            waiting = list(remaking.gather(connection, astray))
            yield f"events: gathered anew: {len(astray)}, articles to be placed: {len(waiting)}"
