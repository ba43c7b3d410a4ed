"""The way in: sources to drafts and refusals, one at a time, whatever the sources hold."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from index.article import Refusal
from index.ingest.draft import STANDARD_LIMITS, Draft, Limits
from index.ingest.locate import Located, locate, open_regular, shown, unreadable
from index.ingest.readers import READERS
from index.ingest.readers.plain import empty
from index.ingest.sniff import Sniffed, sniff
from index.ingest.stream import Stream

STANDARD_INPUT = "-"
_ARTICLE_NAMES = ("", ".txt", ".text", ".md", ".json", ".jsonl", ".ndjson", ".csv", ".tsv")


def measure(sources: Sequence[str]) -> int:
    """Bytes of all files that ``read`` would read; standard input counts nothing."""
    return sum(
        found.size
        for source in sources
        if source != STANDARD_INPUT
        for found in locate(source)
        if isinstance(found, Located)
    )


def read(
    sources: Sequence[str], limits: Limits = STANDARD_LIMITS, stdin: BinaryIO | None = None
) -> Iterator[Draft | Refusal]:
    """Every article in the sources, in order, and a refusal for all that is none.

    A source is a file, a folder (recursive, sorted), a JSONL, CSV or TSV table, or "-" for
    standard input (``stdin``, else the process's own). Never raises for bad input, never
    waits for anything but standard input, and holds one article at a time.
    """
    done = 0
    for source in sources:
        if source == STANDARD_INPUT:
            yield from _standard_input(stdin, limits, done)
            continue
        for found in locate(source):
            if isinstance(found, Refusal):
                yield found
            else:
                yield from _file(found, limits, done)
                done += found.size


def _standard_input(stdin: BinaryIO | None, limits: Limits, done: int) -> Iterator[Draft | Refusal]:
    file = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    if file is None:
        yield Refusal(STANDARD_INPUT, None, "there is no standard input", "pipe something in")
        return
    try:
        stream = Stream(file, done)
        yield from _articles(stream, STANDARD_INPUT, sniff(stream.head, ""), limits)
    except OSError as error:
        yield unreadable(STANDARD_INPUT, error)


def _file(found: Located, limits: Limits, done: int) -> Iterator[Draft | Refusal]:
    opened = open_regular(found)
    if isinstance(opened, Refusal):
        yield opened
        return
    with opened as file:
        try:
            stream = Stream(file, done)
            sniffed = sniff(stream.head, found.path)
            for item in _articles(stream, shown(str(Path(found.path).absolute())), sniffed, limits):
                yield _as_named(item, found, sniffed)
        except OSError as error:
            yield unreadable(found.path, error)


def _as_named(item: Draft | Refusal, found: Located, sniffed: Sniffed) -> Draft | Refusal:
    """A refusal under the name the user gave; in a folder nobody misses a picture."""
    if isinstance(item, Draft):
        return item
    ending = Path(found.path).suffix.lower()
    foreign = sniffed.what.startswith(_NO_ARTICLE) and ending not in _ARTICLE_NAMES
    skipped = item.skipped or (foreign and not found.asked)
    return Refusal(shown(found.path), item.line, item.reason, item.advice, skipped)


_NO_ARTICLE = ("a PNG", "a JPEG", "a GIF", "a TIFF", "a program", "a font", "binary", "a picture")


def _articles(
    stream: Stream, path: str, sniffed: Sniffed, limits: Limits
) -> Iterator[Draft | Refusal]:
    if sniffed.kind == "empty":
        yield empty(path) if len(stream.head) < 65_536 else _blank(path)
        return
    if sniffed.kind == "other":
        yield Refusal(path, None, f"{sniffed.what}, not plain text", sniffed.advice)
        return
    hopeless = 0
    for item in READERS[sniffed.kind](stream, path, limits, sniffed):
        yield item
        if hopeless < 0:
            continue
        hopeless = -1 if isinstance(item, Draft) else hopeless + 1
        if hopeless == limits.hopeless_rows:
            reason = f"no article in the first {hopeless:,} rows; the rest was not read"
            yield Refusal(path, None, reason, "check what kind of table it is")
            return


def _blank(path: str) -> Refusal:
    return Refusal(path, None, "begins with 64 KiB of blank space", "remove it and add again")
