"""Text families out of the store: who prints the same text, and how one copy departs from it."""

from __future__ import annotations

import sqlite3

from index import framing
from index.comparison import Copy, Family
from index.errors import NotFound
from index.events.sketches import sketch_of
from index.store import articles, families, listing, standing


def family(connection: sqlite3.Connection, number: int) -> Family:
    """The articles that print the same text as article ``number``. Raises NotFound."""
    numbers = families.members(connection, number)
    lines = listing.lines(connection, numbers)
    if not lines:
        raise _unknown(number)
    stood = standing.these(connection, numbers)
    sketches = {one.id: sketch_of(one.prints) for one in stood}
    names = families.names_of(connection, numbers)
    return framing.family_of(numbers[0], lines, sketches, names)


def copy(connection: sqlite3.Connection, number: int, reference: int) -> Copy:
    """What article ``number`` changed of article ``reference``. Raises NotFound."""
    given, found = articles.load(connection, reference), articles.load(connection, number)
    if given is None or found is None:
        raise _unknown(reference if given is None else number)
    return framing.copy_of(given, found)


def _unknown(number: int) -> NotFound:
    return NotFound(f"no article {number}", advice="'rashomon list' shows their numbers")
