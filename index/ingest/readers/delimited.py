"""A CSV or TSV table with a header row; an unclosed quote costs its own row, not the rest."""

from __future__ import annotations

import csv
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.article import Origin
from index.ingest.columns import field_of
from index.ingest.decode import RowDecoder
from index.ingest.draft import Draft, Limits, Seen
from index.ingest.readers.plain import size
from index.ingest.readers.rows import Came, draft_of, known
from index.ingest.sniff import TELLS_DELIMITER, Sniffed
from index.ingest.stream import Line, Stream
from index.reports import Refusal

_MEND = "mend the row and add the file again"


def read(
    stream: Stream, path: str, limits: Limits, sniffed: Sniffed
) -> Iterator[Draft | Refusal | Seen]:
    """A draft or a refusal for every row under the header, in memory of one row."""
    csv.field_size_limit(sys.maxsize)  # rows are bounded by bytes here, before they get there
    lines = _without_delimiter(stream.lines(limits.row))
    records = _Records(lines, sniffed.delimiter, limits.row)
    header = next((record for record in records if record.cells or record.fault), None)
    if header is None or header.fault:
        yield Refusal(path, 1, "the header row cannot be read", _MEND)
        return
    if not any(field_of(cell) == "text" for cell in header.cells):
        reason = "no column is named text, body or content"
        yield Refusal(path, 1, reason, "rename the column that holds the articles")
        return
    for record in records:
        if record.cells or record.fault:
            yield _row(record, header, path, limits, stream)


def _without_delimiter(lines: Iterator[Line]) -> Iterator[Line]:
    first = next(lines, None)
    if first is not None and not TELLS_DELIMITER.fullmatch(first.raw):
        yield first
    yield from lines


@dataclass(slots=True)
class _Record:
    """A row: its first line's number, its bytes and cells, or the fault that spoils it."""

    line: int
    raw: bytes = b""
    cells: list[str] = field(default_factory=list)
    fault: str = ""
    encoding: str = "utf-8"
    replaced: int = 0


def _row(
    record: _Record, header: _Record, path: str, limits: Limits, stream: Stream
) -> Draft | Refusal | Seen:
    if record.fault:
        return Refusal(path, record.line, record.fault, _MEND)
    raw = header.raw + record.raw
    print, seen = known(stream, path, record.line, raw)
    if seen is not None:
        return seen
    cells = dict(zip(header.cells, record.cells, strict=False))
    came = Came(raw, record.encoding, record.replaced, print)
    return draft_of(cells, Origin(path, record.line), came, limits, stream.done)


class _TooMuch(Exception):
    """The record being read is over the limit."""


class _Records:
    """Splits lines into rows. After a fault it goes on at the line after the row's first.

    The lines a spoilt row has swallowed are kept (up to the row limit) and read again.
    """

    def __init__(self, lines: Iterator[Line], delimiter: str, limit: int) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._limit = limit
        self._again: deque[Line] = deque()
        self._taken: list[Line] = []
        self._held = 0
        self._decoder = RowDecoder()
        self._encoding, self._replaced = "utf-8", 0
        self._width: int | None = None

    def __iter__(self) -> Iterator[_Record]:
        return self

    def __next__(self) -> _Record:
        self._taken, self._held, self._replaced = [], 0, 0
        try:
            parser = csv.reader(self._texts(), delimiter=self._delimiter, strict=True)
            cells = next(parser)
        except StopIteration:
            raise
        except (csv.Error, _TooMuch) as error:
            return self._spoilt(error)
        first = self._taken[0]
        if self._width is not None and len(cells) > self._width:
            if len(self._taken) > 1:
                return self._spoilt(csv.Error("unclosed quotation mark"))
            fault = f"{len(cells)} cells under {self._width} columns"
            return _Record(first.number, fault=fault)
        if self._width is None and cells:
            self._width = len(cells)
        raw = b"".join(line.raw for line in self._taken)
        return _Record(first.number, raw, cells, "", self._encoding, self._replaced)

    def _texts(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else next(self._lines, None)
            if line is None:
                return
            self._taken.append(line)
            self._held += len(line.raw)
            if not line.whole or self._held > self._limit:
                raise _TooMuch
            decoded = self._decoder.decode(line.raw)
            self._encoding = decoded.encoding
            self._replaced += decoded.replaced
            yield decoded.text

    def _spoilt(self, error: Exception) -> _Record:
        first, *rest = self._taken
        self._again.extendleft(reversed(rest))
        if not first.whole or (isinstance(error, _TooMuch) and not rest):
            return _Record(first.number, fault=f"a row of more than {size(self._limit)}")
        return _Record(first.number, fault="an unclosed or misplaced quotation mark")
