"""What reading hands on: a text that came in, what was said about it, and where it was."""

from __future__ import annotations

from dataclasses import dataclass

from index.article import Origin


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much. All in bytes, but ``hopeless_rows``.

    ``article``: the text of one article. ``row``: one row of a table as it stands in the
    file (escapes make it longer than its text). ``hopeless_rows``: after so many bad rows
    with not one good before them a table is given up.
    """

    article: int = 5_000_000
    row: int = 12_000_000
    hopeless_rows: int = 1_000


STANDARD_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Declared:
    """What a table's columns, or a file's own header, said of an article; clean single lines."""

    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as it came in, before anything was found in it.

    ``raw``: its bytes (a row of a delimited table comes with the table's header row before
    it, so that it can be read again alone). ``text``: decoded, cleaned, complete.
    ``done``: bytes of all input read so far. ``encoding``: how the bytes were decoded;
    ``replaced``: how many undecodable places became U+FFFD.
    """

    raw: bytes
    text: str
    declared: Declared
    origin: Origin
    done: int
    encoding: str = "utf-8"
    replaced: int = 0
