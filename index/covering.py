"""Who told an event and when, and who has no article in it though they usually do."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path

from index.article import Event
from index.comparison.coverage import Coverage, Missing
from index.events import absence, moments
from index.events.naming import UNKNOWN_OUTLET
from index.events.packing import load_story
from index.events.related import Story
from index.outlets import Names
from index.spellings import outlet_names
from index.store import Connections, coverage

AROUND = 150
"""Events looked at under each heavy term, before and after the one asked about."""
LOOKED_AT = 600
"""Events looked at in all, those that share most first."""
BESIDE = 1
"""Days before and after an event that count as its days: outlets print in other time zones."""
CLOSE = 3
"""Days between an event and one that may be the same, as told by another outlet."""
SHOWN = 100


def cover(connections: Connections, event: Event, library: Path) -> Coverage:
    """Who usually tells events like this one and has no article in it, with the numbers.

    An outlet that came under several spellings counts once, as the reader's table in the
    directory ``library`` has it, too.
    """
    with connections.reading() as connection:
        return _cover(connection, event, outlet_names(connection, library))


def _cover(connection: sqlite3.Connection, event: Event, joined: Names) -> Coverage:
    number = int(event.id[1:])
    here = coverage.tellers(connection, [number]).get(number)
    unclear = _unclear(here, joined)
    if here is None or here.first is None or here.last is None or unclear:
        return Coverage(event.id, (), (), unclear)
    sharing = coverage.sharing_terms(connection, number, AROUND, LOOKED_AT)
    days = (here.first - CLOSE, here.last + CLOSE)
    others = coverage.tellers(connection, sharing, absence.OUTLETS, days)
    stories = {other: _story(teller) for other, teller in others.items()}
    near = absence.alike(_story(here), stories)
    told = {other: _outlets(others[other], joined) for other in near}
    counted = absence.comparable(told)
    found = absence.absent(_outlets(here, joined), {other: told[other] for other in counted})
    close = [other for other in near if absence.within(_story(here), stories[other], CLOSE)]
    missing = [_missing(connection, here, one, close, told, joined) for one in found]
    held = tuple(one for one in missing if one is not None)
    return Coverage(event.id, _ids(counted), held, _too_little(len(counted)))


def _unclear(here: coverage.Teller | None, joined: Names) -> str | None:
    """Why an event says nothing about who did not tell it, or None."""
    if here is None:
        return "the event is not placed beside others yet"
    if here.first is None or here.last is None:
        return "its days are not known"
    if here.last - here.first > absence.VAGUE:
        return f"its days span more than {absence.VAGUE}"
    tellers = len(_outlets(here, joined))
    if min(tellers, here.independent) < absence.OUTLETS:
        return (
            f"it has {_count(tellers, 'known outlet')} and"
            f" {_count(here.independent, 'independent text')} here, and {absence.OUTLETS} of each"
            " are needed"
        )
    return None


def _too_little(counted: int) -> str | None:
    if counted >= absence.LEAST:
        return None
    return (
        f"the library holds too little to tell (of events like it with {absence.OUTLETS} or more"
        f" outlets it has {counted}, and {absence.LEAST} are needed)"
    )


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def _missing(
    connection: sqlite3.Connection,
    here: coverage.Teller,
    absent: absence.Absent,
    close: Collection[int],
    told: Mapping[int, Collection[str]],
    joined: Names,
) -> Missing | None:
    """An absent outlet with its evidence; None where the library has nothing of it then."""
    if here.first is None or here.last is None:
        return None
    first, last = here.first - BESIDE, here.last + BESIDE
    held, whole = coverage.held(connection, joined.spellings(absent.outlet), first, last, SHOWN)
    if not held:
        return None
    nearest = absence.nearest(absent.outlet, list(close), told)
    return Missing(
        absent.outlet,
        _ids(absent.covered),
        _ids(absent.of),
        tuple(held),
        whole,
        None if nearest is None else f"e{nearest}",
    )


def _story(teller: coverage.Teller) -> Story:
    return Story(load_story(teller.story), teller.first, teller.last, frozenset())


def _outlets(teller: coverage.Teller, joined: Names) -> frozenset[str]:
    return frozenset(joined.one(name) for name in teller.outlets if name != UNKNOWN_OUTLET)


def _ids(numbers: Collection[int]) -> tuple[str, ...]:
    return tuple(f"e{number}" for number in numbers)


def printed_moments(
    connection: sqlite3.Connection, numbers: Collection[int]
) -> dict[int, datetime.datetime]:
    """The moments, in UTC, that articles state with a time and a zone."""
    stated = coverage.stated(connection, numbers)
    found = {number: moments.moment(words, day) for number, (day, words) in stated.items()}
    return {number: when for number, when in found.items() if when is not None}
