"""What runs inside a worker process: tasks come in over a pipe, answers go out as JSON."""

from __future__ import annotations

import contextlib
import json
import os
import select
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import IO, Any

from index.ingest.framed import BrokenFrame, read_frame, write_frame

Task = Callable[[bytes, Mapping[str, str]], dict[str, Any]]
"""Takes a payload and options; gives what JSON can hold. Parsers are imported inside."""

TASKS = {
    "page": ("index.ingest.pages.task", "read_page"),
    "feed": ("index.ingest.feeds.task", "read_feed"),
}


def main(arguments: Sequence[str], tasks: Mapping[str, Task] | None = None) -> None:
    """Serves until the other end of the pipe closes. ``arguments``: memory, seconds a task."""
    memory, seconds = int(arguments[0]), int(arguments[1])
    incoming, outgoing = _own_pipes()
    watch = threading.Thread(target=_end_alone, args=(incoming.fileno(),), daemon=True)
    watch.start()
    _limit("RLIMIT_AS", memory)
    _limit("RLIMIT_CORE", 0)
    with contextlib.suppress(BrokenFrame, BrokenPipeError):
        while True:
            request = json.loads(read_frame(incoming))
            payload = read_frame(incoming)
            _allow(seconds)
            answer = _done(request, payload, tasks or {})
            write_frame(outgoing, answer)
            if b'"ends": true' in answer[:200]:
                return


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes under numbers of their own: a library that prints disturbs nothing."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return incoming, outgoing


def _end_alone(pipe: int) -> None:
    """End as soon as nobody can ask any more, also in the middle of a task."""
    hung_up = select.poll()
    hung_up.register(pipe, 0)
    hung_up.poll()
    os._exit(1)


def _done(request: dict[str, Any], payload: bytes, tasks: Mapping[str, Task]) -> bytes:
    """The answer as JSON; out of memory ends the worker, whose heap is spent."""
    try:
        task = tasks.get(request["task"]) or _task(request["task"])
        return json.dumps(task(payload, request["options"])).encode()
    except MemoryError:
        failed = {"ends": True, "failed": "needs too much memory to read"}
    except RecursionError:
        failed = {"failed": "is nested too deeply"}
    except Exception as error:  # noqa: BLE001 - whatever a parser raises is the task's failure
        failed = {"failed": f"cannot be read ({type(error).__name__})"}
    return json.dumps(failed).encode()


def _task(name: str) -> Task:
    module, function = TASKS[name]
    task: Task = getattr(import_module(module), function)
    return task


def _limit(name: str, value: int) -> None:
    """Sets a limit where the system has it and lets us."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (soft, hard))


def _allow(seconds: int) -> None:
    """So much more processor time: ends a worker whose owner died in the middle of a task."""
    used = os.times()
    _limit("RLIMIT_CPU", int(used.user + used.system) + seconds)


if __name__ == "__main__":
    main(sys.argv[1:])
