"""Files of flat arrays: written once, mapped, and checked block by block as they are touched.

A file is the arrays one after another, then a footer with their places and the checksum of
every block. Whoever names the file keeps the checksum of the footer, so a chain of
checksums covers every byte, and opening costs the footer only.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from index.dataclass import dataclass

BLOCK = 1 << 16
_ALIGNED = 64

Array = npt.NDArray[Any]


class BlockDamaged(Exception):
    """A file is not as it was written."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What tells a file as it was written: its size, the size of its footer, and its CRC-32."""

    size: int
    footer: int
    checksum: int


class BlockWriter:
    """Writes arrays, little-endian, under names. Raises OSError."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._sections: dict[str, tuple[str, int, int]] = {}
        self._at = 0
        self._checksums: list[int] = []
        self._running = 0

    def add(self, name: str, values: Array) -> None:
        """Append an array."""
        self.begin(name, values.dtype)
        self.extend(name, values)
        self.end()

    def begin(self, name: str, dtype: npt.DTypeLike) -> None:
        """Start an array that comes in pieces; ``end`` follows the last piece."""
        self._sections[name] = (np.dtype(dtype).newbyteorder("<").str, self._at, 0)

    def extend(self, name: str, values: Array) -> None:
        """Append a piece of the array that was begun."""
        code, start, count = self._sections[name]
        plain = np.ascontiguousarray(values, dtype=code)
        self._write(plain.data.cast("B") if plain.size else memoryview(b""))
        self._sections[name] = (code, start, count + plain.size)

    def end(self) -> None:
        """Pad to where the next array may begin."""
        self._write(memoryview(bytes(-self._at % _ALIGNED)))

    def read(self, name: str, start: int, stop: int) -> Array:
        """``array[start:stop]`` of what was written, from a file open for reading, too."""
        code, at, _ = self._sections[name]
        size = np.dtype(code).itemsize
        self._sink.flush()
        data = os.pread(self._sink.fileno(), (stop - start) * size, at + start * size)
        return np.frombuffer(data, code)

    def _write(self, data: memoryview) -> None:
        self._sink.write(data)
        at = 0
        while at < len(data):
            room = BLOCK - self._at % BLOCK
            piece = data[at : at + room]
            self._running = zlib.crc32(piece, self._running)
            self._at += len(piece)
            at += len(piece)
            if self._at % BLOCK == 0:
                self._checksums.append(self._running)
                self._running = 0

    def finish(self, about: Mapping[str, Any]) -> Seal:
        """Write the footer, with ``about`` (plain JSON) in it; the file's seal."""
        if self._at % BLOCK:
            self._checksums.append(self._running)
        state = {"sections": self._sections, "data": self._at, "about": dict(about)}
        footer = json.dumps(state).encode() + b"\n"
        footer += np.array(self._checksums, "<u4").tobytes()
        self._sink.write(footer)
        return Seal(self._at + len(footer), len(footer), zlib.crc32(footer))


class Blocks:
    """Such a file, mapped. Threads may share it."""

    def __init__(self, path: Path, seal: Seal) -> None:
        """Open, checking the footer only. Raises FileNotFoundError, OSError, BlockDamaged."""
        with path.open("rb") as source:
            if os.fstat(source.fileno()).st_size != seal.size:
                raise BlockDamaged(f"{path.name} is not of the size it was written with")
            self._map = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
        footer = self._map[seal.size - seal.footer :]
        if zlib.crc32(footer) != seal.checksum:
            raise BlockDamaged(f"{path.name} is not as it was written")
        head, _, checksums = footer.partition(b"\n")
        state = json.loads(head)
        self.about: dict[str, Any] = state["about"]
        self._path = path
        self._size: int = state["data"]
        self._bytes = memoryview(self._map)
        self._checksums: list[int] = np.frombuffer(checksums, "<u4").tolist()
        self._sound = bytearray(len(self._checksums))
        self._arrays: dict[str, Array] = {}
        self._starts: dict[str, tuple[int, int]] = {}
        for name, (code, at, count) in state["sections"].items():
            self._arrays[name] = np.frombuffer(self._map, code, count, at)
            self._starts[name] = (at, np.dtype(code).itemsize)

    def whole(self, name: str) -> Array:
        """An array, all of it checked. Raises BlockDamaged."""
        return self.slice(name, 0, len(self._arrays[name]))

    def slice(self, name: str, start: int, stop: int) -> Array:
        """``array[start:stop]``, checked as far as it reaches. Raises BlockDamaged."""
        if start >= stop:
            return self._arrays[name][:0]
        at, size = self._starts[name]
        first, last = (at + start * size) // BLOCK, (at + stop * size - 1) // BLOCK
        if self._sound.find(0, first, last + 1) >= 0:
            self._check(first, last)
        return self._arrays[name][start:stop]

    def size(self, name: str) -> int:
        """How many numbers an array holds."""
        return len(self._arrays[name])

    def code(self, name: str) -> np.dtype[Any]:
        """The type of an array's numbers."""
        return self._arrays[name].dtype.newbyteorder("=")

    def let_go(self) -> None:
        """Take no memory for what was read so far; it is there again as soon as it is asked for."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def _check(self, first: int, last: int) -> None:
        for block in range(first, last + 1):
            if not self._sound[block]:
                end = min((block + 1) * BLOCK, self._size)
                self._compare(block, self._bytes[block * BLOCK : end])

    def _compare(self, block: int, data: memoryview | bytes) -> None:
        if zlib.crc32(data) != self._checksums[block]:
            raise BlockDamaged(f"{self._path.name} is not as it was written")
        self._sound[block] = 1

    def check(self, most: int | None = None, again: bool = False) -> int:
        """Check up to ``most`` blocks not looked at yet; how many are left then.

        Read from the file, not through the map, so that checking does not fill memory.
        ``again`` checks all, the known ones too. Raises OSError, BlockDamaged.
        """
        todo = [b for b in range(len(self._sound)) if again or not self._sound[b]]
        taken = todo if most is None else todo[:most]
        if taken:
            with self._path.open("rb") as source:
                for block in taken:
                    start, end = block * BLOCK, min((block + 1) * BLOCK, self._size)
                    self._compare(block, os.pread(source.fileno(), end - start, start))
        return len(todo) - len(taken)
