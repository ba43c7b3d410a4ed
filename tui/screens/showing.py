"""Showing articles on the library screen: which, from where, and what is told of them."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Sequence

from index import Article, Event, Library, Marks, Span
from index.dataclass import dataclass
from tui.key_words import worded
from tui.phrases import percent
from tui.screens.place import Offsets, Place, Trail
from tui.screens.seeking import Seeking
from tui.seeking import places_of
from tui.telling import absent
from tui.widgets.lines import LinePane
from tui.widgets.listing import ArticleList, EventList
from tui.widgets.name_pane import NamePane
from tui.widgets.one_line import OneLine
from tui.work import fetch

_READ_FROM = 0.8
"""An article counts as read from this share of its lines on, or when its end was seen."""


@dataclass(frozen=True, slots=True)
class _Opened:
    article: Article
    matches: tuple[Span, ...]
    sought: tuple[Span, ...]
    kept: Marks


def _done(_: object) -> None:
    """What is not kept as read can be read again: no word about it."""


def _nothing_told(_: object) -> None:
    """An event that is gone meanwhile has nothing to tell: the list is on its way."""


class Showing(Seeking):
    """The part of the library screen that fills the reader."""

    library: Library
    tab: str
    place: Place
    places: Offsets
    marks: Offsets
    trail: Trail
    stands_in: tuple[int, ...] = ()
    just_read: frozenset[int] = frozenset()
    newest_hits = False
    """Whether the newest hits of a search come first, not the best."""
    _wanted: int | None = None
    opened: asyncio.Event
    """Set once the article that is wanted is shown."""
    _lit: tuple[Span, ...] = ()
    _shown_at: int | None = None

    @abstractmethod
    def lit_query(self) -> str:
        """The query whose matches are lit."""

    @abstractmethod
    def searched(self) -> bool:
        """Whether the list in front shows answers."""

    @abstractmethod
    def found(self) -> int:
        """How many articles the query found, those not fetched yet included."""

    @abstractmethod
    def best_of(self, event: Event) -> int | None:
        """The article of an event to show first."""

    def open_event(self, event: Event) -> None:
        """Show an event by its first article, or by the one that was searched for."""
        self.stands_in = event.articles
        if (article := self.best_of(event)) is not None:
            self.open_article(article)
        self.tell_absent(event)

    def tell_absent(self, event: Event) -> None:
        """Say below the list who has no article in the event shown, where the numbers tell."""
        if len(event.articles) < 2:  # of a single text they never do
            self.show_absent("")
            return
        library = self.library

        def then(words: str) -> None:
            self.show_absent(words if self.tab == "events" else "")

        fetch(self, "absent", lambda: absent(library.coverage(event.id)), then, _nothing_told)

    def show_absent(self, words: str) -> None:
        """Show that line with ``words``, or without."""
        line = self.query_one("#absent", OneLine)
        line.set_class(bool(words), "told")
        why = [("v", "accent"), (" shows why ", "dim")] if words else []
        line.show([(f" {words}", "dim")] if words else [], why)

    def open_article(self, number: int, at: int | None = None) -> None:
        """Show an article, its matches lit, from offset ``at`` or from where it was left."""
        query, sought = self.lit_query(), self.sought
        self._wanted, self.opened = number, asyncio.Event()
        opened = self.opened

        def get() -> _Opened:
            article = self.library.article(number)
            lit = self.library.matches(query, article, typing=True) if query else ()
            kept = self.library.kept.of(number)
            return _Opened(article, lit, places_of(sought, article.text), kept)

        def then(got: _Opened) -> None:
            self.leave_article()
            self._lit = got.matches
            first = got.matches[0].start if got.matches else self.places.get(number)
            lit = got.sought if sought else got.matches
            at_first = first if at is None else at
            self.reader.show(got.article, lit, at_first, got.kept)
            self._shown_at = self.reader.place()
            if self.reader.has_focus:
                self.trail.visit(number)
            self.query_one(NamePane).show(got.article)
            self.tell_status()
            opened.set()

        fetch(self, "article", get, then, self.complain)

    def place_now(self) -> Place:
        """Where one is: what the next start opens."""
        reader, query = self.reader, self.lit_query()
        number = reader.article.id if reader.article else None
        row = self.query_one(ArticleList).cursor if query and self.tab == "articles" else 0
        return Place(
            self.tab, number, reader.place(), reader.has_focus, query, self.newest_hits, row
        )

    def leave_article(self) -> None:
        """Keep the place, and whether the article was read."""
        reader = self.reader
        if reader.article is None:
            return
        number, library, offset = reader.article.id, self.library, reader.place()
        self.place = self.place_now()
        if offset != self._shown_at:
            at_an_end = reader.cursor in (0, reader.items() - 1)
            self.places.put(number, None if at_an_end else offset)
            fetch(self, "places", lambda: self.places.save(library), _done, _done)
        if reader.has_focus and (reader.done() >= _READ_FROM or reader.end_seen()):
            self.just_read |= {number}
            fetch(self, "mark", lambda: library.mark_read(number), _done, _done)

    def save_place(self) -> None:
        """Write down where the reader is, for the next start."""
        for kept in (self.place, self.places, self.trail):
            kept.save(self.library)

    def keep_meanwhile(self) -> None:
        """Keep the place where it changed, so that a line that drops loses little of it."""
        reader, library, before = self.reader, self.library, self.place
        if reader.article is not None:
            self.place = self.place_now()
            if self.place != before:
                fetch(self, "place", lambda: self.place.save(library), _done, _done)

    def position(self) -> str:
        """Which text of how many, how far, which match."""
        reader = self.reader
        if reader.article is None:
            return ""
        if marked := self.told_marked():
            return marked
        parts = [self.told_place()]
        if not reader.matches and (name := reader.standing_on()) is not None:
            parts.append(name.entity)
        if reader.items():
            parts.append(percent(reader.cursor + 1, reader.items()))
            if reader.cursor + 1 == reader.items():
                parts[-1] += worded(" · {library.next_article} goes on")
        return " · ".join(filter(None, parts))

    def told_place(self) -> str:
        """Which text of how many is shown, and which match in it."""
        article = self.reader.article
        at, whole = (None, 0) if article is None else self.stands_at(article.id)
        which = "" if at is None or whole < 2 else f"text {at + 1:,} of {whole:,}"
        return " · ".join(filter(None, (which, self.told_matches())))

    def told_matches(self) -> str:
        """Which match of how many in the text shown; nothing where none is lit."""
        reader = self.reader
        return self.tell_found(len(reader.matches), reader.match) if reader.matches else ""

    def stands_at(self, article: int) -> tuple[int | None, int]:
        """The place of an article among those that J and K walk through, and their number."""
        if self.tab == "articles":
            articles = self.query_one(ArticleList)
            return articles.place_of(article), max(articles.items(), self.found())
        if self.searched() and not self.query_one(EventList).items():
            return None, 0
        here = self.stands_in
        return (here.index(article) if article in here else None), len(here)

    def lit_otherwise(self) -> Sequence[Span]:
        """The matches of the query."""
        return self._lit

    def typed_times(self) -> int:
        """The number typed before a command, 1 if none was."""
        return self.typed_number() or 1

    def typed_number(self) -> int | None:
        """The number typed before a command, None if none was."""
        return self.focused.typed() if isinstance(self.focused, LinePane) else None

    def go_to_article(self, number: int, at: int | None = None) -> None:
        """Read an article, the cursor of each list on it where it is listed."""
        articles, events = self.query_one(ArticleList), self.query_one(EventList)
        if (place := articles.place_of(number)) is not None:
            articles.put_cursor(place)
        if (here := events.events.holding(number)) is not None:
            events.put_cursor(here)
            self.stands_in = events.events[here].articles
        self.open_article(number, at)
        self.read()

    def read(self) -> None:
        """Give the reader the focus, and the room where there is little."""
        self.add_class("reads")
        self.reader.focus()
        if self._wanted is not None:
            self.trail.visit(self._wanted)

    async def action_evidence(self) -> None:
        """How title, outlet and dates of the text shown are known."""
        await self.reader.action_evidence()

    def action_furniture(self) -> None:
        """Show or fold what is not the article in the text shown."""
        self.reader.action_furniture()
