"""Another program writes over the screen, or stops the reader: it is all there again."""

from __future__ import annotations

import os
import signal
import termios
import time
import tty
from pathlib import Path

import pytest

from index import Library
from tests.end_to_end.terminal import PATIENCE, REST
from tests.tui.driver.test_on_a_terminal import Pane, opened, ready, same
from tui.driver.pacing import QUESTION

MESS = b"\x1b[2;5r\x1b[?7h\x1b[4h\x1b[31;44m\x1b[2J\x1b[Hjob done\x1b[10;10Hmail\x1b[?25h"
"""What another program may leave: words, a color, a scroll region, a mode that inserts."""
CLEARED = b"\x1b[2J"
SLEEP, REDRAW, LEAVE = "\x1a", "\x0c", "\x11"
PLACES = ("", "/na", "a", ":", "?")
"""The library, a query, a question, the palette and help."""


def spoil(pane: Pane) -> None:
    """Another program writes to the terminal."""
    pane._stream.feed(MESS)


def stop(pane: Pane, *how: signal.Signals) -> None:
    """Stop the reader and wait until it is stopped."""
    for number in how:
        pane.signal(number)
    while not os.waitpid(pane.process.pid, os.WUNTRACED | os.WNOHANG)[1]:
        pane._read(time.monotonic() + 0.05)


def test_what_others_wrote_over_is_painted_anew_wherever_one_is(
    sample: Library, tmp_path: Path
) -> None:
    with (
        opened(sample, tmp_path / "a", "1", 100, 30, shell=True) as pane,
        opened(sample, tmp_path / "b", "1", 100, 30) as untouched,
    ):
        for one in (pane, untouched):
            ready(one)
        for keys in PLACES:
            for one in (pane, untouched):
                one.press(*keys)
            assert same(pane, untouched), keys
            spoil(pane)
            pane.press(REDRAW)
            assert same(pane, untouched), keys
            pane.press(SLEEP)
            stop(pane)
            spoil(pane)
            pane.signal(signal.SIGCONT)
            assert same(pane, untouched), keys
            for one in (pane, untouched):
                one.press("\x1b", "\x1b")


HELD, LEAVING = " b j jj ", b"\x1b[?2004l"
"""Keys that lead elsewhere in a text; what is written before the screen is left."""


def typed_ahead(pane: Pane) -> bytes:
    """What waits on the terminal for whoever reads next, which is the shell once one left."""
    slave = os.open(pane.name, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    before = termios.tcgetattr(slave)
    try:
        tty.setraw(slave, termios.TCSANOW)  # else it would wait for the end of a line
        return os.read(slave, 4096)
    except BlockingIOError:
        return b""
    finally:
        termios.tcsetattr(slave, termios.TCSANOW, before)
        os.close(slave)


@pytest.mark.parametrize("late", [True, False], ids=["answered late", "answered at once"])
def test_put_to_sleep_with_frames_held_it_types_nothing_and_wakes_whole(
    sample: Library, tmp_path: Path, late: bool
) -> None:
    with (
        opened(sample, tmp_path / "a", "1", shell=True) as ours,
        opened(sample, tmp_path / "b", "0") as plain,
    ):
        for pane in (ours, plain):
            ready(pane)
            pane.press("l", "\r", "z")
        assert same(ours, plain)
        ours.answers = False
        held = ""
        while ours.raw.count(QUESTION.encode()) == ours._answered:
            held += " " if held.count(" ") <= held.count("b") else "b"
            os.write(ours._master, held[-1].encode())
            ours._read(time.monotonic() + REST)
        ours.answers = not late
        os.write(ours._master, f"{HELD}{SLEEP}".encode())
        os.write(plain._master, f"{held}{HELD}".encode())
        while LEAVING not in ours.raw:
            ours._read(time.monotonic() + PATIENCE)
        assert late == (ours.raw.count(QUESTION.encode()) > ours._answered)
        ours.rest()
        ours.answers = True
        stop(ours)
        ours.rest()
        if late:
            assert ours.cells() != plain.cells(), "what was held is never seen"
        assert ours.raw.rindex(b"\x1b[?1049l") > ours.raw.rindex(QUESTION.encode())
        assert typed_ahead(ours) == b""
        spoil(ours)
        ours.signal(signal.SIGCONT)
        assert same(ours, plain)
        for pane in (ours, plain):
            pane.press(*" jb")
        assert same(ours, plain)
        ours.press(LEAVE)
        assert ours.finish() == 0


def test_where_no_shell_could_wake_it_the_reader_stays_awake(
    sample: Library, tmp_path: Path
) -> None:
    with opened(sample, tmp_path, "1", 100, 30) as pane:
        ready(pane)
        for keys in PLACES:
            pane.press(*keys, SLEEP)
            pane.until("stays awake")
            pane.press("\x1b", "\x1b")
        pane.press(LEAVE)
        assert pane.finish() == 0


@pytest.mark.parametrize("diff", ["1", "0"], ids=["changes only", "whole frames"])
def test_stopped_without_a_word_it_goes_on_and_leaves_in_order(
    sample: Library, tmp_path: Path, diff: str
) -> None:
    with opened(sample, tmp_path / "a", diff, 100, 30) as pane:
        ready(pane)
        with opened(sample, tmp_path / "b", diff, 100, 30) as untouched:
            ready(untouched)
            stop(pane, signal.SIGSTOP)
            spoil(pane)
            pane.signal(signal.SIGCONT)
            pane.signal(signal.SIGCONT)
            assert same(pane, untouched)
        pane.press("j", LEAVE)
        assert pane.finish() == 0


def test_the_keys_that_leave_give_up_a_question_first(sample: Library, tmp_path: Path) -> None:
    with opened(sample, tmp_path, "1", 100, 30) as pane:
        ready(pane)
        for question in ("/na", "a", ":", "#"):
            pane.press(*question, "\x03", "?")
            pane.until("Help")
            pane.press("q")
        pane.press("a", LEAVE, LEAVE)
        assert pane.finish() == 0


def test_another_window_in_front_costs_nothing(sample: Library, tmp_path: Path) -> None:
    with opened(sample, tmp_path, "0", 100, 30) as pane:
        ready(pane)
        before = pane.rest()
        for report in (b"\x1b[O", b"\x1b[I"):
            os.write(pane._master, report)
            pane.rest()
        assert pane.rest() == before


@pytest.mark.parametrize("keys", ["", "a"], ids=["the library", "a question"])
def test_a_line_that_drops_ends_the_command_in_order(
    sample: Library, tmp_path: Path, keys: str
) -> None:
    with opened(sample, tmp_path, "1", 100, 30) as pane:
        ready(pane)
        pane.press(*keys, "")
        os.close(pane._master)
        assert pane.process.wait(20) == 0
        pane._master = os.open(os.devnull, os.O_RDONLY)


def test_a_line_that_moved_ends_in_others_where_it_is_now(sample: Library, tmp_path: Path) -> None:
    with opened(sample, tmp_path, "1", 142, 27) as pane:
        ready(pane)
        if "┴" not in pane.text():
            pane.press("T")
            pane.until("┴")
        for keys in ("<", "z", "z"):
            pane.press(*keys)
            shown, before = pane.cells(), len(pane.raw)
            pane.press(REDRAW)
            pane.until(lambda _, before=before: CLEARED in pane.raw[before:])  # type: ignore[misc]
            assert pane.cells() == shown, keys
