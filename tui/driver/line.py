"""The line to the terminal: it may go away, and it may take nothing for a while or for ever."""

from __future__ import annotations

import contextlib
import os
import select
import termios
from collections.abc import Callable
from typing import Any, TextIO

_MUCH = 8_192
"""Characters that are sent without waiting for more."""
_LOOK = 100
"""Milliseconds after which it is seen that nobody wants any more what waits to be sent."""
_LEAVE = (
    "\x1b\\\x1b[?2026l"  # whatever was being written or painted is over
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # no mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l\x1b[?7h\x1b[<u"  # pastes, sizes, focus, wrapping, keys
    "\x1b[m\x1b[?1049l\x1b[?25h"  # the other screen, its cursor
)


class Line:
    """A terminal to write to: what it cannot take any more is dropped, and nothing raised.

    ``gone`` is called once, by whoever writes, when it has hung up. Nothing is written for ever:
    the terminal is opened anew, to be asked again and again. For ``file`` itself that mode would
    be everyone's who has it open; it is written to where the other cannot be opened.
    """

    def __init__(self, file: TextIO, gone: Callable[[], None]) -> None:
        self._file, self._gone = file, gone
        self._open = True
        self._waiting: list[str] = []
        self._own = _opened_anew(file)

    def write(self, text: str) -> int:
        """Write ``text``, now or when it is flushed."""
        self._waiting.append(text)
        if len(text) > _MUCH:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        text = "".join(self._waiting)
        self._waiting.clear()
        try:
            if self._open and text:
                self._send(text)
        except (OSError, ValueError):  # hung up; closed by its owner
            self._open = False
            self._gone()

    def _send(self, text: str) -> None:
        if self._own is None:
            self._file.write(text)
            self._file.flush()
            return
        encoding, errors = self._file.encoding or "utf-8", self._file.errors or "strict"
        left = memoryview(text.encode(encoding, errors))
        room = select.poll()
        room.register(self._own, select.POLLOUT)
        while left and self._open:
            try:
                left = left[os.write(self._own, left) :]
            except BlockingIOError:
                room.poll(_LOOK)

    def drop(self) -> None:
        """Drop what is to be written from now on; whoever waits to write soon waits no longer."""
        self._open = False

    def fileno(self) -> int:
        """The terminal's file descriptor."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()

    def leave(self, attributes: list[Any] | None) -> None:
        """Leave the screen and give the terminal its ``attributes``, without waiting for it."""
        if self._own is not None:
            with contextlib.suppress(OSError, termios.error):
                if attributes is not None:
                    termios.tcsetattr(self._own, termios.TCSANOW, attributes)
                os.write(self._own, _LEAVE.encode())

    def say(self, words: str) -> None:
        """Write a line, without waiting for it."""
        if self._own is not None:
            with contextlib.suppress(OSError):
                os.write(self._own, f"{words}\r\n".encode())


def _opened_anew(file: TextIO) -> int | None:
    """The terminal of ``file``, open for writing without waiting; None where it cannot be."""
    try:
        name = os.ttyname(file.fileno())
        return os.open(name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
