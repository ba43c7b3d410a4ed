"""A process of its own on which acts are played, each in a child that may be killed.

Everything is imported once, so that a trial costs what the act costs and not the start of an
interpreter. The stage answers one line of JSON for each it is given.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tools.attacks import tracing
from tools.attacks.tracing import Fault

Say = Callable[[str, Any], None]
Act = Callable[[Path, Say, Mapping[str, Any]], None]

_NEEDED = (
    "index.analysing", "index.backing", "index.checking", "index.correcting", "index.fetching",
    "index.finding", "index.following", "index.forgetting", "index.importing", "index.kept",
    "index.mending", "index.subscribing", "index.watching", "index.ingest.feeds",
    "index.entities.reading", "feedparser", "lxml.html", "urllib3",
)  # fmt: skip
"""What acts need, loaded before they are played."""


@dataclass(frozen=True, slots=True)
class Played:
    """What became of an act: ``said`` line by line; ``ended`` "done", "refused", "fault" or
    "killed", with ``why``; how many changes of files it made; the call that was met;
    ``strays``: processes it started that did not end with it."""

    said: list[tuple[str, Any]]
    ended: str
    why: str = ""
    calls: int = 0
    met: str = ""
    seconds: float = 0.0
    strays: int = 0

    def last(self, word: str, otherwise: Any = None) -> Any:
        """What was said last under this word."""
        return next((value for key, value in reversed(self.said) if key == word), otherwise)


@dataclass(frozen=True, slots=True)
class Order:
    """An act to be played. ``after``: seconds after which it is killed, as it is after
    ``patience``, which is not meant. ``largest``: bytes that a file may have. ``umask`` and
    ``user`` are those it runs under."""

    act: str
    place: str
    options: Mapping[str, Any] = field(default_factory=dict)
    fault: Mapping[str, Any] | None = None
    after: float | None = None
    patience: float = 60.0
    largest: int | None = None
    umask: int = 0o077
    user: int | None = None
    traced: bool = False


class Stage:
    """The running process; started when it is first needed, ended with this one."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def start(self, order: Order) -> None:
        """Has an act played; ``end`` waits for it."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "tools.attacks.stage"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=Path(__file__).parents[2],
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            )
            atexit.register(self.close)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()

    def end(self) -> Played:
        """What became of the act that was started."""
        assert self._process is not None and self._process.stdout is not None
        answer = json.loads(self._process.stdout.readline())
        said = [(word, value) for word, value in answer.pop("said")]
        return Played(said=said, **answer)

    def play(self, act: str, place: Path, fault: Fault | None = None, **more: Any) -> Played:
        """Plays an act and answers what became of it."""
        told = asdict(fault) if fault else None
        self.start(Order(act, str(place), fault=told, **more))
        return self.end()

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process.wait(10)
            self._process = None


STAGE = Stage()


def _serve() -> None:
    from tools.attacks.acts import ACTS

    for name in _NEEDED:
        importlib.import_module(name)
    for line in sys.stdin:
        order = Order(**json.loads(line))
        print(json.dumps(asdict(_played(order, ACTS[order.act]))), flush=True)


def _played(order: Order, act: Act) -> Played:
    began = time.monotonic()
    traced = tracing.able() and (order.traced or order.fault is not None)
    with tempfile.TemporaryFile("w+b") as told:
        child = os.fork()
        if not child:
            _child(order, act, told.fileno(), traced)
        code, calls, met = _watched(child, order, traced)
        strays = _strays(child)
        told.seek(0)
        lines = told.read().decode().splitlines()
    said = [(word, value) for word, value in map(json.loads, lines)]
    ended, why = next(
        ((word, value) for word, value in said if word in ("done", "refused", "fault")),
        ("killed", signal.Signals(-code).name if code < 0 else f"exit {code}"),
    )
    seconds = round(time.monotonic() - began, 3)
    return Played(said, ended, why or "", calls, met, seconds, strays)


def _strays(group: int, patience: float = 15.0) -> int:
    """How many processes that a child had started outlive it for long; they are ended."""
    until = time.monotonic() + patience
    while (left := _members(group)) and time.monotonic() < until:
        time.sleep(0.02)
    for one in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    return len(left)


def _members(group: int) -> list[int]:
    try:
        os.killpg(group, 0)
    except OSError:
        return []
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            state, _, of = path.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
            if int(of) == group and state != "Z":
                found.append(int(path.parent.name))
    return found


def _watched(child: int, order: Order, traced: bool) -> tuple[int, int, str]:
    if traced:
        return tracing.follow(child, Fault(**order.fault) if order.fault else None)
    until = time.monotonic() + (order.patience if order.after is None else order.after)
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status), 0, ""
        if time.monotonic() >= until:
            os.kill(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0, "delay"
        time.sleep(0.0005)


def _child(order: Order, act: Act, told: int, traced: bool) -> None:
    """Plays an act in this process, which ends with it."""
    from index.errors import RashomonError

    os.setpgid(0, 0)
    os.dup2(told, tracing.SPARED)

    def say(word: str, value: Any = None) -> None:
        os.write(tracing.SPARED, json.dumps([word, value]).encode() + b"\n")

    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nowhere, number)
    try:
        os.umask(order.umask)
        if order.largest is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (order.largest, order.largest))
        if order.user is not None:
            os.setgroups([])
            os.setgid(order.user)
            os.setuid(order.user)
        if traced:
            tracing.submit()
        act(Path(order.place), say, order.options)
        say("done")
    except RashomonError as error:
        say("refused", str(error))
    except BaseException:  # noqa: BLE001 - whatever it is, it is to be told
        say("fault", traceback.format_exc())
    os._exit(0)


if __name__ == "__main__":
    _serve()
