"""Days before and after others, as far as there are any."""

from __future__ import annotations

import datetime


def shifted(day: datetime.date, days: int) -> datetime.date:
    """The day so many days later (negative: before); the first or last day there is at the ends
    of the calendar."""
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return datetime.date.min if days < 0 else datetime.date.max
