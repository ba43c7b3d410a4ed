"""How a cell looks, and the shortest way from one look to another.

A pen follows ECMA-48 (SGR) and, for links, OSC 8: what was set stays set until it is changed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Pen(NamedTuple):
    """The look of a cell: SGR codes that are on, colors as SGR parameters, OSC 8 link."""

    flags: tuple[str, ...] = ()
    ink: str = ""
    paper: str = ""
    link: str = ""


PLAIN = Pen()
LOST = Pen(("?",))  # not known; until it is reset, nothing written with it is known either
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
_SEEN_ON_BLANKS = frozenset("45789") | frozenset(LOST.flags)
_INK = {*map(str, range(30, 38)), *map(str, range(90, 98))}
_PAPER = {*map(str, range(40, 48)), *map(str, range(100, 108))}
_LENGTH = {"5": 3, "2": 5}  # parameters of an indexed and of a direct color
_LONGEST = 200  # characters of one SGR sequence; a longer one is not a program's


@lru_cache(4096)
def after(pen: Pen, codes: str) -> Pen | None:
    """The pen once SGR ``codes`` ("1;38;5;9") came; None where a code is not known."""
    flags, ink, paper = set(pen.flags), pen.ink, pen.paper
    rest = codes.split(";") if len(codes) <= _LONGEST else ["?"]
    while rest:
        code = rest.pop(0)
        if code in ("", "0"):
            flags, ink, paper = set(), "", ""
        elif code in _OFF:
            flags.add(code)
        elif code in _OFF.values():
            flags -= {flag for flag in flags if _OFF.get(flag) == code}
        elif code in _INK:
            ink = code
        elif code in _PAPER:
            paper = code
        elif code == "39":
            ink = ""
        elif code == "49":
            paper = ""
        elif code in ("38", "48") and (color := _color(code, rest)) is not None:
            ink, paper = (color, paper) if code == "38" else (ink, color)
        else:
            return None
    return Pen(tuple(sorted(flags)), ink, paper, pen.link)


def _color(code: str, rest: list[str]) -> str | None:
    """Takes the parameters of an extended color from ``rest``."""
    length = _LENGTH.get(rest[0], 0) if rest else 0
    taken = rest[: length - 1]
    if not length or len(taken) < length - 1:
        return None
    if not all(part.isdecimal() and int(part) < 256 for part in taken):
        return None
    del rest[: length - 1]
    return ";".join([code, *taken])


@lru_cache(4096)
def blank(pen: Pen) -> Pen:
    """The look of a space written with ``pen``: ink and weight of what has no shape are not seen.

    A line through or under it is, and where ink and paper are swapped so is the ink.
    """
    return pen if _SEEN_ON_BLANKS.intersection(pen.flags) else Pen((), "", pen.paper, pen.link)


@lru_cache(4096)
def change(old: Pen, new: Pen) -> str:
    """The shortest sequence that turns the terminal's pen from ``old`` to ``new``."""
    link = "" if old.link == new.link else f"\x1b]8;{new.link or ';'}\x1b\\"
    if old[:3] == new[:3]:
        return link
    if new[:3] == PLAIN[:3]:
        return f"{link}\x1b[m"
    whole = ["0", *new.flags, *filter(None, (new.ink, new.paper))]
    ways = [whole] if old == LOST else [_steps(old, new), whole]
    return f"{link}\x1b[{min(map(';'.join, ways), key=len)}m"


def _steps(old: Pen, new: Pen) -> list[str]:
    off = {_OFF[flag] for flag in old.flags if flag not in new.flags}
    on = [flag for flag in new.flags if flag not in old.flags or _OFF[flag] in off]
    ink = [] if old.ink == new.ink else [new.ink or "39"]
    paper = [] if old.paper == new.paper else [new.paper or "49"]
    return [*sorted(off), *on, *ink, *paper]
