"""A fault of the program's own: the terminal is given back, and one line says what happened."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

from index import Library
from tests.tui.test_signals import LEAVE_SCREEN, read_until

BROKEN = r"""
import sys
from tui import app, cli
def broken(self):
    raise ValueError("a \x1b]0;taken over\x07 b")
app.Reading.action_theme = broken
cli.main(["--library", sys.argv[1]])
"""


def test_a_fault_ends_in_one_clean_line_with_the_place_kept(five: Library) -> None:
    master, slave = pty.openpty()
    environ = {name: value for name, value in os.environ.items() if name != "RASHOMON_DEBUG"}
    child = subprocess.Popen(
        [sys.executable, "-c", BROKEN, str(five.path)],
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        env={**environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    os.close(slave)
    try:
        assert b"stated" in read_until(master, b"stated")
        os.write(master, b"t")
        left = read_until(master, b"shows all of it")
        assert child.wait(20) == 1
    finally:
        child.kill()
        child.wait()
        os.close(master)
    after = left[left.rindex(LEAVE_SCREEN) :].decode()
    (line,) = (line for line in after.splitlines() if "rashomon" in line)
    assert "this is a fault in rashomon" in line and "ValueError: a b" in line
    assert b"taken over" not in left and b"Traceback" not in left
    assert json.loads(five.recall("place") or "{}")["article"] == five.events()[0].articles[0]
