"""Dangerous parsing, done by a process of its own that may be killed.

The parsers for web pages and feeds are large, and some inputs make them run for hours or
eat all memory. ``Workshop`` keeps such a parser in a child process, gives it one task at a
time over pipes, and ends it when it takes too long, grows too large or dies; the next task
starts a new one. Nothing but JSON comes back, so nothing in a page can become code here.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from index.ingest.framed import LARGEST, BrokenFrame, read_frame, write_frame

DEADLINE = 30.0
MEMORY = 700_000_000
_LIFETIME = 2_000
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "SYSTEMROOT")


class WorkerFailed(Exception):
    """A task that came to no good end; ``reason`` is said to the reader ("took over 30 s")."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Workshop:
    """A worker process, started when first asked. Threads may share it and then take turns.

    ``deadline``: seconds a task may take. ``memory``: bytes of address space the worker may
    have (where the system can limit it). ``module``: what the worker runs, for tests. The
    worker ends with ``close``, with this object, or with this process, however that ends.
    """

    def __init__(
        self,
        deadline: float = DEADLINE,
        memory: int = MEMORY,
        module: str = "index.ingest.worker",
    ) -> None:
        self._deadline, self._memory, self._module = deadline, memory, module
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ending: weakref.finalize[..., Workshop] | None = None
        self._owner = os.getpid()
        self._asked = 0

    def ask(
        self, task: str, payload: bytes, options: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """The answer of a task; raises ``WorkerFailed`` where there is none."""
        if len(payload) > LARGEST:
            raise WorkerFailed(f"more than {LARGEST // 1_000_000} MB")
        with self._turn:
            return self._exchange(self._running(), task, payload, options or {})

    def close(self) -> None:
        """Ends the worker; the next ``ask`` starts another."""
        with self._turn:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        """A live worker, and none of a process that we were forked from."""
        if self._owner != os.getpid():
            self._forget()
        if self._process is not None and self._asked >= _LIFETIME:
            self._end()
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        process = _start(self._module, self._memory, self._deadline)
        self._process, self._asked = process, 0
        self._ending = weakref.finalize(self, _finish, process, os.getpid())
        return process

    def _exchange(
        self,
        process: subprocess.Popen[bytes],
        task: str,
        payload: bytes,
        options: Mapping[str, str],
    ) -> dict[str, Any]:
        """One task there and its answer back, or the worker is killed."""
        assert process.stdin is not None and process.stdout is not None
        late = threading.Event()
        alarm = threading.Timer(self._deadline, _kill, (process, late))
        alarm.daemon = True
        alarm.start()
        self._asked += 1
        try:
            with contextlib.suppress(BrokenPipeError):
                head = json.dumps({"task": task, "options": dict(options)})
                write_frame(process.stdin, head.encode())
                write_frame(process.stdin, payload)
            answer = _answer(process.stdout)
        except BaseException as error:
            self._end()
            if late.is_set():
                raise WorkerFailed(f"takes more than {self._deadline:.3g} s to read") from None
            if isinstance(error, BrokenFrame):
                raise WorkerFailed(_cause(process.returncode)) from None
            raise
        finally:
            alarm.cancel()
        if "failed" in answer:
            if answer.get("ends"):
                self._end()
            raise WorkerFailed(str(answer["failed"]))
        return answer

    def _end(self) -> None:
        ending, self._ending, self._process = self._ending, None, None
        if ending is not None:
            ending()

    def _forget(self) -> None:
        """In a forked child: the worker is the parent's, its pipes are closed here only."""
        if self._ending is not None:
            self._ending.detach()
        if self._process is not None:
            self._process.returncode = 0
        self._process, self._ending, self._owner = None, None, os.getpid()


_OWN = threading.local()


def workshop() -> Workshop:
    """The workshop of the calling thread; its worker ends with the thread."""
    if not hasattr(_OWN, "workshop"):
        _OWN.workshop = Workshop()
    own: Workshop = _OWN.workshop
    return own


def _start(module: str, memory: int, deadline: float) -> subprocess.Popen[bytes]:
    """A worker in a session of its own, so that Ctrl-C is ours alone.

    ``-P`` keeps the working directory off its path: a folder of articles is no place to load
    a program from.
    """
    root = str(Path(__file__).resolve().parents[2])
    path = dict.fromkeys([root, *(entry for entry in sys.path if entry)])
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"PYTHONPATH": os.pathsep.join(path), "PYTHONIOENCODING": "utf-8"}
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module, str(memory), str(int(deadline) + 10)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        reason = f"the program that reads it could not be started ({error.strerror})"
        raise WorkerFailed(reason) from None


def _answer(pipe: IO[bytes]) -> dict[str, Any]:
    frame = read_frame(pipe)
    try:
        answer = json.loads(frame)
    except (ValueError, RecursionError):
        raise BrokenFrame from None
    if not isinstance(answer, dict):
        raise BrokenFrame
    return answer


def _cause(code: int | None) -> str:
    """What a worker's end says of its task: signal 24 is the processor time used up."""
    if code == -24:
        return "takes too long to read"
    return "the program that reads it crashed"


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _finish(process: subprocess.Popen[bytes], owner: int) -> None:
    """Kills and buries a worker: it holds nothing that an orderly end would save."""
    if owner != os.getpid():
        return
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()


if __name__ == "__main__":
    from index.ingest.working import main

    main(sys.argv[1:])
