"""The feeds one follows: which they are, changing and ending them, asking them for what is new."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.errors import NotFound
from index.feeds import undoing
from index.feeds.outcome import FetchReport
from index.feeds.subscription import Subscription, clean_folder, of_row, to_row
from index.reports import Cancelled, Report
from index.store import Connections, corrections, feeds
from index.text import clean_line, fold

if TYPE_CHECKING:
    from index.feeds.asking import Settings
    from index.search import SearchIndex
    from index.subscribing import Subscribed


class Feeds:
    """The subscriptions of one library.

    One is named by its number, its address, or its title or a part of that.
    """

    def __init__(self, connections: Connections, open_index: Callable[[], SearchIndex]) -> None:
        self._connections = connections
        self._open_index = open_index

    def every(self) -> list[Subscription]:
        """Every feed followed, by folder and title."""
        with self._connections.reading() as connection:
            return [of_row(row) for row in feeds.every(connection)]

    def find(self, which: str) -> Subscription:
        """The one feed of a number, an address or a title. Raises NotFound."""
        return _one_of(self.every(), which.strip())

    def unread(self) -> dict[int, int]:
        """Unread articles by the number of their feed; feeds without any are left out."""
        with self._connections.reading() as connection:
            return feeds.unread(connection)

    def subscribe(
        self, source: str, *, folder: str = "", full_text: bool = False, allow_private: bool = False
    ) -> Subscribed:
        """Follows a feed by its address, a web page's feed, or those of an OPML file.

        Raises RashomonError where there is no feed. ``fetch`` brings the articles.
        """
        from index import subscribing

        found = subscribing.subscribe(
            self._connections,
            source,
            folder=folder,
            full_text=full_text,
            allow_private=allow_private,
        )
        if found.new:
            with self._connections.writing() as connection:
                _write_down_new(connection, found.new)
        return found

    def unsubscribe(self, which: str) -> Subscription:
        """Ends a subscription; its articles stay. Raises NotFound."""
        feed = self.find(which)
        with self._connections.writing() as connection:
            undoing.end(connection, to_row(feed))
            _write_down(connection, feed, None, f"{feed.name} is followed no longer")
        return feed

    def change(
        self,
        which: str,
        *,
        title: str | None = None,
        folder: str | None = None,
        full_text: bool | None = None,
        enabled: bool | None = None,
    ) -> Subscription:
        """Changes what is given of a subscription; answers it as it is then. Raises NotFound.

        A feed that is enabled again is asked at the next fetch.
        """
        was = feed = self.find(which)
        if title is not None:
            feed = replace(feed, title=clean_line(title, 300))
        if folder is not None:
            feed = replace(feed, folder=clean_folder(folder))
        if full_text is not None:
            feed = replace(feed, full_text=full_text)
        if enabled is not None:
            state = replace(feed.state, ended=not enabled, due=None, failures=0, told=False)
            feed = replace(feed, state=state)
        said = _what_changed(was, feed)
        with self._connections.writing() as connection:
            feeds.renew(connection, to_row(feed))
            if said:
                _write_down(connection, was, feed, said)
        return feed

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
        from index import fetching
        from index.feeds.asking import STANDARD

        how = settings or STANDARD
        answers = dict(subscribed.answers) if subscribed is not None else {}
        if subscribed is not None:
            asked, waiting, ended = list(subscribed.new), 0, 0
        else:
            asked, waiting, ended = self._to_ask(only, force, how.now())
        if not asked:
            return FetchReport(waiting=waiting, ended=ended)
        run = fetching.Fetching(self._connections, self._open_index(), progress, cancelled, how)
        return replace(run.run(asked, answers), waiting=waiting, ended=ended)

    def _to_ask(
        self, only: Collection[str], force: bool, now: datetime.datetime
    ) -> tuple[list[Subscription], int, int]:
        """The feeds named, else those that are due (``force``: all that go on).

        Also how many are not due, and how many are not asked any more. What a server asked us
        to wait is kept in any case. Raises NotFound.
        """
        if only:
            return [self.find(which) for which in dict.fromkeys(only)], 0, 0
        every = self.every()
        going = [feed for feed in every if not feed.state.ended]
        asked = [feed for feed in going if (force or feed.due(now)) and not feed.held(now)]
        return asked, len(going) - len(asked), len(every) - len(going)


def _one_of(every: Sequence[Subscription], wanted: str) -> Subscription:
    tests: Sequence[Callable[[Subscription], bool]] = (
        lambda feed: str(feed.id) == wanted.removeprefix("f"),
        lambda feed: wanted in (feed.url, feed.shown_url),
        lambda feed: fold(feed.title) == fold(wanted),
        lambda feed: bool(wanted) and fold(wanted) in fold(f"{feed.title} {feed.shown_url}"),
    )
    for test in tests:
        found = [feed for feed in every if test(feed)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(str(feed.id) for feed in found[:5])
            what = f"{clean_line(wanted, 80)!r} may be several feeds"
            raise NotFound(what, advice=f"name one by its number: {names}")
    advice = "'rashomon feeds' lists them"
    raise NotFound(f"no feed {clean_line(wanted, 80)!r}", advice=advice)


def _write_down(
    connection: sqlite3.Connection, before: Subscription, after: Subscription | None, said: str
) -> None:
    """What was done, so that it can be undone."""
    data = {"before": to_row(before), "after": to_row(after) if after else None}
    now = datetime.datetime.now(datetime.UTC)
    corrections.record(connection, "follow", data, clean_line(said, 300), now)


def _write_down_new(connection: sqlite3.Connection, new: Sequence[Subscription]) -> None:
    # Numbers alone: addresses may hold passwords, which nothing else keeps.
    name = new[0].name if len(new) == 1 else f"{len(new):,} feeds"
    said = f"{name} {'is' if len(new) == 1 else 'are'} followed"
    now = datetime.datetime.now(datetime.UTC)
    data = {"feeds": [feed.id for feed in new]}
    corrections.record(connection, "subscribe", data, clean_line(said, 300), now)


def _what_changed(was: Subscription, now: Subscription) -> str:
    """What the reader changed of a feed, in words."""
    parts = []
    if now.title != was.title:
        parts.append(f"called {now.name}")
    if now.folder != was.folder:
        parts.append(f"in {now.folder}" if now.folder else "in no folder")
    if now.full_text != was.full_text:
        parts.append("fetched whole" if now.full_text else "taken as it comes")
    if now.state.ended != was.state.ended:
        parts.append("not asked any more" if now.state.ended else "asked again")
    return f"{was.name} is {', '.join(parts)}" if parts else ""
