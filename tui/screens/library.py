"""The library: query line, lists, reader and names, side by side as far as there is room."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import ClassVar

from textual import on
from textual.widget import Widget

from index import ArticleLine, Library
from index.article import MentionType
from index.text import clean_line
from tui.actions import Scope
from tui.front_rows import TABS
from tui.keys import bindings
from tui.runs import cut
from tui.screens.forgetting import Forgetting
from tui.screens.place import MOST_MARKS, Offsets, Place, Trail
from tui.screens.sizing import Sizing
from tui.screens.tabs import Tabbed
from tui.screens.touring import Touring
from tui.tour import steps
from tui.widgets.find_bar import FindBar
from tui.widgets.joined import Lists, Panes
from tui.widgets.lines import LinePane
from tui.widgets.listing import ArticleList, EventList, NameList
from tui.widgets.name_pane import NamePane
from tui.widgets.note_line import NoteLine
from tui.widgets.one_line import OneLine, ProgressLine, Tabs
from tui.widgets.query_bar import QueryBar
from tui.widgets.reader import Reader
from tui.widgets.still import Around
from tui.widgets.tour_pane import TourPane
from tui.work import fetch

KEEP = 5.0
"""Seconds between two looks whether the place changed and is to be kept."""
_OTHERS = ("compare", "name", "coverage", "families", "evidence", "kept", "help")
"""Screens that are loaded when this one is painted."""
_NEAR, _MOST_NEAR = 20, 2_000
"""Events and articles that are tried where the article shown is gone."""


class LibraryScreen(Tabbed, Touring, Forgetting, Sizing):
    """Where one searches, lists and reads."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("library", "outward", "keeping", "correcting")
    BINDINGS = bindings("library")
    AUTO_FOCUS = ""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__()
        self._begins_with = query
        self.library = library
        self.tab = "events"
        self.place = Place.load(library)
        self.places, self.marks = Offsets("places"), Offsets("marks", MOST_MARKS)
        for kept in (self.places, self.marks):
            kept.load(library)
        self.trail = Trail.load(library)
        self.opened = asyncio.Event()
        self.opened.set()

    def furnish(self) -> Iterable[Widget]:
        """Query line, lists, reader, names, progress."""
        yield QueryBar(id="bar")
        yield NoteLine(id="note", margin=3, low=2)
        with Panes(id="panes"):
            with Lists(id="lists"):
                yield Tabs([tab.capitalize() for tab in TABS], id="tabs")
                yield EventList(id="events")
                yield ArticleList(id="articles")
                yield NameList(id="names")
            with Around(id="text"):
                yield Reader(id="reader")
                yield NamePane(id="named")
        yield OneLine(id="absent")
        yield ProgressLine(id="progress")
        yield TourPane(steps(), id="tour")
        yield FindBar(id="find")

    def on_mount(self) -> None:
        """Open where the reader left, or on the first event's first article."""
        super().on_mount()
        self.tell_counts()
        self.recall_order()
        self.recall_sizes()
        self.resume_search()
        self.show_tab(self.place.tab if self.place.tab in TABS else "events", focus=True)
        self.call_after_refresh(self.tell_tab)
        if self.place.article is not None:
            self.open_article(self.place.article, at=self.place.offset)
            if self.place.reading:
                self.read()
        if self._begins_with:
            self.run_search(self._begins_with)
        self.begin_work()
        self.tell_cut_short()
        if self.reading.greets:
            self.greet()
        self.set_interval(KEEP, self.keep_meanwhile)
        self.call_after_refresh(self._warm_up)

    def _warm_up(self) -> None:
        """Load what the first keys will want, once the screen is painted."""

        def load() -> None:
            self.library.warm()
            for name in _OTHERS:
                import_module(f"tui.screens.{name}")

        fetch(self, "warm", load, lambda _: None, self.complain)

    def shown_article(self) -> int | None:
        """The number of the article that is shown."""
        return self.reader.article.id if self.reader.article else None

    def kept_here(self) -> int | None:
        """The article under the cursor of the list of articles, else the one shown."""
        articles = self.query_one(ArticleList)
        if self.tab == "articles" and articles.has_focus and articles.items():
            return articles.lines[articles.cursor].id
        return self.shown_article()

    def listed_here(self) -> tuple[Sequence[int], str]:
        """Those picked; where nothing is searched, those of the event or of the whole list."""
        events, articles = self.query_one(EventList), self.query_one(ArticleList)
        if self.picked:
            return self.picked, "picked by hand"
        if self.lit_query().strip() or self.tab == "names":
            return (), ""
        if self.tab == "events":
            here = events.events[events.cursor] if events.items() else None
            label = cut(clean_line(here.label), 40) if here else ""
            return (here.articles, f"of “{label}”") if here else ((), "")
        return articles.numbers(), "in this list"

    def action_read(self) -> None:
        """Mark the article here read or unread; it stays listed, whatever the search asks for."""
        if (number := self.kept_here()) is not None:
            self.just_read |= {number}
        super().action_read()

    def run_search(self, query: str) -> None:
        """List the articles that a query finds."""
        self.query_one(QueryBar).put(query)
        self.begin_search(query)
        self.show_tab("articles", focus=True)

    def refresh_all(self) -> None:
        """Take what is new into counts, list and reader; each keeps its place."""
        super().refresh_all()
        self.refresh_marks()

    def show_instead(self) -> None:
        """The article shown is no more: show the one that the list's cursor is on now."""
        self.reader.show(None)
        self.query_one(NamePane).show(None)
        library, near = self.library, self._near()

        def came(lines: list[ArticleLine]) -> None:
            there = {line.id for line in lines}
            if (number := next((one for one in near if one in there), None)) is not None:
                self.open_article(number)

        fetch(self, "instead", lambda: library.lines(near), came, self.complain)

    def _near(self) -> list[int]:
        """Articles near the list's cursor, those after it first."""
        events, articles = self.query_one(EventList), self.query_one(ArticleList)
        if self.tab == "events":
            on = events.cursor
            before = events.events[max(0, on - _NEAR) : on]
            nearest = [*events.events[on : on + _NEAR], *reversed(before)]
            told = [number for event in nearest for number in event.articles]
            return [*self.stands_in, *told][:_MOST_NEAR]
        ids, on = articles.numbers(), articles.cursor
        return [*ids[on : on + _MOST_NEAR], *reversed(ids[:on][-_MOST_NEAR:])]

    # -- messages from the panes -------------------------------------------------

    @on(LinePane.Opened)
    def _opened(self, event: LinePane.Opened) -> None:
        if isinstance(event.pane, NameList):
            entity = event.pane.names[event.item]
            self.open_name(entity.type, entity.name)
        elif isinstance(event.pane, NamePane):
            if (chosen := event.pane.chosen()) is not None:
                self.open_name(*chosen)
        elif event.pane is self.listing:
            if not self.is_shown():
                self.preview()
            self.read()

    @on(Reader.NameOpened)
    def _name_opened(self, event: Reader.NameOpened) -> None:
        self.open_name(event.type, event.name)

    def open_name(self, kind: MentionType, name: str) -> None:
        """Show the page of a name of a list or a text."""
        from tui.screens.name import NameScreen

        self.app.push_screen(NameScreen(self.library, name, kind))

    @on(Reader.EvidenceAsked)
    def _evidence_asked(self, event: Reader.EvidenceAsked) -> None:
        from tui.screens.evidence import EvidenceScreen

        self.app.push_screen(EvidenceScreen(event.article))

    @on(Reader.Placed)
    def _placed(self, event: Reader.Placed) -> None:
        if event.missing:
            self.tell(event.missing)
        self.tell_status()

    @on(Tabs.Chosen)
    def _tab_chosen(self, event: Tabs.Chosen) -> None:
        self.show_tab(TABS[event.place], focus=True)

    # -- actions -----------------------------------------------------------------

    def action_order(self) -> None:
        """Turn the order of the list, or of the names of a text, that has the focus."""
        if self.query_one(NamePane).has_focus:
            self.query_one(NamePane).turn_order()
        elif self.tab == "events":
            self.turn_order()
        elif self.tab == "articles":
            self.turn_hits()
        else:
            self.tell("names are listed by how many texts name them")

    def action_coverage(self) -> None:
        """Show who told the event and when, and who has no article in it."""
        event = self.event_here()
        if event is None and self.shown_article() is None:
            self.tell("no article is shown")
        elif event is None:
            self.tell("this article belongs to no event yet; coverage needs one")
        else:
            from tui.screens.coverage import CoverageScreen

            self.app.push_screen(CoverageScreen(self.library, event))

    def action_copies(self) -> None:
        """Show who prints the same text as the article shown, or as another of its event."""
        if (here := self.shown_article()) is None:
            self.tell("no article is shown")
        else:
            from tui.screens.families import open_copies

            open_copies(self, self.library, dict.fromkeys((here, *self.stands_in)))

    def action_next_pane(self) -> None:
        """Give the next pane the focus, or the one a number was typed for."""
        panes, to = self._panes(), self.typed_number()
        self._turn_to(panes, self._pane_at(panes) + 1 if to is None else min(to, len(panes)) - 1)

    def action_prior_pane(self) -> None:
        """Give the pane before the focus, or the one so many before."""
        panes = self._panes()
        self._turn_to(panes, self._pane_at(panes) - self.typed_times())

    def _panes(self) -> list[LinePane]:
        panes: list[LinePane] = [self.listing, self.reader]
        named = self.query_one(NamePane)
        if named.can_focus and named.region.width:
            panes.append(named)
        return panes

    def _pane_at(self, panes: Sequence[LinePane]) -> int:
        return next((place for place, pane in enumerate(panes) if pane.has_focus), 0)

    def _turn_to(self, panes: Sequence[LinePane], at: int) -> None:
        pane = panes[at % len(panes)]
        self.set_class(pane is not self.listing, "reads")
        if pane is self.reader:
            self.read()
        self.set_focus(pane)

    def action_zen(self) -> None:
        """Only the text, or all panes again."""
        self.toggle_class("zen")
        self.read()

    def go_back(self, leave: bool) -> None:
        """Out of zen, from the reader to the list, out of a search, out of the program."""
        if self.reader.has_focus and self.reader.end_marking():
            self.tell_status()
        elif self.has_class("zen"):
            self.remove_class("zen")
        elif not self.listing.has_focus:
            self.give_up_find()
            self.remove_class("reads")
            self.set_focus(self.listing)
        elif self.searched():
            self.give_up_search()
        elif leave:
            self.app.exit(0)
