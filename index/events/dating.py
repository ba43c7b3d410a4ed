"""When was it written? What its clues allow gives an interval, beside the date that is stated.

Nothing is made up: clues that cannot all be true are not averaged, and a stated date is doubted
only on proof.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from index.article import DateRange, Dates, Finding
from index.dataclass import dataclass
from index.events import days as d
from index.events.clues import Clue
from index.events.days import ALWAYS, Days
from index.events.weighing import Constraint, Strength, finding

TOLERANCE = 60
"""Days that a stated date may lie outside what the content proves before it counts as conflict."""
WIDEST = 400
"""Widest interval, in days, that is reported as a date."""
APART = 150
"""Code points between two clues that are taken as two: about a sentence."""
AHEAD = 1
"""Days by which a stated date may lie after today: elsewhere it is tomorrow."""
UNBORN = "no article is from after the day it is read"


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
