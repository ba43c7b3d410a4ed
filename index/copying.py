"""Text families out of the store: who prints the same text, and how one copy departs from it."""

from __future__ import annotations

import sqlite3

from index import framing
from index.comparison.copies import Copy, Family
from index.errors import no_article
from index.events.sketches import sketch_of
from index.store import Connections, articles, families, listing, standing


class Copies:
    """The families of one library."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def family(self, id: int) -> Family:
        """The articles that print the same text as one, itself included. Raises NotFound.

        Quick for any number of them: ``copy`` tells what each cut or added.
        """
        with self._connections.reading() as connection:
            return family(connection, id)

    def copy(self, id: int, reference: int) -> Copy:
        """What article ``id`` cut, added and reworded of ``reference``. Raises NotFound."""
        with self._connections.reading() as connection:
            given, found = articles.load(connection, reference), articles.load(connection, id)
        if given is None or found is None:
            raise no_article(reference if given is None else id)
        return framing.copy_of(given, found)


def family(connection: sqlite3.Connection, number: int) -> Family:
    """The articles that print the same text as article ``number``. Raises NotFound."""
    numbers = families.members(connection, number)
    lines = listing.lines(connection, numbers)
    if not lines:
        raise no_article(number)
    stood = standing.these(connection, numbers)
    sketches = {one.id: sketch_of(one.prints) for one in stood}
    names = families.names_of(connection, numbers)
    return framing.family_of(numbers[0], lines, sketches, names)
