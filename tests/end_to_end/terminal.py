"""A real terminal for tests: the command in a pty, its bytes kept, its screen drawn.

Nothing sleeps: every wait polls the pty until something is true or a deadline passes.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

COMMAND = Path(sys.executable).with_name("rashomon")
"""The command as pip installed it, beside this Python. In an ``environment`` it runs the program
of the tree that these tests lie in."""

ROOT = Path(__file__).resolve().parents[2]
"""The tree that these tests lie in."""

PATIENCE = 30.0
"""Seconds until a wait fails; only a broken program takes that long."""

REST = 0.2
"""Seconds without a byte after which the screen is at rest."""

_OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.argv[1], sys.argv[1:])"
)

_OF_A_SHELL = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
job = os.fork()
if not job:
    os.setpgid(0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.argv[1], sys.argv[1:])
while os.WIFSTOPPED(how := os.waitpid(job, os.WUNTRACED)[1]):
    os.kill(os.getpid(), signal.SIGSTOP)
    os.kill(job, signal.SIGCONT)
sys.exit(os.waitstatus_to_exitcode(how))
"""
"""A shell with one job in front: it stops when the job is stopped, and wakes it when woken."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment with a home of its own and a terminal of 256 colors, in which a Python finds
    this tree first: another one may be installed."""
    return {
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **more,
    }


class Terminal:
    """The installed command running on a terminal of the given size, the first program there
    or the job of a ``shell``, which alone can put it to sleep."""

    def __init__(
        self,
        arguments: Sequence[str],
        env: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
        shell: bool = False,
    ) -> None:
        assert COMMAND.exists(), f"no {COMMAND}: install with pip install -e '.[dev]'"
        self.raw = b""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = os.openpty()
        self.name = os.ttyname(slave)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _OF_A_SHELL if shell else _OWN_TERMINAL,
                str(COMMAND),
                *arguments,
            ],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(env),
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        os.close(self._master)

    def press(self, *keys: str) -> None:
        """Sends each of ``keys`` once the screen has come to rest, as a reader would."""
        for key in keys:
            while self._read(time.monotonic() + REST):
                pass
            os.write(self._master, key.encode())

    def text(self) -> str:
        """What the screen shows now, blank ends of lines trimmed."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, wanted: str | Callable[[str], bool]) -> str:
        """Waits until the screen shows ``wanted``; answers the screen's text."""
        shows = wanted if callable(wanted) else lambda text: wanted in text
        deadline = time.monotonic() + PATIENCE
        while not shows(self.text()):
            alive = self._read(deadline)
            while alive and self._read(0.0):
                pass
            assert alive or shows(self.text()), f"{wanted!r} never came; last:\n{self.text()}"
        return self.text()

    def finish(self) -> int:
        """Waits until the command has left; answers its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self.process.wait(PATIENCE)

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the command."""
        self.process.send_signal(number)

    def _read(self, deadline: float) -> bool:
        """Takes in what the command wrote next; False at its end or past the deadline."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)


_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])"
)
_DRAWING = re.compile(r"\x1b(?:[DM]|\[(?:[0-9;:]*m|[0-9;]*[HABCDGJKLMPSTXdr]|\?2026[hl]))")


def sequences(raw: bytes) -> Counter[str]:
    """How often each escape sequence came that is not drawing (color, place, frame, scroll)."""
    found = _SEQUENCE.findall(raw.decode("utf-8", "replace"))
    return Counter(one for one in found if not _DRAWING.fullmatch(one))


def printed(raw: bytes) -> str:
    """What is left of the bytes without escape sequences, line ends and steps to the left, by
    which we move the cursor, too."""
    return re.sub(r"[\r\n\b]", "", _SEQUENCE.sub("", raw.decode("utf-8", "replace")))
