"""Whether the counts of a text are still what counting it would give."""

from __future__ import annotations

import functools
import zlib
from pathlib import Path

from index import entities

_CODE = 2
"""Changes with the code that counts."""


@functools.cache
def version() -> int:
    """Changes with everything the counts depend on: this code, close reading, wording sets."""
    folder = Path(__file__).parents[1] / "framing" / "wording_sets"
    files = sorted(folder.glob("*.toml"), key=lambda file: file.name)
    sets = b"".join(file.read_bytes() for file in files)
    return zlib.crc32(sets, _CODE * 1000 + entities.VERSION) & 0x7FFFFFFF
