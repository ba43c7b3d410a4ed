"""Work side by side, but in each lane one after another: a slow host holds up no other."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

Job = Callable[[], None]


class Lanes:
    """At most so many threads, none of which keeps the program from ending.

    Jobs must not raise; one that does ends its thread, not the others.
    """

    def __init__(self, threads: int) -> None:
        self._most = threads
        self._threads = 0
        self._idle = 0
        self._changed = threading.Condition()
        self._jobs: dict[str, deque[Job]] = {}
        self._ready: deque[str] = deque()
        self._closed = False

    def put(self, lane: str, job: Job) -> None:
        """Does ``job`` after all that was put in the same lane before."""
        with self._changed:
            if self._closed:
                return
            if lane in self._jobs:
                self._jobs[lane].append(job)
                return
            self._jobs[lane] = deque([job])
            self._ready.append(lane)
            if self._idle < len(self._ready) and self._threads < self._most:
                self._threads += 1
                threading.Thread(target=self._run, daemon=True).start()
            self._changed.notify()

    def close(self) -> None:
        """Begins no other job; those under way end by themselves."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _run(self) -> None:
        while (lane := self._next()) is not None:
            try:
                self._jobs[lane][0]()
            finally:
                self._done(lane)

    def _next(self) -> str | None:
        with self._changed:
            self._idle += 1
            while not self._ready and not self._closed:
                self._changed.wait()
            self._idle -= 1
            return None if self._closed else self._ready.popleft()

    def _done(self, lane: str) -> None:
        with self._changed:
            self._jobs[lane].popleft()
            if self._jobs[lane]:
                self._ready.append(lane)
                self._changed.notify()
            else:
                del self._jobs[lane]
