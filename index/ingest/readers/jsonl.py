"""A JSONL table: one JSON object a line, one article a row; bad rows are refused alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NoReturn

from index.article import Origin
from index.ingest.columns import BadRow
from index.ingest.decode import RowDecoder
from index.ingest.draft import Draft, Limits, Seen
from index.ingest.readers.plain import size
from index.ingest.readers.rows import Came, draft_of, known
from index.ingest.sniff import Sniffed
from index.ingest.stream import Line, Stream
from index.reports import Refusal
from index.text import clean_line


def read(stream: Stream, path: str, limits: Limits, _: Sniffed) -> Iterator[Draft | Refusal | Seen]:
    """A draft or a refusal for every line that is not blank, in memory of one row."""
    decoder = RowDecoder()
    for line in stream.lines(limits.row):
        if not line.whole:
            advice = "split it into articles"
            yield Refusal(path, line.number, f"a row of more than {size(limits.row)}", advice)
        elif not line.raw.isspace():
            yield _row(line, path, limits, stream, decoder)


def _row(
    line: Line, path: str, limits: Limits, stream: Stream, decoder: RowDecoder
) -> Draft | Refusal | Seen:
    print, seen = known(stream, path, line.number, line.raw)
    if seen is not None:
        return seen
    decoded = decoder.decode(line.raw)
    try:
        cells = _parse(decoded.text)
    except BadRow as bad:
        return Refusal(path, line.number, bad.reason, bad.advice, bad.skipped)
    came = Came(line.raw, decoded.encoding, decoded.replaced, print)
    return draft_of(cells, Origin(path, line.number), came, limits, stream.done)


def _parse(text: str) -> object:
    try:
        return json.loads(text, parse_constant=no_constant)
    except RecursionError:
        raise BadRow("nested too deeply", "write one flat object a line") from None
    except json.JSONDecodeError as error:
        reason = f"not JSON: {clean_line(error.msg, 80)} at column {error.colno}"
        raise BadRow(reason, "mend the line and add the file again") from None
    except ValueError as error:
        reason = f"not JSON: {clean_line(str(error), 80)}"
        raise BadRow(reason, "mend the line and add the file again") from None


def no_constant(name: str) -> NoReturn:
    """Refuses NaN and Infinity, which Python's parser would take. Raises ValueError."""
    raise ValueError(f"{name} is no JSON value")
