"""The date that stands written on an article: read strictly, to the day, or not at all.

``dateutil`` only ever sees a complete date with a named month that a pattern here has
found; it fills gaps from a default, so it is asked twice with two defaults, and an answer
that depends on them is no answer. Orders of numbers are decided here.
"""

from __future__ import annotations

import datetime
import re

from dateutil import parser

from index.calendar import shifted

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_DATE = (
    r"(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2})"
    rf"|(?P<month_first>{_MONTH}\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}})"
    rf"|(?P<day_first>\d{{1,2}}(?:st|nd|rd|th|\.)?\s{{1,3}}(?:of\s)?{_MONTH}\.?,?\s{{1,3}}\d{{4}})"
    r"|(?P<numeric>\d{1,2}[./-]\d{1,2}[./-]\d{4}))"
)
_TIME = (
    r"(?:(?:,|\s|\||-|–|—|·|•|t|at){1,5}\d{1,2}(?::|\.|h)\d{2}(?::\d{2}(?:\.\d{1,9})?)?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?\(?(?:z|[a-z]{2,5}|[+-]\d{2}:?\d{2}|(?:utc|gmt)\s?[+-]\s?\d{1,2})\)?)?)"
)
_HOUR = r"(?:(?:,|\s|\||-|–|at){1,5}\d{1,2}\s?[ap]\.?m\.?(?:\s?[a-z]{2,4})?)"
_LABEL = (
    r"(?:(?:first\s|originally\s|last\s)?(?:published|publication|posted|updated|modified|created|"
    r"released|issued|written|filed|dated|date|publish)(?:\s(?:date|on|at|time))?\s?[:\-–—]?\s)"
)
_STAMP = re.compile(
    rf"(?P<label>{_LABEL}\s{{0,3}})?\[?\(?(?:(?P<weekday>{_WEEKDAY})\.?,?\s{{1,3}})?"
    rf"(?P<date>{_DATE})(?:,?\s{{1,3}}{_WEEKDAY})?(?:{_TIME}|{_HOUR})?\)?\]?\.?",
    re.IGNORECASE,
)
_INLINE = re.compile(r"date:?\s{1,3}(?P<date>\d{4}-\d{2}-\d{2})(?=\s)", re.IGNORECASE)
_LEADING_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?,?\s", re.IGNORECASE)
_HOUR_ONLY = re.compile(
    rf"(?:last )?updated(?: at)?:? \d{{1,2}}(?:[:.]\d{{2}})?\s?(?:[ap]\.?m\.?)?(?: [a-z]{{2,4}})?"
    rf"(?:,? (?:on )?{_WEEKDAY})?[.:]?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"(\d{10})(?:\.\d{1,6})?|(\d{13})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t?\d{4,6}z?)?", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|\.)|\bof\b", re.IGNORECASE)
_DEFAULTS = (datetime.datetime(2001, 1, 1), datetime.datetime(2004, 2, 29))
_FIRST = datetime.date(1900, 1, 2)
_EPOCH_DAY = datetime.date(1970, 1, 1)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST = 120


def stamp(line: str, today: datetime.date) -> tuple[bool, datetime.date | None, bool]:
    """Whether a whole line is a date stamp; its day, if it tells one; whether it is an update.

    A stamp whose day is ambiguous (3/4/2024), impossible or contradicts its own weekday
    is still a stamp, without a day.
    """
    if len(line) > _LONGEST:
        return False, None, False
    bare = line.strip()
    leading = _LEADING_TIME.match(bare)
    found = _STAMP.fullmatch(bare[leading.end() :] if leading else bare)
    if found is None:
        return _HOUR_ONLY.fullmatch(bare) is not None, None, True
    label = (found.group("label") or "").lower()
    return True, _day(found, today), "updated" in label or "modified" in label


def inline_stamp(line: str, today: datetime.date) -> tuple[int, datetime.date | None] | None:
    """The length and day of a "date 2024-04-05 " that a file's first line opens with."""
    found = _INLINE.match(line)
    return (found.end(), _bounded(*_numbers(found["date"]), today)) if found else None


def declared_day(value: str, today: datetime.date) -> datetime.date | None:
    """The day that a table's date cell names to the day, with or without a time, else None.

    Seconds or milliseconds since 1970 are read as UTC; ``YYYYMMDD`` is read as it stands.
    """
    value = value.strip()
    iso = value[:10]
    if len(iso) == 10 and iso[4] == iso[7] == "-" and (len(value) == 10 or value[10] in "T "):
        try:
            return _bounded(int(iso[:4]), int(iso[5:7]), int(iso[8:]), today)
        except ValueError:
            return None
    epoch = _EPOCH.fullmatch(value)
    if epoch is not None:
        seconds = int(epoch[1]) if epoch[1] else int(epoch[2]) // 1000
        moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
        return _in_bounds(moment.date(), today)
    compact = _COMPACT.fullmatch(value)
    if compact is not None:
        return _bounded(int(compact[1]), int(compact[2]), int(compact[3]), today)
    return stamp(value, today)[1]


def _day(found: re.Match[str], today: datetime.date) -> datetime.date | None:
    if found["iso"]:
        day = _bounded(*_numbers(found["iso"]), today)
    elif found["numeric"]:
        day = _numeric(*_numbers(found["numeric"]), today)
    else:
        day = _with_month_name(found["date"], today)
    weekday = found["weekday"]
    if day is not None and weekday and _WEEKDAYS[day.weekday()] != weekday[:3].lower():
        return None
    return day


def _numbers(date: str) -> tuple[int, int, int]:
    first, second, third = (int(part) for part in re.split(r"[./-]", date))
    return first, second, third


def _numeric(first: int, second: int, year: int, today: datetime.date) -> datetime.date | None:
    """Day and month as numbers: a number over 12 decides, equal ones are the same either way."""
    if first > 12 or first == second:
        return _bounded(year, second, first, today)
    return _bounded(year, first, second, today) if second > 12 else None


def _with_month_name(date: str, today: datetime.date) -> datetime.date | None:
    plain = " ".join(_ORDINAL.sub(" ", date).replace(",", " ").replace(".", " ").split())
    try:
        days = {parser.parse(plain, default=default).date() for default in _DEFAULTS}
    except (ValueError, OverflowError):
        return None
    return _in_bounds(days.pop(), today) if len(days) == 1 else None


def _bounded(year: int, month: int, day: int, today: datetime.date) -> datetime.date | None:
    try:
        return _in_bounds(datetime.date(year, month, day), today)
    except ValueError:
        return None


def _in_bounds(day: datetime.date, today: datetime.date) -> datetime.date | None:
    """No future beyond tomorrow (time zones), no dawn of time, no zero that a program wrote."""
    late = shifted(today, 1)
    return day if _FIRST <= day <= late and day != _EPOCH_DAY else None
