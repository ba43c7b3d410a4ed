"""Time expressions in running text: what is printed, never what is missing.

Only the program's own anchored patterns read dates here; a bare number, a version or a
"12 percent" is never one, and no component that is not printed is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from index.dataclass import dataclass

Unit = Literal["day", "month", "year", "weekday", "ago"]

_MONTHS = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)|Apr(?:il|\\.)|May|June?|July?|Aug(?:ust|\\.)?"
    "|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(_NUMBER_WORDS)})"
_ORDER = "(?:st|nd|rd|th)?"
_YEAR = "(?:19|20)\\d\\d"
_RELATIVE = "[Ll]ast|[Tt]his|[Nn]ext|[Tt]he\\ (?:previous|preceding|following|same)"

_TIMEX = re.compile(
    rf"""\b(?=[\dJFMASONDTWLNEtlensfoa])(?:
      (?P<iso>{_YEAR}-[01]\d-[0-3]\d)(?!\d)
    | (?:(?P<w1>{_WEEKDAYS}),?\ )?(?P<m1>{_MONTHS})\ (?P<d1>\d{{1,2}}){_ORDER}
        (?![\d%:]|[.,]\d|\ percent)
        (?:\ ?(?:-|–|—|to|and|through)\ ?(?:(?P<m1b>{_MONTHS})\ )?(?P<d1b>\d{{1,2}}){_ORDER}
            (?![\d%:]|[.,]\d|\ [a-z]))?
        (?:,?\ (?P<y1>{_YEAR})(?!\d))?
    | (?:(?P<w2>{_WEEKDAYS}),?\ )?(?:the\ )?(?P<d2>\d{{1,2}}){_ORDER}
        (?:\ ?[-–]\ ?(?P<d2b>\d{{1,2}}){_ORDER})?
        \ (?:of\ )?(?P<m2>{_MONTHS})(?!\w)(?:,?\ (?P<y2>{_YEAR})(?!\d))?
    | (?P<m3>{_MONTHS}),?\ (?:of\ )?(?P<y3>{_YEAR})(?!\d)
    | (?P<m4>{_MONTHS}),?\ (?:of\ )?(?P<r4>{_RELATIVE}|that)\ year
    | (?:(?P<p5>[Ee]arlier|[Ll]ater)\ )?(?P<r5>{_RELATIVE})\ (?P<u5>year|month)(?:['’]s)?(?!-)
        (?:,?\ (?:in\ )?\(?(?P<y5>{_YEAR})\b|,?\ in\ (?P<m5>{_MONTHS})(?!\w))?
    | (?P<n6>{_COUNT})\ (?P<u6>year|month)s?\ (?P<k6>ago|later|earlier|after|since)
    | (?P<y8>{_YEAR})(?![\d%]|[-–/]\d|,\d|\ (?:percent|miles|people|troops|dollars))
    | (?P<m7>{_MONTHS})(?!\w|\ \d)
    | (?P<w9>{_WEEKDAYS})(?!['’\w])
    )""",
    re.VERBOSE,
)
_ANCHOR = re.compile(
    "19|20|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|year|month"
)
"""What every expression holds; plain strings, so that most text is passed over at once."""
_BEFORE, _BEHIND = 32, 80
"""Code points of an expression before its first anchor, and from there to the last one read."""
_NOT_A_DAY = frozenset("black good cyber super giving ash easter palm bloody freaky".split())
_MONTH_AFTER = frozenset(
    "in since until by for during of from last next this early late mid through".split()
)
_PLAIN_NUMBER_BEFORE = frozenset("$€£#.,/-–")
_LAST_WORD = re.compile(r"(\w+)[ -]$")


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression. Absent components are None.

    ``offset`` counts years (unit "year" or a month with "of last year") or months (unit
    "month" without ``month``) from the day of writing, or the N of "N years ago". ``year``
    together with ``offset`` is an expression that names both ("last year, in 2016").
    ``part`` is "earlier", "later", or the preposition of a bare month.
    """

    start: int
    end: int
    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    part: str = ""


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return "janfebmaraprmayjunjulaugsepoctnovdec".index(word[:3].lower()) // 3 + 1


def _weekday(word: str | None) -> int | None:
    return None if word is None else _WEEKDAYS.split("|").index(word)


def _count(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return 1 if word in ("a", "an") else _NUMBER_WORDS.index(word) + 1


def _offset(word: str) -> int | None:
    last = word.lower().removeprefix("the ")
    return {"last": -1, "previous": -1, "preceding": -1, "this": 0, "next": 1}.get(last)


def find_timexes(text: str, start: int = 0, end: int | None = None) -> Iterator[Timex]:
    """The time expressions of ``text[start:end]`` in order, none overlapping another."""
    stop = len(text) if end is None else end
    for first, last in _stretches(text, start, stop):
        for found in _TIMEX.finditer(text, first, last):
            timex = _read(found, text)
            if timex is not None:
                yield timex


def _stretches(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The parts of ``text[start:stop]`` that can hold an expression, in order, none touching."""
    first = last = start
    for anchor in _ANCHOR.finditer(text, start, stop):
        at = anchor.start()
        if at - _BEFORE > last:
            if last > start:
                yield first, last
            first = at - _BEFORE
        last = min(at + _BEHIND, stop)
    if last > start:
        yield first, last


def _read(found: re.Match[str], text: str) -> Timex | None:
    group = found.groupdict()
    if group["iso"]:
        year, month, day = (int(part) for part in group["iso"].split("-"))
        return _dated(found, year, month, day)
    if group["m1"]:
        return _dated(
            found, group["y1"], group["m1"], group["d1"], group["m1b"], group["d1b"], group["w1"]
        )
    if group["m2"]:
        return _dated(found, group["y2"], group["m2"], group["d2"], None, group["d2b"], group["w2"])
    start, end = found.span()
    if group["m3"]:
        return Timex(start, end, "month", int(group["y3"]), month_number(group["m3"]))
    if group["m4"]:
        offset = _offset(group["r4"])
        return Timex(start, end, "month", None, month_number(group["m4"]), offset=offset)
    if group["r5"]:
        return _relative(found)
    if group["n6"]:
        months = 12 if group["u6"] == "year" else 1
        count = _count(group["n6"]) * months
        return Timex(start, end, "ago", offset=count, part=group["k6"])
    if group["y8"]:
        if start and text[start - 1] in _PLAIN_NUMBER_BEFORE:
            return None
        return Timex(start, end, "year", int(group["y8"]))
    word = _LAST_WORD.search(text, max(0, start - 12), start)
    before = word.group(1).lower() if word is not None else ""
    if group["m7"]:
        # Without a preposition it may be a verb or a name: "May", "March", "April Ryan".
        if before not in _MONTH_AFTER:
            return None
        return Timex(start, end, "month", None, month_number(group["m7"]), part=before)
    if before in _NOT_A_DAY:
        return None
    part = before if before in ("last", "next", "this") else ""
    return Timex(start, end, "weekday", weekday=_weekday(group["w9"]), part=part)


def _relative(found: re.Match[str]) -> Timex | None:
    group, (start, end) = found.groupdict(), found.span()
    offset = _offset(group["r5"])
    if offset is None:
        return None
    part = (group["p5"] or "").lower()
    if group["u5"] == "month":
        return Timex(start, end, "month", offset=offset, part=part)
    if group["m5"]:
        return Timex(start, end, "month", None, month_number(group["m5"]), offset=offset)
    year = int(group["y5"]) if group["y5"] else None
    return Timex(start, end, "year", year, offset=offset, part=part)


def _dated(
    found: re.Match[str],
    year: str | int | None,
    month: str | int,
    day: str | int,
    end_month: str | None = None,
    end_day: str | None = None,
    weekday: str | None = None,
) -> Timex | None:
    number = month if isinstance(month, int) else month_number(month)
    last = int(end_day) if end_day else None
    if not 1 <= number <= 12 or not 1 <= int(day) <= 31 or (last and not 1 <= last <= 31):
        return None
    return Timex(
        *found.span(),
        "day",
        int(year) if year else None,
        number,
        int(day),
        month_number(end_month) if end_month else None,
        last,
        _weekday(weekday),
    )
