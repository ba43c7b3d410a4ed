"""Days in as many forms as there may be room for: the longest that fits is shown, none is cut."""

from __future__ import annotations

import datetime

from index.article import Dates
from index.text import clean_line
from tui.phrases import (
    LONG,
    by_content,
    days,
    ends_in_common,
    implied_days,
    month,
    months,
    stated_day,
)


def days_in(first: datetime.date, last: datetime.date) -> tuple[str, ...]:
    """A span of days in words, then in ever fewer cells: closer set, by months, by years."""
    whole = months(first, last)
    years = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (last - first).days > LONG:
        years = f"{first.year} on"
        return days(first, last), f"{month(first.year, first.month)} on", years
    return tuple(dict.fromkeys([days(first, last), _closer(days(first, last)),
                                whole, _closer(whole), years]))  # fmt: skip


def _closer(said: str) -> str:
    return said.replace(" – ", "–")


def stated_in(value: str) -> tuple[str, ...]:
    """A stated date in words, then in ever fewer cells; one that is no date only as it is."""
    try:
        date = datetime.date.fromisoformat(value[:10])
    except ValueError:
        return (clean_line(value, 40),)
    return days_in(date, date)


def stated_day_in(known: Dates) -> tuple[str, ...]:
    """``stated_day`` and in ever fewer cells, the mark kept and no day cut."""
    if known.stated is None:
        return stated_day(known), "no date"
    mark = " !" if known.conflict else ""
    shorter = (f"{said}{mark}" for said in stated_in(known.stated.value))
    return stated_day(known), *shorter


def implied_days_in(known: Dates) -> tuple[str, ...]:
    """``implied_days`` and in ever fewer cells, ``~`` where the content proves them."""
    said = implied_days(known)
    if not said:
        return (said,)
    if known.implied is None:
        return said, said.removesuffix(" by content"), *_common_in(known)
    about = "~" if by_content(known) else ""
    return said, *(f"{about}{one}" for one in days_in(known.implied.first, known.implied.last))


def _common_in(known: Dates) -> tuple[str, ...]:
    """The same in ever fewer cells: ``from Nov 2020``, ``from 2020``."""
    first, last = ends_in_common(known)
    if first and last:
        return days_in(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    word = "from" if first else "until"
    return tuple(f"{word} {said}" for said in stated_in(first or last))
