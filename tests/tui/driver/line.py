"""A terminal at the far end of a slow line, in a time of its own: nothing here waits."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Any

from tests.tui.driver.glass import Shown
from tui.driver.pacing import QUESTION


class Later:
    """Something that is to happen, unless it is called off."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act: Callable[[], object] | None = act

    def cancel(self) -> None:
        """Call it off."""
        self.act = None


class Time:
    """Seconds, and what happens in them; in place of an event loop."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, int, Later]] = []
        self._made = 0

    def clock(self) -> float:
        """What time it is."""
        return self.now

    def call_later(self, seconds: float, act: Callable[[], object]) -> Later:
        """Let something happen in so many seconds."""
        later, self._made = Later(act), self._made + 1
        heapq.heappush(self._due, (self.now + seconds, self._made, later))
        return later

    def call_soon_threadsafe(self, act: Callable[[], object]) -> Later:
        """Let something happen next."""
        return self.call_later(0.0, act)

    def run(self, seconds: float) -> None:
        """Let so many seconds pass with all that happens in them."""
        end = self.now + seconds
        while self._due and self._due[0][0] <= end:
            self.now, _, later = heapq.heappop(self._due)
            if later.act is not None:
                later.act()
        self.now = end


class Line:
    """A line that carries ``rate`` bytes a second and takes ``delay`` seconds each way.

    ``shown`` is called with what arrives at the far end, ``answered`` with what the terminal there
    answers once that is back here. ``loses`` tells whether an answer never comes.
    """

    def __init__(self, time: Time, rate: float, delay: float) -> None:
        self.time, self.rate, self.delay = time, rate, delay
        self.shown: Callable[[str], Any] = len
        self.answered: Callable[[], Any] = bool
        self.loses: Callable[[], bool] = bool
        self.bytes = self.questions = 0
        self.arrived = self._free = 0.0

    def write(self, data: str) -> None:
        """Send ``data`` off; in place of a driver's writer."""
        size = len(data.encode())
        self._free = max(self._free, self.time.now) + size / self.rate
        self.bytes, self.questions = self.bytes + size, self.questions + data.count(QUESTION)
        self.time.call_later(self._free + self.delay - self.time.now, lambda: self._arrive(data))

    def under_way(self) -> float:
        """Bytes that have been sent and not yet passed the line."""
        return max(0.0, self._free - self.time.now) * self.rate

    def _arrive(self, data: str) -> None:
        self.arrived = self.time.now
        self.shown(data.replace(QUESTION, ""))
        for _ in range(data.count(QUESTION)):
            if not self.loses():
                self.time.call_later(self.delay, self.answered)


class Far(Line):
    """The line, and a glass at its end."""

    def __init__(self, time: Time, rate: float, delay: float, columns: int, rows: int) -> None:
        super().__init__(time, rate, delay)
        self.glass = Shown(columns, rows)
        self.shown = self.glass.write
