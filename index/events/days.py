"""Sets of days as sorted, disjoint, closed intervals of proleptic ordinals.

A set answers "on which days can this have been written (or have happened)?". ``ALWAYS``
stands for not knowing; sets are never empty by accident, an empty tuple means contradiction.
"""

from __future__ import annotations

import bisect
import calendar
import datetime
import functools
import operator
from collections.abc import Iterable

Days = tuple[tuple[int, int], ...]

FLOOR = 1
CEILING = datetime.date.max.toordinal()
ALWAYS: Days = ((FLOOR, CEILING),)
YEARS = range(1985, 2061)
"""Years tried for an expression that names none."""


def ordinal(year: int, month: int = 1, day: int = 1) -> int:
    """The ordinal of a day; a day beyond the month's end is its last day."""
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1])).toordinal()


@functools.lru_cache(maxsize=4096)
def month_days(year: int, month: int) -> tuple[int, int]:
    """First and last day of a month."""
    return ordinal(year, month), ordinal(year, month, 31)


@functools.lru_cache(maxsize=4096)
def year_days(year: int) -> tuple[int, int]:
    """First and last day of a year; before or after the calendar its first or last year."""
    year = min(max(year, datetime.MINYEAR), datetime.MAXYEAR)
    return ordinal(year), ordinal(year, 12, 31)


def clamp(first: int, last: int) -> Days:
    """The closed interval cut to the calendar, empty where ``last`` lies before ``first``."""
    first, last = max(first, FLOOR), min(last, CEILING)
    return ((first, last),) if first <= last else ()


def since(day: int) -> Days:
    """``day`` and everything after."""
    return clamp(day, CEILING)


def until(day: int) -> Days:
    """``day`` and everything before."""
    return clamp(FLOOR, day)


def union(intervals: Iterable[tuple[int, int]]) -> Days:
    """Any intervals, sorted and merged where they touch."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(intervals):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def intersect(one: Days, other: Days) -> Days:
    """Days in both sets, in time linear in their intervals."""
    if one is ALWAYS or one == ALWAYS:
        return other
    if len(one) == 1 == len(other):
        (first, last), (begins, ends) = one[0], other[0]
        first = first if first > begins else begins
        last = last if last < ends else ends
        return ((first, last),) if first <= last else ()
    if len(one) == 1 or len(other) == 1:
        return _within(other, *one[0]) if len(one) == 1 else _within(one, *other[0])
    common: list[tuple[int, int]] = []
    i = j = 0
    here, there = len(one), len(other)
    # Without calls: years without end are cut with each other for every article.
    while i < here and j < there:
        first, last = one[i]
        begins, ends = other[j]
        if last < ends:
            i += 1
        else:
            j += 1
        first = first if first > begins else begins
        last = last if last < ends else ends
        if first <= last:
            common.append((first, last))
    return tuple(common)


def _within(days: Days, first: int, last: int) -> Days:
    """What of a set lies from ``first`` to ``last``."""
    low = bisect.bisect_left(days, first, key=operator.itemgetter(1))
    high = bisect.bisect_right(days, last, key=operator.itemgetter(0))
    return tuple(
        (begins if begins > first else first, ends if ends < last else last)
        for begins, ends in days[low:high]
    )


def hull(days: Days) -> tuple[int, int]:
    """First and last day of a set that is not empty."""
    return days[0][0], days[-1][1]


def width(days: Days) -> int:
    """Days from the first to the last, both counted."""
    first, last = hull(days)
    return last - first + 1


def distance(day: int, days: Days) -> int:
    """Days between ``day`` and the nearest day of the set, 0 inside it."""
    return min(max(first - day, day - last, 0) for first, last in days)


def gap(one: Days, other: Days) -> int:
    """Fewest days between a day of the one and a day of the other, 0 where they overlap."""
    best = CEILING
    i = j = 0
    while i < len(one) and j < len(other):
        best = min(best, max(one[i][0] - other[j][1], other[j][0] - one[i][1], 0))
        if best == 0:
            break
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return best


@functools.lru_cache(maxsize=4096)
def yearly(month: int, day: int, before: int, after: int, weekday: int | None = None) -> Days:
    """For every year, the days from ``before`` days ahead of month/day to ``after`` days behind.

    With ``weekday`` (Monday 0) only years in which the day falls on it; 29 February is only
    in leap years.
    """
    found = []
    for year in YEARS:
        if (month, day) == (2, 29) and not calendar.isleap(year):
            continue
        at = ordinal(year, month, day)
        if weekday is None or (at + 6) % 7 == weekday:
            found.append((at - before, at + after))
    return union(found)


def iso(day: int) -> str:
    """The day as YYYY-MM-DD."""
    return datetime.date.fromordinal(day).isoformat()


def spell(days: Days) -> str:
    """A set for a reader: "2023-07-11", "2023-01-01..2023-12-31", "from 2022-09-01", "until ...".

    A set that comes back every year is told by its first turn, without the year.
    """
    if len(days) > 2:
        return f"{iso(days[0][0])[5:]}..{iso(days[0][1])[5:]} of any year"
    first, last = hull(days)
    if first == FLOOR and last == CEILING:
        return "any day"
    if last == CEILING:
        return f"from {iso(first)}"
    if first == FLOOR:
        return f"until {iso(last)}"
    return iso(first) if first == last else f"{iso(first)}..{iso(last)}"


@functools.lru_cache(maxsize=16_384)
def read_days(value: str) -> Days | None:
    """The days a stated date stands for: a day, a month, a year, or ``first..last``; else None."""
    parts = value.strip().split("..") if ".." in value else [value.strip()]
    ends = [_read_one(part) for part in parts]
    if len(ends) > 2 or any(end is None for end in ends):
        return None
    known = [end for end in ends if end is not None]
    return clamp(known[0][0], known[-1][1]) or None


def _read_one(value: str) -> tuple[int, int] | None:
    try:
        if len(value) == 4 and value.isdecimal():
            return year_days(int(value))
        if len(value) == 7 and value[4] == "-":
            return month_days(int(value[:4]), int(value[5:]))
        day = datetime.date.fromisoformat(value[:10]).toordinal()
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None
    return day, day
