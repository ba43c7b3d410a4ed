"""What each clue says of the day a text was written: days, as wide a set as its words leave."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from enum import IntEnum

from index.article import Finding, Span
from index.dataclass import dataclass
from index.events import days as d
from index.events.clues import Clue
from index.events.days import ALWAYS, Days
from index.events.known import Known, known_events
from index.events.timex import Timex

LEAD = 400
"""Days before it happens that a text speaks of an event as coming, at most."""


class Strength(IntEnum):
    """What a constraint may do: doubt a stated date, date a text, or only narrow an interval."""

    HINT = 0
    SOUND = 1
    PROOF = 2


@dataclass(frozen=True, slots=True)
class Constraint:
    """Days on which the text can have been written, by one clue (``finding`` for the reader).

    ``sure`` proofs doubt a stated date alone: nothing but a later or earlier hand explains
    them. Others need a second clue beside them.
    """

    days: Days
    strength: Strength
    finding: Finding
    sure: bool = False


def finding(clue: Clue, days: Days, method: str) -> Finding:
    """A finding for the reader: the days, the rule, and the words that prove it."""
    return Finding(d.spell(days), method, clue.words, Span(clue.start, clue.end))


def timex_days(timex: Timex) -> tuple[int, int] | None:
    """First and last day of an expression that names its year, else None."""
    if timex.year is None or timex.offset is not None:
        return None
    try:
        if timex.unit == "year":
            return d.year_days(timex.year)
        if timex.unit == "month" and timex.month:
            return d.month_days(timex.year, timex.month)
        if timex.unit == "day" and timex.month and timex.day:
            end_month = timex.end_month or timex.month
            # "December 30-January 2, 2019" begins in the year before the one it names.
            first = d.ordinal(timex.year - (end_month < timex.month), timex.month, timex.day)
            last = d.ordinal(timex.year, end_month, timex.end_day or timex.day)
            return first, max(first, last)
    except ValueError:
        return None
    return None


Weighed = tuple[Days, Strength, str, bool]
"""Days, what they may do, the rule, and whether they may do it alone."""


def constraints(clues: Sequence[Clue]) -> list[Constraint]:
    """What the clues of one text say on their own about the day it was written."""
    found: list[Constraint] = []
    for clue in clues:
        for days, strength, method, sure in _weighed(clue):
            if days and days != ALWAYS:
                found.append(Constraint(days, strength, finding(clue, days, method), sure))
    return found


def _weighed(clue: Clue) -> Sequence[Weighed]:
    if clue.kind in ("known", "loose"):
        made = _by_known(clue, known_events()[clue.name])
    elif clue.kind == "anniversary":
        return _by_anniversary(clue, known_events()[clue.name])
    elif clue.kind == "time" and clue.timex is not None:
        made = _by_time(clue, clue.timex)
    else:
        return ()
    return () if made is None else (made,)


def _by_time(clue: Clue, timex: Timex) -> Weighed | None:
    if timex.year is not None and timex.offset is not None:
        days = d.clamp(*d.year_days(timex.year - timex.offset))
        return days, Strength.PROOF, "year named twice", True
    span = timex_days(timex)
    if span is not None:
        return _by_dated(clue, timex, span)
    if timex.unit == "day" and timex.month and timex.day:
        return _by_day(clue, timex)
    if timex.unit == "month" and timex.month and timex.offset is None:
        return _by_month(clue, timex.month)
    return None


def _by_dated(clue: Clue, timex: Timex, span: tuple[int, int]) -> Weighed | None:
    strength = Strength.SOUND if timex.unit == "year" else Strength.PROOF
    if clue.lean == "past":
        return d.since(span[0]), strength, "dated past event", strength is Strength.PROOF
    if clue.lean == "future" and timex.unit != "year":
        days = d.clamp(span[0] - 3 * 366, span[1])
        return days, Strength.SOUND, "dated coming event", False
    return None


_AROUND = {
    "past": (0, 270, "day without a year, past"),
    "future": (270, 0, "day without a year, coming"),
}
"""By the tense of a day told without its year: days before and after it when that is written, and
the rule."""


def _by_day(clue: Clue, timex: Timex) -> Weighed | None:
    month, day, weekday = timex.month or 1, timex.day or 1, timex.weekday
    if clue.lean not in _AROUND and weekday is None:
        return None
    before, after, method = _AROUND.get(clue.lean, (270, 270, "day of the month and week"))
    return d.yearly(month, day, before, after, weekday), Strength.HINT, method, False


def _by_month(clue: Clue, month: int) -> Weighed | None:
    """A month without its year is mostly less than nine months away; "last May" may be a year."""
    part = clue.timex.part if clue.timex is not None else ""
    if clue.lean == "past" and part != "next":
        after = 420 if part == "last" else 300
        return d.yearly(month, 1, 0, after), Strength.HINT, "month without a year, past", False
    if clue.lean == "future" and part != "last":
        before = 420 if part == "next" else 300
        return d.yearly(month, 31, before, 0), Strength.HINT, "month without a year, coming", False
    return None


def _by_known(clue: Clue, known: Known) -> Weighed | None:
    when = datetime.date.fromordinal(known.first)
    method = f"{known.name}: {when} (known event)"
    timex = clue.timex
    if timex is not None and timex.offset is not None and timex.year is None:
        made = _by_known_offset(clue, known, timex)
        if made is not None:
            return made[0], made[1], method, True
    if clue.kind == "known" and not known.planned:
        return d.since(known.first), Strength.PROOF, method, True
    return None


def _by_known_offset(clue: Clue, known: Known, timex: Timex) -> tuple[Days, Strength] | None:
    """ "The invasion in February last year", "two years after the invasion"."""
    when = datetime.date.fromordinal(known.first)
    if timex.unit == "ago" and timex.offset is not None:
        if clue.kind == "loose" or timex.part not in ("ago", "after", "since"):
            return None
        near = known.first + int(timex.offset * 30.44)
        slack = 40 if timex.offset < 12 else 366
        return d.clamp(max(near - slack // 3, known.first), near + slack), Strength.HINT
    if timex.unit == "month" and timex.month is None:
        return None
    if timex.month is not None and timex.month != when.month:
        return None
    if timex.month is None and clue.kind == "loose":
        return None
    sure = Strength.PROOF if timex.month is not None else Strength.SOUND
    return d.clamp(*d.year_days(when.year - (timex.offset or 0))), sure


def _by_anniversary(clue: Clue, known: Known) -> Sequence[Weighed]:
    """Told by its weekday it is news; else it may be told of years later, but not years before."""
    if clue.timex is None or clue.timex.offset is None:
        return ()
    begun = datetime.date.fromordinal(known.first)
    year = begun.year + clue.timex.offset // 12
    if not 1900 <= year <= 2100:
        return ()
    day = d.ordinal(year, begun.month, begun.day)
    method = f"{known.name}: {begun} (known event)"
    weekday = clue.timex.weekday
    if weekday is not None and (day + 6) % 7 == weekday and clue.lean == "past":
        return ((d.clamp(day, day + 6), Strength.PROOF, method, True),)
    return (
        (d.since(day - LEAD), Strength.PROOF, method, True),
        (d.clamp(day - LEAD, day + 366), Strength.SOUND, method, False),
    )
