"""A text's fingerprint as the store keeps it, read without loading arrays for one text."""

from __future__ import annotations

import struct

_HASH = 8
"""Bytes of one hash, little-endian; the first is the digest of the whole text."""


def sketch_of(packed: bytes) -> tuple[int, ...]:
    """The sampled 5-grams of a text, as ``Prints.sketch`` gives them."""
    return struct.unpack(f"<{len(packed) // _HASH}Q", packed)[1:]
