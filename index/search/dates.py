"""Dates in queries: a year, a month, a day, the beginning of one, or "last week"."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

from index.calendar import shifted
from index.dataclass import dataclass
from index.errors import QueryError

_DATE = re.compile(r"(\d{1,4})(?:[-/.]?(\d{1,2}))?(?:[-/.]?(\d{1,2}))?[-/.]?")
_ADVICE = "write a year, a month or a day, as in {0}:2023, {0}:2023-07, {0}:2023-07-11"


@dataclass(frozen=True, slots=True)
class Days:
    """A closed range of days as YYYYMMDD numbers."""

    first: int
    last: int

    def told(self) -> str:
        """The range for people: one day, from one to another, or on one side of a day."""
        first, last = (
            f"{n // 10_000}-{n // 100 % 100:02}-{n % 100:02}" for n in (self.first, self.last)
        )
        if self.last == ALWAYS.last:
            return f"{first} or later"
        if self.first == ALWAYS.first:
            return f"{last} or earlier"
        return first if first == last else f"{first} to {last}"


ALWAYS = Days(1, 99_991_231)


def read(field: str, value: str, today: datetime.date) -> Days:
    """What ``date:``, ``since:``, ``until:``, ``after:`` or ``before:`` with a value asks for.

    A value is a date or the beginning of one, words like "last week" or "yesterday", or
    two dates as in ``2023-06..2023-07``. ``after`` and ``before`` exclude the day, month or
    year named, ``since`` and ``until`` include it. Raises QueryError.
    """
    first, dots, last = value.partition("..")
    if dots and field == "date":
        return _between(field, first, last)
    named = _relative(value, today) or _read(field, value)
    if field == "after":
        return Days(named.last + 1, ALWAYS.last)
    if field == "before":
        return Days(ALWAYS.first, named.first - 1)
    if field == "since":
        return Days(named.first, ALWAYS.last)
    return Days(ALWAYS.first, named.last) if field == "until" else named


def _between(field: str, first: str, last: str) -> Days:
    """From the beginning of one date to the end of another; an end left out is open."""
    begin = _read(field, first).first if first else ALWAYS.first
    end = _read(field, last).last if last else ALWAYS.last
    if end < begin:
        raise QueryError(f"{last} is before {first}", advice=f"try {field}:{last}..{first}")
    return Days(begin, end)


def _relative(value: str, today: datetime.date) -> Days | None:
    """Days named from today on: weeks begin on Monday."""
    words = value.lower().replace("-", " ").replace("_", " ").split()[:3]
    if words in (["today"], ["yesterday"]):
        day = shifted(today, -(words == ["yesterday"]))
        return Days(_number(day), _number(day))
    if len(words) != 2 or words[0] not in ("this", "last", "past") or words[1] not in _UNITS:
        return None
    if words[0] == "past":
        first = shifted(today, -_UNITS[words[1]])
        return Days(_number(first), _number(today))
    begins = _beginning(today, words[1])
    if words[0] == "this":
        return Days(_number(begins), _number(today))
    before = shifted(begins, -1)
    return Days(_number(_beginning(before, words[1])), _number(before))


_UNITS = {"week": 7, "month": 30, "year": 365}


def _beginning(day: datetime.date, unit: str) -> datetime.date:
    if unit == "week":
        return shifted(day, -day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _number(day: datetime.date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _read(field: str, value: str) -> Days:
    found = _DATE.fullmatch(value.strip()[:12]) if len(value) < 32 and value.isascii() else None
    if found is None:
        raise QueryError(f"“{value[:40]}” is not a date", advice=_ADVICE.format(field))
    year, month, day = found.groups()
    if len(year) < 4:
        if month or day:
            raise QueryError(f"“{value}” is not a date", advice=_ADVICE.format(field))
        missing = 10 ** (4 - len(year))
        return Days(
            int(year) * missing * 10_000, (int(year) * missing + missing - 1) * 10_000 + 1231
        )
    first_month, last_month = _span(month, 12)
    first_day, last_day = _span(day, 31)
    base = int(year) * 10_000
    days = Days(base + first_month * 100 + first_day, base + last_month * 100 + last_day)
    if first_month > 12 or first_day > _longest(int(year), first_month) or days.last < days.first:
        raise QueryError(f"there is no date {value.strip()}", advice=_ADVICE.format(field))
    return days


def _span(digits: str | None, most: int) -> tuple[int, int]:
    """The months or days that begin with the given digits."""
    if not digits:
        return 1, most
    number = int(digits)
    if len(digits) == 2:
        return (number, number) if number else (99, 99)
    if number == 0:
        return 1, 9
    return (number, min(most, number * 10 + 9)) if number * 10 <= most else (number, number)


def _longest(year: int, month: int) -> int:
    return monthrange(year, month)[1] if year and month <= 12 else 31
