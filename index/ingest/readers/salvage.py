"""What is left of a ZIP archive without the list of its files: the files before the break.

Each file has a header of its own before it. Packed data tells where it ends, and every file
carries a checksum, so what is whole is known to be whole. Nothing is guessed: where the next
header does not follow, reading stops.
"""

from __future__ import annotations

import bz2
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from index.ingest.draft import Limits, Member
from index.ingest.locate import inside
from index.ingest.readers.packed import guarded
from index.ingest.stream import Spoilt, Stream
from index.reports import Refusal

LOST = "a ZIP archive, damaged or cut short: the list of its files is missing"
AGAIN = "fetch or make it again and add that"
DAMAGED = "damaged: it cannot be unpacked"
_UNPACK = "unpack it and add what comes out"
_HEADER = struct.Struct("<4s5H3I2H")
_LOCAL, _DESCRIPTOR = b"PK\3\4", b"PK\7\x08"
_FOLLOWING = (_LOCAL, b"PK\1\2", b"PK\6\6", b"PK\5\6", b"")
_AFTER_DATA = (0, 16, 12, 24, 20)
"""Lengths of what may stand between a file's data and the next header: nothing, or checksum and
sizes, with or without a mark, in either width."""
_CHUNK = 65_536
_SIZED_LATER, _ENCRYPTED, _UTF8 = 0x8, 0x1, 0x800
_UNKNOWN = 0xFFFFFFFF
_OFFICE = ("[Content_Types].xml", "_rels/.rels", "mimetype", "META-INF/MANIFEST.MF")


@dataclass(slots=True)
class _Entry:
    """A file as its own header has it. ``size``: of its data, None where only that tells.

    While it is read: ``taken``, how much of its data was; ``end``, where the next header stands,
    once that is known; ``whole``: it was read to its end, and its checksum is right.
    """

    name: str
    method: int
    flags: int
    crc: int
    size: int | None
    start: int
    taken: int = 0
    end: int | None = None
    whole: bool = False


def salvage(
    file: BinaryIO, stream: Stream, path: str, limits: Limits
) -> Iterator[Refusal | Member]:
    """The files at the head of an archive, then what was lost.

    Raises ``Spoilt`` where nothing can be had, or where the archive is an office's document.
    """
    before = stream.done - len(stream.head)
    whole, entry = 0, _entry_at(file, 0)
    if entry is None or entry.name in _OFFICE:
        raise Spoilt(LOST, AGAIN)
    while entry is not None:
        if entry.flags & _ENCRYPTED or entry.method not in _READ:
            entry.end = None if entry.size is None else entry.start + entry.size
            what = f"packed by method {entry.method}, which is not read here"
            what = "encrypted" if entry.flags & _ENCRYPTED else what
            yield Refusal(inside(path, entry.name), None, what, _UNPACK)
        else:
            yield from _member(file, entry, stream, limits)
            whole += entry.whole and not entry.name.endswith("/")
        if entry.end is None:
            break
        stream.reached(before + entry.end)
        entry = _entry_at(file, entry.end)
    if not whole:
        raise Spoilt(LOST, AGAIN)
    read = "one whole file was" if whole == 1 else f"{whole:,} whole files were"
    yield Refusal(path, None, f"{LOST}; {read} read, what came after is lost", AGAIN)


def _member(file: BinaryIO, entry: _Entry, stream: Stream, limits: Limits) -> Iterator[Member]:
    chunks = _checked(file, entry)
    if not entry.name.endswith("/"):
        yield Member(entry.name, guarded(chunks, stream, lambda: max(1, entry.taken), limits))
    unread = 0
    try:
        for chunk in chunks:  # what its reader left: only the end tells where the next one is
            unread += len(chunk)
            if unread > limits.unpacked:
                return
    except Spoilt:
        return


def _entry_at(file: BinaryIO, at: int) -> _Entry | None:
    """The file whose header stands at a place; None where no whole header does."""
    file.seek(at)
    raw = file.read(_HEADER.size)
    if len(raw) < _HEADER.size or not raw.startswith(_LOCAL):
        return None
    _, _, flags, method, _, _, crc, packed, _, named, extra = _HEADER.unpack(raw)
    name = file.read(named)
    if len(name) < named:
        return None
    later = bool(flags & _SIZED_LATER) or packed == _UNKNOWN
    return _Entry(
        name.decode("utf-8" if flags & _UTF8 else "cp437", "replace"),
        method,
        flags,
        crc,
        None if later else packed,
        at + _HEADER.size + named + extra,
    )


def _checked(file: BinaryIO, entry: _Entry) -> Iterator[bytes]:
    """A file's bytes; ends in ``Spoilt`` where the archive breaks off or the checksum is wrong."""
    crc = 0
    for chunk in _READ[entry.method](file, entry):
        crc = zlib.crc32(chunk, crc)
        yield chunk
    end = entry.start + entry.taken
    if entry.size is not None:
        entry.end, known = entry.start + entry.size, entry.crc
    else:
        entry.end, known = _after(file, end, crc)
    if known != crc:
        raise Spoilt(DAMAGED, AGAIN)
    entry.whole = True


def _after(file: BinaryIO, end: int, crc: int) -> tuple[int | None, int]:
    """Where the next header stands behind data, and the checksum written before it."""
    file.seek(end)
    raw = file.read(max(_AFTER_DATA) + len(_LOCAL))
    if not raw:
        return None, crc  # it breaks off right behind; packed data that ends is whole
    written = raw[4:8] if raw.startswith(_DESCRIPTOR) else raw[:4]
    known = struct.unpack("<I", written)[0] if len(written) == 4 else crc
    for length in _AFTER_DATA:
        if raw[length : length + 4] in _FOLLOWING and raw[length:]:
            return end + length, known if length else crc
    return None, known


def _stored(file: BinaryIO, entry: _Entry) -> Iterator[bytes]:
    if entry.size is None:
        raise Spoilt("not packed and of unknown length, in a damaged archive", AGAIN)
    while entry.taken < entry.size:
        yield _next(file, entry, entry.size - entry.taken)


def _deflated(file: BinaryIO, entry: _Entry) -> Iterator[bytes]:
    decoder = zlib.decompressobj(wbits=-15)
    while not decoder.eof:
        data = decoder.unconsumed_tail or _next(file, entry)
        try:
            piece = decoder.decompress(data, _CHUNK)
        except zlib.error:
            raise Spoilt(DAMAGED, AGAIN) from None
        if piece:
            yield piece
    entry.taken -= len(decoder.unused_data)


def _bzipped(file: BinaryIO, entry: _Entry) -> Iterator[bytes]:
    decoder = bz2.BZ2Decompressor()
    while not decoder.eof:
        data = _next(file, entry) if decoder.needs_input else b""
        try:
            piece = decoder.decompress(data, _CHUNK)
        except (OSError, ValueError):
            raise Spoilt(DAMAGED, AGAIN) from None
        if piece:
            yield piece
    entry.taken -= len(decoder.unused_data)


def _next(file: BinaryIO, entry: _Entry, most: int = _CHUNK) -> bytes:
    """More of a file's data; ``Spoilt`` where the archive has no more."""
    file.seek(entry.start + entry.taken)
    data = file.read(min(most, _CHUNK))
    if not data:
        raise Spoilt("the archive breaks off inside it", AGAIN)
    entry.taken += len(data)
    return data


_READ = {
    zipfile.ZIP_STORED: _stored,
    zipfile.ZIP_DEFLATED: _deflated,
    zipfile.ZIP_BZIP2: _bzipped,
}
