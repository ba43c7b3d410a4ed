"""A terminal that goes away without a word: the place is kept, the program ends and never spins."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from tests.tui.test_signals import OPEN, read_until

SECONDS = 20.0


@pytest.fixture(params=["1", "0"], ids=["changes only", "whole frames"])
def reader(
    request: pytest.FixtureRequest, five: Library
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The reader on a terminal that sends no signals, and the terminal's other end."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    child = subprocess.Popen(
        [sys.executable, "-c", OPEN, str(five.path)],
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
        env={**os.environ, "TERM": "xterm-256color", "RASHOMON_DIFF": request.param},
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    os.close(slave)
    yield child, master
    child.kill()
    child.wait()


def test_a_terminal_that_is_gone_ends_the_reader_in_order(
    reader: tuple[subprocess.Popen[bytes], int], five: Library
) -> None:
    child, master = reader
    assert b"stated" in read_until(master, b"stated")
    os.close(master)
    assert child.wait(SECONDS) == 0
    kept = json.loads(five.recall("place") or "{}")
    assert kept["article"] == five.events()[0].articles[0]


def test_a_terminal_that_is_gone_while_keys_are_answered(
    reader: tuple[subprocess.Popen[bytes], int],
) -> None:
    child, master = reader
    assert b"stated" in read_until(master, b"stated")
    os.write(master, b"jjjj   bbbbJJJJKKKK" * 20)
    os.close(master)
    assert child.wait(SECONDS) == 0
