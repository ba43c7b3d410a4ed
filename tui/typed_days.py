"""Days as a reader types them: ``2023-07-11``, ``2023-06..2023-07``, ``2023``, or ``unknown``."""

from __future__ import annotations

import calendar
import datetime
import re

from index import RashomonError
from index.text import clean_line

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_ADVICE = "type it as 2023-07-11, 2023-07, 2023, 2023-06..2023-07 or unknown"
UNKNOWN = "unknown"


def typed_days(words: str) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of what was typed; none of both for ``unknown``.

    Raises RashomonError, whose advice is how days are typed; also for nothing, which may be a
    slip and must not cost a date.
    """
    if words.strip().lower() == UNKNOWN:
        return None, None
    begin, dots, end = words.strip().partition("..")
    first, last = _stretch(begin)
    if dots:
        last = _stretch(end)[1]
    if last < first:
        raise RashomonError(f"{clean_line(words, 40)} ends before it begins", advice=_ADVICE)
    return first, last


def _stretch(words: str) -> tuple[datetime.date, datetime.date]:
    """The days of a day, a month or a year."""
    found = _DAY.fullmatch(words.strip())
    if found is None:
        raise RashomonError(f"{clean_line(words, 40)!r} is no day", advice=_ADVICE)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = datetime.date(year, month or 1, day or 1)
        end = day or calendar.monthrange(year, month or 12)[1]
        return first, datetime.date(year, month or 12, end)
    except (ValueError, calendar.IllegalMonthError):
        raise RashomonError(f"there is no {clean_line(words, 40)}", advice=_ADVICE) from None
