"""One reader a kind of file, behind one table: what ``sniff`` names, ``READERS`` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from index.ingest.draft import Draft, Limits, Member, Seen
from index.ingest.readers import (
    delimited,
    feed,
    json_document,
    jsonl,
    mail,
    packed,
    page,
    plain,
    tarred,
    web_archive,
    zipped,
)
from index.ingest.sniff import Kind, Sniffed
from index.ingest.stream import Stream
from index.reports import Refusal

Reader = Callable[[Stream, str, Limits, Sniffed], Iterator[Draft | Refusal | Seen | Member]]
"""Takes the stream, the shown path, the limits and what was sniffed. Raises only OSError."""

CONTAINERS: frozenset[Kind] = frozenset({"gzip", "bzip2", "xz", "zip", "tar", "warc"})
"""Kinds whose readers hand on files, each to be looked at and read in its turn."""

READERS: Mapping[Kind, Reader] = {
    "text": plain.read,
    "jsonl": jsonl.read,
    "json": json_document.read,
    "delimited": delimited.read,
    "page": page.read,
    "gzip": packed.read,
    "bzip2": packed.read,
    "xz": packed.read,
    "zip": zipped.read,
    "mail": mail.read,
    "mbox": mail.read_mailbox,
    "warc": web_archive.read,
    "tar": tarred.read,
    "feed": feed.read,
}
