"""Frames on a pipe: four bytes of length, then that many bytes."""

from __future__ import annotations

from typing import IO

LARGEST = 64_000_000


class BrokenFrame(Exception):
    """The pipe ended, or what came was no frame."""


def write_frame(pipe: IO[bytes], data: bytes) -> None:
    """Writes one frame; raises ``OSError`` where nobody reads any more."""
    pipe.write(len(data).to_bytes(4, "big"))
    pipe.write(data)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes:
    """The next frame; raises ``BrokenFrame`` at the end, and for one over ``LARGEST``."""
    length = pipe.read(4)
    size = int.from_bytes(length, "big")
    if len(length) < 4 or size > LARGEST:
        raise BrokenFrame
    data = pipe.read(size)
    if len(data) < size:
        raise BrokenFrame
    return data
