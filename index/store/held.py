"""A forgotten article as it lies: its rows of every table in one piece, with a checksum."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from typing import Any

from index.dataclass import dataclass
from index.store.sealing import RowDamaged, trusting

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table, each by its columns."""


@dataclass(frozen=True, slots=True)
class Held:
    """A forgotten article as it lies: ``rows`` by table, and articles of its text family that
    stayed (``kin``)."""

    article: int
    rows: Rows
    kin: tuple[int, ...]

    @property
    def family(self) -> int | None:
        """The family it was in."""
        return _number(self.rows["article"][0]["family"])

    @property
    def event(self) -> int | None:
        """The number of the event it was in."""
        return _number(self.rows["article"][0]["event"])


def pack(
    rows: Mapping[str, Mapping[int, list[dict[str, Any]]]],
    article: Mapping[str, Any],
    kin: Mapping[int, list[int]],
) -> bytes:
    """A forgotten article in one piece: its rows as JSON, their bytes behind it, a checksum.

    ``rows`` are those of every table by the article they belong to, ``article`` is its row in
    the table of articles, ``kin`` who else is in each family.
    """
    blobs: list[bytes] = []

    def outside(value: object) -> object:
        if not isinstance(value, bytes):
            return value
        blobs.append(value)
        return {"bytes": len(value)}

    plain = {
        table: [
            {name: outside(value) for name, value in row.items()} for row in found[article["id"]]
        ]
        for table, found in rows.items()
        if article["id"] in found
    }
    packed = {"rows": plain, "kin": kin.get(article["family"] or 0, [])}
    head = json.dumps(packed, ensure_ascii=False).encode()
    data = struct.pack("<I", len(head)) + head + b"".join(blobs)
    return data + struct.pack("<I", zlib.crc32(data))


def unpack(number: int, data: bytes) -> Held:
    """What ``pack`` made of article ``number``. Raises RowDamaged where it is not so any more."""
    with trusting():
        return _unpacked(number, data)


def _unpacked(number: int, data: bytes) -> Held:
    (size,) = struct.unpack_from("<I", data)
    head = json.loads(data[4 : 4 + size])
    at = 4 + size
    for found in head["rows"].values():
        for row in found:
            for name, value in row.items():
                if isinstance(value, dict):
                    row[name] = data[at : at + value["bytes"]]
                    at += value["bytes"]
    # What was forgotten before there was a checksum ends with its bytes.
    if at != len(data) and data[at:] != struct.pack("<I", zlib.crc32(data[:at])):
        raise RowDamaged("a forgotten article is not as it was written")
    return Held(number, head["rows"], tuple(head["kin"]))


def _number(value: object) -> int | None:
    """A number that a row names, None where it names none: it may be damaged."""
    return value if isinstance(value, int) else None
