"""The search index of a library, kept level with its store and mended where it is damaged.

Importing is loaded only to bring the index level: a search seldom needs it.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from index import search
from index.errors import LibraryBusy, LibraryError, RashomonError
from index.reports import Cancelled, Report
from index.search import marks
from index.store import Connections, articles, days, read_only
from index.store.sealing import RowDamaged

T = TypeVar("T")
_MARKS = 16
"""Articles, evenly chosen, by which an index is known again."""


class KeptIndex:
    """Opens the index when it is first asked for. Threads may share it."""

    def __init__(self, folder: Path, connections: Connections) -> None:
        self._folder = folder
        self._connections = connections
        self._index: search.SearchIndex | None = None
        self._glance: search.Glance | None = None
        self._guard = threading.RLock()
        self._known = threading.local()
        self._marked: int | None = None
        self._unsound: tuple[int, ...] = ()

    def open(self) -> search.SearchIndex:
        """The index as it is; one that cannot be trusted is removed, and begins empty."""
        with self._guard:
            self._glance = None
            if self._index is None:
                try:
                    self._index = self._of_this_library(search.SearchIndex(self._folder))
                except RashomonError as error:
                    self._stop_where_only_read(error)
                    if not isinstance(error, search.IndexDamaged):
                        raise
                    search.wipe(self._folder)
                    self._index = search.SearchIndex(self._folder)
            return self._index

    def _stop_where_only_read(self, error: RashomonError) -> None:
        """Raises LibraryError where an index that is damaged, or is not there, stays so."""
        if self._connections.read_only:
            what = f"{error.what}, and it cannot be made anew where it lies"
            raise LibraryError(what, error.where, read_only.ADVICE) from error

    def _of_this_library(self, index: search.SearchIndex) -> search.SearchIndex:
        """The index given. Raises IndexDamaged where it holds articles of another library."""
        kept = marks.read(self._folder)
        if not self._knows(kept):
            index.close()
            raise search.IndexDamaged("the search index is that of another library")
        self._marked = index.serial() if kept else None
        return index

    def _knows(self, kept: Mapping[int, str]) -> bool:
        """Whether the articles by which an index is known again are those of this library."""
        with contextlib.suppress(LibraryError), self._connections.reading() as connection:
            for number, what in kept.items():
                row = connection.execute("SELECT identity FROM article WHERE id = ?", (number,))
                found = row.fetchone()
                if found is None or bytes(found[0]).hex() == what:
                    continue
                if self._is_sound(connection, number):
                    return False
        return True

    def _look(self) -> search.Glance | None:
        """A glance at an index that nobody has opened; None where that does not do."""
        with self._guard:
            if self._index is not None:
                return None
            if self._glance is None or self._glance.stale():
                self._glance = None
                kept = marks.read(self._folder)
                with contextlib.suppress(search.TooMuch):
                    if kept and self._knows(kept):
                        self._glance = search.Glance(self._folder)
            return self._glance

    @staticmethod
    def _is_sound(connection: sqlite3.Connection, number: int) -> bool:
        """Whether an article is as it was written: one that rotted is no other library's."""
        try:
            return articles.load(connection, number) is not None
        except (RowDamaged, sqlite3.DatabaseError):
            return False

    def _mark(self, index: search.SearchIndex) -> None:
        """Keeps beside an index that is level by which articles it is known again."""
        serial = index.serial()
        if serial == self._marked or self._connections.read_only:
            return
        with self._connections.reading() as connection:
            newest = connection.execute("SELECT max(id) FROM article").fetchone()[0] or 0
            if newest and newest != max(marks.read(self._folder), default=0):
                least = {newest * step // _MARKS for step in range(_MARKS)} | {newest}
                one = "SELECT id, identity FROM article WHERE id >= ? ORDER BY id LIMIT 1"
                rows = [connection.execute(one, (number,)).fetchone() for number in sorted(least)]
                marks.write(self._folder, {row[0]: bytes(row[1]).hex() for row in rows if row})
        self._marked = serial

    def find(self, question: Callable[[search.Searching], T]) -> T:
        """``ask`` for what finds articles: who asks once, and little, opens nothing."""
        glance = self._look()
        if glance is not None and self._is_level(glance):
            with contextlib.suppress(search.TooMuch):
                return question(glance)
        return self.ask(question)

    def ask(self, question: Callable[[search.SearchIndex], T]) -> T:
        """What the index answers, holding every stored article.

        Damage that shows only now is mended by making the index anew, then it is asked
        again. Raises LibraryBusy where another process writes meanwhile, and LibraryError where
        it is damaged and nothing can be written.
        """
        try:
            return question(self._level())
        except search.IndexDamaged as error:
            self._stop_where_only_read(error)
            self.remake()
            return question(self._level())

    def _level(self) -> search.SearchIndex:
        """The index with all articles; while others write, as far as it is."""
        index = self.open()
        index.refresh()
        if not self._is_level(index):
            from index import indexing

            with (
                contextlib.suppress(LibraryBusy, read_only.ReadOnly),
                self._connections.only_writer("indexing", patience=0),
            ):
                self._unsound = indexing.catch_up(self._connections, index)
                indexing.renew_all(self._connections, index)
        else:
            self._mark(index)
        return index

    def _is_level(self, index: search.SearchIndex | search.Glance) -> bool:
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

    @property
    def left_out(self) -> str | None:
        """Which articles no search finds because they are damaged, or how many because nothing
        can be written, in words for a reader."""
        if self._connections.read_only and (lacking := self.lacking()):
            return f"{lacking:,} articles are not in the search index, which cannot be written here"
        if not self._unsound:
            return None
        named = ", ".join(map(str, self._unsound[:5])) + (" …" if len(self._unsound) > 5 else "")
        return f"without damaged articles: {named}; 'rashomon doctor' tells what to do"

    def _stored(self) -> int:
        with self._connections.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])

    def lacking(self) -> int:
        """How many stored articles the index lacks."""
        return max(0, self._stored() - (self._look() or self.open()).count())

    def warm(self) -> None:
        """Checks in the background what no search has read yet; returns at once."""
        self.open().warm()

    def renew(self, numbers: Sequence[int]) -> None:
        """Indexes articles again whose day has changed."""
        from index import indexing

        indexing.renew(self._connections, self.open(), numbers)

    def renew_days(self) -> None:
        """Indexes every article again whose day has changed, also before a run cut short."""
        from index import indexing

        index = self.open()
        index.refresh()
        indexing.renew_all(self._connections, index)

    def take_out(self, numbers: Sequence[int]) -> None:
        """Takes articles out, so that no search finds them."""
        self.open().remove(numbers)

    def level(self, progress: Report | None = None) -> None:
        """Brings the index level with the store. The caller holds the writing lock."""
        from index import indexing

        index = self.open()
        index.refresh()
        self._unsound = indexing.catch_up(self._connections, index, progress)

    def purge(self) -> None:
        """Leaves no word in the files of what was taken out."""
        self.level()
        self.open().purge()

    def remake(
        self, progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> tuple[int, ...]:
        """Makes the index anew from the store; answers the articles that are damaged, which are
        left out. Raises LibraryBusy."""
        from index import indexing

        with self._connections.only_writer("reindexing"):
            with self._guard:
                self.close()
                search.wipe(self._folder)
            found = indexing.catch_up(self._connections, self.open(), progress, cancelled)
            self._unsound = found
        return found

    def mend(self) -> Iterator[str]:
        """Makes the index what the store says, and leaves no file that nobody names; tells what
        there was to do. To be called by the only writer."""
        from index import indexing

        try:
            index = self.open()
            index.refresh()
            index.verify()
        except search.IndexDamaged:
            self.remake()
            yield "search index: made anew, for it was damaged"
            return
        if lacking := len(self._ids() ^ index.ids()):
            self._unsound = indexing.catch_up(self._connections, index)
            if mended := lacking - len(self._unsound):
                yield f"search index: articles taken in or out: {mended:,}"
        if stale := indexing.renew_all(self._connections, index):
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
                self._mark_at_last(self._index)
                self._index.close()
                self._index = None

    def _mark_at_last(self, index: search.SearchIndex) -> None:
        """Marks an index that was written to and not asked since."""
        with contextlib.suppress(RashomonError):
            if index.serial() != self._marked and index.count() and self._is_level(index):
                self._mark(index)
