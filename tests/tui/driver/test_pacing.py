"""How much a line is given: little where it is slow, anything where it is fast, and never nothing
for long."""

from __future__ import annotations

import pytest

from tests.tui.driver.line import Line, Time
from tui.driver.pacing import QUESTION, Pacing

STEP = 1 / 30  # seconds between two keys of one that is held
SLOW, FAST = 4_000, 1_000_000  # bytes a second


class Held:
    """A key held down: each time so many bytes are to be written, which may have to wait."""

    def __init__(self, rate: float, delay: float) -> None:
        self.time = Time()
        self.line = Line(self.time, rate, delay)
        self.pacing = Pacing(self.time.clock)
        self.line.answered = self.pacing.heard
        self.most = 0.0  # bytes that were in the line at once
        self.waited: list[bool] = []

    def press(self, size: int) -> bool:
        """One key; whether what it changes is written."""
        free = not self.pacing.wait()
        if free:
            self.line.write("x" * size + self.pacing.question(size))
            self.most = max(self.most, self.line.under_way())
        self.waited.append(not free)
        self.time.run(STEP)
        return free

    def hold(self, seconds: float, size: int = 600) -> None:
        """Press for so long."""
        for _ in range(int(seconds / STEP)):
            self.press(size)


@pytest.mark.parametrize("size", [100, 600, 850])
@pytest.mark.parametrize("rate", [2_000, 4_000, 9_600])
def test_a_slow_line_carries_as_much_as_it_can_and_keeps_little(rate: int, size: int) -> None:
    held = Held(rate, 0.08)
    held.hold(3, size)
    held.most = 0.0
    held.hold(20, size)
    assert held.most <= max(3_000, 0.5 * rate)
    assert held.line.bytes > 0.8 * min(rate, size / STEP) * 23


@pytest.mark.parametrize("rate", [4_000, 9_600])
def test_what_was_written_before_the_first_answer_is_got_over(rate: int) -> None:
    """Pages, from the first moment on: the line is full before anything is known of it."""
    held = Held(rate, 0.08)
    held.hold(60, 2_500)
    held.most = 0.0
    held.hold(20, 2_500)
    assert held.most <= 15_000


def test_a_fast_line_holds_nothing_back_however_far_it_goes() -> None:
    for delay in (0.0, 0.001, 0.02, 0.1, 0.2):
        held = Held(FAST, delay)
        held.hold(2)
        held.waited.clear()
        held.hold(10)
        assert not any(held.waited), delay


def test_a_picture_larger_than_all_that_may_be_under_way_is_written_when_the_line_is_free() -> None:
    held = Held(SLOW, 0.08)
    assert held.press(50_000)
    held.time.run(20)
    assert held.press(50_000)


def test_a_line_that_becomes_slow_is_given_little_soon() -> None:
    held = Held(FAST, 0.02)
    held.hold(5)
    held.line.rate = SLOW
    held.hold(10)
    held.most = 0.0
    held.hold(10)
    assert held.most <= 2_000


def test_a_way_that_becomes_longer_is_as_good_as_before_after_a_while() -> None:
    held = Held(FAST, 0.01)
    held.hold(5)
    held.line.delay = 0.2
    held.hold(60)
    held.waited.clear()
    held.hold(10)
    assert sum(held.waited) <= len(held.waited) / 10


def test_a_terminal_that_does_not_answer_is_never_waited_for_and_asked_ever_more_rarely() -> None:
    held = Held(SLOW, 0.08)
    held.line.loses = lambda: True
    held.hold(120)
    assert not any(held.waited)
    assert held.line.questions <= 8


def test_a_lost_answer_costs_a_moment_and_the_next_answer_is_believed_again() -> None:
    held = Held(SLOW, 0.08)
    held.hold(5)
    asked = held.line.questions
    held.line.loses = lambda: held.line.questions == asked + 1
    held.waited.clear()
    held.hold(10)
    longest = max(len(run) for run in "".join("-x"[w] for w in held.waited).split("-"))
    assert 1 <= longest * STEP <= 3
    held.most = 0.0
    held.hold(5)
    assert held.most <= 3_000


def test_a_terminal_that_falls_silent_is_waited_for_twice_and_never_again() -> None:
    held = Held(FAST, 0.02)
    held.hold(5)
    held.line.loses = lambda: True
    held.waited.clear()
    held.hold(60)
    waited = "".join("-x"[w] for w in held.waited).strip("-")
    assert waited.count("-") == 1 and len(waited) * STEP <= 4


def test_answers_to_nothing_do_nothing() -> None:
    pacing = Pacing(Time().clock)
    assert not pacing.heard()
    assert pacing.question(100) == QUESTION
    assert pacing.heard()
    assert not any(pacing.heard() for _ in range(1_000))
    assert not pacing.wait() and not pacing.awaited()


def test_little_asks_nothing() -> None:
    pacing = Pacing(Time().clock)
    pacing.question(10)
    pacing.heard()
    assert [pacing.question(50) for _ in range(15)] == [""] * 15
