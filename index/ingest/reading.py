"""The way in: sources to drafts and refusals, one at a time, whatever the sources hold."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from index.ingest.draft import STANDARD_LIMITS, Draft, Limits, Member, Seen
from index.ingest.locate import (
    Located,
    inside,
    is_program,
    locate,
    open_regular,
    program,
    shown,
    unreadable,
)
from index.ingest.readers import CONTAINERS, READERS
from index.ingest.readers.plain import empty
from index.ingest.sniff import LIST_OF_FEEDS, Sniffed, sniff
from index.ingest.stream import Budget, Spoilt, Stream
from index.reports import Refusal

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


class Inputs(Protocol):
    """What is remembered of files from one reading to the next."""

    def known(self, found: Located) -> Sequence[Refusal] | None:
        """What was refused of a file that need not be read again; None: read it."""

    def finished(self, found: Located) -> None:
        """A file was read to its end, and everything in it handed on."""

    def row(self, path: str, line: int, print: bytes) -> int | None:
        """The article that the row of a table at this line became when it was read before, and
        had this fingerprint; None: read it."""


def read(
    sources: Sequence[str],
    limits: Limits = STANDARD_LIMITS,
    stdin: BinaryIO | None = None,
    inputs: Inputs | None = None,
) -> Iterator[Draft | Refusal | Seen]:
    """Every article in the sources, in order, and a refusal for all that is none.

    A source is a file, a folder (recursive, sorted), a JSONL, CSV or TSV table, or "-" for
    standard input (``stdin``, else the process's own). Never raises for bad input, never
    waits for anything but standard input, and holds one article at a time. What ``inputs``
    knows is passed over.
    """
    done = 0
    for source in sources:
        if source == STANDARD_INPUT:
            yield from _standard_input(stdin, limits, done, inputs)
            continue
        for found in locate(source):
            if isinstance(found, Refusal):
                yield found
                continue
            known = inputs.known(found) if inputs else None
            yield from _file(found, limits, done, inputs) if known is None else known
            done += found.size
            if inputs and known is None:
                inputs.finished(found)


def read_body(
    body: BinaryIO, url: str, charset: str | None = None, limits: Limits = STANDARD_LIMITS
) -> Iterator[Draft | Refusal]:
    """What came from an address: a page, a text, a table, an archive, as ``read`` has them."""
    path = shown(url)
    try:
        stream = Stream(body, budget=Budget(limits.unpacked, limits.members))
        stream.url, stream.charset = url, charset
        for item, _ in _articles(stream, path, urlsplit(url).path, limits):
            if not isinstance(item, Seen):
                yield item
    except OSError as error:
        yield from _told(path, error)


def _standard_input(
    stdin: BinaryIO | None, limits: Limits, done: int, inputs: Inputs | None
) -> Iterator[Draft | Refusal | Seen]:
    file = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    if file is None:
        yield Refusal(STANDARD_INPUT, None, "there is no standard input", "pipe something in")
        return
    try:
        stream = Stream(file, done, budget=Budget(limits.unpacked, limits.members))
        stream.rows = inputs.row if inputs else None
        for item, _ in _articles(stream, STANDARD_INPUT, "", limits):
            yield item
    except OSError as error:
        yield from _told(STANDARD_INPUT, error)


def _file(
    found: Located, limits: Limits, done: int, inputs: Inputs | None
) -> Iterator[Draft | Refusal | Seen]:
    opened = open_regular(found)
    if isinstance(opened, Refusal):
        yield opened
        return
    path = shown(str(Path(found.path).absolute()))
    with opened as file:
        try:
            stream = Stream(file, done, budget=Budget(limits.unpacked, limits.members))
            stream.rows = inputs.row if inputs else None
            for item, foreign in _articles(stream, path, found.path, limits):
                if isinstance(item, Refusal):
                    yield _as_named(item, path, found, foreign)
                else:
                    yield item
        except OSError as error:
            yield from _told(found.path, error)


def _told(path: str, error: OSError) -> Iterator[Refusal]:
    """What went wrong, once: a break in an archive is met again by all that it lies in."""
    if not isinstance(error, Spoilt) or not error.told:
        yield unreadable(path, error)
    if isinstance(error, Spoilt):
        error.told = True


def _as_named(item: Refusal, path: str, found: Located, foreign: bool) -> Refusal:
    """A refusal under the name the user gave; in a folder nobody misses a picture."""
    within = item.path.removeprefix(path)
    skipped = item.skipped or (foreign and not (found.asked and not within))
    return Refusal(shown(found.path) + within, item.line, item.reason, item.advice, skipped)


_EXAMPLES = 3
_NO_ARTICLE = ("a PNG", "a JPEG", "a GIF", "a TIFF", "a program", "a font", "binary", "a picture")


def _articles(
    stream: Stream, path: str, name: str, limits: Limits
) -> Iterator[tuple[Draft | Refusal | Seen, bool]]:
    """What a stream holds; with each, whether it is of a kind that nobody takes for an article."""
    sniffed = sniff(stream.head, name)
    if sniffed.kind == "empty":
        yield empty(path) if len(stream.head) < 65_536 else _blank(path), False
    elif sniffed.kind == "other":
        foreign = sniffed.what.startswith(_NO_ARTICLE)
        foreign = foreign and Path(name).suffix.lower() not in _ARTICLE_NAMES
        advice = sniffed.advice
        if sniffed.what == LIST_OF_FEEDS and name and not stream.depth:
            advice = advice.replace("FILE", shlex.quote(path))
        yield Refusal(path, None, f"{sniffed.what}, not plain text", advice), foreign
    else:
        yield from _read(stream, path, name, limits, sniffed)


def _read(
    stream: Stream, path: str, name: str, limits: Limits, sniffed: Sniffed
) -> Iterator[tuple[Draft | Refusal | Seen, bool]]:
    """What the reader of a kind makes of it; that it makes nothing is said, too."""
    nothing = True
    if sniffed.kind in CONTAINERS:
        for item in _container(stream, path, name, limits, sniffed):
            nothing = False
            yield item
    else:
        for held in _hopeful(READERS[sniffed.kind](stream, path, limits, sniffed), path, limits):
            nothing = False
            yield held, False
    if nothing:
        yield Refusal(path, None, "no articles in it", "nothing to do", skipped=True), False


def _container(
    stream: Stream, path: str, name: str, limits: Limits, sniffed: Sniffed
) -> Iterator[tuple[Draft | Refusal | Seen, bool]]:
    """Every file in a container; one that is spoilt costs only itself."""
    joined = stream.packed and sniffed.kind in ("tar", "warc")  # .tar.gz is one archive, not two
    depth = stream.depth if joined else stream.depth + 1
    if depth > limits.depth:
        reason = f"packed more than {limits.depth} times over"
        yield Refusal(path, None, reason, "unpack the outer ones and add what comes out"), False
        return
    for item in READERS[sniffed.kind](stream, path, limits, sniffed):
        if not isinstance(item, Member):
            yield item, False
            continue
        stream.budget.members -= 1
        if stream.budget.members < 0:
            reason = f"more than {limits.members:,} files; the rest was not read"
            yield Refusal(path, None, reason, "unpack it and add the folder in parts"), False
            return
        yield from _member(item, stream, path, name, limits, depth)
        if stream.budget.unpacked < 0:
            return


def _member(
    member: Member, stream: Stream, path: str, name: str, limits: Limits, depth: int
) -> Iterator[tuple[Draft | Refusal | Seen, bool]]:
    parts = member.name.split("/") if member.url is None else []
    if any((part.startswith(".") and part.strip(".")) or part == "__MACOSX" for part in parts):
        return  # hidden, as in a folder
    own = inside(path, member.name) if member.name else path
    if member.url is None and is_program(member.name):
        yield program(own), True
        return
    try:
        held = Stream(member.file, outer=stream)
        held.depth, held.packed = depth, not member.name
        held.url, held.charset = member.url, member.charset
        yield from _articles(held, own, member.name or _unpacked_name(name), limits)
    except OSError as error:
        for refusal in _told("", error):
            yield Refusal(own, None, refusal.reason, refusal.advice), False


def _unpacked_name(name: str) -> str:
    """What a packed file was called before: "news.csv.gz" was "news.csv"."""
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - the name may be no path of this system
    return f"{stem}.tar" if ending.lower() in (".tgz", ".tbz", ".txz") else stem


def _hopeful(
    items: Iterator[Draft | Refusal | Seen | Member], path: str, limits: Limits
) -> Iterator[Draft | Refusal | Seen]:
    """Gives a table up where row after row is no article, with its first faults as examples."""
    faults: list[Refusal] = []
    for item in items:
        if isinstance(item, Refusal):
            faults.append(item)
            if len(faults) == limits.hopeless_rows:
                yield from faults[:_EXAMPLES]
                reason = f"no article in the first {len(faults):,} rows; the rest was not read"
                yield Refusal(path, None, reason, "check what kind of table it is")
                return
        elif isinstance(item, (Draft, Seen)):
            yield from faults
            yield item
            break
    else:
        yield from faults
    for item in items:
        if not isinstance(item, Member):
            yield item


def _blank(path: str) -> Refusal:
    return Refusal(path, None, "begins with 64 KiB of blank space", "remove it and add again")
