"""gzip, bzip2 and xz: one file, packed; and the guard on everything that is unpacked."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from index.ingest.draft import Draft, Limits, Member
from index.ingest.readers.plain import size
from index.ingest.sniff import Sniffed
from index.ingest.stream import Spoilt, Stream, as_file
from index.reports import Refusal

_CHUNK = 65_536
_RATIO_FROM = 1_000_000
_MEMORY = 200_000_000
_YOURSELF = "if you trust it, unpack it and add what comes out"
_AGAIN = "fetch or make it again and add that"


class _Decoder(Protocol):
    """What the decompressors of the standard library have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """zlib's decompressor, with the manners of the other two."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


_DECODERS: dict[str, Callable[[], _Decoder]] = {
    "gzip": _Gzip,
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY),
}

_NAMES = {"gzip": "a gzip file", "bzip2": "a bzip2 file", "xz": "an xz file"}


def read(
    stream: Stream, path: str, limits: Limits, sniffed: Sniffed
) -> Iterator[Draft | Refusal | Member]:
    """The one file inside, as it is unpacked bit by bit."""
    before = stream.taken - len(stream.head)
    chunks = _unpacked(stream.file(), sniffed.kind)
    yield Member("", guarded(chunks, stream, lambda: stream.taken - before, limits))


def guarded(
    chunks: Iterator[bytes], stream: Stream, packed: Callable[[], int], limits: Limits
) -> BinaryIO:
    """Unpacked chunks as a file that ends in ``Spoilt`` where they grow past the limits.

    ``packed`` tells how many packed bytes they came from so far.
    """
    return as_file(_counted(chunks, stream, packed, limits))


def _counted(
    chunks: Iterator[bytes], stream: Stream, packed: Callable[[], int], limits: Limits
) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        stream.budget.unpacked -= len(chunk)
        if stream.budget.unpacked < 0:
            reason = f"unpacks to more than {size(limits.unpacked)}; the rest was not read"
            raise Spoilt(reason, _YOURSELF)
        if total > _RATIO_FROM and total > limits.ratio * packed():
            reason = f"unpacks to more than {limits.ratio} times its size, as only bombs do"
            raise Spoilt(reason, _YOURSELF)
        yield chunk


def _unpacked(source: BinaryIO, kind: str) -> Iterator[bytes]:
    """What is packed in a file, and in the packed files written right behind it."""
    new = _DECODERS[kind]
    decoder, data, first = new(), source.read(_CHUNK), True
    while data:
        begun = False
        while not decoder.eof:
            if not data and decoder.needs_input:
                raise Spoilt(f"{_NAMES[kind]} that breaks off; what came before was read", _AGAIN)
            try:
                piece = decoder.decompress(data, _CHUNK)
            except (zlib.error, OSError, lzma.LZMAError, ValueError, EOFError) as error:
                if not first and not begun:
                    return  # rubbish behind the end, as gzip itself allows
                raise _damaged(kind, error) from None
            data = source.read(_CHUNK) if decoder.needs_input and not decoder.eof else b""
            if piece:
                begun = True
                yield piece
        data = (decoder.unused_data or source.read(_CHUNK)).lstrip(b"\0")
        decoder, first = new(), False


def _damaged(kind: str, error: Exception) -> Spoilt:
    if isinstance(error, Spoilt):
        return error
    if isinstance(error, lzma.LZMAError) and "limit" in str(error):
        return Spoilt(f"{_NAMES[kind]} that needs more than {size(_MEMORY)} of memory", _YOURSELF)
    return Spoilt(f"{_NAMES[kind]}, damaged: nothing more can be unpacked", _AGAIN)
