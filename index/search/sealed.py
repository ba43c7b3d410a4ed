"""Files of flat arrays, mapped, and checked block by block as they are touched.

A file is the arrays one after another, then a footer with their places and the checksum of
every block. Whoever names the file keeps the checksum of the footer, so a chain of
checksums covers every byte, and opening costs the footer only. ``index.search.blocks`` writes
them, and reads them as arrays of NumPy; here they are views of memory, which cost no import.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from pathlib import Path
from typing import Any, Literal

from index.dataclass import dataclass

BLOCK = 1 << 16
EAGER = 4_000_000
"""Files of up to so many bytes are checked whole when they are opened."""

_CODES: dict[str, Literal["B", "H", "I", "Q"]] = {"|u1": "B", "<u2": "H", "<u4": "I", "<u8": "Q"}


class BlockDamaged(Exception):
    """A file is not as it was written."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What tells a file as it was written: its size, the size of its footer, and its CRC-32."""

    size: int
    footer: int
    checksum: int


class Sealed:
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
        self._checksums = memoryview(checksums).cast("I")
        self._sound = bytearray(len(self._checksums))
        self._sections: dict[str, tuple[str, int, int]] = {
            name: (code, at, count) for name, (code, at, count) in state["sections"].items()
        }

    def view(self, name: str, start: int = 0, stop: int | None = None) -> memoryview:
        """``array[start:stop]`` as a view, checked as far as it reaches. Raises BlockDamaged.

        Numbers are little-endian in the file; a view has them as the machine does.
        """
        code, at, count = self._sections[name]
        size = int(code[2:])
        stop = count if stop is None else stop
        first, last = at + start * size, at + stop * size
        if start >= stop:
            return memoryview(b"").cast(_CODES[code])
        self.trust(first, last)
        return self._bytes[first:last].cast(_CODES[code])

    def trust(self, start: int, stop: int) -> None:
        """Check the blocks of the bytes ``start`` to ``stop``. Raises BlockDamaged."""
        first, last = start // BLOCK, (stop - 1) // BLOCK
        if self._sound.find(0, first, last + 1) >= 0:
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

    def let_go(self) -> None:
        """Take no memory for what was read so far; it is there again as soon as it is asked for."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)
