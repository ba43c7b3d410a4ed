"""A JSONL table: one JSON object a line, one article a row; bad rows are refused alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NoReturn

from index.article import Origin, Refusal
from index.ingest.columns import BadRow, row_of
from index.ingest.decode import RowDecoder
from index.ingest.draft import Draft, Limits
from index.ingest.readers.plain import size, too_long
from index.ingest.sniff import Sniffed
from index.ingest.stream import Line, Stream
from index.text import clean_line


def read(stream: Stream, path: str, limits: Limits, _: Sniffed) -> Iterator[Draft | Refusal]:
    """A draft or a refusal for every line that is not blank, in memory of one row."""
    decoder = RowDecoder()
    for line in stream.lines(limits.row):
        if not line.whole:
            advice = "split it into articles"
            yield Refusal(path, line.number, f"a row of more than {size(limits.row)}", advice)
        elif not line.raw.isspace():
            yield _row(line, path, limits, stream.done, decoder)


def _row(line: Line, path: str, limits: Limits, done: int, decoder: RowDecoder) -> Draft | Refusal:
    decoded = decoder.decode(line.raw)
    try:
        row = row_of(_parse(decoded.text))
    except BadRow as bad:
        return Refusal(path, line.number, bad.reason, bad.advice, bad.skipped)
    if len(row.text) > limits.article // 4 and len(row.text.encode()) > limits.article:
        return too_long(path, line.number, limits)
    origin = Origin(path, line.number, row.key)
    return Draft(line.raw, row.text, row.declared, origin, done, decoded.encoding, decoded.replaced)


def _parse(text: str) -> dict[str, object]:
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise BadRow("nested too deeply", "write one flat object a line") from None
    except json.JSONDecodeError as error:
        reason = f"not JSON: {clean_line(error.msg, 80)} at column {error.colno}"
        raise BadRow(reason, "mend the line and add the file again") from None
    except ValueError as error:
        reason = f"not JSON: {clean_line(str(error), 80)}"
        raise BadRow(reason, "mend the line and add the file again") from None
    if not isinstance(value, dict):
        raise BadRow("not a JSON object", "write one object a line, with a text in it")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")
