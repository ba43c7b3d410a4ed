"""A stuck reader, asked to leave: it is gone in time, the terminal its own, nothing torn."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import Library
from tests.tui.test_signals import LEAVE_SCREEN, read_until

SECONDS = 20.0
"""Until a test fails; each program is gone after one or two."""
OPEN = """
import sys, threading, time
from pathlib import Path
from tui import app, backstop
from tui.screens.library import LibraryScreen

backstop._TICK = 0.1

def spin():
    print("stuck", file=sys.__stdout__, flush=True)
    while True:
        pass

def spin_writing(reader):
    with reader.library._connections.writing() as connection:
        connection.execute("DELETE FROM article")
        spin()

def flood(reader):
    for _ in range(100):
        reader._driver.write("x" * 10_000)

def compute(reader):
    reader.run_worker(threading.Event().wait, thread=True)

def correct(reader):
    def do():
        time.sleep(0.4)
        reader.library.remember("asked for", "done")
    compute(reader)
    reader.carry_out(do)

def write_long(reader):
    def write():
        with reader.library._connections.writing():
            print("begun", file=sys.__stdout__, flush=True)
            time.sleep(2.5)
    threading.Thread(target=write).start()

def act(screen):
    globals()[sys.argv[2]](screen.app)

LibraryScreen.action_order = act
sys.exit(app.run(Path(sys.argv[1])))
"""


class Stuck:
    """The reader on a terminal; ``o`` makes it stuck."""

    def __init__(self, library: Library, how: str) -> None:
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.child = subprocess.Popen(
            [sys.executable, "-c", OPEN, str(library.path), how],
            stdin=self.slave, stdout=self.slave, stderr=self.slave, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"},
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        assert b"stated" in read_until(self.master, b"stated")
        self.press(b"o")

    def press(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def terminal_is_its_own(self) -> bool:
        return termios.tcgetattr(self.slave) == self.before


@contextmanager
def stuck(library: Library, how: str) -> Iterator[Stuck]:
    reader = Stuck(library, how)
    try:
        yield reader
    finally:
        reader.child.kill()
        reader.child.wait()
        os.close(reader.master)
        os.close(reader.slave)


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda reader: reader.child.send_signal(signal.SIGTERM), 128 + signal.SIGTERM),
        (lambda reader: reader.press(b"\x11"), 1),
    ],
    ids=["a signal", "the key to leave"],
)
def test_one_that_goes_in_a_circle_is_ended_and_what_it_half_wrote_was_never_there(
    five: Library, ask: Callable[[Stuck], None], code: int
) -> None:
    with stuck(five, "spin_writing") as reader:
        read_until(reader.master, b"stuck")
        ask(reader)
        assert LEAVE_SCREEN in read_until(reader.master, b"has been ended; what was kept is safe")
        assert reader.child.wait(SECONDS) == code
        assert reader.terminal_is_its_own()
    with Library.open(five.path) as again:
        assert again.counts().articles == 5
        assert all(check.ok for check in again.care.doctor())
        again.remember("written", "afterwards")


def test_a_terminal_that_takes_nothing_is_left_with_the_place_kept(five: Library) -> None:
    with stuck(five, "flood") as reader:
        assert b"xxx" in read_until(reader.master, b"xxx")
        reader.child.send_signal(signal.SIGTERM)
        assert reader.child.wait(SECONDS) == 0
        assert reader.terminal_is_its_own()
    kept = json.loads(five.recall("place") or "{}")
    assert kept["article"] == five.events()[0].articles[0]


def test_what_was_asked_for_is_done_before_leaving_what_is_only_looked_up_is_not(
    five: Library,
) -> None:
    with stuck(five, "correct") as reader:
        reader.press(b"\x11")
        assert LEAVE_SCREEN in read_until(reader.master, LEAVE_SCREEN)
        assert reader.child.wait(SECONDS) == 0
    assert five.recall("asked for") == "done"


def test_the_place_is_kept_though_something_long_is_being_written(five: Library) -> None:
    with stuck(five, "write_long") as reader:
        read_until(reader.master, b"begun")
        reader.press(b"\x11")
        assert LEAVE_SCREEN in read_until(reader.master, LEAVE_SCREEN)
        assert reader.child.wait(SECONDS) == 0
    kept = json.loads(five.recall("place") or "{}")
    assert kept["article"] == five.events()[0].articles[0]
