"""Manners: one request a host at a time, and a pause between two."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

SPACING_S = 1.0
_SLOWEST_S = 30.0


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    spacing: float = 0.0


class Turns:
    """Whose turn it is, by host; for use from many threads.

    ``spacing``: seconds from the end of one request to a host to the start of the next.
    """

    def __init__(
        self,
        spacing: float = SPACING_S,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._spacing, self._clock, self._wait = spacing, clock, wait
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    @contextlib.contextmanager
    def __call__(self, host: str) -> Iterator[None]:
        """Waits for the host's turn, and keeps it for the length of the block."""
        known = self._of(host)
        with known.lock:
            pause = known.free_at - self._clock()
            if pause > 0:
                self._wait(pause)
            try:
                yield
            finally:
                known.free_at = self._clock() + max(self._spacing, known.spacing)

    def slow(self, host: str, seconds: float) -> None:
        """Keeps requests to a host further apart, as its robots.txt may ask; 30 s at most."""
        self._of(host).spacing = min(max(0.0, seconds), _SLOWEST_S)

    def _of(self, host: str) -> _Host:
        with self._guard:
            return self._hosts.setdefault(host, _Host())
