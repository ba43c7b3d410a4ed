"""Driving the screens in tests: open, press, wait until nothing is under way, read the glass."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import TypeVar
from unittest.mock import patch

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

from index import Library
from tui.app import Reading
from tui.look import Look
from tui.screens.library import LibraryScreen

Test = TypeVar("Test", bound=Callable[..., object])

WIDE, NORMAL, SMALL = (160, 48), (80, 24), (40, 15)
EVENTS, ARTICLES, NAMES = ("9", "h"), ("9", "h", "l"), ("9", "h", "2", "l")
"""Keys that lead to one of the lists of the library, from the text or whatever list is on."""


def presses(*actions: str) -> Callable[[Test], Test]:
    """Marks a test as the one that presses the keys of these actions."""

    def mark(test: Test) -> Test:
        test.presses = actions  # type: ignore[attr-defined]
        return test

    return mark


class Driven:
    """An open app: ``await press(...)`` returns when all that followed is done."""

    def __init__(self, app: Reading, pilot: Pilot[object]) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        """Wait until nothing is under way: no message, no worker, nothing left to draw.

        Asked and not guessed from how busy the processor is, which says nothing on a
        machine that does other things, too.
        """
        quiet = 0
        while quiet < 2:
            await self.pilot.pause(0)
            quiet = 0 if self._under_way() else quiet + 1
            while any(not worker.is_finished for worker in self.app.workers):
                await asyncio.sleep(0.002)
                quiet = 0

    def _under_way(self) -> bool:
        if self.app._exit or self.app._exception or not self.app.is_running:
            return False  # it left, or a fault ended it: what was under way stays so
        screen = self.app.screen
        if not screen.is_mounted or screen._callbacks or screen._layout_required:
            return True
        pumps = [self.app, *(pump for one in self.app.screen_stack for pump in one.walk_children())]
        return any(pump.message_queue_size for pump in (*pumps, *self.app.screen_stack))

    def strike(self, *keys: str) -> None:
        """Let keys come in, and do not wait for what they do."""
        for key in keys:
            name = key if key.isalnum() or len(key) > 1 else _character_to_key(key)
            struck = Key(name, key_to_character(REPLACED_KEYS.get(name, name)))
            struck.set_sender(self.app)
            self.app.post_message(struck)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.strike(key)
            await self.settle()

    async def answer(self, words: str) -> None:
        """Put ``words`` into the question that is open and press enter."""
        self.app.screen.query_one("#answer", Input).value = words
        await self.press("enter")

    async def type(self, words: str) -> None:
        """Type into the line that has the focus, and wait until it was answered."""
        from tui.widgets.query_bar import QueryBar

        self.strike(*("space" if letter == " " else letter for letter in words))
        await self.settle()
        bars = self.app.screen.query(QueryBar)
        while bars and bars.first().asked != bars.first().query_text:
            await asyncio.sleep(0.002)
        await self.settle()

    @property
    def strips(self) -> list[Strip]:
        """The lines of the glass as drawn."""
        return self.app.screen._compositor.render_strips()

    @property
    def lines(self) -> list[str]:
        """The text of every line of the glass."""
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def glass(self) -> str:
        """Everything that can be read now."""
        return "\n".join(self.lines)

    @property
    def library_screen(self) -> LibraryScreen:
        """The first screen."""
        return next(s for s in self.app.screen_stack if isinstance(s, LibraryScreen))

    @property
    def told(self) -> list[str]:
        """The notifications, oldest first."""
        return [notification.message for notification in self.app._notifications]


@contextlib.asynccontextmanager
async def opened(
    library: Library, size: tuple[int, int] = (120, 40), look: Look | None = None
) -> AsyncIterator[Driven]:
    """The app on ``library``, at rest; the text beside a list follows every key at once."""
    app = Reading(library, look=look)
    with patch.object(LibraryScreen, "REST", 0.0):
        async with app.run_test(size=size) as pilot:
            driven = Driven(app, pilot)
            await driven.settle()
            yield driven
