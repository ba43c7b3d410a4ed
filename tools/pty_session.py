"""A program on a pty, watched: what it writes for each key, how soon, and with how much CPU."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.held_key import CURSOR_ANSWER, CURSOR_QUESTION, Relay, Wire

_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", CURSOR_QUESTION: CURSOR_ANSWER}
"""What a terminal is asked, and what it answers."""
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*.)")
_WORD = re.compile(rb"\w{3}")
_FIRST = 1.5  # seconds to wait for an answer to begin
_FOCUS_REPORTS = b"\x1b[?1004h"
_QUIET = 0.12  # seconds without a byte after which it is over
_LATER = 0.5  # seconds to wait for what a program does when the keys rest
_START = 60.0  # seconds to wait for the first painted word
_A_SECOND = 20  # pieces in which a slow line delivers
_WORKING = 20.0  # CPU milliseconds in that time from which on a program is at work
_STILL = 0.8  # seconds without a byte after which a start is over


@dataclass(frozen=True)
class Answer:
    """What a key led to: milliseconds to its last byte, CPU milliseconds, bytes."""

    ms: float
    cpu: float
    bytes: int


@dataclass(frozen=True)
class Started:
    """A start: milliseconds to the first painted words and CPU until then; CPU and bytes until
    at rest."""

    ms: float
    first: float
    cpu: float
    bytes: int


class Session:
    """A program on a terminal of its own, perhaps behind a slow line; waits until it is at rest."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        columns: int,
        rows: int,
        wire: Wire | None = None,
    ) -> None:
        self._wire = wire
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=dict(env), start_new_session=True
        )
        os.close(slave)
        painted, first, data = 0.0, 0.0, b""
        while not painted:
            piece = self._read(_START)
            data += piece
            if not piece:
                raise RuntimeError(f"painted nothing: {data[-2000:].decode(errors='replace')}")
            if _WORD.search(_SEQUENCE.sub(b"", data)):
                painted, first = time.perf_counter(), self.cpu()
        data += self._rest(_STILL)
        self.started = Started((painted - began) * 1000, first, self.cpu(), len(data))
        self.hears_focus = _FOCUS_REPORTS in data
        """Whether the program asked to be told when its window comes to the front."""

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def press(self, key: str, quiet: float = _QUIET) -> Answer:
        """Sends a key and waits until nothing more comes for ``quiet`` seconds."""
        cpu, began = self.cpu(), time.perf_counter()
        if self._wire is not None:
            time.sleep(self._wire.delay)
        os.write(self._master, key.encode())
        data, last = self._read(_FIRST), time.perf_counter()
        while data and (piece := self._read(quiet)):
            data, last = data + piece, time.perf_counter()
        late = self._wire.delay if self._wire is not None else 0.0
        return Answer((last - began + late) * 1000, self.cpu() - cpu, len(data))

    def afterwards(self) -> Answer:
        """What still comes of the key pressed last, once the keys rest."""
        cpu, began = self.cpu(), time.perf_counter()
        data, last = self._read(_LATER), time.perf_counter()
        while data and (piece := self._read(_QUIET)):
            data, last = data + piece, time.perf_counter()
        return Answer((last - began) * 1000, self.cpu() - cpu, len(data))

    def settle(self, most: float = 60.0) -> None:
        """Waits until the program neither writes nor works, for at most so many seconds."""
        end, before = time.monotonic() + most, -1.0
        while time.monotonic() < end:
            written, cpu = self._rest(_STILL), self.cpu()
            if not written and cpu - before < _WORKING:
                return
            before = cpu

    def relay(self, wire: Wire) -> Relay:
        """The line that the program is on, to hold keys down at its far end."""
        return Relay(self._master, wire)

    def idle(self, seconds: float) -> int:
        """How many bytes come within ``seconds`` when nothing is done."""
        end, size = time.monotonic() + seconds, 0
        while (left := end - time.monotonic()) > 0:
            size += len(self._read(left))
        return size

    def _rest(self, quiet: float) -> bytes:
        data = b""
        while piece := self._read(quiet):
            data += piece
        return data

    def _read(self, seconds: float) -> bytes:
        """What comes next; nothing after ``seconds`` or once the program has left."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._master, self._wire.rate // _A_SECOND if self._wire else 1 << 20)
        except OSError:
            return b""
        if self._wire is not None:
            time.sleep(len(data) / self._wire.rate)
        for question, answer in _ANSWERS.items():
            if question in data:
                os.write(self._master, answer)
        return data

    def cpu(self) -> float:
        """CPU milliseconds of all threads so far, from Linux's scheduler."""
        total = 0
        for task in Path(f"/proc/{self._process.pid}/task").glob("*/schedstat"):
            try:
                total += int(task.read_text().split()[0])
            except OSError:  # a thread that has just ended
                continue
        return total / 1e6
