"""What a library answers: its articles, searches, names, events and comparisons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import no_article
from index.opened import Opened
from index.store import articles, listing, marks, placements

if TYPE_CHECKING:
    import datetime

    from index.answers import Entity, EntityPage, Results, Share
    from index.article import Article, ArticleLine, Event, MentionType, Span
    from index.comparison.coverage import Coverage
    from index.comparison.table import Comparison
    from index.copying import Copies
    from index.framing.own_sets import OwnSets
    from index.lists import Events, Paged
    from index.profiling import Outlets
    from index.reports import Cancelled, PastImport, Report
    from index.store.marks import Counts


class Answering(Opened):
    """One reader's collection of articles, as far as it is asked and not changed."""

    def counts(self) -> Counts:
        """How many articles, outlets, events, and unread articles there are."""
        with self._connections.reading() as connection:
            return marks.counts(connection)

    def articles(self, limit: int | None = None, marked: str = "") -> list[ArticleLine]:
        """Every article as a list line, newest first; or the first so many, or those "starred"."""
        with self._connections.reading() as connection:
            if limit is not None or marked:
                return listing.first_lines(connection, limit, marked)
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

    def imports(self, limit: int = 20) -> tuple[PastImport, ...]:
        """What was put in and what became of it, the latest import first."""
        from index.store import inputs

        with self._connections.reading() as connection:
            return tuple(inputs.runs(connection, limit))

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

        results = self._index.find(
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

    def entity(
        self,
        name: str,
        *,
        type: MentionType | None = None,
        limit: int | None = None,
        offset: int = 0,
        by: Share | None = None,
    ) -> EntityPage:
        """Sentences that name someone or something, under any of its spellings, and figures.

        Of several that are spelt so the one most often spelt so, unless ``type`` tells which is
        meant and ``name`` is what it is listed as. The sentences are those of ``limit`` articles
        (None: all) from the ``offset``-th on, in date order; with ``by``, one of ``by_outlet`` of
        the page, of the articles of that outlet. Raises NotFound with the nearest names as advice.
        """
        from index import naming

        return naming.page(self._connections, name, type, limit, offset, by)

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
