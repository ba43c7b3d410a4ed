"""JSON that tells by itself whether it is as it was written.

SQLite has no checksums: a byte that rots in a page reads as another letter. What matters most
carries one of its own; what an older version wrote carries none, and is taken as it is.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import struct
import zlib
from collections.abc import Iterator
from typing import Any

_BROKEN = (zlib.error, struct.error, ValueError, TypeError, LookupError, AttributeError)
_SEAL = re.compile(r',"seal":"([0-9a-f]{8})"\}\Z')


class RowDamaged(ValueError):
    """A row of the store is not as it was written."""


def seal(packed: str) -> str:
    """A JSON object with the checksum of its own text inside."""
    return f'{packed[:-1]},"seal":"{_sum(packed[:-1])}"}}'


def unseal(packed: str) -> dict[str, Any]:
    """The object, without its seal. Raises RowDamaged."""
    with trusting():
        if found := _SEAL.search(packed):
            body = packed[: found.start()]
            if _sum(body) != found[1]:
                raise RowDamaged("a row is not as it was written")
            packed = f"{body}}}"
        fields = json.loads(packed)
        if not isinstance(fields, dict):
            raise RowDamaged("a row is not as it was written")
        return fields


@contextlib.contextmanager
def trusting() -> Iterator[None]:
    """What cannot be unpacked inside is damaged: raises RowDamaged for it."""
    try:
        yield
    except RowDamaged:
        raise
    except _BROKEN as error:
        raise RowDamaged(f"a row is not as it was written ({type(error).__name__})") from error
    except RecursionError as error:
        raise RowDamaged("a row is not as it was written") from error


@contextlib.contextmanager
def as_far_as_readable(connection: sqlite3.Connection) -> Iterator[None]:
    """Words of damaged rows that are no words any more are read as far as they are, inside."""
    before = connection.text_factory
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        yield
    finally:
        connection.text_factory = before


def checksum(text: str) -> int:
    """The CRC-32 of some text."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _sum(text: str) -> str:
    return f"{checksum(text):08x}"
