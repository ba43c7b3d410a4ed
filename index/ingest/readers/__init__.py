"""One reader a kind of file, behind one table: what ``sniff`` names, ``READERS`` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from index.article import Refusal
from index.ingest.draft import Draft, Limits
from index.ingest.readers import delimited, jsonl, plain
from index.ingest.sniff import Kind, Sniffed
from index.ingest.stream import Stream

Reader = Callable[[Stream, str, Limits, Sniffed], Iterator[Draft | Refusal]]
"""Takes the stream, the shown path, the limits and what was sniffed. Raises only OSError."""

READERS: Mapping[Kind, Reader] = {
    "text": plain.read,
    "jsonl": jsonl.read,
    "delimited": delimited.read,
}
