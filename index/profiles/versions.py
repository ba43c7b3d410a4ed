"""Whether the counts of a text are still what counting it would give."""

from __future__ import annotations

import functools
import zlib
from importlib import resources

from index import entities

_CODE = 2
"""Changes with the code that counts."""


@functools.cache
def version() -> int:
    """Changes with everything the counts depend on: this code, close reading, wording sets."""
    folder = resources.files("index") / "framing" / "wording_sets"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    sets = b"".join(file.read_bytes() for file in files if file.name.endswith(".toml"))
    return zlib.crc32(sets, _CODE * 1000 + entities.VERSION) & 0x7FFFFFFF
