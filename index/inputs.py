"""Files that were read before: passed over while they are unchanged, refusals told again."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from index import ingest
from index.reports import Refusal
from index.store import Connections, forgotten, inputs

Mark = Callable[[], None]

SETTLED_NS = 2_000_000_000
"""A file that changed so lately may change again within one tick of its clock: it is not
remembered, and read once more the next time."""
SMALL = 262_144
"""Bytes up to which a file that is named itself is always read: that takes no time, and its
report tells which article it is."""
REFUSED = 100
"""A file with more refusals than this is read again each time."""
ROWS = 2_000
"""Lines of a table looked up at once."""
AT_ONCE = 100
"""Files written down in one transaction."""


class FilesRead:
    """What one library remembers of files, as reading asks for it (``ingest.Inputs``).

    Reading may be ahead of what is taken in. So what happens to files while they are read
    becomes marks, to be called in their place among what was read.
    """

    def __init__(
        self,
        connections: Connections,
        again: bool = False,
        sweeping: bool = False,
        now_ns: Callable[[], int] = time.time_ns,
    ) -> None:
        """``again`` reads everything; it is remembered all the same. ``sweeping``: that a file
        was named itself means nothing.

        ``unchanged`` counts the files passed over; ``may_return`` tells that something is
        forgotten that may come back.
        """
        self._connections = connections
        self._again, self._sweeping = again, sweeping
        self._now_ns = now_ns
        self._marks: list[Mark] = []
        self._refused: list[Refusal] = []
        self._unsaved: list[tuple[str, str, Sequence[Refusal]]] = []
        self._path, self._first = "", 0
        self._rows: dict[int, tuple[bytes, int]] = {}
        self.unchanged = 0
        with connections.reading() as connection:
            self.may_return = forgotten.count(connection) > 0

    def known(self, found: ingest.Located) -> Sequence[Refusal] | None:
        """What was refused of a file that has not changed since it was read, else None."""
        self._marks.append(self._begin)
        # A file that is named itself may be there to bring something forgotten back.
        wanted = found.asked and (found.size <= SMALL or self.may_return) and not self._sweeping
        if self._again or wanted or not found.stamp:
            return None
        with self._connections.reading() as connection:
            known = inputs.known(connection, _path(found), found.stamp)
        if known is not None:
            self.unchanged += 1
        return known

    def row(self, path: str, line: int, print: bytes) -> int | None:
        """The article that a row of a table became, if it is as it was when it was read."""
        if self._again:
            return None
        if path != self._path or not self._first <= line < self._first + ROWS:
            self._path, self._first = path, line
            with self._connections.reading() as connection:
                self._rows = inputs.rows(connection, path, line, line + ROWS)
        known = self._rows.get(line)
        return known[1] if known is not None and known[0] == print else None

    def marks(self) -> list[Mark]:
        """What to call before the next item that was read is taken."""
        marks, self._marks = self._marks, []
        return marks

    def _begin(self) -> None:
        self._refused = []

    def refused(self, refusal: Refusal) -> None:
        """Something of the file that is being taken was refused."""
        if len(self._refused) <= REFUSED:
            self._refused.append(refusal)

    def finished(self, found: ingest.Located) -> None:
        """A file was read to its end."""
        settled = self._now_ns() - found.changed_ns > SETTLED_NS
        self._marks.append(partial(self._taken, found, settled))

    def _taken(self, found: ingest.Located, settled: bool) -> None:
        """Everything from a file was taken."""
        if settled and found.stamp and len(self._refused) <= REFUSED:
            self._unsaved.append((_path(found), found.stamp, tuple(self._refused)))
        self._refused = []

    def save(self, least: int = 1) -> None:
        """Writes down which files were read, if they are as many as ``least``.

        To be called when everything from them is stored.
        """
        if len(self._unsaved) >= least:
            now = datetime.datetime.now(datetime.UTC)
            with self._connections.writing() as connection:
                inputs.remember(connection, self._unsaved, now)
            self._unsaved = []


def _path(found: ingest.Located) -> str:
    return str(Path(found.path).absolute())
