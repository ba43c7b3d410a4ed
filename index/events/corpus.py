"""The second pass: an event named in a dated article dates the articles that name no year.

Every mention of a named edition votes for the days it can have been held on; the days that
most articles agree on win, and where as many say otherwise nothing is concluded.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from index.dataclass import dataclass
from index.events import days as d
from index.events.clues import Clue
from index.events.days import ALWAYS, Days
from index.events.timex import Timex
from index.events.weighing import LEAD, Constraint, Strength, finding, timex_days

NEAR = 120
"""Days before a meeting within which it is called "upcoming"."""
NEXT = 330
"""Days before a month or day within which it is named without its year."""
MOVING = frozenset("summit olympics cup convention cop bowl".split())
"""Kinds held elsewhere each time, so that the place names one edition; others may be yearly."""
FEW = 24
"""Votes up to which one article's own may decide; among more it is only left out of the count."""
PRECISE = 14
"""Longest event, in days, whose first day is taken as known."""


@dataclass(frozen=True, slots=True)
class Held:
    """When a named edition was held, and how many articles say so."""

    days: Days
    articles: int


@dataclass(frozen=True, slots=True)
class Vote:
    """The days on which one article lets an edition have been held."""

    article: int
    days: Days


@dataclass(frozen=True, slots=True)
class Said:
    """When the editions that one article names can have been held by its word, by key, and which
    of them it places ("summit in Vilnius")."""

    days: Mapping[str, Days]
    placed: frozenset[str]


def said(clues: Sequence[Clue], written: Days) -> Said:
    """What a text written on one of the days of ``written`` says of the editions it names."""
    mine: dict[str, Days] = {}
    placed: set[str] = set()
    for clue in clues:
        if clue.kind == "edition":
            if clue.placed:
                placed.add(clue.name)
            days = held_on(clue, written)
            both = d.intersect(mine.get(clue.name, ALWAYS), days)
            mine[clue.name] = both or mine[clue.name]
    return Said(mine, frozenset(placed))


def collect(articles: Mapping[int, Said]) -> dict[str, list[Vote]]:
    """The votes for every edition that some text places, by key."""
    votes: dict[str, list[Vote]] = defaultdict(list)
    placed: set[str] = set()
    for article, one in articles.items():
        placed |= one.placed
        for key, days in one.days.items():
            votes[key].append(Vote(article, days))
    return {key: votes[key] for key in sorted(votes) if key in placed}


def held_on(clue: Clue, written: Days) -> Days:
    """The days on which an edition can have been held, by one mention in a text of ``written``."""
    timex = clue.timex
    first, last = d.hull(written)
    lead = NEAR if clue.near else LEAD
    reach = {
        "future": d.clamp(first, last + lead),
        "past": d.clamp(d.FLOOR, last),
        "": d.clamp(first - LEAD, last + LEAD),
    }[clue.lean]
    if timex is None:
        return reach if clue.lean == "future" else ALWAYS
    span = timex_days(timex)
    if span is not None:
        return d.clamp(*span)
    if timex.offset is not None and timex.unit in ("year", "month"):
        return _by_offset(timex, first, last)
    named = _yearly(timex)
    if named is None:
        return ALWAYS
    if clue.lean == "past":
        reach = d.clamp(first - LEAD, last)
    return d.intersect(named, reach) or named


def _by_offset(timex: Timex, first: int, last: int) -> Days:
    if first == d.FLOOR or last == d.CEILING or timex.offset is None:
        return ALWAYS
    if timex.unit == "month" and timex.month is None:
        return d.clamp(first + timex.offset * 31 - 31, last + timex.offset * 31 + 31)
    years = range(_year(first) + timex.offset, _year(last) + timex.offset + 1)
    if timex.month is None:
        return d.union(d.year_days(year) for year in years)
    inside = [year for year in years if datetime.MINYEAR <= year <= datetime.MAXYEAR]
    return d.union(d.month_days(year, timex.month) for year in inside) or ALWAYS


def _year(day: int) -> int:
    return int(d.iso(day)[:4])


def _yearly(timex: Timex) -> Days | None:
    """A day or month without its year, in every year."""
    if timex.month is None:
        return None
    if timex.unit == "day" and timex.day is not None:
        start = d.ordinal(2001, timex.month, timex.day)
        end = d.ordinal(2001, timex.end_month or timex.month, timex.end_day or timex.day)
        return d.yearly(timex.month, timex.day, 0, max(0, end - start), timex.weekday)
    return d.yearly(
        timex.month, 1, 0, d.ordinal(2001, timex.month, 31) - d.ordinal(2001, timex.month)
    )


def resolve(votes: Sequence[Vote], without: int | None = None) -> Held | None:
    """The days most votes agree on, if they lie within a year and outnumber all that disagree.

    ``without`` leaves one article's vote out, so that no text confirms itself.
    """
    cast = [vote for vote in votes if vote.article != without and vote.days != ALWAYS]
    if not cast:
        return None
    turns: dict[int, int] = defaultdict(int)
    for vote in cast:
        for first, last in vote.days:
            turns[first] += 1
            turns[last + 1] -= 1
    best, at = 0, 0
    regions: list[tuple[int, int]] = []
    points = sorted(turns)
    for point, following in zip(points, [*points[1:], points[-1] + 1], strict=True):
        at += turns[point]
        if at > best:
            best, regions = at, []
        if at == best:
            regions.append((point, following - 1))
    days = d.union(regions)
    against = sum(1 for vote in cast if not d.intersect(vote.days, days))
    if d.width(days) > 366 or against >= best or against * 3 > len(cast):
        return None
    return Held(days, best)


