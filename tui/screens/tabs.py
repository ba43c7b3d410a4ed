"""The lists of the library screen: which is in front, and what it is filled with."""

from __future__ import annotations

from index import Counts, Events
from tui.actions import Action, hints, in_scope
from tui.eventless import Eventless
from tui.front_rows import TABS, walked_by, wanted_in
from tui.key_words import worded
from tui.phrases import count
from tui.screens.previewing import Previewing
from tui.widgets.lines import LinePane
from tui.widgets.listing import EventList
from tui.widgets.one_line import OneLine, Tabs
from tui.widgets.query_bar import QueryBar
from tui.work import fetch

_FIRST = ("add", "feeds", "tour")
"""What can be done in an empty library."""
_OF_TEXTS = {
    f"library.{name}"
    for name in (
        "compare", "pick", "coverage", "copies", "next_article", "prior_article", "earlier",
        "later", "mark", "to_mark", "next_hit", "prior_hit", "zen", "like", "hits", "forget",
    )
} | {"moving.open"}  # fmt: skip
"""What does nothing where there is no article, beside all that is of one text."""
_OF_SHOWN = {"library.like", "reading.find", "reading.evidence", "reading.furniture"}
_OF_ONE_TEXT = ("reading", "outward", "keeping", "correcting")


class Tabbed(Previewing):
    """The part of the library screen that lists events, articles and names."""

    _greeted = False
    _counts: Counts | None = None

    @property
    def listing(self) -> LinePane:
        """The list of the tab that is on."""
        found = self.query_one(f"#{self.tab}")
        assert isinstance(found, LinePane)
        return found

    def position(self) -> str:
        """In a list which item of how many one is on, as a number before a move counts them."""
        listed = self.listing
        if self.focused is not listed or not listed.items():
            return super().position()
        whole = max(listed.items(), self.found()) if self.tab == "articles" else listed.items()
        about = {"events": self.told_place, "articles": self.told_matches}.get(self.tab, str)
        which = f"{self.tab.removesuffix('s')} {listed.cursor + 1:,} of {whole:,}"
        return " · ".join(filter(None, (about(), which)))

    def tell_counts(self) -> None:
        """Say in the top line what the library holds."""
        fetch(self, "counts", self.library.counts, self._counts_came, self.complain)

    def _counts_came(self, counts: Counts) -> None:
        was_empty, self._counts = self._is_empty(), counts
        self.tell_top()
        if was_empty != self._is_empty():
            self.find_hints()

    def _is_empty(self) -> bool:
        return self._counts is not None and not self._counts.articles

    def lacking(self, action: str) -> str:
        """What is about articles does nothing where there are none, or none is shown."""
        of_one = action.partition(".")[0] in _OF_ONE_TEXT
        if self._is_empty() and (of_one or action in _OF_TEXTS):
            return worded("no articles yet; {library.add} adds some")
        if self.reader.article is None and (action in _OF_SHOWN or action.startswith("outward.")):
            return "no article is shown"
        return super().lacking(action)

    def hinted(self) -> list[Action]:
        """What can be done with what the list in front holds: where nothing is, to add."""
        if self._is_empty():
            return [
                *(one for one in in_scope("library") if one.name in _FIRST),
                *hints(["anywhere"]),
            ]
        here = super().hinted()
        return [one for one in here if one.name != "compare"] if self.tab == "names" else here

    def tell_top(self) -> None:
        """Say what the library holds, and how many articles are picked."""
        if (counts := self._counts) is None:
            return
        held = [
            count(counts.articles, "article"),
            count(counts.outlets, "outlet"),
            count(counts.events, "event"),
        ]
        about = [("   sample library", "dim")] if self.library.is_sample else []
        self.query_one("#top", OneLine).show(
            [(" rashomon", "head"), *about, *self.told_picked()],
            [(f"{' · '.join(held)} ", "faint")],
        )

    def show_tab(self, tab: str, focus: bool = False) -> None:
        """Put one of the lists in front and fill it."""
        searched_alike = (tab == "names") == (self.tab == "names")
        self.tab = tab
        if not searched_alike:
            self.tell_search()
        self.tell_tab()
        self.query_one(QueryBar).wants(wanted_in(tab, self.app.size.width))
        self.show_absent("")
        if tab == "events" and (events := self.query_one(EventList)).items():
            self.tell_absent(events.events[events.cursor])
        for name in TABS:
            self.query_one(f"#{name}").display = name == tab
        if focus:
            self.remove_class("reads")
            self.set_focus(self.listing)
        self.fill()

    def on_resize(self) -> None:
        """Say in the query line what there is room for."""
        self.query_one(QueryBar).wants(wanted_in(self.tab, self.app.size.width))

    def fill(self) -> None:
        """Fetch what the list in front shows, staying on what it is on."""
        if self.tab == "events":
            self.fill_events()
        elif self.tab == "articles":
            self.fill_articles()
        else:
            self.fill_names()

    def tell_tab(self) -> None:
        """Mark the list in front, and say its order where it is not the usual one."""
        tabs = self.query_one("#tabs", Tabs)
        turned = {"events": self.largest_first, "articles": self.newest_hits and not self.alike}
        words = {"events": "largest first", "articles": "newest first"}.get(self.tab, "")
        roomy = tabs.size.width >= sum(len(tab) + 3 for tab in TABS) + len(words) + 2
        told = [(f"{words} ", "faint")] if turned.get(self.tab) and roomy else []
        tabs.choose(TABS.index(self.tab), told, walked_by())

    def action_next_list(self) -> None:
        """To the list to the right, or so many on."""
        if self.focused is self.listing:
            self._walk_lists(self.typed_times())
        else:
            self.tell(worded("{library.prior_list} goes back to the list"))

    def action_prior_list(self) -> None:
        """To the list to the left; from the text to the list beside it first."""
        self._walk_lists(-self.typed_times() + (self.focused is not self.listing))

    def _walk_lists(self, by: int) -> None:
        self.remove_class("zen")
        at = TABS.index(self.tab) + by
        self.show_tab(TABS[max(0, min(at, len(TABS) - 1))], focus=True)

    def action_events(self) -> None:
        """List the events."""
        self.show_tab("events", focus=True)

    def action_articles(self) -> None:
        """List the articles."""
        self.show_tab("articles", focus=True)

    def action_names(self) -> None:
        """List the names."""
        self.show_tab("names", focus=True)

    def events_listed(self, events: Events, why: Eventless | None) -> None:
        """Greet with the first event, or with the articles where none will come."""
        shown = self.reader.article
        if len(events) and shown is None and self.place.article is None:
            self.open_event(self.query_one(EventList).events[0])
        if why and why.articles and shown is None and not self._greeted:
            self.show_tab("articles", focus=True)
        self._greeted = True
        self.call_after_refresh(self.reading.lift)
        self.place_reader(shown.id if shown else self.place.article)

    def place_reader(self, article: int | None) -> None:
        """Put the event cursor where the article shown belongs, on the first fill."""
        listed = self.query_one(EventList)
        if not self.stands_in and (at := listed.events.holding(article)) is not None:
            listed.put_cursor(at)
            self.stands_in = listed.events[at].articles
