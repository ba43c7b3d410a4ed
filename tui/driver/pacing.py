"""How much a line to the terminal is given before the terminal has shown what went before.

A slow line keeps what it is sent: whoever holds a key down on it would watch pictures of seconds
ago. So the terminal is asked where its cursor is, behind a picture: it answers once it has come
that far. How many bytes may be under way follows from how long the answers take, as in
congestion control by delay (LEDBAT, RFC 6817): few where they queue, many where they come as
fast as ever. Terminals of all kinds answer this question; one that does not is never waited for.
"""

from __future__ import annotations

import time
from collections.abc import Callable

QUESTION = "\x1b[6n"
"""Asks where the cursor is (DSR 6); the answer is CSI row ; column R."""

_FEWEST, _FIRST, _MOST = 1_000, 2_000, 16_000  # bytes under way
_QUEUES = 0.1  # seconds an answer may be later than the quickest before bytes are taken to queue
_LASTING = 50  # answers over which the quickest one is forgotten
_PATIENCE, _LONGEST = 1.0, 30.0  # seconds for an answer: above what its bytes take, and at most
_SILENT = 10.0  # seconds after which a terminal that is not waited for is asked again
_TRIES = 2  # answers in a row that may be lost before a terminal is not waited for


class Pacing:
    """Counts what is written to one terminal and what of it was shown; knows no terminal itself.

    ``heard`` may be called from any thread, everything else from one alone. ``clock`` tells
    seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._answers = False  # whether questions are known to be answered
        self._missed = 0  # answers in a row that did not come
        self._asked: float | None = None  # when; None where no answer is awaited
        self._heard: float | None = None  # when the answer came, not yet taken into account
        self._before = self._behind = 0  # bytes not known to be shown, up to the question and after
        self._window = _FIRST  # bytes that may be under way
        self._full = False  # whether more than that was to be written since the question
        self._quickest = float("inf")  # seconds from a question to its answer
        self._each = 0.0  # seconds for a byte and its answer, the last time

    def question(self, size: int) -> str:
        """Count ``size`` bytes that are written now; answers the question to write behind them,
        or nothing."""
        self._take_answer()
        self._behind += size
        if not self._must_ask():
            return ""
        self._behind += len(QUESTION)
        self._before, self._behind = self._before + self._behind, 0
        self._asked, self._heard, self._full = self._clock(), None, False
        return QUESTION

    def _must_ask(self) -> bool:
        if self._asked is None:
            return not self._answers or self._missed > 0 or self._behind >= self._window // 2
        if self._answers or self._clock() - self._asked < _SILENT * (1 << self._missed):
            return False
        self._missed += 1  # asked ever more rarely
        return True

    def wait(self) -> float:
        """Seconds for which nothing should be written unless an answer comes first; 0 where
        something may be."""
        self._take_answer()
        self._full = self._full or self._before + self._behind >= self._window
        return self.awaited() if self._full else 0.0

    def awaited(self) -> float:
        """Seconds for which an answer can still be expected; 0 where none is.

        One that does not come is taken to be lost and asked for again; when several in a row do
        not, the terminal is not waited for until it answers again.
        """
        if self._asked is None or self._heard is not None or not self._answers:
            return 0.0
        limit = min(_LONGEST, _PATIENCE + 2 * self._each * self._before) * (1 << self._missed)
        left = self._asked + limit - self._clock()
        if left <= 0:
            self._missed += 1
            self._answers = self._missed < _TRIES
            self._asked = None
        return max(0.0, left)

    def heard(self) -> bool:
        """An answer came; whether it was awaited."""
        awaited = self._asked is not None and self._heard is None
        if awaited:
            self._heard = self._clock()
        return awaited

    def _take_answer(self) -> None:
        if self._asked is None or self._heard is None:
            return
        self._fit(self._heard - self._asked)
        self._answers, self._missed = True, 0
        self._asked, self._heard, self._before = None, None, 0

    def _fit(self, delay: float) -> None:
        """Let as many bytes under way as come through without queueing, as far as ``delay``
        seconds for the last answer tell.

        Where the fewest bytes are late, too, the way has become longer.
        """
        self._each = delay / max(self._before, _FEWEST)
        queued = delay - self._quickest
        if queued > _QUEUES:
            if self._window == _FEWEST:
                self._quickest += queued / _LASTING
            self._window = max(_FEWEST, self._window // 2)
        elif self._full:
            self._window = min(_MOST, 2 * self._window)
        self._quickest = min(delay, self._quickest)
