"""TAR: the files inside, one after the other, as they stream by; nothing is put on a disk.

Headers are read here, not by ``tarfile``, which keeps every header it has seen and reads
extended ones of any size into memory. Formats: POSIX.1-1988 (ustar), POSIX.1-2001 (pax)
and GNU, of which long names are understood and sparse files are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from index.dataclass import dataclass
from index.ingest.draft import Draft, Limits, Member
from index.ingest.locate import inside
from index.ingest.sniff import Sniffed, is_tar_header
from index.ingest.stream import Spoilt, Stream, as_file
from index.reports import Refusal

_BLOCK = 512
_CHUNK = 65_536
_LONGEST_NAME = 65_536
_AGAIN = "fetch or make it again and add that"
_FILES, _LINKS = b"0\0" + b"7", b"12"
_LONG_NAME, _LONG_LINK, _EXTENDED, _GLOBAL, _FOLDER = b"L", b"K", b"x", b"g", b"5"


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    size: int
    type: bytes


def read(
    stream: Stream, path: str, limits: Limits, _: Sniffed
) -> Iterator[Draft | Refusal | Member]:
    """Every regular file in the archive, in order."""
    source = stream.file()
    name: str | None = None
    size: int | None = None
    while (header := _next(source)) is not None:
        extent = header.size
        if header.type in (_LONG_NAME, _EXTENDED):
            data = _whole(source, extent)
            given = _pax(data) if header.type == _EXTENDED else (_name(data), None)
            name, size = given[0] or name, given[1] if given[1] is not None else size
            continue
        if header.type in (_LONG_LINK, _GLOBAL):
            _whole(source, extent)
            continue
        extent = size if size is not None else extent
        part = _Part(source, extent)
        yield from _entry(header, name or header.name, part, path)
        part.finish()
        name = size = None


def _entry(header: _Header, name: str, part: _Part, path: str) -> Iterator[Refusal | Member]:
    if header.type in _FILES and not name.endswith("/"):
        yield Member(name, as_file(part.chunks()))
    elif header.type in _LINKS:
        yield Refusal(
            inside(path, name), None, "a link inside an archive", "add what it points to", True
        )
    elif header.type != _FOLDER and header.type not in _FILES:
        reason = "a device, pipe or sparse file inside an archive"
        yield Refusal(inside(path, name), None, reason, "unpack it and add what comes out", True)


class _Part:
    """The bytes of one file in the archive, as many as were not read are passed over."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self._source = source
        self._left = size
        self._padding = -size % _BLOCK

    def chunks(self) -> Iterator[bytes]:
        while self._left > 0:
            chunk = self._source.read(min(_CHUNK, self._left))
            if not chunk:
                self._left = 0
                raise _cut_short()
            self._left -= len(chunk)
            yield chunk

    def finish(self) -> None:
        for _ in self.chunks():
            pass
        self._source.read(self._padding)


def _next(source: BinaryIO) -> _Header | None:
    block = source.read(_BLOCK)
    if not block.strip(b"\0"):
        return None  # the end: blocks of zeros, or nothing
    if len(block) < _BLOCK:
        raise _cut_short()
    size = _number(block[124:136])
    if not is_tar_header(block) or size is None or size < 0:
        raise Spoilt("a TAR archive, damaged: nothing more can be read", _AGAIN)
    name = _name(block[:100])
    prefix = _name(block[345:500]) if block[257:263] == b"ustar\0" else ""
    return _Header(f"{prefix}/{name}" if prefix else name, size, block[156:157])


def _cut_short() -> Spoilt:
    return Spoilt("a TAR archive that breaks off; what came before was read", _AGAIN)


def _whole(source: BinaryIO, size: int) -> bytes:
    if size > _LONGEST_NAME:
        raise Spoilt("a TAR archive, damaged: a file name of more than 64 KiB", _AGAIN)
    data = source.read(size + -size % _BLOCK)
    if len(data) < size:
        raise _cut_short()
    return data[:size]


def _name(data: bytes) -> str:
    return data.split(b"\0", 1)[0].decode("utf-8", "surrogateescape")


def _pax(data: bytes) -> tuple[str | None, int | None]:
    """The path and the size that records such as "19 path=a/b.txt\\n" give."""
    name: str | None = None
    size: int | None = None
    while data:
        length, _, rest = data.partition(b" ")
        if not length.isdigit() or len(length) > 6 or not 0 < int(length) <= len(data):
            break
        key, _, value = rest[: int(length) - len(length) - 1].partition(b"=")
        if key == b"path":
            name = _name(value.rstrip(b"\n"))
        elif key == b"size" and value.strip().isdigit() and len(value) < 20:
            size = int(value)
        data = data[int(length) :]
    return name, size


def _octal(field: bytes) -> int | None:
    digits = field.strip(b" \0")
    try:
        return int(digits, 8) if digits else 0
    except ValueError:
        return None


def _number(field: bytes) -> int | None:
    """A size: octal digits, or the GNU form for large ones, binary behind a set first bit."""
    return int.from_bytes(field[1:], "big") if field[0] == 0x80 else _octal(field)
