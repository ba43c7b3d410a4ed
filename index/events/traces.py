"""Traces as bytes, for the store to keep; and as placing reads them, which is much quicker."""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

from index.dataclass import dataclass
from index.events import VERSION
from index.events.clues import Clue
from index.events.timex import Timex
from index.events.tracing import Trace
from index.events.vectors import PLACES
from index.inflating import inflate
from index.store.sealing import RowDamaged, trusting

CLUE_LENGTH = 120
_HEAD = struct.Struct("<BQIHHH7B")
"""Version, digest, words, hashes of the sketch, terms, bytes of the lede, weekdays."""
_GRAM = 6
"""Bytes of a hash of the sketch."""
_PLACE, _IN_TITLE, _COUNT = PLACES - 1, PLACES, PLACES << 1
"""A term is kept in 32 bits: its number, whether it stands in the title, and its count."""
_OFTEN = (1 << 32) // _COUNT - 1


def dump(trace: Trace) -> bytes:
    """A trace as bytes, mostly one to two kilobytes; read it with ``load``."""
    title = set(trace.title)
    terms = np.array(
        [
            place + (_IN_TITLE if place in title else 0) + min(count, _OFTEN) * _COUNT
            for place, count in trace.terms
        ],
        dtype="<u4",
    )
    lede = trace.lede.encode("utf-8", "replace")
    head = _HEAD.pack(
        VERSION, trace.digest, trace.words, len(trace.sketch), len(terms), len(lede),
        *trace.weekdays,
    )  # fmt: skip
    clues = json.dumps([_clue_row(clue) for clue in trace.clues], ensure_ascii=False)
    packed = zlib.compress(clues.encode("utf-8", "replace"), 6) if trace.clues else b""
    bytes_ = np.array(trace.sketch, dtype="<u8").view(np.uint8).reshape(-1, 8)
    return head + bytes_[:, :_GRAM].tobytes() + terms.tobytes() + lede + packed


def load(data: bytes) -> Trace:
    """The trace that ``dump`` wrote; RowDamaged for other bytes or those of another version."""
    digest_, count, weekdays, grams, terms, lede, rest = _parts(data)
    places = terms & _PLACE
    return Trace(
        lede=lede,
        words=count,
        terms=tuple(zip(places.tolist(), (terms // _COUNT).tolist(), strict=True)),
        title=tuple(np.sort(places[terms & _IN_TITLE > 0]).tolist()),
        weekdays=weekdays,
        sketch=tuple(grams.tolist()),
        digest=digest_,
        clues=_clues(rest),
    )


@dataclass(frozen=True, slots=True)
class Packed:
    """A dumped trace as placing reads it: the numbers of its terms, their counts and whether they
    stand in the title as arrays, its fingerprints (digest, then sketch) as bytes."""

    terms: npt.NDArray[np.int64]
    counts: npt.NDArray[np.uint32]
    titled: npt.NDArray[np.bool_]
    weekdays: tuple[int, ...]
    prints: bytes
    lede: str
    clues: tuple[Clue, ...]


def load_packed(data: bytes) -> Packed:
    """What placing needs of a dumped trace. Raises RowDamaged as ``load`` does."""
    digest_, _, weekdays, grams, terms, lede, rest = _parts(data)
    return Packed(
        (terms & _PLACE).astype(np.int64), terms // _COUNT, terms & _IN_TITLE > 0, weekdays,
        struct.pack("<Q", digest_) + grams.astype("<u8").tobytes(), lede, _clues(rest),
    )  # fmt: skip


def load_clues(data: bytes) -> tuple[Clue, ...]:
    """Only the clues of a dumped trace. Raises RowDamaged as ``load`` does."""
    return _clues(_parts(data)[-1])


def _parts(
    data: bytes,
) -> tuple[int, int, tuple[int, ...], npt.NDArray[np.uint64], npt.NDArray[np.uint32], str, bytes]:
    with trusting():
        version, digest_, count, grams, terms, letters, *weekdays = _HEAD.unpack_from(data)
        if version != VERSION:
            raise RowDamaged(f"trace of version {version}, not {VERSION}")
        at = _HEAD.size
        wide = np.zeros((grams, 8), dtype=np.uint8)
        packed = np.frombuffer(data, dtype=np.uint8, count=grams * _GRAM, offset=at)
        wide[:, :_GRAM] = packed.reshape(grams, _GRAM)
        at += grams * _GRAM
        found = np.frombuffer(data, dtype="<u4", count=terms, offset=at)
        at += terms * 4
        if len(data) < at + letters:
            raise RowDamaged("trace cut short")
        lede = data[at : at + letters].decode("utf-8")
    return (
        digest_,
        count,
        tuple(weekdays),
        wide.view("<u8")[:, 0],
        found,
        lede,
        data[at + letters :],
    )


def _clues(packed: bytes) -> tuple[Clue, ...]:
    if not packed:
        return ()
    with trusting():
        return tuple(_clue(row) for row in json.loads(inflate(packed)))


def _clue_row(clue: Clue) -> list[Any]:
    timex = clue.timex
    flags = clue.near | clue.early << 1 | clue.placed << 2
    row: list[Any] = [
        clue.kind,
        clue.start,
        clue.end,
        clue.words[:CLUE_LENGTH],
        clue.lean,
        clue.name,
        flags,
    ]
    if timex is not None:
        row.append(
            [timex.start, timex.end, timex.unit, timex.year, timex.month, timex.day,
             timex.end_month, timex.end_day, timex.weekday, timex.offset, timex.part]
        )  # fmt: skip
    return row


def _clue(row: list[Any]) -> Clue:
    kind, start, end, said, lean, name, flags = row[:7]
    timex = Timex(*row[7]) if len(row) > 7 else None
    return Clue(
        kind, start, end, said, lean, name, timex,
        bool(flags & 1), bool(flags & 2), bool(flags & 4),
    )  # fmt: skip
