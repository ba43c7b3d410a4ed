"""Library: the one door for screens and commands. Thin; the rooms do the work.

Every method may be called from any thread and raises only ``RashomonError`` kinds. Rooms
are imported where they are used: a command pays for what it needs, no more.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from index import locations
from index.errors import no_article
from index.store import Connections, articles, listing, marks, placements
from index.store.changes import Changes

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from index.answers import Entity, EntityPage, Results
    from index.article import Article, ArticleLine, Event, Span
    from index.backing import Restored
    from index.caring import Care
    from index.comparison.coverage import Coverage
    from index.comparison.table import Comparison
    from index.copying import Copies
    from index.correcting import Corrections
    from index.following import Feeds
    from index.forgetting import Forgetter
    from index.framing.own_sets import OwnSets
    from index.importing import Choices
    from index.keeping import KeptIndex
    from index.kept import Kept
    from index.lists import Events, Paged
    from index.profiling import Outlets
    from index.reports import Cancelled, ImportReport, PastImport, Report
    from index.store.marks import Counts


class Library:
    """One reader's collection of articles: one directory.

    ``Library.open(path)`` opens or makes one; ``Library.reader()`` opens what the screen
    shows: the reader's own if there is one, else the bundled sample.
    """

    def __init__(
        self,
        location: locations.Location,
        *,
        is_sample: bool = False,
        scratch: TemporaryDirectory[str] | None = None,
    ) -> None:
        self.path = location.library
        self.is_sample = is_sample
        self._location = location
        self._connections = Connections(location.library / locations.FILE)
        self._kept: KeptIndex | None = None
        self._guard = threading.Lock()
        self._compared: dict[tuple[object, ...], Comparison] = {}
        self._counted: dict[tuple[object, ...], int] = {}
        self._changes = Changes(self._connections)
        self._remembered: dict[str, str] = {}
        self._scratch = scratch

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

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written to it here: what would be raises ReadOnly."""
        return self._connections.read_only

    def close(self) -> None:
        """Closes every file. The library must not be used afterwards."""
        if self._kept is not None:
            self._kept.close()
        self._connections.close()
        if self._scratch is not None:
            self._scratch.cleanup()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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

    def imports(self, limit: int = 20) -> tuple[PastImport, ...]:
        """What was put in and what became of it, the latest import first."""
        from index.store import inputs

        with self._connections.reading() as connection:
            return tuple(inputs.runs(connection, limit))

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

    # -- looking ---------------------------------------------------------------

    def counts(self) -> Counts:
        """How many articles, outlets, events, and unread articles there are."""
        with self._connections.reading() as connection:
            return marks.counts(connection)

    def articles(self) -> list[ArticleLine]:
        """Every article as a list line, newest first."""
        with self._connections.reading() as connection:
            return listing.newest_lines(connection)

    def lines(self, ids: Iterable[int]) -> list[ArticleLine]:
        """List lines of the articles asked for, in that order; unknown ids are left out."""
        with self._connections.reading() as connection:
            return listing.lines(connection, ids)

    def article(self, id: int) -> Article:
        """One article with everything known about it. Raises NotFound.

        Entities and quotes are the stored ones; an article still pending is read on the
        spot, and not stored.
        """
        from index import closely

        return closely.article(self._connections, id)

    def original(self, id: int) -> bytes:
        """The bytes of an article as they came. Raises NotFound."""
        with self._connections.reading() as connection:
            raw = articles.raw(connection, id)
        if raw is None:
            raise no_article(id)
        return raw

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        typing: bool = False,
        sort: str = "relevance",
        bare: bool = False,
    ) -> Results:
        """Articles that a query finds. ``typing``: the last word is unfinished.

        ``bare`` leaves snippets out, which makes thousands of hits quick. ``sort`` is
        "relevance" or "date". Raises QueryError, whose advice is the nearest
        valid form.
        """
        from index import finding

        results = self._index.ask(
            lambda index: finding.search(
                self._connections,
                index,
                query,
                limit=limit,
                offset=offset,
                typing=typing,
                sort=sort,
                bare=bare,
            )
        )
        return replace(results, note=results.note or self._index.left_out)

    def matches(self, query: str, article: Article, typing: bool = False) -> tuple[Span, ...]:
        """What a query lights in an article's text, in text order."""
        return self._index.ask(lambda index: index.light(query, typing).spans(article.text))

    def like(self, id: int, limit: int = 20) -> Results:
        """The articles most like one, most alike first. Raises NotFound."""
        from index import finding

        if not self.lines([id]):
            raise no_article(id)
        return self._index.ask(lambda index: finding.like(self._connections, index, id, limit))

    def entities(
        self, prefix: str = "", type: str | None = None, limit: int | None = None
    ) -> list[Entity]:
        """Who and what is named, most articles first; ``prefix`` begins a word of a spelling."""
        from index import naming

        with self._connections.reading() as connection:
            return naming.listed(connection, prefix, type, limit)

    def entity(self, name: str, *, limit: int | None = None, offset: int = 0) -> EntityPage:
        """Sentences that name someone or something, under any of its spellings, and figures.

        The sentences are those of ``limit`` articles (None: all) from the ``offset``-th on,
        in date order. Raises NotFound with the nearest names as advice.
        """
        from index import naming

        return naming.page(self._connections, name, limit, offset)

    def events(self, limit: int | None = None) -> list[Event]:
        """Every event, or the ``limit`` newest, newest first."""
        with self._connections.reading() as connection:
            return placements.events(connection, limit)

    def listed_events(self, largest: bool = False) -> Events:
        """Every event, newest or ``largest`` first, each fetched when it is looked at."""
        from index import lists

        return lists.events(self._connections, largest)

    def listed_articles(self) -> Paged[ArticleLine]:
        """Every article as a list line, newest first, each fetched when it is looked at."""
        from index import lists

        return lists.articles(self._connections)

    def event(self, id: str) -> Event:
        """One event by its id (``e3``). Raises NotFound."""
        with self._connections.reading() as connection:
            return placements.found(connection, id)

    def coverage(self, id: str) -> Coverage:
        """Who usually tells events like this one and has no article in it. Raises NotFound."""
        from index import covering

        return covering.cover(self._connections, self.event(id), self.path)

    def moments(self, ids: Iterable[int]) -> dict[int, datetime.datetime]:
        """The moments, in UTC, of articles whose stated date has a time and a zone."""
        from index import covering

        with self._connections.reading() as connection:
            return covering.printed_moments(connection, list(ids))

    @property
    def wording(self) -> OwnSets:
        """The reader's own wording sets, which every comparison counts first."""
        from index.framing.own_sets import OwnSets

        def write(_: Path, text: str, said: str) -> None:
            from index import own_tables

            own_tables.write(self._connections, "wording", text, said)

        return OwnSets(self.path, write)

    def compare(
        self,
        what: str | Sequence[int],
        *,
        include: Collection[int] = (),
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
    ) -> Comparison:
        """An event's articles, or any articles, side by side.

        Of many articles one a text is compared, and of many texts a readable few: then
        ``selection`` tells which and why, and ``include`` puts others of them in. Raises
        NotFound, and Stopped where ``cancelled`` answers True.
        """
        from index.comparing import Comparer

        event = self.event(what) if isinstance(what, str) else None
        numbers = event.articles if event else tuple(dict.fromkeys(map(int, what)))
        comparer = Comparer(self._connections, self.wording, self._compared)
        return comparer.compare(event, numbers, include, progress, cancelled)

    @property
    def copies(self) -> Copies:
        """Who prints the same text, and how one copy departs from another."""
        from index.copying import Copies

        return Copies(self._connections)

    @property
    def outlets(self) -> Outlets:
        """Who printed the articles: the list of outlets, what each does, the reader's labels."""
        from index.profiling import Outlets

        return Outlets(self._connections, self.path)

    # -- keeping ---------------------------------------------------------------

    @property
    def corrections(self) -> Corrections:
        """What the reader puts right: names, events, dates; all of it can be undone."""
        from index.correcting import Corrections

        return Corrections(self._connections, self._relink, self._regroup, self._renew)

    def _relink(self) -> None:
        from index import analysing

        analysing.relink(self._connections)

    def _regroup(self) -> Sequence[int]:
        from index import analysing

        return analysing.regroup(self._connections)

    def _renew(self, numbers: Sequence[int]) -> None:
        self._index.renew(numbers)

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

    def warm(self) -> None:
        """Makes the first search and the first comparison quick: checks the index in the
        background, and loads what comparing needs. To be called from a thread."""
        from index import framing

        self._index.warm()
        framing.warm()

    def changed(self) -> bool:
        """True if what is shown of the library changed since this thread last asked.

        Told by another connection; what is merely remembered, as a reader's place, does not count.
        """
        return self._changes.any()

    @property
    def _index(self) -> KeptIndex:
        """The search index, opened when first asked for."""
        from index.keeping import KeptIndex

        with self._guard:
            if self._kept is None:
                self._kept = KeptIndex(self._location.index, self._connections)
            return self._kept
