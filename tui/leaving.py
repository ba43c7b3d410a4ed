"""Leaving: the place is kept, whoever asks for it, and the terminal given back."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from abc import abstractmethod
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

from index import Library
from tui.backstop import Backstop
from tui.screens.library import LibraryScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    _Base = App[Any]
else:
    _Base = object

T = TypeVar("T")


class Leaving(_Base):
    """An app that can be asked to leave from anywhere (see ``backstop.Leaver``)."""

    library: Library
    backstop: Backstop | None = None
    """What ends the program should it be stuck; none in a test."""
    _hand: ThreadPoolExecutor | None = None
    _asked: Future[Any] | None = None

    @abstractmethod
    def tell(self, words: str, wrong: bool = False) -> None:
        """One line for the reader that goes away by itself."""

    def carry_out(self, do: Callable[[], T]) -> Future[T]:
        """Do it in a thread, after all that was asked for before; leaving waits for it."""
        if self._hand is None:
            self._hand = ThreadPoolExecutor(1, "correcting")
        self._asked = done = self._hand.submit(do)
        return done

    def finish(self) -> None:
        """Wait for what was asked for: afterwards the library may be closed."""
        if self._hand is not None:
            self._hand.shutdown()

    def keep_place(self) -> None:
        """Remember where the reader is; nobody waits for others who write meanwhile."""
        for screen in self.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.leave_article()
                if self.library.in_hand:
                    self.carry_out(screen.save_place)
                else:
                    screen.save_place()

    def exit(self, *arguments: Any, **options: Any) -> None:
        """Leave; from now on the backstop waits for it."""
        if self.backstop is not None:
            self.backstop.leaving()
        super().exit(*arguments, **options)

    def action_quit_now(self) -> None:
        """Keep the place and leave."""
        self.keep_place()
        self.exit(0)

    async def action_quit(self) -> None:
        """Keep the place and leave."""
        self.action_quit_now()

    def action_suspend_process(self) -> None:
        """Put the program to sleep; the place is kept first.

        Where it is the first program of its terminal nothing could wake it, and the window
        would be dead: it stays awake and says why.
        """
        if not _wakeable():
            self.tell("no shell waits here that could wake the reader: it stays awake")
            return
        self.keep_place()
        super().action_suspend_process()

    def _handle_exception(self, error: Exception) -> None:
        """A fault; once it leaves, what a screen misses that was still being opened is none."""
        if not self._exit:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """A fault of ours: ``run`` says it in one line, or all of it where that is asked for."""
        if os.environ.get("RASHOMON_DEBUG"):
            super()._fatal_error()
            return
        self.keep_place()
        self._close_messages_no_wait()

    async def _shutdown(self) -> None:
        """Close everything, after which the screen is left."""
        await super()._shutdown()
        if self.backstop is not None:
            self.backstop.left()

    # -- what the backstop asks, from its thread ---------------------------------

    def leave(self) -> None:
        """Leave, as soon as the loop comes to it."""
        self._in_loop(self.action_quit_now)

    def answer(self, answered: threading.Event) -> None:
        """Set ``answered`` once all that was asked before is done."""

        def ask() -> None:
            if not self._exit:
                self.call_later(answered.set)

        self._in_loop(ask)

    def _in_loop(self, do: Callable[[], object]) -> None:
        def done() -> None:
            with self._context():
                do()

        loop: asyncio.AbstractEventLoop | None = self._loop
        with contextlib.suppress(RuntimeError):  # it has ended meanwhile
            if loop is not None:
                loop.call_soon_threadsafe(done)

    def hurry(self) -> None:
        """Paint no more: nobody may be taking it."""
        getattr(self._driver, "hurry", _nothing)()

    def in_hand(self) -> bool:
        """Whether something is being written."""
        asked = self._asked is not None and not self._asked.done()
        return asked or self.library.in_hand

    def give_back(self, words: str) -> None:
        """Give the terminal back, if it is not yet, and say ``words``; never waits for it."""
        getattr(self._driver, "give_back", _nothing)(f"rashomon: {words}" if words else "")


def _nothing(*_: object) -> None:
    """What Textual's own driver can do here."""


def _wakeable() -> bool:
    """Whether a shell has put the program into a group of its own, so that it can wake it."""
    return os.getpgrp() != os.getsid(0)
