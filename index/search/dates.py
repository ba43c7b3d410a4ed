"""Dates in queries: a year, a month, a day, or the beginning of one."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from index.errors import QueryError

_DATE = re.compile(r"(\d{1,4})(?:[-/.]?(\d{1,2}))?(?:[-/.]?(\d{1,2}))?[-/.]?")
_ADVICE = "write a year, a month or a day, as in {0}:2023, {0}:2023-07, {0}:2023-07-11"


@dataclass(frozen=True, slots=True)
class Days:
    """A closed range of days as YYYYMMDD numbers."""

    first: int
    last: int


ALWAYS = Days(1, 99_991_231)


def read(field: str, value: str) -> Days:
    """What ``date:``, ``after:`` or ``before:`` with this value asks for.

    ``after`` and ``before`` exclude the day, month or year named. Raises QueryError.
    """
    named = _read(field, value)
    if field == "after":
        return Days(named.last + 1, ALWAYS.last)
    if field == "before":
        return Days(ALWAYS.first, named.first - 1)
    return named


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
