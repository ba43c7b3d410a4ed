"""Keeping the number of parts small: which are merged, when, and out of whose way."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence

from index.dataclass import dataclass
from index.search.postings import MOST_DOCS

_SIZES = (512, 4_096, 32_768)
"""Parts are of four sizes by their articles; those of one size are merged with each other."""

MOST_ALIKE = 4
"""Parts of one size that may lie side by side. The largest are left alone."""

MOST_PARTS = 28
"""More parts than this are merged before anything else is done."""

SOON = 5_000
"""Merging so few articles is finished before the index is closed."""


@dataclass(frozen=True, slots=True)
class Weight:
    """A part as the planner sees it: how many articles count, and how many it holds."""

    name: str
    live: int
    whole: int


def plan(parts: Sequence[Weight]) -> list[Weight]:
    """The parts to merge next; none when all is well."""
    for part in parts:
        if part.live * 2 < part.whole:
            return [part]
    for size in range(len(_SIZES)):
        alike = [part for part in parts if _size(part) == size]
        if len(alike) > MOST_ALIKE and (chosen := _fitting(alike)):
            return chosen
    return []


def _size(part: Weight) -> int:
    return sum(part.live >= least for least in _SIZES)


def _fitting(parts: list[Weight]) -> list[Weight]:
    """As many of the parts, in their order, as fit into one; none where no two do."""
    for start in range(len(parts) - 1):
        room, chosen = MOST_DOCS, []
        for part in parts[start:]:
            if part.live <= room:
                room -= part.live
                chosen.append(part)
        if len(chosen) > 1:
            return chosen
    return []


class Calm:
    """Lets background work wait while somebody searches."""

    def __init__(self) -> None:
        self._busy = 0
        self._quiet = threading.Condition()

    @contextlib.contextmanager
    def searching(self) -> Iterator[None]:
        """While this lasts, nobody who waits goes on."""
        with self._quiet:
            self._busy += 1
        try:
            yield
        finally:
            with self._quiet:
                self._busy -= 1
                if not self._busy:
                    self._quiet.notify_all()

    def wait(self) -> None:
        """Wait until nobody searches; a second at most."""
        with self._quiet:
            self._quiet.wait_for(lambda: not self._busy, 1.0)


class Background:
    """One piece of work at a time, in a thread that ends with it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    @property
    def stopped(self) -> bool:
        """Whether the work was asked to end."""
        return self._stopped.is_set()

    def start(self, work: Callable[[], None]) -> None:
        """Begin the work, unless some is going on."""
        with self._guard:
            if self.stopped or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=work, name=self._name, daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Wait until the work is done."""
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def stop(self) -> None:
        """Ask the work to end, and wait until it has."""
        self._stopped.set()
        self.wait()
