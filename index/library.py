"""Library: the one door for screens and commands. Thin; the rooms do the work.

Every method may be called from any thread and raises only ``RashomonError`` kinds. Rooms
are imported where they are used: a command pays for what it needs, no more.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from index import locations
from index.article import (
    Article,
    ArticleLine,
    Check,
    Entity,
    EntityPage,
    EntityPlace,
    Event,
    ImportReport,
    PastImport,
    Progress,
    Results,
    Span,
)
from index.errors import LibraryError, NotFound
from index.store import Connections, articles, listing, marks, namings, placements, readings
from index.store.marks import Counts
from index.text import clean_line

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from index.backing import Restored
    from index.comparison import Comparison, Copy, Coverage, Family
    from index.correcting import Corrections
    from index.feeds.outcome import FetchReport
    from index.feeds.subscription import Subscription
    from index.fetching import Settings
    from index.forgetting import Forgetter
    from index.framing.own_sets import OwnSets
    from index.importing import Choices
    from index.keeping import KeptIndex
    from index.kept import Kept
    from index.profile import OutletLine, Profile
    from index.subscribing import Subscribed

Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]

COMPARISONS_KEPT = 16
MANY = 1_000_000
NAMED_BESIDE = 40


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
        self._comparisons: dict[tuple[object, ...], Comparison] = {}
        self._counted: dict[tuple[object, ...], int] = {}
        self._seen = threading.local()
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
        try:
            library = cls(locations.sample(), is_sample=True)
        except LibraryError:
            from tempfile import TemporaryDirectory

            scratch = TemporaryDirectory(prefix="rashomon-")
            folder = Path(scratch.name)
            place = locations.Location(folder, folder / "index")
            library = cls(place, is_sample=True, scratch=scratch)
        bundled = locations.bundled_articles()
        if library.counts().articles < len(bundled):
            library.add(bundled)
        library.analyse()
        return library

    @classmethod
    def reader(cls, path: Path | None = None) -> Library:
        """What is read: the library named, else the reader's own if it holds articles, else
        the sample.

        Raises LibraryError where a directory is named that holds no library.
        """
        location = locations.chosen(path)
        there = (location.library / locations.FILE).exists()
        if location.library != locations.chosen_home().library:
            if there:
                return cls(location)
            where = str(location.library)
            raise LibraryError("no library there", where, "'rashomon add' with it makes one")
        if there:
            library = cls(location)
            if library.counts().articles:
                return library
            library.close()
        return cls.sample()

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

        how = choices or importing.Choices()
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

    def subscribe(
        self, source: str, *, folder: str = "", full_text: bool = False, allow_private: bool = False
    ) -> Subscribed:
        """Follows a feed by its address, a web page's feed, or those of an OPML file.

        Raises RashomonError where there is no feed. ``fetch`` brings the articles.
        """
        from index import subscribing

        return subscribing.subscribe(
            self._connections,
            source,
            folder=folder,
            full_text=full_text,
            allow_private=allow_private,
        )

    def unsubscribe(self, which: str) -> Subscription:
        """Ends the subscription of this number, address or title; its articles stay.

        Raises NotFound.
        """
        from index import subscribing

        return subscribing.unsubscribe(self._connections, which)

    def feeds(self, which: str | None = None) -> list[Subscription]:
        """Every feed followed, by folder and title, or the one named. Raises NotFound."""
        from index import subscribing

        if which is not None:
            return [subscribing.find(self._connections, which)]
        return subscribing.listed(self._connections)

    def unread_by_feed(self) -> dict[int, int]:
        """Unread articles by the number of their feed; feeds without any are left out."""
        from index.store import feeds

        with self._connections.reading() as connection:
            return feeds.unread(connection)

    def change_feed(
        self,
        which: str,
        *,
        title: str | None = None,
        folder: str | None = None,
        full_text: bool | None = None,
        enabled: bool | None = None,
    ) -> Subscription:
        """Changes what is given of a subscription; answers it as it is then. Raises NotFound."""
        from index import subscribing

        return subscribing.change(
            self._connections,
            which,
            title=title,
            folder=folder,
            full_text=full_text,
            enabled=enabled,
        )

    def fetch(
        self,
        only: Collection[str] = (),
        *,
        force: bool = False,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        subscribed: Subscribed | None = None,
        settings: Settings | None = None,
    ) -> FetchReport:
        """Asks the feeds that are due (``force``: all; ``only``: those named) for what is new.

        On return it is stored and searchable. What went wrong is in the report, by feed, and
        kept there. ``subscribed``: feeds just looked at, which are not asked again. Raises
        NotFound, and LibraryBusy while another process writes for long.
        """
        from index import subscribing

        return subscribing.fetch(
            self._connections,
            self._index.open,
            only=only,
            force=force,
            progress=progress,
            cancelled=cancelled,
            subscribed=subscribed,
            settings=settings,
        )

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

        Raises LibraryBusy where another process writes for more than ``patience`` seconds.
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
        from index import entities

        with self._connections.reading() as connection:
            article = articles.load(connection, id)
            if article is None:
                raise NotFound(f"no article {id}", advice="'rashomon list' shows their numbers")
            kept = readings.load_reading(connection, id, entities.VERSION, article.text)
        if kept is None:
            reading = entities.read_closely(article)
            kept = reading.mentions, reading.quotes
        mentions, quotes = kept
        return replace(article, entities=mentions, quotes=quotes)

    def original(self, id: int) -> bytes:
        """The bytes of an article as they came. Raises NotFound."""
        with self._connections.reading() as connection:
            raw = articles.raw(connection, id)
        if raw is None:
            raise NotFound(f"no article {id}", advice="'rashomon list' shows their numbers")
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
            raise NotFound(f"no article {id}", advice="'rashomon list' shows their numbers")
        return self._index.ask(lambda index: finding.like(self._connections, index, id, limit))

    def entities(
        self, prefix: str = "", type: str | None = None, limit: int | None = None
    ) -> list[Entity]:
        """Who and what is named, most articles first; ``prefix`` begins a word of a spelling."""
        from index.entities import fold_name

        key = fold_name(prefix) if prefix.strip() else ""
        with self._connections.reading() as connection:
            return readings.entities(connection, key, type, MANY if limit is None else limit)

    def entity(self, name: str, *, limit: int | None = None, offset: int = 0) -> EntityPage:
        """Sentences that name someone or something, under any of its spellings, and figures.

        The sentences are those of ``limit`` articles (None: all) from the ``offset``-th on,
        in date order. Raises NotFound with the nearest names as advice.
        """
        from index import naming

        with self._connections.reading() as connection:
            found = readings.find_entity(connection, naming.keys_of(name))
            if found is None:
                raise NotFound(
                    f"nobody and nothing named {clean_line(name, 80)!r}",
                    advice=self._nearest_names(name),
                )
            root, entity = found
            numbers = readings.articles_naming(connection, root)
            by_outlet = namings.by_outlet(connection, root)
            by_month = namings.by_month(connection, root)
            beside = namings.beside(connection, root, NAMED_BESIDE)
        end = None if limit is None else offset + limit
        places = [
            place
            for line in self.lines(numbers[offset:end])
            for place in naming.places(self.article(line.id), line, entity)
        ]
        return EntityPage(entity, tuple(places), tuple(numbers), by_outlet, by_month, beside)

    def _nearest_names(self, name: str) -> str:
        near = [found.name for found in self.entities(name[:3], limit=4)]
        return f"perhaps {', '.join(near)}" if near else "'rashomon entities' lists the names"

    def events(self, limit: int | None = None) -> list[Event]:
        """Every event, or the ``limit`` newest, newest first."""
        with self._connections.reading() as connection:
            return placements.events(connection, limit)

    def event(self, id: str) -> Event:
        """One event by its id (``e3``). Raises NotFound."""
        with self._connections.reading() as connection:
            found = placements.event(connection, placements.number_of(id))
        if found is None:
            what = f"no event {clean_line(id, 40)}"
            raise NotFound(what, advice="'rashomon events' shows their numbers")
        return found

    def coverage(self, id: str) -> Coverage:
        """Who usually tells events like this one and has no article in it. Raises NotFound."""
        from index import covering, outlets
        from index.store import outlets as spelt

        event = self.event(id)
        with self._connections.reading() as connection:
            joined = outlets.Names(spelt.counted(connection), outlets.known(self.path))
            return covering.cover(connection, event, joined)

    def moments(self, ids: Iterable[int]) -> dict[int, datetime.datetime]:
        """The moments, in UTC, of articles whose stated date has a time and a zone."""
        from index import covering

        with self._connections.reading() as connection:
            return covering.printed_moments(connection, list(ids))

    @property
    def wording(self) -> OwnSets:
        """The reader's own wording sets, which every comparison counts first."""
        from index.framing.own_sets import OwnSets

        return OwnSets(self.path)

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
        from index import comparing, framing

        event = self.event(what) if isinstance(what, str) else None
        numbers = event.articles if event else tuple(dict.fromkeys(map(int, what)))
        wanted = tuple(number for number in numbers if number in set(include))
        with self._connections.reading() as connection:
            generation = marks.generation(connection), self.wording.stamp()
            key = (event.id if event else None, numbers, wanted, generation)
            if (kept := self._comparisons.get(key)) is not None:
                return kept
            selection = comparing.choose(connection, numbers, wanted)
        chosen = tuple(each.article for each in selection.chosen)
        texts = comparing.read(chosen, self.article, progress, cancelled)
        found = framing.compare(
            texts,
            event=event.id if event else None,
            label=event.label if event else _picked(len(numbers)),
            families={text.id: text.family or text.id for text in texts},
            selection=selection,
            sets=(*self.wording.read()[0], *framing.shipped_sets()),
            progress=progress,
            cancelled=cancelled,
        )
        while len(self._comparisons) >= COMPARISONS_KEPT:
            self._comparisons.pop(next(iter(self._comparisons)), None)
        return self._comparisons.setdefault(key, found)

    def family(self, id: int) -> Family:
        """The articles that print the same text as one, itself included. Raises NotFound.

        Quick for any number of them: ``copy`` tells what each cut or added.
        """
        from index import copying

        with self._connections.reading() as connection:
            return copying.family(connection, id)

    def copy(self, id: int, reference: int) -> Copy:
        """What article ``id`` cut, added and reworded of ``reference``. Raises NotFound."""
        from index import copying

        with self._connections.reading() as connection:
            return copying.copy(connection, id, reference)

    def outlets(self) -> list[OutletLine]:
        """Every outlet, spellings joined, most texts first."""
        from index import profiling

        with self._connections.reading() as connection:
            return profiling.outlet_list(connection, self.path)

    def outlet(self, name: str, beside: str | None = None) -> Profile:
        """What an outlet does over all events, beside the others or one of them.

        Any spelling will do. Raises NotFound.
        """
        from index import profiling

        with self._connections.reading() as connection:
            return profiling.profile(connection, self.path, name, beside)

    def outlet_places(
        self, part: str, key: tuple[str, ...], texts: Iterable[int]
    ) -> list[EntityPlace]:
        """The sentences behind a line or a measure of a profile, in these texts.

        What has no place of its own (a length, a day) gives the first sentence of each text.
        """
        from index import profiling

        with self._connections.reading() as connection:
            outlet = profiling.outlet_name(connection, self.path)
        lines = self.lines(texts)
        return [
            place
            for line in lines
            for place in profiling.places(self.article(line.id), line, part, key, outlet)
        ]

    def label_outlet(self, name: str, text: str) -> str:
        """Writes a label of the reader's own to ``outlets.toml``; answers whose it is.

        An outlet the library does not have is labelled under the name given. Raises
        RashomonError where the table is wrong or cannot be written.
        """
        from index import profiling

        with self._connections.reading() as connection:
            return profiling.label(connection, self.path, name, text)

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
        """Marks an article read, or unread again; unknown ids are ignored."""
        with self._connections.writing() as connection:
            marks.mark_read(connection, id, read, datetime.datetime.now(datetime.UTC))

    def remember(self, key: str, value: str) -> None:
        """Keeps a small text under a key (a reader's place, the last screen)."""
        with self._connections.writing() as connection:
            marks.remember(connection, key, value)

    def recall(self, key: str) -> str | None:
        """What was kept under a key, or None."""
        with self._connections.reading() as connection:
            return marks.recall(connection, key)

    # -- care ------------------------------------------------------------------

    def reindex(
        self, *, progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> tuple[int, ...]:
        """Makes the search index anew from the store; answers the articles that are damaged, which
        are left out."""
        return self._index.remake(progress, cancelled)

    def backup(self, file: Path, *, progress: Report | None = None) -> int:
        """Writes the whole library to one file, while others may write to it; answers its bytes.

        Raises LibraryError where ``file`` is something else, or cannot be written.
        """
        from index import backing

        return backing.backup(self._connections, file, progress)

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
            unsound = library.reindex(progress=progress)
        return backing.Restored(restored.articles, restored.aside, unsound)

    def unindexed(self) -> int:
        """How many stored articles the search index lacks; all of them where it is damaged."""
        return self._index.lacking()

    def warm(self) -> None:
        """Makes the first search and the first comparison quick: checks the index in the
        background, and loads what comparing needs. To be called from a thread."""
        from index import framing

        self._index.warm()
        framing.warm()

    def doctor(self) -> tuple[Check, ...]:
        """Looks everything over and changes nothing."""
        from index import checking

        return checking.check(self._location, self._connections, self.pending())

    def mend(self) -> tuple[str, ...]:
        """Mends what ``doctor`` finds as far as nothing is lost by it; tells what that was.

        Raises LibraryBusy while another process writes.
        """
        from index import mending

        return mending.mend(self._location, self._connections, self._index, self._read_pending)

    def _read_pending(self) -> bool:
        """Reads what is pending; True where nothing of it could be, or was."""
        waiting = self.pending()
        self.analyse()
        return self.pending() == waiting

    def changed(self) -> bool:
        """True if what is shown of the library changed since this thread last asked.

        Told by another connection; what is merely remembered, as a reader's place, does not count.
        """
        with self._connections.reading() as connection:
            version = connection.execute("PRAGMA data_version").fetchone()[0]
            before = getattr(self._seen, "version", None)
            if version == before:
                return False
            state = marks.shown_state(connection)
        known = getattr(self._seen, "state", state)
        self._seen.version, self._seen.state = version, state
        return bool(before is not None and state != known)

    @property
    def _index(self) -> KeptIndex:
        """The search index, opened when first asked for."""
        from index.keeping import KeptIndex

        with self._guard:
            if self._kept is None:
                self._kept = KeptIndex(self._location.index, self._connections)
            return self._kept


def _picked(articles: int) -> str:
    return f"{articles} {'article' if articles == 1 else 'articles'} picked by hand"
