"""What reading hands on: a text that came in, what was said about it, and where it was."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from typing import BinaryIO

from index.article import Finding, Origin
from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much. In bytes where nothing else is said.

    ``article``: the text of one article. ``row``: one row of a table as it stands in the
    file (escapes make it longer than its text), or one message of a mailbox. ``page``: a
    web page. ``hopeless_rows``: after so many bad rows with not one good before them a table
    is given up. Of an archive: ``unpacked``, all that comes out of it; ``ratio``, how many
    times its packed size that is; ``depth``, archives inside archives; ``members``, files in it.
    """

    article: int = 5_000_000
    row: int = 12_000_000
    hopeless_rows: int = 1_000
    page: int = 10_000_000
    unpacked: int = 200_000_000
    ratio: int = 200
    depth: int = 2
    members: int = 100_000


STANDARD_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Declared:
    """What a table's columns, a page's metadata or a mail's header said; clean single lines.

    ``hows`` names, by field, how a value was found where that was not a table's column
    ("JSON-LD datePublished", "mail header From", "feed title").
    """

    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None
    hows: Mapping[str, str] = field(default_factory=dict)

    def how(self, name: str) -> str:
        """How the value of a field was found."""
        return self.hows.get(name, f"column {name}")


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as it came in, before anything was found in it.

    ``raw``: its bytes (a row of a delimited table comes with the table's header row before
    it, so that it can be read again alone). ``text``: decoded, cleaned, complete.
    ``done``: bytes of all input read so far. ``encoding``: how the bytes were decoded;
    ``replaced``: how many undecodable places became U+FFFD. ``cautions``: what a reader should
    know of how it came in (see ``Article.cautions``). ``credits``: news agencies that sign it
    outside the text. ``print``: of a row of a table, its fingerprint.
    """

    raw: bytes
    text: str
    declared: Declared
    origin: Origin
    done: int
    encoding: str = "utf-8"
    replaced: int = 0
    cautions: tuple[Finding, ...] = ()
    credits: tuple[Finding, ...] = ()
    print: bytes | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A row of a table that is as it was when it was read before, and became this article."""

    origin: Origin
    article: int
    done: int


def fingerprint(row: bytes) -> bytes:
    """What tells a row of a table from any other, whoever wrote them."""
    return hashlib.blake2b(row, digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another, to be looked at and read in its turn; never put on a disk.

    ``name`` is only ever shown and looked at for its ending; it is empty where the outer file
    is this one, packed. ``file`` is read once, forwards. ``url`` and ``charset`` are what the
    container says of it (a web archive).
    """

    name: str
    file: BinaryIO
    url: str | None = None
    charset: str | None = None
