"""The progress line: share, count and time left for those who watch, silence for pipes."""

from __future__ import annotations

import io
import os
import signal

import pytest

from index import Progress
from tests.hostile import foreign
from tui.progress import ProgressLine, describe, interruptible


class Watched(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_tells_share_count_and_time_left() -> None:
    line = describe(Progress("reading closely", 2_500, 10_000, "articles"), seconds=5)
    assert (
        line
        == "reading closely [######------------------]  25%  2,500 of 10,000 articles  15 s left"
    )


def test_bytes_are_told_in_units_people_read() -> None:
    line = describe(Progress("importing", 5_000_000, 40_000_000, "bytes"), seconds=600)
    assert line.endswith("12%  5.0 MB of 40.0 MB  1 h 10 min left")


def test_a_total_that_was_too_small_never_shows_more_than_all() -> None:
    assert "100%" in describe(Progress("importing", 9_000, 10, "bytes"), seconds=2)
    assert "100%" in describe(Progress("importing", 0, 0, "bytes"), seconds=2)


def test_it_is_silent_where_nobody_watches() -> None:
    stream = io.StringIO()
    with ProgressLine(stream) as line:
        line(Progress("importing", 1, 2, "bytes"))
    assert stream.getvalue() == ""


def test_it_draws_seldom_enough_and_clears_its_line_at_the_end() -> None:
    now = 0.0
    stream = Watched()
    with ProgressLine(stream, clock=lambda: now) as line:
        for done in range(1_000):
            now += 0.001
            line(Progress("importing", done, 1_000, "articles"))
    drawn = stream.getvalue().split("\r")
    assert 5 <= len(drawn) <= 20
    assert drawn[-1] == "" and drawn[-2].strip() == ""
    assert foreign(stream.getvalue().replace("\r", "")) == []


def test_the_first_interrupt_asks_to_stop_and_the_second_stops() -> None:
    with interruptible() as cancelled:
        assert not cancelled()
        os.kill(os.getpid(), signal.SIGINT)
        assert cancelled()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)


def test_afterwards_an_interrupt_means_what_it_meant_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interruptible():
        pass
    assert signal.getsignal(signal.SIGINT) is before


def test_no_seconds_left_are_not_told() -> None:
    assert "left" not in describe(Progress("importing", 9_990, 10_000, "articles"), seconds=20)
