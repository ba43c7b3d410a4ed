"""A worker with tasks that go wrong in every way, run as a program by the tests."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from typing import Any

from index.ingest.working import main


def echo(payload: bytes, options: Mapping[str, str]) -> dict[str, Any]:
    print("a library that prints")
    return {"text": payload.decode(), "options": dict(options), "process": os.getpid()}


def hang(payload: bytes, options: Mapping[str, str]) -> dict[str, Any]:
    while True:
        time.sleep(60)


def spin(payload: bytes, options: Mapping[str, str]) -> dict[str, Any]:
    while True:
        pass


def bomb(payload: bytes, options: Mapping[str, str]) -> dict[str, Any]:
    return {"text": len(bytearray(4_000_000_000))}


def crash(payload: bytes, options: Mapping[str, str]) -> dict[str, Any]:
    os.abort()


def stumble(payload: bytes, options: Mapping[str, str]) -> dict[str, Any]:
    raise ValueError("\x1b[31m private words of the page")


def garbage(payload: bytes, options: Mapping[str, str]) -> dict[str, Any]:
    for number in range(3, 12):  # whatever pipe is the answers', it now speaks no protocol
        try:
            os.write(number, payload)
        except OSError:
            continue
    return {}


if __name__ == "__main__":
    tasks = (echo, hang, spin, bomb, crash, stumble, garbage)
    main(sys.argv[1:], {task.__name__: task for task in tasks})
