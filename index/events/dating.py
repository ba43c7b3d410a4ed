"""When was it written? Each clue becomes a set of possible days; together they give an interval.

Nothing is made up: a set is as wide as its words leave it, clues that cannot all be true
are not averaged, and a stated date is doubted only on proof.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from enum import IntEnum

from index.article import DateRange, Dates, Finding, Span
from index.dataclass import dataclass
from index.events import days as d
from index.events.clues import Clue
from index.events.days import ALWAYS, Days
from index.events.known import Known, known_events
from index.events.timex import Timex

TOLERANCE = 60
"""Days that a stated date may lie outside what the content proves before it counts as conflict."""
WIDEST = 400
"""Widest interval, in days, that is reported as a date."""
LEAD = 400
"""Days before it happens that a text speaks of an event as coming, at most."""
APART = 150
"""Code points between two clues that are taken as two: about a sentence."""
AHEAD = 1
"""Days by which a stated date may lie after today: elsewhere it is tomorrow."""
UNBORN = "no article is from after the day it is read"


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What the content alone gives: ``days`` by all clues, ``proven`` by proofs alone.

    ``used`` are the findings that narrowed ``days``, ``bearing`` all that may be held against
    a stated date. ``disputed`` tells that proofs contradict each other, so that none may.
    """

    days: Days
    proven: Days
    used: tuple[Finding, ...]
    disputed: bool
    bearing: tuple[Constraint, ...] = ()


UNKNOWN = Reading(ALWAYS, ALWAYS, (), False)


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


def _by_day(clue: Clue, timex: Timex) -> Weighed | None:
    month, day, weekday = timex.month or 1, timex.day or 1, timex.weekday
    if clue.lean == "past":
        return (
            d.yearly(month, day, 0, 270, weekday),
            Strength.HINT,
            "day without a year, past",
            False,
        )
    if clue.lean == "future":
        return (
            d.yearly(month, day, 270, 0, weekday),
            Strength.HINT,
            "day without a year, coming",
            False,
        )
    if weekday is not None:
        return (
            d.yearly(month, day, 270, 270, weekday),
            Strength.HINT,
            "day of the month and week",
            False,
        )
    return None


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


def combine(found: Sequence[Constraint]) -> Reading:
    """All constraints together, stronger first; what contradicts those before is left out."""
    if not found:
        return UNKNOWN
    days, proven = ALWAYS, ALWAYS
    used: list[Finding] = []
    disputed = False
    for one in sorted(found, key=lambda each: (-each.strength, d.width(each.days))):
        common = d.intersect(days, one.days)
        if not common:
            disputed = disputed or one.strength is Strength.PROOF
            continue
        if d.hull(common) != d.hull(days):
            used.append(one.finding)
        days = common
        if one.strength is Strength.PROOF:
            proven = d.intersect(proven, one.days)
    bearing = tuple(one for one in found if one.strength is not Strength.HINT)
    return Reading(days, proven, tuple(used), disputed, bearing)


def settle(stated: Finding | None, clues: Sequence[Clue], reading: Reading, horizon: int) -> Dates:
    """The dates of one article: stated, implied, and whether they conflict.

    ``horizon`` is the day of placing: no article is younger. What only proves "from then on"
    contradicts a stated date, but is no date itself: nothing is implied then.
    """
    said = d.read_days(stated.value) if stated is not None else None
    if said is None:
        implied = _range(reading.days)
        return Dates(stated, implied, False, reading.used)
    if d.hull(said)[0] > horizon + AHEAD:
        today = Finding(d.spell(d.until(horizon)), UNBORN, "")
        return Dates(stated, _range(reading.days), True, (today, *reading.used))
    if _disproven(said, reading):
        return Dates(stated, _instead(reading.days, horizon), True, reading.used)
    return _agreeing(stated, said, clues, reading)


def _disproven(said: Days, reading: Reading) -> bool:
    """Whether content speaks against a stated date: by a sure proof, or a proof and one more."""
    if reading.disputed or reading.proven == ALWAYS:
        return False
    first, last = d.hull(said)
    away = min(d.distance(first, reading.proven), d.distance(last, reading.proven))
    if away <= TOLERANCE or d.gap(said, reading.proven) <= TOLERANCE:
        return False
    against = [one for one in reading.bearing if d.gap(said, one.days) > TOLERANCE]
    proofs = [one for one in against if one.strength is Strength.PROOF]
    return any(
        proof.sure or any(_independent(proof.finding, one.finding) for one in against)
        for proof in proofs
    )


def _independent(one: Finding, other: Finding) -> bool:
    """Two clues, not one said twice: in different sentences, by different words."""
    if one.span is None or other.span is None or one.evidence == other.evidence:
        return False
    return one.value != other.value and abs(one.span.start - other.span.start) > APART


def _agreeing(stated: Finding | None, said: Days, clues: Sequence[Clue], reading: Reading) -> Dates:
    """Stated and content agree, or the content cannot tell: narrowed by a told "Thursday"."""
    if not clues:
        return Dates(stated)
    told = _told_day(clues, said)
    content = reading.days if d.gap(reading.days, said) <= 7 else ALWAYS
    if told is not None:
        both = d.intersect(content, told.days)
        if both:
            used = reading.used if content != ALWAYS and d.width(content) <= WIDEST else ()
            return Dates(stated, _range(both), False, (*used, told.finding))
    implied = _range(content)
    return Dates(stated, implied, False, reading.used if implied else ())


def _told_day(clues: Sequence[Clue], said: Days) -> Constraint | None:
    """The day an opening passage tells of by its weekday: the last one up to the stated date."""
    first, last = d.hull(said)
    if first != last:
        return None
    for clue in clues:
        timex = clue.timex
        if timex is None or timex.unit != "weekday" or timex.weekday is None:
            continue
        if clue.kind == "time" and clue.early and clue.lean == "past" and timex.part != "next":
            day = max(d.FLOOR, last - (last + 6 - timex.weekday) % 7)
            days = d.clamp(day, last)
            method = f"{clue.words.strip()} before {d.iso(last)} = {d.iso(day)}"
            return Constraint(days, Strength.HINT, finding(clue, days, method))
    return None


def _range(days: Days) -> DateRange | None:
    first, last = d.hull(days)
    if first == d.FLOOR or last == d.CEILING or last - first > WIDEST:
        return None
    return DateRange(datetime.date.fromordinal(first), datetime.date.fromordinal(last))


def _instead(days: Days, horizon: int) -> DateRange | None:
    """The interval that stands against a disproven date, however wide, if it has two ends.

    The first and the last of the years tried for a day without its year are no ends.
    """
    first, last = d.hull(days)
    if first < d.year_days(d.YEARS.start)[1] or last >= d.ordinal(d.YEARS.stop - 1):
        return None
    if first <= horizon:
        last = min(last, horizon + AHEAD)
    return DateRange(datetime.date.fromordinal(first), datetime.date.fromordinal(last))
