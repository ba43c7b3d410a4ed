"""Who told an event, in which order, and who has no article in it: the same words everywhere."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.article import ArticleLine
from tui.phrases import NO_OUTLET, count, day, when

if TYPE_CHECKING:
    from index.comparison.coverage import Coverage, Missing

Moments = Mapping[int, datetime.datetime]
"""The moments, in UTC, of the articles that state one."""

_LATE = datetime.datetime.max.replace(tzinfo=datetime.UTC)


def in_order(lines: Sequence[ArticleLine], moments: Moments) -> list[ArticleLine]:
    """Texts in the order they were published: by day, of one day those with an hour first."""

    def key(line: ArticleLine) -> tuple[datetime.date, datetime.datetime]:
        moment = moments.get(line.id)
        return _day(line, moments) or datetime.date.max, moment or _LATE

    return sorted(lines, key=key)


def _day(line: ArticleLine, moments: Moments) -> datetime.date | None:
    moment = moments.get(line.id)
    return moment.date() if moment else line.day


def first(lines: Sequence[ArticleLine], moments: Moments) -> list[ArticleLine]:
    """The texts that were published first, as far as stated dates tell; none where they do not.

    Several where the hours that would tell between texts of one day are not known, none
    where that leaves all of them.
    """
    stated = [line for line in lines if line.day_basis == "stated" and line.day]
    days = [day for line in stated if (day := _day(line, moments))]
    if not days or len(lines) < 2:
        return []
    of_the_day = [line for line in stated if _day(line, moments) == min(days)]
    if len(of_the_day) > 1 and all(line.id in moments for line in of_the_day):
        earliest = min(moments[line.id] for line in of_the_day)
        of_the_day = [line for line in of_the_day if moments[line.id] == earliest]
    return of_the_day if len(of_the_day) < len(lines) else []


def said_first(lines: Sequence[ArticleLine], moments: Moments) -> str:
    """``first: Fox News``; ``first dated`` where some texts state no date; or nothing."""
    found = first(lines, moments)
    outlets = list(dict.fromkeys(line.outlet or NO_OUTLET for line in found))
    if not found:
        return ""
    dated = all(line.day_basis == "stated" for line in lines)
    one = len(found) == 1
    word = ("first" if dated else "first dated") if one else "on the first day"
    more = f" and {len(outlets) - 3} more" if len(outlets) > 3 else ""
    return f"{word}: {', '.join(outlets[:3])}{more}"


def at(line: ArticleLine, moments: Moments) -> str:
    """When a text was published, with its hour where that is known: ``1 Oct 2018 09:10 UTC``."""
    moment = moments.get(line.id)
    return when(line) if moment is None else f"{_named(moment)} UTC"


def _named(moment: datetime.datetime) -> str:
    return f"{day(moment.date())} {moment:%H:%M}"


def told(missing: Missing) -> str:
    """``told 9 of 11 events like it; 14 articles of those days are in the library``."""
    have = count(missing.articles_then, "article")
    verb = "is" if missing.articles_then == 1 else "are"
    return (
        f"told {len(missing.covered)} of {len(missing.of)} events like it;"
        f" {have} of those days {verb} in the library"
    )


def absent(coverage: Coverage) -> str:
    """One line on all who have no article here, with their numbers; nothing where nobody is."""
    if not coverage.missing:
        return ""
    parts = [
        f"{one.outlet} (told {len(one.covered)} of {len(one.of)} events like it)"
        for one in coverage.missing
    ]
    return f"no article here: {', '.join(parts)}"


def nobody(coverage: Coverage) -> str:
    """Why no outlet is named as without an article here."""
    if coverage.unclear:
        return f"Who has no article here cannot be told: {coverage.unclear}."
    return (
        "Every outlet that is shown to tell most events like it has an article here, or has"
        f" nothing from those days in the library ({count(len(coverage.compared), 'event')}"
        " compared)."
    )
