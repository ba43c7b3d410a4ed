"""Asking feeds and the pages of their entries side by side, and reading what they send.

Up to sixteen threads ask, one host a lane; worker processes read. What came is handed to one
thread, the caller's, piece by piece.
"""

from __future__ import annotations

import datetime
import queue
import random
import time
from collections.abc import Callable

from index.dataclass import dataclass
from index.feeds.arrivals import Arrival
from index.feeds.lanes import Lanes
from index.feeds.subscription import Subscription
from index.feeds.whole import PageAnswer, Pages
from index.ingest.feeds import ParsedFeed, parse
from index.ingest.worker import WorkerFailed
from index.wire import FEED_BYTES, SPACING_S, Response, Turns, WireError, fetch

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.5"
)
_TICK_S = 0.1


@dataclass(frozen=True, slots=True)
class Settings:
    """How feeds are asked. ``threads``: hosts asked at once. ``spacing``: seconds between two
    requests to one host. ``readers``: processes that read feeds and pages. ``pages``: pages
    fetched for one feed in one run. ``now`` and ``chance`` are the clock and the dice."""

    threads: int = 16
    spacing: float = SPACING_S
    deadline_s: float = 30.0
    readers: int = 2
    pages: int = 100
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC)
    chance: Callable[[], float] = random.random
    wait: Callable[[float], None] = time.sleep


STANDARD = Settings()

Said = Response | WireError | None
"""A feed's answer; None: its host asked to be left alone before its turn came."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a feed's server said."""

    feed: Subscription
    said: Said


@dataclass(frozen=True, slots=True)
class Read:
    """What a feed's answer holds, or why it cannot be read."""

    feed: Subscription
    response: Response
    found: ParsedFeed | WorkerFailed


@dataclass(frozen=True, slots=True)
class Paged:
    """The page of an entry, by the entry's key."""

    feed: Subscription
    key: str
    page: PageAnswer


def ask(feed: Subscription, settings: Settings, turns: Turns | None) -> Response:
    """What a feed's server says. Raises WireError."""
    return fetch(
        feed.url,
        etag=feed.state.etag,
        modified=feed.state.modified,
        accept=ACCEPT,
        limit_bytes=FEED_BYTES,
        deadline_s=settings.deadline_s,
        allow_private=feed.state.private,
        turn=turns,
    )


class Asking:
    """The threads of one run. Every job put in comes back by ``next``, in the order it is done."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._came: queue.SimpleQueue[Asked | Read | Paged | Exception] = queue.SimpleQueue()
        self._turns = Turns(settings.spacing, wait=settings.wait)
        self._lanes, self._readers = Lanes(settings.threads), Lanes(settings.readers)
        self._pages = Pages(self._turns, settings.deadline_s)
        self.left_alone: dict[str, float] = {}
        """Hosts that asked to be left alone, and for how many seconds."""

    def ask(self, feed: Subscription) -> None:
        """Asks a feed's server: an ``Asked`` comes of it."""
        self._lanes.put(feed.host, self._job(self._ask, feed))

    def given(self, feed: Subscription, said: Response) -> None:
        """An answer that is there already comes as if it had been asked for."""
        self._came.put(Asked(feed, said))

    def read(self, feed: Subscription, response: Response) -> None:
        """Reads what a feed sent: a ``Read`` comes of it."""
        self._readers.put(str(feed.id), self._job(self._read, feed, response))

    def page(self, feed: Subscription, arrival: Arrival) -> None:
        """Asks for the page of an entry: a ``Paged`` comes of it."""
        self._lanes.put(self._pages.host(arrival.entry), self._job(self._page, feed, arrival))

    def next(self) -> Asked | Read | Paged | None:
        """What came, or None where nothing does for a tenth of a second. Raises what a thread
        raised."""
        try:
            event = self._came.get(timeout=_TICK_S)
        except queue.Empty:
            return None
        if isinstance(event, Exception):
            raise event
        return event

    def close(self) -> None:
        """No job is begun any more."""
        self._lanes.close()
        self._readers.close()

    def _job(self, work: Callable[..., None], *what: object) -> Callable[[], None]:
        """A job that hands its own faults to the caller's thread."""

        def job() -> None:
            try:
                work(*what)
            except Exception as error:  # noqa: BLE001 - raised again where somebody is told
                self._came.put(error)

        return job

    def _ask(self, feed: Subscription) -> None:
        if feed.host in self.left_alone:
            self._came.put(Asked(feed, None))
            return
        try:
            said: Said = ask(feed, self._settings, self._turns)
        except WireError as error:
            said = error
        if isinstance(said, Response) and said.status in (429, 503) and said.retry_after:
            self.left_alone[feed.host] = said.retry_after
        self._came.put(Asked(feed, said))

    def _read(self, feed: Subscription, response: Response) -> None:
        try:
            found: ParsedFeed | WorkerFailed = parse(
                response.body, response.url, response.content_type, response.charset
            )
        except WorkerFailed as failed:
            found = failed
        self._came.put(Read(feed, response, found))

    def _page(self, feed: Subscription, arrival: Arrival) -> None:
        private = (feed.host,) if feed.state.private else ()
        answer = self._pages.ask(arrival.entry.url or "", private)

        def read() -> None:
            self._came.put(Paged(feed, arrival.key, self._pages.read(answer)))

        self._readers.put(f"{feed.id} {arrival.key}", self._job(read))
