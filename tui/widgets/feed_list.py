"""Feeds under their folders: name, articles, unread, last answer, and what is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.strip import Strip

from index.article import Span
from tui.drawing import Run, spread, strip
from tui.feed_words import last_answer, trouble
from tui.key_words import worded
from tui.widgets.stacked import Stacked
from tui.widgets.wrap import wrap

if TYPE_CHECKING:
    from index.feeds.subscription import Subscription

ROOMY, NARROW = 76, 44
"""From this width on the articles of a feed have a column, and its ways are told; below the second
only what is unread."""
_TROUBLE_LINES = 2


def figures(articles: str, unread: str, answer: str, width: int) -> str:
    """The columns at the right of a feed, as wide as those of their heading."""
    if width < NARROW:
        return f"{unread:>8}"
    first = f"{articles:>9}" if width >= ROOMY else ""
    return f"{first}{unread:>8}{answer:>13}"


class FeedList(Stacked):
    """The feeds that are followed."""

    EMPTY = "looking …"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.feeds: Sequence[Subscription] = ()
        self.unread: Mapping[int, int] = {}
        self.now = datetime.datetime.now(datetime.UTC)
        self._told: list[tuple[str, list[Span]]] = []

    def show(
        self, feeds: Sequence[Subscription], unread: Mapping[int, int], now: datetime.datetime
    ) -> None:
        """List ``feeds`` as they are ``now``, staying on the one that the cursor was on."""
        old = self.chosen()
        self.feeds, self.unread, self.now = feeds, unread, now
        self.empty_words = worded(
            "no feeds yet · {feeds.subscribe} follows one: its address, a page's, or a list (OPML)"
        )
        same = (at for at, feed in enumerate(feeds) if old and feed.id == old.id)
        self.restock(next(same, self.cursor))
        self.show_cursor()

    def chosen(self) -> Subscription | None:
        """The feed under the cursor."""
        return self.feeds[self.cursor] if self.cursor < len(self.feeds) else None

    def items(self) -> int:
        """How many feeds there are."""
        return len(self.feeds)

    def heights(self, width: int) -> list[int]:
        """A folder's name where one begins, the feed, and lines for what is wrong with it."""
        self._told = []
        for feed in self.feeds:
            words = trouble(feed)
            lines = wrap(words, 0, len(words), max(8, width - 8)) if words else []
            self._told.append((words, lines[:_TROUBLE_LINES]))
        return [self._head(at) + 1 + len(self._told[at][1]) for at in range(len(self.feeds))]

    def _head(self, item: int) -> int:
        """Lines above a feed: its folder where that begins, after a blank line."""
        folder = self.feeds[item].folder
        before = self.feeds[item - 1].folder if item else ""
        if folder == before:
            return 0
        return 2 if item else 1

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of a folder's name or of a feed."""
        head = self._head(item)
        ground = self.ink("ground")
        if line < head:
            name = self.feeds[item].folder if line == head - 1 else ""
            return strip([(f"  {name}", self.ink("dim"))], width, ground)
        alive = here and self.has_focus
        edge = ("▌" if here else " ", self.ink("accent" if alive else "faint"))
        if line == head:
            lit = ground + self.ink("here") if alive else ground
            return strip([edge, (" ", ground), *self._feed(item, width - 3, here)], width, lit)
        words, lines = self._told[item]
        span = lines[line - head - 1]
        last = line - head == len(lines)
        mark = ("  ! " if line == head + 1 else "    ", self.ink("warn"))
        cut = " …" if last and span.end < len(words.rstrip()) else ""
        told = f"{words[span.start : span.end].rstrip()}{cut}"
        return strip([edge, (" ", ground), mark, (told, self.ink("dim"))], width, ground)

    def _feed(self, item: int, width: int, here: bool) -> list[Run]:
        feed, unread = self.feeds[item], self.unread.get(self.feeds[item].id, 0)
        role = "title" if here else "strong" if unread else "text"
        left = [(feed.name, self.ink("dim" if feed.state.ended else role))]
        ways = "  whole texts" * feed.full_text + "  paused" * (
            feed.state.ended and not feed.state.error
        )
        if (ways and width >= ROOMY) or feed.state.ended:
            left.append((ways, self.ink("faint")))
        columns = figures(
            f"{feed.articles:,}", f"{unread:,}" if unread else "·",
            last_answer(feed, self.now), width + 3,
        )  # fmt: skip
        return spread(left, [(columns, self.ink("dim"))], width)
