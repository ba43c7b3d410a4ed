"""Asked to leave and not gone in time, the program is ended: what ends one that is stuck.

The loop that answers keys may hang: in a circle, in a long computation, in a write to a terminal
that takes nothing. A thread of its own hears the signals and the keys to leave, too. What was
stored is safe at any moment: SQLite takes back what was half written.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from multiprocessing import active_children
from typing import NoReturn, Protocol

from tui.any_time import at_any_time

TOLD = (signal.SIGTERM, signal.SIGHUP)
_LEAVING, _PRESSED = 200, 201
"""What is heard beside the numbers of signals."""
_TICK = 0.25
"""Seconds. Time is counted in these, for it passes while the program is put to sleep, too."""
_LATE, _STUCK = 8, 20
"""Ticks until painting is given up, and until the program is ended, while the screen is up."""
_IDLE, _IN_HAND = 4, 40
"""Ticks after the screen was left until the program is ended: with nothing being written, and
at most."""
_LAST = 20.0
"""Seconds after which the system ends it, should not even a thread come to its turn."""
_OWN_FAULT = 1


class Leaver(Protocol):
    """What can be asked to leave. Each may be called from any thread, and none waits long."""

    def leave(self) -> None:
        """Leave, as soon as the loop comes to it."""

    def answer(self, answered: threading.Event) -> None:
        """Set ``answered`` once all that was asked before is done."""

    def hurry(self) -> None:
        """Paint no more: nobody may be taking it."""

    def in_hand(self) -> bool:
        """Whether something is being written."""

    def give_back(self, words: str) -> None:
        """Give the terminal back, if it is not yet, and say ``words``; never waits for it."""


class Backstop:
    """Sees to it that the program is gone some seconds after it was asked to leave.

    In order it ends with code 0. Ended otherwise, the code is 128 and the signal's number, or 1.
    """

    def __init__(self, leaver: Leaver) -> None:
        self._leaver = leaver
        self._left = threading.Event()
        self._heard, self._told = socket.socketpair()

    def start(self) -> None:
        """Hear signals and ``told`` from now on; to be called from the main thread."""
        self._told.setblocking(False)
        signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        for number in TOLD:
            signal.signal(number, _noted)
        threading.Thread(target=self._listen, name="backstop", daemon=True).start()

    def line_is_gone(self) -> None:
        """There is no terminal any more: as if the system had said so."""
        self._tell(signal.SIGHUP)

    def leaving(self) -> None:
        """Leaving has begun."""
        self._tell(_LEAVING)

    def pressed(self, key: str) -> None:
        """A key came in; one to leave is to be answered."""
        if at_any_time(key) == "quit":
            self._tell(_PRESSED)

    def left(self) -> None:
        """The screen was left and the terminal given back; threads may still be at work."""
        self._left.set()

    def _tell(self, what: int) -> None:
        with contextlib.suppress(OSError):  # full: the thread has enough to hear
            self._told.send(bytes((what,)))

    def _listen(self) -> None:
        # A program in the background is stopped where it sets up the terminal.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        while True:
            what = self._heard.recv(1)[0]
            if what == _PRESSED:
                answered = threading.Event()
                self._leaver.answer(answered)
                self._see_to_it(_OWN_FAULT, answered)
            elif what == _LEAVING:
                self._see_to_it(_OWN_FAULT)
            elif what in TOLD:
                self._leaver.leave()
                self._see_to_it(128 + what)

    def _see_to_it(self, code: int, answered: threading.Event | None = None) -> None:
        """Wait for it to leave, or to have ``answered``, and end it where neither comes."""
        signal.setitimer(signal.ITIMER_REAL, _LAST)
        for tick in range(_STUCK):
            if answered is not None and answered.is_set():
                signal.setitimer(signal.ITIMER_REAL, 0)
                return
            if tick == _LATE:
                self._leaver.hurry()
            if self._left.wait(_TICK):
                self._see_threads_end()
        self._end(code, "was stuck, and has been ended; what was kept is safe")

    def _see_threads_end(self) -> None:
        """Wait for what is being written; what merely computes is not wanted any more."""
        idle, pause = 0, threading.Event()
        for _ in range(_IN_HAND):
            idle = 0 if self._leaver.in_hand() else idle + 1
            if idle > _IDLE:
                self._end(0)
            pause.wait(_TICK)
        self._end(_OWN_FAULT, "ended while something was being written; that was taken back")

    def _end(self, code: int, words: str = "") -> NoReturn:
        with contextlib.suppress(Exception):  # whatever fails, it ends
            for child in active_children():
                child.kill()
        with contextlib.suppress(Exception):
            self._leaver.give_back(words)
        os._exit(code)


def _noted(_number: int, _frame: object) -> None:
    """The thread hears of it."""
