"""The text beside the list: it follows the cursor when the keys rest."""

from __future__ import annotations

import asyncio
import contextlib
from abc import abstractmethod
from typing import ClassVar

from textual import on

from tui.actions import in_scope
from tui.screens.picking import Picking
from tui.widgets.lines import LinePane
from tui.widgets.listing import ArticleList, EventList
from tui.work import came

_MOVES = frozenset(action.name for action in in_scope("moving") if action.name != "open")
_PATIENCE = 0.5
"""Seconds that a key waits for the text that it is about."""


class Previewing(Picking):
    """The part of the library screen that shows what the cursor of the list is on.

    A move of the cursor is painted at once and alone. Whatever is done next, other than
    moving on, finds the text of that place, however soon the key comes.
    """

    REST: ClassVar[float] = 0.1
    """Seconds without a move after which the text is shown."""
    _resting: asyncio.TimerHandle | None = None

    @property
    @abstractmethod
    def listing(self) -> LinePane:
        """The list of the tab that is on."""

    @on(LinePane.Moved)
    def _moved(self, event: LinePane.Moved) -> None:
        if event.pane is self.listing and event.pane.has_focus:
            self._preview_at_rest()
        self.tell_status()

    def _preview_at_rest(self) -> None:
        self._rest_no_more()
        self._resting = asyncio.get_running_loop().call_later(self.REST, self._rested)

    def _rest_no_more(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    def _rested(self) -> None:
        if self.is_attached:
            self.call_later(self.preview)

    def preview(self) -> None:
        """Show the article that the list's cursor is on."""
        self._rest_no_more()
        events, articles = self.query_one(EventList), self.query_one(ArticleList)
        if self.tab == "events" and events.items():
            self.open_event(events.events[events.cursor])
        elif self.tab == "articles" and articles.items():
            self.open_article(articles.lines[articles.cursor].id)
            self.fetch_more(articles)

    async def ready_for(self, action: str) -> None:
        """Show the text that ``action`` is about, where the cursor has only just come to it; what
        is to be opened is of the list that is on its way."""
        if action == "open":
            await came(self, {"list", "search"}, _PATIENCE)
        if self._resting is None or action in _MOVES:
            return
        self.preview()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.opened.wait(), _PATIENCE)

    def is_shown(self) -> bool:
        """Whether the list's cursor is on what is shown: its text keeps its place."""
        events, articles = self.query_one(EventList), self.query_one(ArticleList)
        shown = self.shown_article()
        if shown is None or self._wanted != shown:
            return False
        if self.tab == "events":
            return bool(events.items()) and shown in events.events[events.cursor].articles
        return bool(articles.items()) and articles.lines[articles.cursor].id == shown
