"""The moment an article states: only where its date was printed with a time and a zone.

Days are what ingest keeps as values; the words they were read from stay as evidence, and
tell the hour. A time without a zone is nobody's in particular, and tells no order.
"""

from __future__ import annotations

import datetime
import re

_LONGEST = 60
_EPOCH = re.compile(r"(\d{10})(?:\.\d{1,6})?|(\d{13})")
_TIME = re.compile(r"\d{1,2}:\d{2}")


def moment(words: str, day: str) -> datetime.datetime | None:
    """When, in UTC, the printed date ``words`` was, which was read as ``day`` (ISO), or None.

    Read are ISO 8601 and RFC 2822 with a zone, and seconds or milliseconds since 1970.
    Midnight to the second stands for a day in many exports, and tells no hour.
    """
    words = words.strip()
    if len(words) > _LONGEST:
        return None
    found = _since_1970(words) or _printed(words)
    if found is None or found.utcoffset() is None or found.date().isoformat() != day[:10]:
        return None
    if found.time() == datetime.time():
        return None
    try:
        return found.astimezone(datetime.UTC)
    except OverflowError:
        return None


def _since_1970(words: str) -> datetime.datetime | None:
    epoch = _EPOCH.fullmatch(words)
    if epoch is None:
        return None
    seconds = int(epoch[1]) if epoch[1] else int(epoch[2]) // 1000
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def _printed(words: str) -> datetime.datetime | None:
    if not _TIME.search(words):
        return None
    for read in (datetime.datetime.fromisoformat, _as_in_mail):
        try:
            return read(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _as_in_mail(text: str) -> datetime.datetime:
    """A moment as mails tell it. Raises ValueError."""
    from email.utils import parsedate_to_datetime  # needs much, seldom

    return parsedate_to_datetime(text)
