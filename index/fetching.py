"""Bringing subscribed feeds in: fetching, and putting their entries into the library.

Feeds are asked side by side (``feeds.asking``); one thread, the caller's, stores what they send,
feed by feed. A feed that fails is noted with its reason and asked less often; it never holds up
the others.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.dataclass import dataclass
from index.feeds import schedule
from index.feeds.arrivals import Arrival, sort_out
from index.feeds.asking import STANDARD, Asked, Asking, Paged, Read, Settings
from index.feeds.outcome import FeedOutcome, FetchReport
from index.feeds.subscription import State, Subscription, dump, to_row
from index.feeds.whole import PageAnswer, draft_of
from index.importing import Choices, Import
from index.ingest.draft import STANDARD_LIMITS
from index.ingest.feeds import ParsedFeed
from index.ingest.worker import WorkerFailed
from index.reports import Cancelled, Progress, Report
from index.search import SearchIndex
from index.store import Connections, feeds
from index.wire import Response, WireError

CLAIM_S = 600.0
PATIENCE_S = 60.0


@dataclass(slots=True)
class _Open:
    """A feed that was read and waits for pages."""

    response: Response
    parsed: ParsedFeed
    arrivals: list[Arrival]
    pages: dict[str, PageAnswer]
    left: int


class Fetching:
    """One run over some feeds; ``run`` answers what became of each."""

    def __init__(
        self,
        connections: Connections,
        index: SearchIndex,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        settings: Settings = STANDARD,
    ) -> None:
        self._connections, self._index, self._settings = connections, index, settings
        self._progress = progress or (lambda _: None)
        self._cancelled = cancelled or (lambda: False)
        self._import = Import(connections, index, choices=Choices(bring_back=False, remember=False))
        self._asking = Asking(settings)
        self._open: dict[int, _Open] = {}
        self._outcomes: list[FeedOutcome] = []
        self._articles = self._highest = 0
        self._claimed: dict[int, State] = {}

    def run(
        self, asked: Sequence[Subscription], given: Mapping[int, Response] | None = None
    ) -> FetchReport:
        """Asks the feeds and stores what is new; an answer ``given`` is not asked for again."""
        self._claim(asked)
        known = given or {}
        for feed in asked:
            if feed.id in known:
                self._asking.given(feed, known[feed.id])
            else:
                self._asking.ask(feed)
        try:
            stopped = not self._serve(len(asked))
        except BaseException:
            self._release()
            raise
        finally:
            self._asking.close()
        with self._connections.only_writer("indexing what feeds brought", PATIENCE_S):
            self._index.refresh()
            self._import.finish(stopped)
        return FetchReport(tuple(self._outcomes), cancelled=stopped)

    def _claim(self, asked: Sequence[Subscription]) -> None:
        """Says that these are being asked, so that another run leaves them alone meanwhile."""
        later = self._settings.now() + datetime.timedelta(seconds=CLAIM_S)
        with self._connections.writing() as connection:
            for feed in asked:
                self._claimed[feed.id] = feed.state
                feeds.set_state(connection, feed.id, dump(replace(feed.state, due=later)))

    def _serve(self, total: int) -> bool:
        """Takes what the threads bring until every feed is done; False where it was stopped."""
        self._tell(total)
        while len(self._outcomes) < total:
            if self._cancelled():
                self._release()
                return False
            event = self._asking.next()
            if event is None:
                continue
            if isinstance(event, Asked):
                self._answered(event)
            elif isinstance(event, Read):
                self._parsed(event)
            else:
                self._paged(event)
            self._tell(total)
        return True

    def _tell(self, total: int) -> None:
        done = len(self._outcomes)
        self._progress(Progress("fetching", done, total, "feeds", self._articles))

    def _answered(self, event: Asked) -> None:
        feed, said = event.feed, event.said
        if said is None:
            wait = self._asking.left_alone[feed.host]
            self._failed(feed, "its server asks us to wait", "it is asked again later", wait)
        elif isinstance(said, WireError):
            self._failed(feed, *schedule.trouble(said))
        elif said.status == 304:
            self._settle(feed, said, FeedOutcome(feed, unchanged=True))
        elif said.status == 410:
            self._note(feed, schedule.gone(feed.state, self._settings.now()))
        elif not said.ok:
            self._failed(feed, *schedule.refusal(said), said.retry_after)
        else:
            self._asking.read(feed, said)

    def _parsed(self, event: Read) -> None:
        feed, found = event.feed, event.found
        if isinstance(found, WorkerFailed):
            advice = "look for the feed's address on its site"
            self._failed(feed, f"what it sends {found.reason}", advice)
            return
        with self._connections.reading() as connection:
            arrivals = sort_out(connection, feed.id, found.entries)
        wanted = list(self._wanted(feed, arrivals))
        self._open[feed.id] = _Open(event.response, found, arrivals, {}, len(wanted))
        for arrival in wanted:
            self._asking.page(feed, arrival)
        if not wanted:
            self._store(feed)

    def _wanted(self, feed: Subscription, arrivals: Sequence[Arrival]) -> Iterator[Arrival]:
        """Entries whose pages are to be fetched: new ones of which the feed has not all."""
        if not feed.full_text:
            return
        new = [each for each in arrivals if each.fresh and each.entry.teaser and each.entry.url]
        yield from new[: self._settings.pages]

    def _paged(self, event: Paged) -> None:
        waiting = self._open[event.feed.id]
        waiting.pages[event.key] = event.page
        waiting.left -= 1
        if not waiting.left:
            self._store(event.feed)

    def _store(self, feed: Subscription) -> None:
        """Puts in what is new of one feed, and notes all of it as seen."""
        whole = self._open.pop(feed.id)
        new: list[int] = []
        with self._connections.only_writer("storing what feeds brought", PATIENCE_S):
            self._index.refresh()
            with self._connections.reading() as connection:
                self._highest = feeds.highest_article(connection)
            for arrival in whole.arrivals:
                if not arrival.noted or arrival.fresh:
                    new += self._take(feed, whole, arrival)
            outcome = FeedOutcome(
                feed,
                tuple(new),
                len(whole.parsed.entries) - len(new),
                sum(1 for page in whole.pages.values() if page.page is not None),
                notices=(whole.parsed.trouble,) if whole.parsed.trouble else (),
            )
            named = replace(
                feed,
                title=feed.title or whole.parsed.title or "",
                site=whole.parsed.site or feed.site,
            )
            self._settle(named, whole.response, outcome)

    def _take(self, feed: Subscription, whole: _Open, arrival: Arrival) -> list[int]:
        """Stores one entry; answers the number of its article where that is new."""
        now = self._settings.now()
        number = arrival.article
        brought: list[int] = []
        if arrival.fresh:
            page = whole.pages.get(arrival.key)
            draft = draft_of(whole.parsed, arrival.entry, page, now.date())
            if draft is None:  # it may say something one day
                return []
            if len(draft.text.encode()) <= STANDARD_LIMITS.article:
                number = self._import.take(draft)
        if number is not None and number > self._highest:
            self._highest = number
            brought.append(number)
        with self._connections.writing() as connection:
            feeds.see(connection, feed.id, arrival.seen(number), now.isoformat(timespec="seconds"))
        self._articles += len(brought)
        return brought

    def _settle(self, feed: Subscription, response: Response, outcome: FeedOutcome) -> None:
        """Notes that all went well, and where the feed lives now."""
        now, chance = self._settings.now(), self._settings.chance
        state = schedule.answered(feed.state, response, len(outcome.new), now, chance)
        notices = outcome.notices
        with self._connections.writing() as connection:
            settled = replace(feed, state=state)
            if schedule.settled(state) and not _has_password(feed.url):
                settled = _moved(connection, settled)
                if settled.url != feed.url:
                    notices = (*notices, f"has moved to {settled.shown_url}, and is asked there")
            feeds.renew(connection, to_row(settled))
        self._outcomes.append(replace(outcome, feed=settled, notices=notices))

    def _failed(
        self, feed: Subscription, error: str, advice: str, retry_after: float | None = None
    ) -> None:
        now, chance = self._settings.now(), self._settings.chance
        self._note(feed, schedule.failed(feed.state, error, advice, now, chance, retry_after))

    def _note(self, feed: Subscription, state: State) -> None:
        """Keeps a failure with its feed; it is told once."""
        with self._connections.writing() as connection:
            feeds.set_state(connection, feed.id, dump(replace(state, told=True)))
        known = replace(feed, state=state)
        error = state.error or ""
        self._outcomes.append(
            FeedOutcome(known, error=error, advice=state.advice, fresh=not state.told)
        )

    def _release(self) -> None:
        """Gives back what was claimed and not done."""
        done = {outcome.feed.id for outcome in self._outcomes}
        with self._connections.writing() as connection:
            for number, state in self._claimed.items():
                if number not in done:
                    feeds.set_state(connection, number, dump(state))


def _moved(connection: sqlite3.Connection, feed: Subscription) -> Subscription:
    """A feed at the address it has moved to, unless that is followed already."""
    target = feed.state.moved
    if target is None or feeds.with_url(connection, target) is not None:
        return feed
    return replace(feed, url=target, state=replace(feed.state, moved=None, moves=0))


def _has_password(url: str) -> bool:
    return "@" in url.partition("://")[2].partition("/")[0]
