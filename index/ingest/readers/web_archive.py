"""Web archives (WARC, ISO 28500): every page that was answered with, by the extra ``warcio``."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO, Any

from index.ingest.draft import Draft, Limits, Member
from index.ingest.readers.packed import guarded
from index.ingest.sniff import Sniffed
from index.ingest.stream import Spoilt, Stream
from index.reports import Refusal

_CHUNK = 65_536
_TYPES = ("text/html", "application/xhtml", "text/plain")
_AGAIN = "fetch or make it again and add that"
_BROKEN = (
    ValueError, TypeError, AttributeError, IndexError, KeyError, EOFError, zlib.error, RuntimeError,
)  # fmt: skip


def read(
    stream: Stream, path: str, limits: Limits, _: Sniffed
) -> Iterator[Draft | Refusal | Member]:
    """Every page and text that was answered with success; pictures and scripts are passed over.

    Raises Spoilt where it unpacks to more than ``limits`` allow.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator  # an extra: most readers need none
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        reason = "a web archive (WARC), for which a further package is needed"
        yield Refusal(path, None, reason, "pip install 'rashomon[warc]'")
        return
    broken = (*_BROKEN, ArchiveLoadFailed)
    try:
        for record in ArchiveIterator(stream.file()):
            yield from _page(record, stream, limits, broken)
    except Spoilt:
        raise
    except broken:
        raise Spoilt("a web archive that breaks off; what came before was read", _AGAIN) from None


def _page(
    record: Any, stream: Stream, limits: Limits, broken: tuple[type[Exception], ...]
) -> Iterator[Member]:
    headers = record.http_headers
    if record.rec_type not in ("response", "resource"):
        return
    if headers is not None and not str(headers.get_statuscode()).startswith("2"):
        return
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    if not kind.lower().startswith(_TYPES):
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    before = stream.taken
    chunks = _chunks(record.content_stream(), broken)
    file = guarded(chunks, stream, lambda: stream.taken - before + _CHUNK, limits)
    yield Member(url.strip("<> ") or "record", file, url.strip("<> ") or None, _charset(kind))


def _charset(kind: str) -> str | None:
    _, _, charset = kind.lower().partition("charset=")
    return charset.split(";")[0].strip("\"' ")[:40] or None


def _chunks(file: IO[bytes], broken: tuple[type[Exception], ...]) -> Iterator[bytes]:
    try:
        while chunk := file.read(_CHUNK):
            yield chunk
    except Spoilt:
        raise
    except broken:
        raise Spoilt("a page in a web archive that is damaged", _AGAIN) from None
