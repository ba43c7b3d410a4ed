"""One input's bytes, counted: its head to be sniffed, then the whole of it or line by line."""

from __future__ import annotations

import codecs
import contextlib
import io
import itertools
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from index.dataclass import dataclass
from index.ingest.decode import marked, wide_encoding

HEAD = 65_536
_CHUNK = 65_536
_IN_MEMORY = 8_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a stream, from 1. ``whole`` is false where it was longer than allowed."""

    number: int
    raw: bytes
    whole: bool = True


class Spoilt(OSError):
    """Bytes that break off or make no sense from here on, in words for the reader.

    ``told``: it has been reported, where it was met first.
    """

    def __init__(self, reason: str, advice: str) -> None:
        self.reason, self.advice, self.told = reason, advice, False
        super().__init__(reason)


Rows = Callable[[str, int, bytes], int | None]
"""By path, line and fingerprint the article that a row of a table became; None: read it."""


@dataclass(slots=True)
class Budget:
    """What may still come out of one source's archives: bytes, and files."""

    unpacked: int
    members: int


class Stream:
    """A binary file of which the first ``HEAD`` bytes are known before it is read.

    ``done`` counts the bytes taken from it, on top of ``before``; inside an archive it is the
    archive's own count. ``depth``: how many archives it lies in; ``packed``: it is all that
    a compressed file holds. ``url`` and ``charset``: what its container says of it. ``rows``
    knows the rows that were read before.
    """

    def __init__(
        self,
        file: BinaryIO,
        before: int = 0,
        outer: Stream | None = None,
        budget: Budget | None = None,
    ) -> None:
        self._file = file
        self._read = getattr(file, "read1", file.read)  # gives what there is before it fails
        self._taken = before
        self._outer = outer
        self._late: Spoilt | None = None
        self.budget: Budget = budget or (outer.budget if outer else Budget(0, 0))
        self.depth = 0
        self.packed = False
        self.url: str | None = None
        self.charset: str | None = None
        self.rows: Rows | None = outer.rows if outer else None
        self.head = self._fill(HEAD)

    @property
    def done(self) -> int:
        """Bytes of all input read so far."""
        return self._outer.done if self._outer is not None else self._taken

    @property
    def taken(self) -> int:
        """Bytes read of this file itself, on top of ``before``."""
        return self._taken

    def reached(self, taken: int) -> None:
        """Tells how far a file that is not read in order has been read."""
        self._taken = max(self._taken, taken)

    def _fill(self, size: int) -> bytes:
        if self._late is not None:
            raise self._late
        parts: list[bytes] = []
        try:
            while size > 0 and (part := self._read(size)):
                parts.append(part)
                size -= len(part)
                self._taken += len(part)
        except Spoilt as late:
            if not parts:
                raise
            self._late = late  # what came before it is good
        return b"".join(parts)

    def everything(self, limit: int) -> bytes | None:
        """All bytes, or None where there are more than ``limit`` (then the rest is unread)."""
        if self._late is not None:
            raise self._late
        if len(self.head) < HEAD:
            return self.head if len(self.head) <= limit else None
        rest = self._fill(max(0, limit - len(self.head)) + 1)
        if self._late is not None:
            raise self._late
        return self.head + rest if len(self.head) + len(rest) <= limit else None

    def file(self) -> BinaryIO:
        """The whole of it as a file that is read once, forwards."""
        return as_file(itertools.chain([self.head], iter(lambda: self._fill(_CHUNK), b"")))

    @contextlib.contextmanager
    def seekable(self, limit: int) -> Iterator[BinaryIO]:
        """The whole of it as a file to jump about in; what cannot is copied.

        Raises Spoilt for more than ``limit`` bytes.
        """
        if self._outer is None and self._file.seekable():
            yield self._file
            return
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
            size = 0
            source = self.file()
            while piece := source.read(_CHUNK):
                size += len(piece)
                if size > limit:
                    reason = f"an archive of more than {limit // 1_000_000} MB inside another"
                    raise Spoilt(reason, "unpack it and add the folder")
                copy.write(piece)
            copy.seek(0)
            yield cast(BinaryIO, copy)

    def lines(self, limit: int) -> Iterator[Line]:
        """The lines, as UTF-8 where the stream is UTF-16 or -32, in memory of ``limit`` bytes.

        A longer line is passed over and comes as an empty ``Line`` that is not ``whole``.
        """
        buffered = self.as_utf8()
        number = 0
        while raw := buffered.readline(limit + 1):
            number += 1
            if len(raw) <= limit:
                yield Line(number, raw)
                continue
            while raw and not raw.endswith(b"\n"):
                raw = buffered.readline(_CHUNK)
            yield Line(number, b"", whole=False)

    def as_utf8(self) -> BinaryIO:
        """The whole of it without its mark, read once; UTF-16 and -32 come as UTF-8."""
        return as_file(self._chunks())

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


def as_file(chunks: Iterator[bytes]) -> BinaryIO:
    """Chunks of bytes as a buffered file that is read once, forwards."""
    return cast(BinaryIO, _Patient(_Chunks(chunks), _CHUNK))


class _Patient(io.BufferedReader):
    """Gives what it has before it tells that the rest is spoilt."""

    def read(self, size: int | None = -1, /) -> bytes:
        left = sys.maxsize if size is None or size < 0 else size
        parts: list[bytes] = []
        try:
            while left > 0 and (part := self.read1(min(left, _CHUNK))):
                parts.append(part)
                left -= len(part)
        except Spoilt:
            if not parts:
                raise
        return b"".join(parts)


class _Chunks(io.RawIOBase):
    """Chunks of bytes behind the standard library's buffered ``readline``."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._iterator = chunks
        self._left = memoryview(b"")
        self._late: Spoilt | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._late is not None:
            raise self._late
        while not self._left:
            try:
                chunk = next(self._iterator, None)
            except Spoilt as late:
                self._late = late  # a generator that has failed would only say that it is over
                raise
            if chunk is None:
                return 0
            self._left = memoryview(chunk)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size
