"""A progress line on standard error, and a Ctrl-C that stops work without losing any."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, TextIO

from index.text import clean_line

if TYPE_CHECKING:
    from index.reports import Progress

BETWEEN = 0.1
"""Seconds between two drawings, so that drawing never slows the work."""

BAR = 24


class ProgressLine:
    """Draws how far work is: share, count and time left. Silent where nobody watches.

    Call it with each ``Progress``; leave the ``with`` block to clear the line.
    """

    def __init__(
        self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._watched = self._stream is not None and self._stream.isatty()
        self._clock = clock
        self._stage = ""
        self._began = self._drawn = 0.0
        self._wide = 0

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        self._draw("")

    def __call__(self, progress: Progress) -> None:
        """Draws ``progress``, at most every ``BETWEEN`` seconds within one stage."""
        if not self._watched:
            return
        now = self._clock()
        if progress.stage != self._stage:
            self._stage, self._began = progress.stage, now
        elif now - self._drawn < BETWEEN and progress.done < progress.total:
            return
        self._drawn = now
        self._draw(describe(progress, now - self._began))

    def _draw(self, line: str) -> None:
        if not self._watched or not (line or self._wide):
            return
        blank = " " * (self._wide - len(line))
        self._stream.write(f"\r{line}{blank}" if line else f"\r{blank}\r")
        self._stream.flush()
        self._wide = len(line)


def describe(progress: Progress, seconds: float) -> str:
    """Progress as one line of ASCII; ``seconds`` have passed since its stage began."""
    done, total = progress.done, max(progress.total, progress.done)
    share = done / total if total else 1.0
    filled = int(share * BAR)
    bar = "#" * filled + "-" * (BAR - filled)
    left = time_left(progress, seconds)
    left = f"  {left}" if left else ""
    figures = f"{amount(done, progress.unit)} of {amount(total, progress.unit)}"
    if progress.unit != "bytes":
        figures += f" {progress.unit}"
    elif progress.articles:
        figures += f"  {progress.articles:,} articles"
    return f"{clean_line(progress.stage)} [{bar}] {share:4.0%}  {figures}{left}"


def time_left(progress: Progress, seconds: float) -> str:
    """``12 s left``; nothing where it cannot be told, or is over in no time. The stage has lasted
    ``seconds``."""
    done, total = progress.done, progress.total
    if not 0 < done < total or seconds < 1:
        return ""
    left = seconds * (total - done) / done
    return f"{_duration(left)} left" if round(left) else ""


def amount(number: int, unit: str) -> str:
    """A number of bytes as kB or MB, any other with its thousands apart."""
    if unit != "bytes":
        return f"{number:,}"
    return f"{number / 1e6:.1f} MB" if number >= 100_000 else f"{number / 1e3:.1f} kB"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


@contextlib.contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Gives a ``cancelled``: true after the first Ctrl-C. The second one ends the program."""
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: stopped
    finally:
        signal.signal(signal.SIGINT, before)
