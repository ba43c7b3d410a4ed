"""Reads one TOML file of settings safely, and says on which line what is wrong.

A line that cannot be read is left out and told of; the rest still counts.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.dataclass import dataclass

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError

LARGEST = 64 * 1024
"""Bytes; no configuration is longer."""
_LONGEST = 1_000
"""Letters of the longest line: tomllib takes quadratic time over names with many dots."""
_MOST_FAULTS = 20
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that does not apply: its line (None: no line of the file) and key, and why.

    One that is not in the file is in the environment; ``key`` is the variable's name then.
    """

    line: int | None
    key: str
    words: str
    in_file: bool = True

    def told(self, file: Path | None) -> str:
        """In one line, with the file's name."""
        where = str(file or "") if self.in_file else "the environment"
        where += f" line {self.line}" if self.line is not None else ""
        return ": ".join(part for part in (where, self.key, self.words) if part)


class Unsafe(Exception):
    """The file must not be believed, with advice."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a file says, where each key stands, and what could not be read."""

    data: Mapping[str, Any]
    lines: Mapping[tuple[str, ...], int]
    faults: tuple[Mistake, ...] = ()

    def line_of(self, *path: str) -> int | None:
        """The line of a key, else of the nearest table around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read(path: Path) -> Written | None:
    """What the file says; None where there is none.

    Raises Unsafe where others own or can write it or it is no plain file, OSError as usual.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            raise Unsafe("a link that leads nowhere") from None
        return None
    try:
        _believe(os.fstat(descriptor), path)
    except Unsafe:
        os.close(descriptor)
        raise
    with os.fdopen(descriptor, "rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Unsafe(f"longer than {LARGEST // 1024} KB; a configuration is not")
    return parse(raw)


def _believe(found: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise Unsafe("not a plain file; move it away")
    if found.st_uid not in (os.geteuid(), 0):
        raise Unsafe("belongs to another user; replace it by a file of your own")
    # A group that only its user is in has the user's number, by custom.
    shared = _OTHERS_WRITE if found.st_gid != found.st_uid else stat.S_IWOTH
    if found.st_mode & shared:
        raise Unsafe(f"other users can write it; take that away: chmod go-w {path}")


def parse(raw: bytes) -> Written:
    """What these bytes say as TOML; lines that cannot be read are left out and told of."""
    import tomllib  # not needed where there is no file

    faults: list[Mistake] = []
    if raw.startswith(_UTF16):
        return Written({}, {}, (Mistake(None, "", "UTF-16; save it as UTF-8"),))
    # Some editors put a mark before UTF-8.
    lines = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    for at, line in enumerate(lines):
        long, foreign = len(line) > _LONGEST, "\ufffd" in line
        if long or foreign:
            words = f"longer than {_LONGEST:,} letters" if long else "not UTF-8"
            faults.append(Mistake(at + 1, _key_on(line), f"{words}; the line is left out"))
            lines[at] = ""
    while True:
        text = "\n".join(lines)
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            blamed, words = _place(error, lines)
            key = _key_on(lines[blamed - 1]) if blamed is not None else ""
            if len(faults) >= _MOST_FAULTS or blamed is None:
                faults.append(Mistake(blamed, key, f"{words}; nothing of the file applies"))
                return Written({}, {}, tuple(faults))
            faults.append(Mistake(blamed, key, f"{words}; the line is left out"))
            lines[blamed - 1] = ""
        except RecursionError:
            faults.append(Mistake(None, "", "nested too deep; nothing of the file applies"))
            return Written({}, {}, tuple(faults))
        else:
            return Written(data, dict(_located(lines)), tuple(faults))


_TWICE = ("cannot overwrite", "cannot declare", "cannot redefine", "cannot mutate")
_AT = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")


def _place(error: TOMLDecodeError, lines: list[str]) -> tuple[int | None, str]:
    """The line to blame, counted from 1, and what is wrong with it."""
    told = str(error)
    found = _AT.search(told)
    words = _AT.sub("", told)
    words = words[:1].lower() + words[1:].replace("\n", " ")
    if words.startswith(_TWICE):
        words = "stands in the file already"
    at = int(found[1]) - 1 if found and found[1] else len(lines) - 1
    if not 0 <= at < len(lines):
        at = len(lines) - 1
    # What was opened and never closed is told where the text goes on, or ends.
    while at >= 0 and not lines[at].strip():
        at -= 1
    return (at + 1 if at >= 0 else None), words


_PART = r"(?:[A-Za-z0-9_-]++|\"[^\"\\]*+\"|'[^']*+')"
_PATH = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
_HEADER = re.compile(rf"[ \t]*+\[[ \t]*+({_PATH})[ \t]*+\]")
_KEY = re.compile(rf"[ \t]*+({_PATH})[ \t]*+=")
_PARTS = re.compile(_PART)
_KEY_SHOWN = 60
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|[\[\]{}]|#.*")


def _key_on(line: str) -> str:
    """The key or the table that a line names, to be shown; nothing where it names none."""
    found = _KEY.match(line) or _HEADER.match(line)
    return ".".join(_split(found[1]))[:_KEY_SHOWN] if found else ""


def _located(lines: list[str]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every key and table with the line it stands on, counted from 1."""
    table: tuple[str, ...] = ()
    quote, depth = "", 0
    for at, line in enumerate(lines, 1):
        start = 0
        if not quote and not depth:
            if header := _HEADER.match(line):
                table = _split(header[1])
                yield table, at
                continue
            if key := _KEY.match(line):
                path = (*table, *_split(key[1]))
                for end in range(len(table) + 1, len(path) + 1):
                    yield path[:end], at
                start = key.end()
        quote, depth = _open_after(line[start:], quote, depth)


def _open_after(rest: str, quote: str, depth: int) -> tuple[str, int]:
    """Which long quotation and how many brackets are still open after ``rest``."""
    at = 0
    while at < len(rest):
        if quote:
            end = rest.find(quote, at)
            if end < 0:
                return quote, depth
            at, quote = end + 3, ""
            continue
        found = _TOKEN.search(rest, at)
        if found is None:
            break
        at = found.end()
        if found[0] in ('"""', "'''"):
            quote = found[0]
        elif found[0] in "[{":
            depth += 1
        elif found[0] in "]}":
            depth = max(0, depth - 1)
    return quote, depth


def _split(path: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PARTS.findall(path))
