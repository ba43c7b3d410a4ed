"""Signals on a real terminal: the place is kept, the terminal restored, the exit is clean."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index import Library

OPEN = """
import sys
from pathlib import Path
from tui.app import run
sys.exit(run(Path(sys.argv[1])))
"""
ENTER_SCREEN, LEAVE_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"


def read_until(handle: int, wanted: bytes, seconds: float = 20.0) -> bytes:
    """What the terminal got until ``wanted`` came or the time was over."""
    got = b""
    while wanted not in got and select.select([handle], [], [], seconds)[0]:
        try:
            piece = os.read(handle, 65_536)
        except OSError:
            break
        if not piece:
            break
        got += piece
    return got


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_the_place_and_restores_the_screen(five: Library, number: int) -> None:
    master, slave = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", OPEN, str(five.path)],
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"},
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    os.close(slave)
    try:
        started = read_until(master, b"stated")
        assert ENTER_SCREEN in started and b"stated" in started
        child.send_signal(number)
        assert LEAVE_SCREEN in read_until(master, LEAVE_SCREEN)
        while read_until(master, b"\0never\0", 1.0):
            pass
        assert child.wait(20) == 0
    finally:
        child.kill()
        child.wait()
        os.close(master)
    kept = json.loads(five.recall("place") or "{}")
    assert kept["article"] == five.events()[0].articles[0]
