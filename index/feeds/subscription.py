"""A subscription: a feed's address, what the reader wants of it, and how it answers."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import field
from datetime import UTC, datetime
from typing import Any

from index.dataclass import dataclass
from index.store.feeds import FeedRow
from index.text import clean_line
from index.wire import parse, shown
from index.wire.addresses import LONGEST


@dataclass(frozen=True, slots=True)
class State:
    """How a feed answered so far, and when it is asked again.

    Moments are UTC. ``interval``: seconds between two requests while all is well.
    ``failures`` in a row led to ``error`` with ``advice``; ``told``: the reader was shown
    that. ``moved``: where permanent redirects led, ``moves`` times in a row. ``ended``: the
    server said that the feed is gone for good, or the reader stopped it. ``private``: its
    own host may be on a private network.
    """

    etag: str | None = None
    modified: str | None = None
    tried: datetime | None = None
    good: datetime | None = None
    due: datetime | None = None
    not_before: datetime | None = None
    interval: float = 3600.0
    failures: int = 0
    error: str | None = None
    advice: str = ""
    told: bool = False
    moved: str | None = None
    moves: int = 0
    ended: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed that the reader follows. ``folder`` may be nested ("News/Europe")."""

    id: int
    url: str
    title: str = ""
    folder: str = ""
    site: str | None = None
    full_text: bool = False
    added: str = ""
    state: State = field(default_factory=State)
    articles: int = 0

    @property
    def shown_url(self) -> str:
        """Its address without a password."""
        return shown(self.url)

    @property
    def full_shown_url(self) -> str:
        """The same at its full length."""
        return shown(self.url, LONGEST)

    @property
    def name(self) -> str:
        """What a list calls it."""
        return self.title or self.shown_url

    @property
    def host(self) -> str:
        """The host it is asked at."""
        return parse(self.url).host

    def due(self, now: datetime) -> bool:
        """Whether it is to be asked now."""
        state = self.state
        if state.ended:
            return False
        return state.due is None or state.due <= now or self._clock_was_wrong(now)

    def held(self, now: datetime) -> bool:
        """Whether its server asked to be left alone until later than now."""
        before = self.state.not_before
        return before is not None and before > now and not self._clock_was_wrong(now)

    def _clock_was_wrong(self, now: datetime) -> bool:
        """What was reckoned from a moment that is still to come says nothing."""
        return self.state.tried is not None and self.state.tried > now


_MOMENTS = ("tried", "good", "due", "not_before")


def of_row(row: FeedRow) -> Subscription:
    """A subscription from the store; a state that cannot be read begins anew."""
    return Subscription(
        row.id, row.url, row.title, row.folder, row.site, row.full_text, row.added,
        state_of(row.state), row.articles,
    )  # fmt: skip


def to_row(feed: Subscription) -> FeedRow:
    """A subscription as the store keeps it."""
    return FeedRow(
        feed.id, feed.url, feed.title, feed.folder, feed.site, feed.full_text, feed.added,
        dump(feed.state), feed.articles,
    )  # fmt: skip


def dump(state: State) -> str:
    """A state as JSON, without what is as it is at the start."""
    start = State()
    kept: dict[str, Any] = {}
    for each in dataclasses.fields(State):
        value = getattr(state, each.name)
        if value != getattr(start, each.name):
            kept[each.name] = value.isoformat() if isinstance(value, datetime) else value
    return json.dumps(kept)


def state_of(text: str) -> State:
    """The state that ``dump`` wrote."""
    try:
        kept = json.loads(text)
        names = {each.name for each in dataclasses.fields(State)}
        values = {name: value for name, value in kept.items() if name in names}
        for name in _MOMENTS:
            if name in values:
                values[name] = datetime.fromisoformat(values[name]).astimezone(UTC)
        return State(**values)
    except (ValueError, TypeError, AttributeError):
        return State()


def clean_folder(folder: str) -> str:
    """A folder's path as it is kept."""
    parts = (clean_line(part, 80).strip() for part in folder.split("/"))
    return "/".join(part for part in parts if part)[:300]
