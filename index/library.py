"""Library: the one door for screens and commands. Thin; the rooms do the work.

What it answers stands in ``Answering``, its files in ``Opened``; here is how one comes to a
library, and all that changes it. Every method may be called from any thread and raises only
``RashomonError`` kinds. Rooms are imported where they are used: a command pays for what it
needs, no more.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from index import locations
from index.answering import Answering
from index.store import marks

if TYPE_CHECKING:
    from index.backing import Restored
    from index.caring import Care
    from index.correcting import Corrections
    from index.following import Feeds
    from index.forgetting import Forgetter
    from index.importing import Choices
    from index.kept import Kept
    from index.reports import Cancelled, ImportReport, Report


class Library(Answering):
    """One reader's collection of articles: one directory.

    ``Library.open(path)`` opens or makes one; ``Library.reader()`` opens what the screen
    shows: the reader's own if there is one, else the bundled sample.
    """

    # -- opening ---------------------------------------------------------------

    @classmethod
    def open(cls, path: Path | None = None) -> Library:
        """The library in the directory ``path`` (None: RASHOMON_LIBRARY, else the reader's own).

        Made where there is none. Raises LibraryError.
        """
        return cls(locations.chosen(path))

    @classmethod
    def sample(cls) -> Library:
        """The five bundled articles in a library of their own, ready to read.

        Where nothing can be written it lives in a temporary directory for this run.
        """
        from index import sampling

        return sampling.sample(
            lambda place, scratch: cls(place, is_sample=True, scratch=scratch)._filled()
        )

    def _filled(self) -> Library:
        """This one, holding the bundled articles, read closely. Raises LibraryError."""
        try:
            self._connections.check_writable()
            bundled = locations.bundled_articles()
            if self.counts().articles < len(bundled):
                self.add(bundled)
            self.analyse()
        except BaseException:
            self.close()
            raise
        return self

    @classmethod
    def reader(cls, path: Path | None = None) -> Library:
        """What is read: the library named, else the reader's own if it holds articles, else
        the sample.

        Raises LibraryError where a directory is named that holds no library.
        """
        location = locations.to_read(path)
        if location.library != locations.chosen_home().library:
            return cls(location)
        if location.file.exists():
            library = cls(location)
            if library.counts().articles:
                return library
            library.close()
        return cls.sample()

    # -- putting in ------------------------------------------------------------

    def add(
        self,
        sources: Sequence[str],
        *,
        stdin: BinaryIO | None = None,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        choices: Choices | None = None,
    ) -> ImportReport:
        """Puts files, folders, tables and addresses in; on return they are stored and searchable.

        ``progress`` counts bytes. ``cancelled`` is asked between articles; what is in
        stays in. Files that have not changed since they were read are passed over (see
        ``choices``). Raises LibraryBusy while another process writes; bad inputs are in the
        report, never raised.
        """
        from index import importing

        how = choices or importing.Choices(undoable=not self.is_sample)
        if any(map(importing.is_address, sources)):
            from index import gathering  # the network, only where it is asked for

            return gathering.add(
                self._connections, self._index.open, sources, stdin, progress, cancelled, how
            )
        with self._connections.only_writer("adding articles"):
            index = self._index.open()
            index.refresh()
            run = importing.Import(self._connections, index, progress, cancelled, how)
            return run.run(sources, stdin)

    @property
    def feeds(self) -> Feeds:
        """The feeds one follows: taking them up, changing and ending them, fetching."""
        from index.following import Feeds

        return Feeds(self._connections, lambda: self._index.open())

    def pending(self) -> int:
        """How many articles still wait to be read closely or placed among events."""
        from index import waiting

        return waiting.pending(self._connections)

    def analyse(
        self,
        *,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        patience: float = 10.0,
    ) -> bool:
        """Reads closely and places what is pending; True when nothing is left to do.

        Raises LibraryBusy where another process writes for more than ``patience`` seconds,
        ReadOnly where nothing can be written.
        """
        if not self.pending():
            return True
        from index import analysing

        with self._connections.only_writer("reading closely", patience):
            placed, renew = self._index.renew_days, self._index.renew
            run = analysing.Analysis(self._connections, placed, renew, progress, cancelled)
            return run.run()

    # -- keeping ---------------------------------------------------------------

    @property
    def corrections(self) -> Corrections:
        """What the reader puts right: names, events, dates; all of it can be undone."""
        from index.correcting import Corrections

        steps = self._relink, self._regroup, self._renew, self._level
        return Corrections(self._connections, *steps)

    def _relink(self) -> None:
        from index import analysing

        analysing.relink(self._connections)

    def _regroup(self) -> Sequence[int]:
        from index import analysing

        return analysing.regroup(self._connections)

    def _renew(self, numbers: Sequence[int]) -> None:
        self._index.renew(numbers)

    def _level(self, progress: Report | None) -> None:
        self._index.level(progress)

    @property
    def kept(self) -> Kept:
        """What the reader keeps: stars, tags, notes, searches; all of it can be undone."""
        from index.kept import Kept

        def find(query: str) -> int:
            return self.search(query, limit=1, bare=True).total

        return Kept(self._connections, find, self._counted)

    @property
    def forgetting(self) -> Forgetter:
        """What is taken out: by hand or by rules, with an undoing until it is compacted."""
        from index.forgetting import Forgetter

        return Forgetter(self._connections, self._index)

    def mark_read(self, id: int, read: bool = True) -> None:
        """Marks an article read, or unread again; unknown ids are ignored. Raises ReadOnly."""
        with self._connections.writing() as connection:
            marks.mark_read(connection, id, read, datetime.datetime.now(datetime.UTC))

    def remember(self, key: str, value: str) -> None:
        """Keeps a small text under a key (a reader's place, the last screen).

        Where nothing can be written: until the library is closed.
        """
        if self.read_only:
            self._remembered[key] = value
            return
        with self._connections.writing() as connection:
            marks.remember(connection, key, value)

    def recall(self, key: str) -> str | None:
        """What was kept under a key, or None."""
        if key in self._remembered:
            return self._remembered[key]
        with self._connections.reading() as connection:
            return marks.recall(connection, key)

    # -- care ------------------------------------------------------------------

    @property
    def care(self) -> Care:
        """What keeps it sound: looking it over, mending, its search index, its backup."""
        from index.caring import Care

        return Care(
            self._location, self._connections, lambda: self._index, self.pending, self.analyse
        )

    @classmethod
    def restore(
        cls,
        file: Path,
        path: Path | None = None,
        *,
        replace: bool = False,
        progress: Report | None = None,
    ) -> Restored:
        """Makes the library at ``path`` (as for ``open``) what a backup holds, searchable.

        Raises LibraryError for what is no sound backup, and where there is a library with
        articles and not ``replace``: then the old one is kept aside.
        """
        from index import backing

        location = locations.chosen(path)
        restored = backing.restore(file, location, replace, progress)
        with cls(location) as library:
            unsound = library.care.reindex(progress=progress)
        return backing.Restored(restored.articles, restored.aside, unsound)
