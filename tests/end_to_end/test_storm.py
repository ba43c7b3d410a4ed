"""A window dragged to and fro while keys come in, and then gone: the reader goes with it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import random
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal

SIZES, RATE = 110, 60
"""How many sizes the window has, and how many of them in a second."""
SECONDS = 20.0
MOST_CPU = 4.0
"""Processor seconds that leaving may take; one that goes in a circle takes all there are."""
KEYS = [
    "j",
    "k",
    "l",
    "h",
    "J",
    " ",
    "b",
    "g",
    "G",
    "c",
    "S",
    "O",
    "?",
    "\t",
    "\x1b[B",
    "\x1b[6~",
    ">",
]


def storm(terminal: Terminal, seed: int) -> None:
    """Change the size again and again, press keys meanwhile, and take what is painted."""
    rnd = random.Random(seed)
    for _ in range(SIZES):
        size = struct.pack("HHHH", rnd.randint(1, 60), rnd.randint(1, 160), 0, 0)
        fcntl.ioctl(terminal._master, termios.TIOCSWINSZ, size)
        if rnd.random() < 0.5 and select.select([], [terminal._master], [], 0)[1]:
            os.write(terminal._master, rnd.choice(KEYS).encode())
        if select.select([terminal._master], [], [], 1 / RATE)[0]:
            terminal.raw += os.read(terminal._master, 1 << 20)


def close(terminal: Terminal) -> None:
    os.close(terminal._master)
    terminal._master = os.open(os.devnull, os.O_RDWR)


def hang_up(terminal: Terminal) -> None:
    terminal.signal(signal.SIGHUP)


@pytest.mark.parametrize("end", [close, hang_up])
def test_after_a_storm_of_sizes_and_keys_it_leaves_at_once(
    env: dict[str, str], end: Callable[[Terminal], None]
) -> None:
    with Terminal([], env, 120, 36) as terminal:
        terminal.until("5 articles")
        storm(terminal, seed=7)
        before = last = cpu(terminal)
        end(terminal)
        deadline = time.monotonic() + SECONDS
        while terminal.process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                last = cpu(terminal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                terminal.process.wait(0.05)
        assert terminal.process.returncode == 0
        assert last - before < MOST_CPU


def cpu(terminal: Terminal) -> float:
    """Processor seconds that the reader took so far."""
    figures = Path(f"/proc/{terminal.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(figures[11]) + int(figures[12])) / os.sysconf("SC_CLK_TCK")
