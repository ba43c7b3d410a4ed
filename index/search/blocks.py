"""Files of flat arrays: written once, and read as arrays of NumPy (see ``index.search.sealed``)."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from index.search.sealed import BLOCK, BlockDamaged, Seal, Sealed

_ALIGNED = 64

Array = npt.NDArray[Any]

__all__ = ["Array", "BlockDamaged", "BlockWriter", "Blocks", "Seal"]


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


class Blocks(Sealed):
    """Such a file, mapped, its arrays as NumPy has them."""

    def __init__(self, path: Path, seal: Seal) -> None:
        """Open, checking the footer only. Raises FileNotFoundError, OSError, BlockDamaged."""
        super().__init__(path, seal)
        self._arrays: dict[str, Array] = {}
        self._starts: dict[str, tuple[int, int]] = {}
        for name, (code, at, count) in self._sections.items():
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
        self.trust(at + start * size, at + stop * size)
        return self._arrays[name][start:stop]

    def size(self, name: str) -> int:
        """How many numbers an array holds."""
        return len(self._arrays[name])

    def code(self, name: str) -> np.dtype[Any]:
        """The type of an array's numbers."""
        return self._arrays[name].dtype.newbyteorder("=")
