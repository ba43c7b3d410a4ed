"""A key held down on a slow line: how long after it was let go the terminal still changes."""

from __future__ import annotations

import os
import select
import time
from collections import deque
from dataclasses import dataclass

CURSOR_QUESTION, CURSOR_ANSWER = b"\x1b[6n", b"\x1b[1;1R"
_PIECE = 200  # bytes that a line delivers at a time
_QUIET = 1.5  # seconds without a byte after which the last one has come


@dataclass(frozen=True)
class Wire:
    """A slow line: bytes a second that come through, seconds each way that it takes."""

    rate: int
    delay: float


@dataclass(frozen=True)
class Held:
    """What a held key led to: seconds from the last key to the last byte, bytes in all."""

    late: float
    bytes: int


class Relay:
    """A terminal at the far end of a line, on the ``master`` side of a pty.

    What the program writes waits in the line for as long as it takes; questions where the cursor
    is are answered by the terminal once they have come through.
    """

    def __init__(self, master: int, wire: Wire) -> None:
        self._master, self._wire = master, wire
        self._free = time.monotonic()
        self._down: deque[tuple[float, bytes]] = deque()
        self._up: deque[tuple[float, bytes]] = deque()
        self._tail = b""
        self.arrived = self._free
        self.bytes = 0

    def hold(self, key: bytes, seconds: float, each_second: int) -> Held:
        """Press ``key`` as often as its repeating does, and wait until all has come."""
        before, begun = self.bytes, time.monotonic()
        keys = deque(begun + n / each_second for n in range(int(seconds * each_second)))
        last = keys[-1]
        while keys or self._down or time.monotonic() < max(last, self.arrived) + _QUIET:
            while keys and keys[0] <= time.monotonic():
                self._send(key, keys.popleft())
            self._pass_on(keys[0] if keys else time.monotonic() + _QUIET)
        return Held(max(0.0, self.arrived - last), self.bytes - before)

    def _send(self, data: bytes, now: float) -> None:
        self._up.append((now + self._wire.delay, data))

    def _pass_on(self, until: float) -> None:
        """Carry what is due, and take in what the program writes next."""
        due = min([until, *(way[0][0] for way in (self._down, self._up) if way)])
        wait = max(0.0, due - time.monotonic())
        if select.select([self._master], [], [], wait)[0]:
            self._take(os.read(self._master, 1 << 16), time.monotonic())
        now = time.monotonic()
        while self._up and self._up[0][0] <= now:
            os.write(self._master, self._up.popleft()[1])
        while self._down and self._down[0][0] <= now:
            self._show(*self._down.popleft())

    def _take(self, data: bytes, now: float) -> None:
        for at in range(0, len(data), _PIECE):
            piece = data[at : at + _PIECE]
            self._free = max(self._free, now) + len(piece) / self._wire.rate
            self._down.append((self._free + self._wire.delay, piece))

    def _show(self, now: float, piece: bytes) -> None:
        self.arrived, self.bytes = now, self.bytes + len(piece)
        seen = self._tail + piece
        for _ in range(seen.count(CURSOR_QUESTION)):
            self._send(CURSOR_ANSWER, now)
        self._tail = seen[1 - len(CURSOR_QUESTION) :]
