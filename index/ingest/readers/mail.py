"""Mail: a saved message is one article, a mailbox (mbox) as many as it has messages.

A "From " line divides a mailbox only after an empty line, with a date in it, and with a
header under it (as RFC 4155 asks); sentences that begin with "From" stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from index.article import Origin
from index.ingest.draft import Draft, Limits
from index.ingest.message import NoMessage, letter_of
from index.ingest.readers.plain import size, too_long
from index.ingest.sniff import Sniffed
from index.ingest.stream import Line, Stream
from index.reports import Refusal

_DIVIDER = re.compile(
    rb"From (?:\S{1,320}|\S{1,100} at \S{1,100})\s{1,4}(?:mon|tue|wed|thu|fri|sat|sun),?\s.{0,60}"
    rb"\b(?:19|20)\d\d\b.{0,40}",
    re.IGNORECASE,
)
_FIELD = re.compile(rb"(?:>?From |[\x21-\x39\x3b-\x7e]{1,76}:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(stream: Stream, path: str, limits: Limits, _: Sniffed) -> Iterator[Draft | Refusal]:
    """The one draft of a saved message."""
    raw = stream.everything(limits.row)
    if raw is None:
        reason = f"a message of more than {size(limits.row)}"
        yield Refusal(path, None, reason, "save its text and add that")
        return
    yield _draft(raw, raw, Origin(path), limits, stream.done, "")


def read_mailbox(
    stream: Stream, path: str, limits: Limits, _: Sniffed
) -> Iterator[Draft | Refusal]:
    """A draft or a refusal for every message, in memory of one."""
    for number, (line, raw) in enumerate(_messages(stream.lines(limits.row), limits.row), 1):
        if raw is None:
            reason = f"message {number}: more than {size(limits.row)}"
            yield Refusal(path, line, reason, "save its text and add that")
            continue
        origin = Origin(path, line)
        unquoted = _QUOTED_FROM.sub(rb"\1", raw)
        yield _draft(raw, unquoted, origin, limits, stream.done, f"message {number}: ")


def _messages(lines: Iterator[Line], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Each message's first line and its bytes, without the line that divides it off."""
    held: list[bytes] = []
    first, total, blank = 1, 0, True
    waiting: Line | None = None
    for line in chain(lines, [None]):
        if waiting is not None and blank and (line is None or _FIELD.match(line.raw)):
            if total:
                yield first, b"".join(held) if total <= limit else None
            held, first, total = [], waiting.number, 0
        elif waiting is not None:
            held, total = _with(held, total, waiting, limit)
            blank = False
        if line is None:
            break
        waiting = line if blank and _DIVIDER.match(line.raw) else None
        if waiting is None:
            held, total = _with(held, total, line, limit)
            blank = line.whole and not line.raw.strip()
    if total:
        yield first, b"".join(held) if total <= limit else None


def _with(held: list[bytes], total: int, line: Line, limit: int) -> tuple[list[bytes], int]:
    """The lines of a message with one more; none of them, once there are too many bytes."""
    total += len(line.raw) if line.whole else limit + 1
    if total > limit:
        return [], total
    held.append(line.raw)
    return held, total


def _draft(
    raw: bytes, message: bytes, origin: Origin, limits: Limits, done: int, which: str
) -> Draft | Refusal:
    path = origin.path or ""
    try:
        letter = letter_of(message)
    except NoMessage as none:
        return Refusal(path, origin.line, which + none.reason, none.advice)
    if len(letter.text.encode()) > limits.article:
        return too_long(path, origin.line, limits)
    return Draft(
        raw,
        letter.text,
        letter.declared,
        Origin(path, origin.line, letter.key),
        done,
        letter.encoding,
        letter.replaced,
        letter.cautions,
    )
