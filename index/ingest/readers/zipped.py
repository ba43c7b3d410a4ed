"""ZIP: the files inside, read where they lie; names are shown and never used as paths."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from index.ingest.draft import Draft, Limits, Member
from index.ingest.locate import inside
from index.ingest.readers.packed import guarded
from index.ingest.readers.salvage import AGAIN, DAMAGED, salvage
from index.ingest.sniff import Sniffed
from index.ingest.stream import Spoilt, Stream
from index.reports import Refusal

_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, struct.error,
    zlib.error, OverflowError, IndexError,
)  # fmt: skip
_CHUNK = 65_536
_LONGEST_LIST = 12_000_000
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_AS_TEXT = "save it as plain text or as a web page and add that"
_UNPACK = "unpack it and add what comes out"
_DOCUMENTS = (
    ("word/document.xml", "a Word document (DOCX)", _AS_TEXT),
    ("xl/workbook.xml", "an Excel sheet (XLSX)", "save it as CSV and add that"),
    ("ppt/presentation.xml", "a PowerPoint presentation (PPTX)", _AS_TEXT),
    ("META-INF/container.xml", "an e-book (EPUB)", _AS_TEXT),
    ("content.xml", "an OpenDocument file (ODT, ODS, ODP)", _AS_TEXT),
    ("META-INF/MANIFEST.MF", "a program (Java or Android)", "add articles"),
)


def read(
    stream: Stream, path: str, limits: Limits, _: Sniffed
) -> Iterator[Draft | Refusal | Member]:
    """Every file in the archive, in its own order; what cannot be read is refused alone.

    Raises Spoilt for a bomb, and where it unpacks to more than ``limits`` allow.
    """
    before = stream.done - len(stream.head)
    with stream.seekable(limits.unpacked) as file:
        try:
            archive = _opened(file)
        except _BROKEN as error:
            if "possible zip bomb" in str(error):
                reason = "a ZIP archive whose files overlap, as only bombs do"
                raise Spoilt(reason, "leave it alone") from None
            yield from salvage(file, stream, path, limits)
            return
        with archive:
            names = {info.filename for info in archive.infolist()}
            for name, what, advice in _DOCUMENTS:
                if name in names:
                    yield Refusal(path, None, f"{what}, not plain text", advice)
                    return
            done = before
            for info in archive.infolist():
                yield from _member(archive, info, path, stream, limits)
                done += max(0, info.compress_size)
                stream.reached(done)


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    """Opens an archive once its list of contents is known to fit in memory."""
    end = file.seek(0, 2)
    file.seek(max(0, end - _CHUNK - 22))
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    listed = struct.unpack_from("<I", tail, at + 12)[0] if 0 <= at <= len(tail) - 22 else 0
    big = tail.rfind(b"PK\6\6")
    if listed == 0xFFFFFFFF and 0 <= big <= len(tail) - 56:
        listed = struct.unpack_from("<Q", tail, big + 40)[0]
    if listed > _LONGEST_LIST:
        raise Spoilt("an archive of too many files", "unpack it and add the folder in parts")
    return zipfile.ZipFile(file)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, stream: Stream, limits: Limits
) -> Iterator[Refusal | Member]:
    if info.is_dir():
        return
    fault = _fault(info)
    if fault is not None:
        yield Refusal(inside(path, info.filename), None, *fault)
        return
    try:
        with archive.open(info) as file:
            packed = info.compress_size
            chunks = _chunks(file)
            yield Member(info.filename, guarded(chunks, stream, lambda: packed, limits))
    except _BROKEN:
        yield Refusal(inside(path, info.filename), None, DAMAGED, AGAIN)


def _fault(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link inside an archive", "add what it points to"
    if info.flag_bits & 0x1:
        return "encrypted", "unpack it with its password and add what comes out"
    if info.compress_type not in _PACKINGS:
        return f"packed by method {info.compress_type}, which is not read here", _UNPACK
    return None


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    try:
        while chunk := file.read(_CHUNK):
            yield chunk
    except _BROKEN:
        raise Spoilt(DAMAGED, AGAIN) from None
