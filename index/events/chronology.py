"""The dates of many articles at once: each by its own text, then by what the others tell."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from index.article import DateRange, Dates, Finding
from index.dataclass import dataclass
from index.events import days as d
from index.events.clues import Clue
from index.events.corpus import Ballots, Said, collect, constrain, said
from index.events.dating import Reading, combine, settle
from index.events.days import ALWAYS, Days
from index.events.likelihood import WINDOW
from index.events.weighing import constraints

ROUNDS = 2
"""How often newly dated articles may date others."""
BY_READER = "set by the reader"


@dataclass(frozen=True, slots=True)
class Undated:
    """What dating needs of one article; ``stated`` is the date written on it."""

    id: int
    stated: Finding | None
    clues: Sequence[Clue]


@dataclass(frozen=True, slots=True)
class Voter:
    """An article whose day is settled, by which others that name the same are dated."""

    id: int
    said: Said


def voter(id: int, dates: Dates, clues: Sequence[Clue]) -> Voter | None:
    """An article as a voter by the dates it has; None where they may yet be found."""
    written = d.read_days(dates.stated.value) if dates.stated is not None else None
    if written is None or dates.conflict or set_by_reader(dates):
        return None
    return Voter(id, said(clues, written))


def date_all(
    articles: Sequence[Undated],
    today: datetime.date,
    corrected: Mapping[int, DateRange | None] | None = None,
    voters: Sequence[Voter] = (),
) -> tuple[dict[int, Dates], dict[int, Days]]:
    """The dates of every article, and all days each can have been written on.

    ``corrected`` are the days a reader has set (None: unknown); they stand, and date others.
    ``voters`` date others and stay as they are. ``today`` ends an interval that a conflict
    leaves open: no article is younger.
    """
    fixed = corrected or {}
    alone = {one.id: constraints(one.clues) for one in articles}
    readings = {article: combine(found) for article, found in alone.items()}
    horizon = today.toordinal()
    dates = {one.id: settle(one.stated, one.clues, readings[one.id], horizon) for one in articles}
    for one in articles:
        if one.id in fixed:
            dates[one.id] = by_reader(one.stated, fixed[one.id])
    naming = {one.id: one.clues for one in articles if editions(one.clues)}
    standing = {one.id: one.said for one in voters}
    for _ in range(ROUNDS):
        told = {
            article: said(clues, _written(dates[article], readings[article]))
            for article, clues in naming.items()
        }
        ballots = Ballots(collect(standing | told))
        for one in articles:
            if one.id in naming and one.id not in fixed:
                more = constrain(one.clues, one.id, ballots)
                readings[one.id] = combine([*alone[one.id], *more])
                dates[one.id] = settle(one.stated, one.clues, readings[one.id], horizon)
    return dates, {one.id: _possible(dates[one.id], readings[one.id]) for one in articles}


def by_reader(stated: Finding | None, days: DateRange | None) -> Dates:
    """Dates as a reader has set them; the stated one stays, marked as a conflict if outside."""
    value = f"{days.first.isoformat()}..{days.last.isoformat()}" if days else "unknown"
    written = d.read_days(stated.value) if stated is not None else None
    inside = (
        days is not None
        and written is not None
        and days.first.toordinal() <= written[0][0]
        and written[-1][1] <= days.last.toordinal()
    )
    return Dates(stated, days, written is not None and not inside, (Finding(value, BY_READER, ""),))


def set_by_reader(dates: Dates) -> bool:
    """Whether a reader has set these dates."""
    return any(found.method == BY_READER for found in dates.evidence)


def editions(clues: Sequence[Clue], placed: bool = False) -> frozenset[str]:
    """The named editions ("vilnius summit") by which articles date one another.

    ``placed``: only those that the text says are held in the place that names them.
    """
    return frozenset(
        clue.name for clue in clues if clue.kind == "edition" and (clue.placed or not placed)
    )


def final_days(dates: Dates) -> tuple[int, int] | None:
    """First and last day it can be from: stated where nothing speaks against it, else implied."""
    written = d.read_days(dates.stated.value) if dates.stated is not None else None
    if written is not None and not dates.conflict:
        return d.hull(written)
    if dates.implied is None:
        return None
    return dates.implied.first.toordinal(), dates.implied.last.toordinal()


def span_of(days: Sequence[tuple[int, int]]) -> tuple[int | None, int | None]:
    """First and last day of an event: by the members whose day is known to a week, if any.

    Wide intervals only say that a text may be from then; without a known day it is what they
    have in common, or all of them where they have nothing in common.
    """
    if not days:
        return None, None
    known = [(first, last) for first, last in days if last - first <= WINDOW]
    if known:
        return min(first for first, _ in known), max(last for _, last in known)
    first, last = max(first for first, _ in days), min(last for _, last in days)
    if first <= last:
        return first, last
    return min(first for first, _ in days), max(last for _, last in days)


def _written(dates: Dates, reading: Reading) -> Days:
    """The days of writing that may date others: the stated one where nothing speaks against it."""
    if set_by_reader(dates):
        return _possible(dates, reading)
    written = d.read_days(dates.stated.value) if dates.stated is not None else None
    return written if written is not None and not dates.conflict else reading.days


def _possible(dates: Dates, reading: Reading) -> Days:
    """The days an article is grouped by."""
    found = final_days(dates)
    if found is not None:
        return d.clamp(*found)
    return ALWAYS if set_by_reader(dates) else reading.days or ALWAYS
