"""A driver that ends in order when its terminal goes away.

A dropped line or a closed window does not always come with a signal: a program started under
nohup is only told by reads that answer nothing, at once and for ever.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import termios
import threading
import tty
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.driver.line import Line
from tui.driver.pasting import Pastes

if TYPE_CHECKING:
    from tui.backstop import Backstop

_WAIT = 0.1
"""Seconds without input after which an escape that came alone is the key."""
# Scrolling and placing over the whole screen, no inserting, the usual letters, plain; no wrapping,
# no cursor; empty.
_ANEW = "\x1b[r\x1b[?6l\x1b[4l\x1b(B\x0f\x1b[m\x1b[?7l\x1b[?25l\x1b[2J\x1b[m"


class Exit(threading.Event):
    """Set when input is to end; the thread that reads ``handle`` also sees it when hung up."""

    def __init__(self, handle: int, gone: Callable[[], None]) -> None:
        super().__init__()
        self._gone = gone
        self._poll = select.poll()
        self._poll.register(handle, select.POLLHUP)

    def is_set(self) -> bool:
        """Whether to end; asked by the reading thread before each read."""
        if threading.current_thread() is not threading.main_thread() and self._hung_up():
            self._gone()
            return True
        return super().is_set()

    def _hung_up(self) -> bool:
        return any(event & (select.POLLHUP | select.POLLERR) for _, event in self._poll.poll(0))


class CarefulDriver(LinuxDriver):
    """Textual's driver, but a terminal that is gone ends the app as its quit key does.

    The app's ``backstop``, if it has one, is told what may be the last it hears.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._backstop: Backstop | None = getattr(self._app, "backstop", None)
        self._left = self._hurried = False
        self._file: Any = Line(self._file, self._gone)
        self.exit_event = Exit(self.fileno, self._gone)

    def _gone(self) -> None:
        """Ask the app to leave, once; from any thread."""
        if not self._left:
            self._left = True
            if self._backstop is not None:
                self._backstop.line_is_gone()
            else:
                self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        self._leaving = asyncio.ensure_future(self._app.run_action("quit"))

    def process_message(self, message: Message) -> None:
        """Input; that another window is in front changes nothing here and is worth no painting."""
        if not isinstance(message, events.AppFocus | events.AppBlur):
            super().process_message(message)
        if isinstance(message, events.Key) and self._backstop is not None:
            self._backstop.pressed(message.key)

    def _sigcont_application(self, *told: Any) -> None:
        """Go on after a sleep.

        Who was stopped without a word has not left the screen; others may have written to it.
        Textual would enter it a second time, and then never leave.
        """
        if self._must_signal_resume:
            super()._sigcont_application(*told)
        else:
            self._loop.call_soon_threadsafe(self.redraw)

    def resume_application_mode(self) -> None:
        """Enter the screen again, in whatever state others left the terminal."""
        super().resume_application_mode()
        self.write(_ANEW)
        self.flush()

    def redraw(self) -> None:
        """Set the terminal up anew and paint everything, whatever another program did to it."""
        if self._writer_thread is None:
            return
        self._take_keys()
        self.write(_ANEW)
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        self.flush()
        self._app.refresh()

    def hurry(self) -> None:
        """Paint no more, and wait no longer for a terminal that takes nothing."""
        self._hurried = True
        self._file.drop()

    def close(self) -> None:
        """Write what is left to write, after which the screen is left."""
        super().close()
        if self._hurried:
            self._file.leave(self.attrs_before)

    def give_back(self, words: str) -> None:
        """Leave the screen if that is to be done yet, and say ``words``; never waits."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            self._file.leave(self.attrs_before)
        if words:
            self._file.say(words)

    def _take_keys(self) -> None:
        """Let keys come one by one and unseen, as at the start."""
        with contextlib.suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
            attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
            attributes[tty.CC][termios.VMIN] = 1
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)

    def _run_input_thread(self) -> None:
        """Read input until told to end; a read that fails means there is no terminal."""
        try:
            self.run_input_thread()
        except OSError:
            self._gone()

    def run_input_thread(self) -> None:
        """Read keys, pastes and what the terminal answers, and pass them on."""
        parser, pastes = XTermParser(self._debug), Pastes()
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _WAIT)[0]:
                data = pastes.cleaned(decode(os.read(self.fileno, 4096)))
                for message in parser.feed(data) if data else ():
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
