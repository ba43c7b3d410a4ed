"""Facts in words, the same words on every screen: days, spans of days, counts, kinds."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence

from index.article import Article, ArticleLine, DateRange, Dates, Finding, MentionType
from index.text import clean_line

KINDS: dict[MentionType, str] = {
    "PER": "people", "ORG": "bodies", "LOC": "places", "NORP": "peoples", "EVENT": "events",
    "DATE": "dates", "MONEY": "sums", "NUMBER": "numbers",
}  # fmt: skip
KIND: dict[MentionType, str] = {
    "PER": "person", "ORG": "body", "LOC": "place", "NORP": "people", "EVENT": "event",
    "DATE": "date", "MONEY": "sum", "NUMBER": "number",
}  # fmt: skip
NO_OUTLET = "outlet unknown"
NO_TITLE = "(no headline)"
_READ_A_MINUTE = 230
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def count(number: int, one: str, many: str | None = None) -> str:
    """``3 texts``, ``1 text``, ``10,000 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def damaged(articles: Sequence[int]) -> str:
    """What is said of articles that are not as they were written."""
    named = ", ".join(map(str, articles[:20])) + (" and more" if len(articles) > 20 else "")
    ways = "a backup may have them whole, 'rashomon forget' takes them out"
    return f"damaged, so that no search finds them: {named}; {ways}"


def day(date: datetime.date) -> str:
    """``21 Dec 2024``."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def clock(time: datetime.datetime) -> str:
    """``22 Nov 2026 14:05``, in the reader's own time zone."""
    here = time.astimezone()
    return f"{day(here.date())} {here:%H:%M}"


def month(year: int, number: int) -> str:
    """``Jul 2023``."""
    return f"{_MONTHS[number - 1]} {year}" if 1 <= number <= 12 else str(year)


LONG = 3 * 366
"""Days from which on a span is said by where it begins."""


def days(first: datetime.date, last: datetime.date) -> str:
    """A span of days as short as it can be said: ``Jun–Jul 2023``, ``3–9 Jul 2023``, ``2023``.

    One of more than three years is said by where it begins: ``from 25 May 2020 on``.
    """
    if first == last:
        return day(first)
    if (last - first).days > LONG:
        return f"from {day(first)} on"
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole_months:
        return months(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def months(first: datetime.date, last: datetime.date) -> str:
    """A span of whole months: ``Jun–Jul 2023``."""
    from_, to = _MONTHS[first.month - 1], _MONTHS[last.month - 1]
    if first.year != last.year:
        return f"{from_} {first.year} – {to} {last.year}"
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{to} {last.year}" if from_ == to else f"{from_}–{to} {last.year}"


def interval(span: DateRange) -> str:
    """A ``DateRange`` in words."""
    return days(span.first, span.last)


def stated(value: str) -> str:
    """A stated date as found (``2024-12-21``, perhaps with a time) in words."""
    try:
        return day(datetime.date.fromisoformat(value[:10]))
    except ValueError:
        return clean_line(value, 40)


def moment(value: str) -> str:
    """A stated date as found in words, with the time of day where it has one."""
    try:
        found = datetime.datetime.fromisoformat(value)
    except ValueError:
        return stated(value)
    return f"{stated(value)} {found:%H:%M}" if len(value) > 10 else stated(value)


def stretch(value: str) -> str:
    """A span of days as found in words, or as it stands.

    ``2023-06-01..2023-07-31``, ``from 2020-11-01`` (``1 Nov 2020 or later``), ``until ...``,
    ``04-01..01-26 of any year``.
    """
    if any_year := _ANY_YEAR.fullmatch(value):
        return _of_any_year(*(int(part) for part in any_year.groups()))
    word, _, open_end = value.partition(" ")
    if word in _OPEN:
        said = stated(open_end)
        return f"{said} {_OPEN[word]}" if said != open_end else value
    try:
        first, last = (datetime.date.fromisoformat(end) for end in value.split("..", 1))
    except ValueError:
        return stated(value)
    return days(first, last)


def _of_any_year(month_: int, date: int, to_month: int, to_date: int) -> str:
    first, last = f"{date} {_MONTHS[month_ - 1]}", f"{to_date} {_MONTHS[to_month - 1]}"
    return f"{first if first == last else f'{first} – {last}'} of any year"


def method(found: Finding) -> str:
    """How a finding was made, the days in it in words: ``Friday before 27 Apr 2017``."""
    return in_words(found.method)


def in_words(said: str) -> str:
    """What the program says of an article with its days in words; what it quotes as it is."""
    ours, quoted, theirs = said.partition("“")
    return _DAYS.sub(lambda days: stretch(days.group()), ours) + quoted + theirs


_ANY_YEAR = re.compile(r"(0[1-9]|1[0-2])-(\d\d)\.\.(0[1-9]|1[0-2])-(\d\d) of any year")
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:\.\.\d{4}-\d\d-\d\d)?")
_OPEN = {"from": "or later", "until": "or earlier"}


