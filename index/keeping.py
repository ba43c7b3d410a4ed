"""The search index of a library, kept level with its store and mended where it is damaged.

Importing is loaded only to bring the index level: a search seldom needs it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from index import search
from index.article import Progress
from index.errors import LibraryBusy
from index.store import Connections, days

Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]
T = TypeVar("T")


class KeptIndex:
    """Opens the index when it is first asked for. Threads may share it."""

    def __init__(self, folder: Path, connections: Connections) -> None:
        self._folder = folder
        self._connections = connections
        self._index: search.SearchIndex | None = None
        self._guard = threading.RLock()
        self._known = threading.local()
        self._unsound: tuple[int, ...] = ()

    def open(self) -> search.SearchIndex:
        """The index as it is; one that cannot be trusted is removed, and begins empty."""
        with self._guard:
            if self._index is None:
                try:
                    self._index = search.SearchIndex(self._folder)
                except search.IndexDamaged:
                    search.wipe(self._folder)
                    self._index = search.SearchIndex(self._folder)
            return self._index

    def ask(self, question: Callable[[search.SearchIndex], T]) -> T:
        """What the index answers, holding every stored article.

        Damage that shows only now is mended by making the index anew, then it is asked
        again. Raises LibraryBusy where another process writes meanwhile.
        """
        try:
            return question(self._level())
        except search.IndexDamaged:
            self.remake()
            return question(self._level())

    def _level(self) -> search.SearchIndex:
        """The index with all articles; while others write, as far as it is."""
        index = self.open()
        index.refresh()
        if not self._is_level(index):
            from index import importing

            with (
                contextlib.suppress(LibraryBusy),
                self._connections.only_writer("indexing", patience=0),
            ):
                self._unsound = importing.catch_up(self._connections, index)
                importing.renew_all(self._connections, index)
        return index

    def _is_level(self, index: search.SearchIndex) -> bool:
        """Whether the index has the stored articles, but for those known to be damaged, and was
        told of all changed days.

        Numbers are added up only where something was written since: the sum takes a while.
        """
        with self._connections.reading() as connection:
            changes = connection.execute("PRAGMA data_version").fetchone()[0]
            state = changes, connection.total_changes, index.serial()
            if getattr(self._known, "level", None) == state:
                return True
            query = "SELECT count(*), coalesce(sum(id), 0) FROM article"
            if unsound := self._unsound:
                query += f" WHERE id NOT IN ({','.join(map(str, unsound))})"
            tally = connection.execute(query).fetchone()
            level = tally == index.tally() and not days.owed(connection)
        self._known.level = state if level else None
        return level

    def _stored(self) -> int:
        with self._connections.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])

    def lacking(self) -> int:
        """How many stored articles the index lacks."""
        return max(0, self._stored() - self.open().count())

    def warm(self) -> None:
        """Checks in the background what no search has read yet; returns at once."""
        self.open().warm()

    def renew(self, numbers: Sequence[int]) -> None:
        """Indexes articles again whose day has changed."""
        from index import importing

        importing.renew(self._connections, self.open(), numbers)

    def renew_days(self) -> None:
        """Indexes every article again whose day has changed, also before a run cut short."""
        from index import importing

        index = self.open()
        index.refresh()
        importing.renew_all(self._connections, index)

    def take_out(self, numbers: Sequence[int]) -> None:
        """Takes articles out, so that no search finds them."""
        self.open().remove(numbers)

    def level(self, progress: Report | None = None) -> None:
        """Brings the index level with the store. The caller holds the writing lock."""
        from index import importing

        index = self.open()
        index.refresh()
        self._unsound = importing.catch_up(self._connections, index, progress)

    def purge(self) -> None:
        """Leaves no word in the files of what was taken out."""
        self.level()
        self.open().purge()

    def remake(
        self, progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> tuple[int, ...]:
        """Makes the index anew from the store; answers the articles that are damaged, which are
        left out. Raises LibraryBusy."""
        from index import importing

        with self._connections.only_writer("reindexing"):
            with self._guard:
                self.close()
                search.wipe(self._folder)
            found = importing.catch_up(self._connections, self.open(), progress, cancelled)
            self._unsound = found
        return found

    def mend(self) -> Iterator[str]:
        """Makes the index what the store says, and leaves no file that nobody names; tells what
        there was to do. To be called by the only writer."""
        from index import importing

        try:
            index = self.open()
            index.refresh()
            index.verify()
        except search.IndexDamaged:
            self.remake()
            yield "search index: made anew, for it was damaged"
            return
        if lacking := len(self._ids() ^ index.ids()):
            self._unsound = importing.catch_up(self._connections, index)
            if mended := lacking - len(self._unsound):
                yield f"search index: articles taken in or out: {mended:,}"
        if stale := importing.renew_all(self._connections, index):
            yield f"search index: articles put under another day: {stale:,}"
        if swept := index.sweep():
            yield f"search index: unused files removed: {swept:,}"

    def _ids(self) -> frozenset[int]:
        with self._connections.reading() as connection:
            return frozenset(row[0] for row in connection.execute("SELECT id FROM article"))

    def close(self) -> None:
        """Lets go of the files."""
        with self._guard:
            if self._index is not None:
                self._index.close()
                self._index = None
