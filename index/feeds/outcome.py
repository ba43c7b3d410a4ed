"""What became of fetching: feed by feed."""

from __future__ import annotations

from index.dataclass import dataclass
from index.feeds.subscription import Subscription


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """One feed that was asked. ``new``: the articles it brought.

    ``already``: entries that were there. ``unchanged``: the server had nothing new to send.
    ``error`` and ``advice``: why nothing came; ``fresh`` where the reader was not told of it
    before. ``notices``: what to know besides ("has moved to ...").
    """

    feed: Subscription
    new: tuple[int, ...] = ()
    already: int = 0
    pages: int = 0
    unchanged: bool = False
    error: str | None = None
    advice: str = ""
    fresh: bool = False
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchReport:
    """One run. ``waiting``: feeds that were not due; ``ended``: feeds that are not asked."""

    outcomes: tuple[FeedOutcome, ...] = ()
    waiting: int = 0
    ended: int = 0
    cancelled: bool = False

    @property
    def imported(self) -> tuple[int, ...]:
        """Every new article."""
        return tuple(number for outcome in self.outcomes for number in outcome.new)

    @property
    def already(self) -> int:
        """Entries that were there."""
        return sum(outcome.already for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[FeedOutcome, ...]:
        """Feeds from which nothing came."""
        return tuple(outcome for outcome in self.outcomes if outcome.error)
