"""Unpacking what was packed with zlib, up to a size: a few packed bytes can become very many."""

from __future__ import annotations

import zlib

MOST = 64_000_000
"""Bytes that one packed thing of ours may become; what the limits of reading let in is less."""
_PIECE = 1_000_000
MOST_TIMES = 1_032
"""Times its size that zlib can unpack anything to."""


def inflate(data: bytes, most: int = MOST) -> bytes:
    """The inverse of ``zlib.compress``. Raises ValueError for what would be more than ``most``
    bytes, zlib.error for what is damaged or cut short."""
    packed = zlib.decompressobj()
    found = packed.decompress(data, most + 1)
    if len(found) > most:
        raise ValueError(f"unpacks to more than {most // 1_000_000} MB")
    if not packed.eof:
        raise zlib.error("incomplete or truncated stream")
    return found


def is_too_much(data: bytes, most: int = MOST) -> bool:
    """Whether ``inflate`` would find more than ``most`` bytes; takes little memory to tell."""
    if len(data) * MOST_TIMES <= most:
        return False
    packed, size = zlib.decompressobj(), 0
    try:
        while data and size <= most:
            size += len(packed.decompress(data, _PIECE))
            data = packed.unconsumed_tail
    except zlib.error:
        return False
    return size > most
