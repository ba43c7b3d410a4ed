"""A row of a table becomes a draft, whatever table it stood in: JSONL, CSV, a JSON document."""

from __future__ import annotations

from index.article import Origin
from index.dataclass import dataclass
from index.ingest.columns import BadRow, row_of
from index.ingest.draft import Draft, Limits, Seen, fingerprint
from index.ingest.readers.plain import too_long
from index.ingest.stream import Stream
from index.reports import Refusal


@dataclass(frozen=True, slots=True)
class Came:
    """A row as it came: its bytes, their encoding, and how many letters could not be read.

    ``print`` is the fingerprint by which it is known again, None where rows are not kept.
    """

    raw: bytes
    encoding: str
    replaced: int
    print: bytes | None = None


def known(stream: Stream, path: str, line: int, raw: bytes) -> tuple[bytes, Seen | None]:
    """A row's fingerprint; and the article it became when it was read before, if it was."""
    print = fingerprint(raw)
    article = stream.rows(path, line, print) if stream.rows else None
    if article is None:
        return print, None
    return print, Seen(Origin(path, line), article, stream.done)


def draft_of(
    cells: object, origin: Origin, came: Came, limits: Limits, done: int
) -> Draft | Refusal:
    """The draft that one parsed row becomes, or why it is none. ``done``: bytes read so far."""
    path = origin.path or ""
    try:
        if not isinstance(cells, dict):
            raise BadRow("not a JSON object", "write one object a line, with a text in it")
        row = row_of(cells)
    except BadRow as bad:
        return Refusal(path, origin.line, bad.reason, bad.advice, bad.skipped)
    if len(row.text) > limits.article // 4 and len(row.text.encode()) > limits.article:
        return too_long(path, origin.line, limits)
    return Draft(
        came.raw,
        row.text,
        row.declared,
        Origin(path, origin.line, row.key),
        done,
        came.encoding,
        came.replaced,
        print=came.print,
    )
