"""What of a library still waits to be analysed. Cheap: it is asked whenever one is opened."""

from __future__ import annotations

from index import entities, events, profiles
from index.store import Connections, marks, outlets, placements, readings, repeated

ALIASES = "aliases.toml"
"""The reader's own table of other names, beside the library file."""


def pending(connections: Connections) -> int:
    """Articles that still lack a reading, a trace, a place or counts, or whose lines have not been
    compared with those of their outlet; 1 where only names must be
    joined anew because the reader's table of other names has changed."""
    with connections.reading() as connection:
        changed = (marks.recall(connection, ALIASES) or "") != stamp(connections)
        return max(
            len(readings.unread_articles(connection, entities.VERSION)),
            len(placements.untraced(connection, events.VERSION)),
            placements.unplaced(connection, events.VERSION),
            len(outlets.unmeasured(connection, entities.VERSION, profiles.version())),
            repeated.waiting(connection),
            int(changed),
        )


def stamp(connections: Connections) -> str:
    """What changes when the reader's table of other names does; empty without one."""
    try:
        found = connections.path.with_name(ALIASES).stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size}"
