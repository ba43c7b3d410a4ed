"""Who wrote it: a line that starts with "By" and goes on with nothing but names."""

from __future__ import annotations

import re

from index.dataclass import dataclass

_OPENING = re.compile(r"(?:by|von|par|por|door|af|av|di)\s*:?\s+(?=\S)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:,|;|\||•|·|/|\band\b|&|\bund\b|\bet\b|\by\b|\bwith\b|\s[-–—]\s)\s*", re.I
)
_PARTICLES = frozenset(
    "de da di du del della der den des van von zu zur la le el al bin ibn ben dos das e y".split()
)
_NOT_NAMES = frozenset(
    """the a an monday tuesday wednesday thursday friday saturday sunday january february march
    april june july august september october november december our this that any all no""".split()
)
_JOBS = re.compile(
    r".{0,40}\b(?:staff|correspondent|reporter|writer|editor|columnist|contributor|analyst|bureau|"
    r"chief|news|desk|special to|opinion|digital|online|press)\b.{0,40}",
    re.IGNORECASE,
)
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Byline:
    """The names as printed, and what else the line holds (an agency, a job) in pieces."""

    names: str
    others: tuple[str, ...]


def byline_of(line: str) -> Byline | None:
    """The byline that a whole line is, else None ("By Tuesday the town had fallen")."""
    opening = _OPENING.match(line)
    if opening is None or len(line) > _LONGEST:
        return None
    return _names(line[opening.end() :].rstrip(" ."))


def signed(line: str) -> Byline | None:
    """Names and an affiliation without "By" ("Jane Doe, Associated Press"), to be judged."""
    pieces = _BETWEEN.split(line, maxsplit=4) if len(line) <= 80 else []
    if len(pieces) < 2 or not _is_name(pieces[0]):
        return None
    return _names(line)


def _names(rest: str) -> Byline | None:
    names: list[str] = []
    others: list[str] = []
    for piece in _BETWEEN.split(rest):
        if _JOBS.fullmatch(piece) or (names and not _is_name(piece)):
            others.append(piece)
        elif _is_name(piece):
            names.append(piece)
        else:
            return None
    return Byline(", ".join(names), tuple(others)) if names else None


def _is_name(piece: str) -> bool:
    tokens = piece.split()
    if not 2 <= len(tokens) <= 5:
        return False
    for token in tokens:
        bare = token.strip(".'’\"“”()")
        if not bare or bare.lower() in _NOT_NAMES or any(letter.isdigit() for letter in bare):
            return False
        if not bare[0].isupper() and bare.lower() not in _PARTICLES:
            return False
    return tokens[0][0].isupper()
