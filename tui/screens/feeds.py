"""The feeds that are followed: their list, and everything that is done with one."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget

from index import Library
from index.text import clean_line
from tui.actions import Scope
from tui.feed_words import trouble
from tui.key_words import worded
from tui.keys import bindings
from tui.phrases import clock, count
from tui.screens.asking_path import PathScreen
from tui.screens.choose import Choice, ChooseScreen
from tui.screens.one_list import OneList
from tui.screens.prompt import PromptScreen
from tui.screens.room import way_back
from tui.screens.sheet import SheetScreen
from tui.widgets.feed_list import FeedList, figures
from tui.widgets.lines import LinePane
from tui.widgets.one_line import OneLine, ProgressLine
from tui.widgets.sheet import Part
from tui.work import fetch

if TYPE_CHECKING:
    from index.feeds.subscription import Subscription
    from tui.screens.following import Following

_SHORT = 40
_KEY = 16
_AGAIN = 30.0
"""Seconds after which ages and figures are looked at again."""

Listed = tuple[Library | None, list["Subscription"], Mapping[int, int]]


class FeedsScreen(OneList):
    """Every feed; enter lists its articles. The library screen below does the fetching."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("feeds",)
    OF_ITEMS = frozenset({"open", "fetch", "details"})
    BINDINGS = bindings("feeds")

    def __init__(self, desk: Following) -> None:
        super().__init__()
        self.desk = desk
        self.library: Library | None = None

    def furnish(self) -> Iterable[Widget]:
        """What the columns are, the list, how far fetching is."""
        yield OneLine(id="about")
        yield FeedList(id="feeds")
        yield ProgressLine(id="progress")

    def on_mount(self) -> None:
        """Fetch the list."""
        super().on_mount()
        self.head("‹ Feeds", right=way_back("lists its articles"))
        self.pane.focus()
        self.renew()
        self.set_interval(_AGAIN, self.renew)

    @property
    def pane(self) -> FeedList:
        """The list."""
        return self.query_one(FeedList)

    def renew(self) -> None:
        """Fetch the list as it is now."""
        find = self.desk.feeds_library

        def get() -> Listed:
            library = self.library or find()
            if library is None:
                return None, [], {}
            return library, library.feeds.every(), library.feeds.unread()

        fetch(self, "feeds", get, self._came, self.complain)

    def _came(self, found: Listed) -> None:
        self.library, feeds, unread = found
        self.pane.show(feeds, unread, datetime.datetime.now(datetime.UTC))
        self._tell_columns()
        self.tell_status()

    def _tell_columns(self) -> None:
        feeds = self.pane.feeds
        wrong = sum(1 for feed in feeds if feed.state.error)
        told = count(len(feeds), "feed") + (f", {wrong:,} with trouble" if wrong else "")
        width = self.pane.size.width or self.size.width
        columns = figures("articles", "unread", "answered", width) if feeds else ""
        self.query_one("#about", OneLine).show([(f"  {told}", "dim")], [(f"{columns} ", "faint")])

    def on_resize(self) -> None:
        """Fit the names of the columns."""
        super().on_resize()
        self.call_after_refresh(self._tell_columns)

    @on(LinePane.Opened)
    def _opened(self, event: LinePane.Opened) -> None:
        feed = self.pane.feeds[event.item]
        if not feed.articles:
            self.tell(worded("nothing came by this feed yet; {feeds.fetch} asks it"))
            return
        self.app.pop_screen()
        self.desk.search_later(f"feed:{feed.id}")

    # -- actions -----------------------------------------------------------------

    def _with_feed(self, do: Callable[[Library, Subscription], None]) -> None:
        feed = self.pane.chosen()
        if feed is None or self.library is None:
            self.tell(worded("no feeds yet; {feeds.subscribe} follows one"))
        else:
            do(self.library, feed)

    def action_subscribe(self) -> None:
        """Ask what to follow."""
        if self.desk.told_busy():
            return
        chosen = self.pane.chosen()
        folder = chosen.folder if chosen else ""
        advice = "a feed's or a page's address, or an OPML file"
        where = f" in {clean_line(folder, _SHORT)}" if folder else ""

        def named(source: str | None) -> None:
            if source:
                self.desk.subscribe(source, folder)

        self.app.push_screen(PathScreen(f"Follow a feed{where}", advice), named)

    def action_fetch(self) -> None:
        """Ask this feed for what is new."""
        self._with_feed(lambda _, feed: self.desk.fetch_feeds([str(feed.id)]))

    def action_fetch_all(self) -> None:
        """Ask all feeds for what is new."""
        self._with_feed(lambda _, feed: self.desk.fetch_feeds())

    def action_stop(self) -> None:
        """Stop what is being fetched."""
        self.desk.action_stop()

    def action_unsubscribe(self) -> None:
        """Follow this feed no longer, once that is confirmed."""
        self._with_feed(self._ask_unsubscribe)

    def _ask_unsubscribe(self, library: Library, feed: Subscription) -> None:
        stay = f"its {count(feed.articles, 'article')} stay" if feed.articles else ""
        choices = [Choice("yes", "yes, stop following it", stay), Choice("", "no, go on following")]

        def do() -> str:
            library.feeds.unsubscribe(str(feed.id))
            return f"you follow {clean_line(feed.name, _SHORT)} no longer"

        def answered(value: str | None) -> None:
            if value:
                self.correct("unsubscribing", do)

        def fit(words: str) -> list[Choice]:
            return [one for one in choices if one.label.startswith(words.lower())]

        question = f"Stop following {clean_line(feed.name, _SHORT)}?"
        advice = worded("{anywhere.undo} takes it back afterwards")
        self.app.push_screen(ChooseScreen(question, advice, fit), answered)

    def action_folder(self) -> None:
        """Ask for the folder of this feed."""

        def ask(library: Library, feed: Subscription) -> None:
            def named(folder: str | None) -> None:
                if folder is not None:
                    self._move(library, feed, "" if folder == "-" else folder)

            question = f"Folder of {clean_line(feed.name, _SHORT)}"
            advice = "a name, or News/Europe for one inside another; - takes the feed out"
            self.app.push_screen(PromptScreen(question, advice, feed.folder), named)

        self._with_feed(ask)

    def _move(self, library: Library, feed: Subscription, folder: str) -> None:
        def do() -> str:
            changed = library.feeds.change(str(feed.id), folder=folder)
            name = clean_line(feed.name, _SHORT)
            return f"{name} is in {changed.folder}" if changed.folder else f"{name} is in no folder"

        self.correct("moving", do)

    def action_full_text(self) -> None:
        """Fetch whole texts where this feed has teasers, or no longer."""

        def turn(library: Library, feed: Subscription) -> None:
            def do() -> str:
                changed = library.feeds.change(str(feed.id), full_text=not feed.full_text)
                if changed.full_text:
                    return "from now on the page is fetched where the feed has only a teaser"
                return "from now on its texts are those of the feed"

            self.correct("changing", do)

        self._with_feed(turn)

    def action_pause(self) -> None:
        """Ask this feed no longer, or again."""

        def turn(library: Library, feed: Subscription) -> None:
            def do() -> str:
                changed = library.feeds.change(str(feed.id), enabled=feed.state.ended)
                name = clean_line(feed.name, _SHORT)
                return f"{name} is {'not asked any more' if changed.state.ended else 'asked again'}"

            self.correct("changing", do)

        self._with_feed(turn)

    def action_details(self) -> None:
        """Show all about this feed."""

        def show(_: Library, feed: Subscription) -> None:
            self.app.push_screen(SheetScreen(f"‹ {feed.name}", list(about(feed))))

        self._with_feed(show)


def about(feed: Subscription) -> Iterator[Part]:
    """All about one feed, as paragraphs."""
    state = feed.state
    again = "not any more" if state.ended else clock(state.due) if state.due else "at the next time"
    rows: Sequence[tuple[str, str, str]] = (
        ("address", feed.full_shown_url, "text"),
        ("site", feed.site or "", "text"),
        ("folder", feed.folder, "text"),
        ("articles", f"{feed.articles:,}", "text"),
        ("texts", _texts(feed), "text"),
        ("last answer", clock(state.good) if state.good else "never", "text"),
        ("asked again", again, "text"),
        ("trouble", trouble(feed), "warn"),
        ("moving to", state.moved or "", "text"),
        ("private network", "its host may be on one" if state.private else "", "text"),
    )
    for name, words, role in rows:
        if words:
            yield Part(words, role, _KEY + 2, name)


def _texts(feed: Subscription) -> str:
    if feed.full_text:
        return "from its page where the feed has only a teaser"
    return "those of the feed, also where it has only a teaser"
