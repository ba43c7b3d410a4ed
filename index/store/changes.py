"""Whether anybody else changed what is shown of a library."""

from __future__ import annotations

import threading

from index.store import marks
from index.store.connections import Connections


class Changes:
    """What each thread has seen of a library: one that asks is told what came since it asked."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._seen = threading.local()

    def any(self) -> bool:
        """True if what is shown changed since this thread last asked, by another connection."""
        with self._connections.reading() as connection:
            version = connection.execute("PRAGMA data_version").fetchone()[0]
            before = getattr(self._seen, "version", None)
            if version == before:
                return False
            state = marks.shown_state(connection)
        known = getattr(self._seen, "state", state)
        self._seen.version, self._seen.state = version, state
        return bool(before is not None and state != known)