def dates(known: Dates) -> str:
    """What is known of an article's day; ``!`` and both sides where they conflict."""
    parts = []
    if known.stated:
        parts.append(f"{stated(known.stated.value)} stated")
    if known.conflict and known.implied is None:
        parts.append(against(known))
    elif known.implied and (known.conflict or not known.stated):
        by = "by its content" if by_content(known) else known.evidence[0].method
        parts.append(f"{interval(known.implied)} {by}")
    return " · ".join(filter(None, parts or ["date unknown"])) + (" !" if known.conflict else "")


def by_content(known: Dates) -> bool:
    """Whether words of the text prove the days, not something else (a reader set them)."""
    return not known.evidence or any(found.evidence for found in known.evidence)


def reasons(known: Dates) -> tuple[Finding, ...]:
    """The findings that prove the days, or that the stated date is wrong.

    Days of any year ("March 19") narrow an interval, but speak against no date alone.
    """
    if not known.conflict or known.implied is not None:
        return known.evidence
    return tuple(found for found in known.evidence if _ends(found.value)) or known.evidence


def against(known: Dates) -> str:
    """Why a stated date is not believed where no interval stands in its place; else nothing.

    ``its content is from 1 Nov 2020 or later``.
    """
    if not known.conflict or known.implied is not None or not known.evidence:
        return ""
    first = known.evidence[0]
    if first.evidence:
        return f"its content is from {_common(known)}" if _common(known) else ""
    return first.method if _ends(first.value) else f"{first.value}, {first.method}"


def _common(known: Dates) -> str:
    """The days that all reasons have in common, in words: ``1 Nov 2020 or later``."""
    first, last = ends_in_common(known)
    if first and last:
        return stretch(f"{first}..{last}")
    return stretch(f"from {first}" if first else f"until {last}") if first or last else ""


def ends_in_common(known: Dates) -> tuple[str, str]:
    """First and last day that all reasons have in common; empty where there is none."""
    ends = [found for reason in known.evidence if (found := _ends(reason.value))]
    last = min((end[1] for end in ends), default=_NO_END)
    return max((end[0] for end in ends), default=""), "" if last == _NO_END else last


_NO_END = "9999-12-31"


def _ends(value: str) -> tuple[str, str] | None:
    """First and last day of days as found, open ends included; None for days of any year."""
    word, _, open_end = value.partition(" ")
    ends = {"from": [open_end, _NO_END], "until": ["", open_end]}.get(word) or value.split("..")
    if not all(end in ("", _NO_END) or stated(end) != end for end in ends):
        return None
    return ends[0], ends[-1]


def stated_day(known: Dates) -> str:
    """The stated date alone, marked where the content contradicts it."""
    if known.stated is None:
        return "no date stated"
    return f"{stated(known.stated.value)} stated{' !' if known.conflict else ''}"


def implied_days(known: Dates) -> str:
    """What the content proves (or a reader said), where that is more than the stated date."""
    if known.stated and not known.conflict:
        return ""
    said = interval(known.implied) if known.implied else _common(known) if known.conflict else ""
    return f"{said} by content" if said and by_content(known) else said


def outlet(article: Article) -> str:
    """Who published it and whose text it carries: ``SGP · text AFP``."""
    credits = ", ".join(dict.fromkeys(credit.value for credit in article.credits))
    name = article.outlet.value if article.outlet else NO_OUTLET
    return f"{name} · text {credits}" if credits and credits != name else name


def published(line: ArticleLine) -> str:
    """Outlet and day of a listed article: ``SGP · AFP · ~Jun 2023``."""
    parts = [line.outlet or NO_OUTLET]
    if line.credit and line.credit != line.outlet:
        parts.append(f"text {line.credit}")
    return " · ".join(parts)


def when(line: ArticleLine) -> str:
    """The day an article is sorted by; ``~`` where its content implies it, ``!`` in conflict.

    Of one that is sorted as undated, the stated day that is not believed: ``13 May 2013 !``.
    """
    if line.day is None:
        return f"{stated(line.doubted)} !" if line.doubted else "undated"
    about = "~" if line.day_basis == "implied" else ""
    return f"{about}{day(line.day)}{' !' if line.conflict else ''}"


def minutes(words: int) -> str:
    """How long reading takes: ``2 min``."""
    return f"{max(1, round(words / _READ_A_MINUTE))} min"


def percent(part: int, whole: int) -> str:
    """``14 %``; nothing of nothing is ``0 %``."""
    return f"{round(100 * part / whole) if whole else 0} %"