class Ballots:
    """The votes for every edition, and what they amount to with and without an article's own."""

    def __init__(self, votes: Mapping[str, Sequence[Vote]]) -> None:
        self._votes = votes
        self._all: dict[str, Held | None] = {}

    def held(self, key: str, article: int) -> tuple[Held | None, Held | None]:
        """When an edition was held by what the others say, and by all votes."""
        votes = self._votes.get(key, ())
        if key not in self._all:
            self._all[key] = resolve(votes)
        every = self._all[key]
        if len(votes) <= FEW or every is None:
            return resolve(votes, without=article), every
        agrees = any(
            vote.article == article and d.intersect(vote.days, every.days) for vote in votes
        )
        return Held(every.days, every.articles - agrees), every


def constrain(clues: Sequence[Clue], article: int, ballots: Ballots) -> list[Constraint]:
    """What the editions an article names, dated by the other articles, say about its day."""
    found: list[Constraint] = []
    for clue in clues:
        if clue.kind != "edition":
            continue
        when, both = ballots.held(clue.name, article)
        if when is not None and not (_fits(clue, when) and _telling(clue.name, when)):
            when = None
        if both is not None and when is not None and d.intersect(both.days, when.days):
            when = Held(both.days, when.articles)
        if when is not None:
            found.extend(_by_held(clue, when, clues))
    return found


def _telling(key: str, held: Held) -> bool:
    """A name that may come back every year dates a text only where two articles agree."""
    kind = key.rsplit(" ", 1)[-1].rstrip("0123456789")
    return held.articles >= 2 or kind in MOVING or key.startswith("super bowl")


def _fits(clue: Clue, held: Held) -> bool:
    """Does the month or day that the text itself prints agree with when it was held?"""
    named = _yearly(clue.timex) if clue.timex is not None and clue.timex.offset is None else None
    return named is None or bool(d.intersect(named, held.days))


def _days_held(clue: Clue, held: Held) -> tuple[int, int]:
    """First and last day it was held; the days the text itself prints ("May 21-22") count too."""
    first, last = d.hull(held.days)
    named = _yearly(clue.timex) if clue.timex is not None and clue.timex.offset is None else None
    if named is None or last - first >= PRECISE or clue.timex is None or clue.timex.unit != "day":
        return first, last
    printed = [span for span in named if span[0] <= last and span[1] >= first]
    return min([first, *(one for one, _ in printed)]), max([last, *(one for _, one in printed)])


def _by_held(clue: Clue, held: Held, clues: Sequence[Clue]) -> list[Constraint]:
    first, last = _days_held(clue, held)
    if clue.timex is not None and clue.timex.unit == "year" and clue.timex.year is not None:
        # "Will make the 1968 convention look tame": what is to come is something else.
        return []
    # One article alone may itself be misdated, and "will" beside a name need not be about it:
    # enough to date a text, not to doubt a stated date.
    proof = held.articles >= 2 and (clue.near or clue.timex is not None)
    strength = Strength.PROOF if proof else Strength.SOUND
    # The day itself is printed, and it is the day on which others say it was held.
    sure = proof and clue.timex is not None and clue.timex.day is not None
    count = "1 article" if held.articles == 1 else f"{held.articles} articles"
    method = f"{clue.name}: {d.spell(held.days)} (by {count})"
    found: list[Constraint] = []
    if clue.timex is not None and clue.timex.offset is not None and clue.timex.unit == "year":
        offset = clue.timex.offset
        days = d.clamp(d.year_days(_year(first) - offset)[0], d.year_days(_year(last) - offset)[1])
        found.append(Constraint(days, strength, finding(clue, days, method)))
    elif clue.lean == "future":
        eve = first - 1 if last - first < PRECISE else last
        # "In October" printed without a year is the next one, so the last must be over.
        lead = LEAD if clue.timex is None or clue.timex.month is None else NEXT
        days = d.clamp(first - lead, eve)
        if days:
            found.append(Constraint(days, strength, finding(clue, days, method), sure))
        if days and clue.near:
            days = d.clamp(first - NEAR, eve)
            found.append(
                Constraint(days, Strength.HINT, finding(clue, days, f"{method}, upcoming"))
            )
        if last - first < PRECISE and clue.timex is not None and clue.timex.day is not None:
            found.extend(_run_up(clues, first, method))
    elif clue.lean == "past":
        days = d.since(first)
        found.append(Constraint(days, Strength.SOUND, finding(clue, days, method)))
    return found


def _run_up(clues: Sequence[Clue], first: int, method: str) -> list[Constraint]:
    """ "Talks on Sunday" ahead of a meeting named by its days: the last Sunday before it."""
    found: list[Constraint] = []
    for clue in clues:
        timex = clue.timex
        if (
            clue.kind == "time"
            and clue.lean == "past"
            and timex is not None
            and timex.weekday is not None
            and timex.unit == "weekday"
            and timex.part != "last"
        ):
            day = first - 1 - (first - 1 + 6 - timex.weekday) % 7
            days = d.clamp(day, first - 1)
            how = f"last before {method}"
            found.append(Constraint(days, Strength.HINT, finding(clue, days, how)))
    return found
