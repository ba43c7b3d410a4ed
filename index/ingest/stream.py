"""One input's bytes, counted: its head to be sniffed, then the whole of it or line by line."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from index.ingest.decode import marked, wide_encoding

HEAD = 65_536
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a stream, from 1. ``whole`` is false where it was longer than allowed."""

    number: int
    raw: bytes
    whole: bool = True


class Stream:
    """A binary file of which the first ``HEAD`` bytes are known before it is read.

    ``done`` counts the bytes taken from it, on top of ``before``.
    """

    def __init__(self, file: BinaryIO, before: int = 0) -> None:
        self.done = before
        self._file = file
        self.head = self._fill(HEAD)

    def _fill(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0 and (part := self._file.read(size)):
            parts.append(part)
            size -= len(part)
            self.done += len(part)
        return b"".join(parts)

    def everything(self, limit: int) -> bytes | None:
        """All bytes, or None where there are more than ``limit`` (then the rest is unread)."""
        if len(self.head) < HEAD:
            return self.head if len(self.head) <= limit else None
        rest = self._fill(max(0, limit - len(self.head)) + 1)
        return self.head + rest if len(self.head) + len(rest) <= limit else None

    def lines(self, limit: int) -> Iterator[Line]:
        """The lines, as UTF-8 where the stream is UTF-16 or -32, in memory of ``limit`` bytes.

        A longer line is passed over and comes as an empty ``Line`` that is not ``whole``.
        """
        buffered = io.BufferedReader(_Chunks(self._chunks()), _CHUNK)
        number = 0
        while raw := buffered.readline(limit + 1):
            number += 1
            if len(raw) <= limit:
                yield Line(number, raw)
                continue
            while raw and not raw.endswith(b"\n"):
                raw = buffered.readline(_CHUNK)
            yield Line(number, b"", whole=False)

    def _chunks(self) -> Iterator[bytes]:
        encoding = wide_encoding(self.head)
        skip = marked(self.head)[1]
        chunk = self.head[skip:]
        if encoding is None:
            while chunk:
                yield chunk
                chunk = self._fill(_CHUNK)
            return
        decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        while chunk:
            yield decoder.decode(chunk).encode("utf-8", errors="replace")
            chunk = self._fill(_CHUNK)
        yield decoder.decode(b"", final=True).encode("utf-8", errors="replace")


class _Chunks(io.RawIOBase):
    """Chunks of bytes behind the standard library's buffered ``readline``."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._iterator = chunks
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._left:
            chunk = next(self._iterator, None)
            if chunk is None:
                return 0
            self._left = memoryview(chunk)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size
