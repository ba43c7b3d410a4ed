"""What is the same for every kind of feed: links, dates, identities, signs of a teaser."""

from __future__ import annotations

import datetime
import hashlib
import re
import time
from typing import Any
from urllib.parse import urljoin

from index.ingest.web import web_address
from index.text import clean_line, words

MOST_ENTRIES = 10_000
_HTML_KEPT = 2_000_000
_SHORT_SUMMARY = 150
_SHORT_CONTENT = 40
_SURELY_LONG = 1_500
_ENDS = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.|&hellip;)\]|\((?:…|\.\.\.|more)\)|"
    r"\b(?:read|see|find out|learn) (?:more|on)|\bcontinue reading\b.{0,120}|"
    r"\bread (?:the )?(?:full|whole|entire|rest)\b.{0,60}|\bfull (?:story|article)|"
    r"\bthe post .{1,200} appeared first on .{1,100}|\bweiterlesen|\blire la suite|"
    r"\bleer más|\bleggi tutto|\blees (?:meer|verder)|\bчитать (?:далее|полностью))"
    r"[\s.:»›>→!)\]]*$",
    re.IGNORECASE | re.DOTALL,
)
_DAYS = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s+)?"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_RFC822 = re.compile(
    rf"{_DAYS}\d{{1,2}}\s+{_MONTHS}\s+\d{{2}}(?:\d{{2}})?\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s+"
    r"(?:[+-]\d{4}|[+-]\d{2}:\d{2}|UTC?|GMT|Z|EST|EDT|CST|CDT|MST|MDT|PST|PDT)",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})", re.I
)


class Budget:
    """How much of the entries' markup is handed on: what an answer can hold, no more."""

    def __init__(self, characters: int = _HTML_KEPT) -> None:
        self._left = characters

    def keep(self, markup: str) -> str | None:
        """The markup while there is room for it, else None."""
        if not markup or len(markup) > self._left:
            return None
        self._left -= len(markup)
        return markup


def a_line(value: Any, limit: int) -> str | None:
    """A value as a clean line, None where it is no text or empty."""
    if not isinstance(value, str):
        return None
    return clean_line(value, limit).strip() or None


def plain_line(value: str) -> str | None:
    """Text as one clean line, None where it is empty."""
    return clean_line(value).strip() or None


def web_link(value: Any, base: str | None = None) -> str | None:
    """An address over http or https, resolved against ``base``; None where it is none."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        joined = urljoin(base, value.strip()) if base else value.strip()
    except ValueError:
        return None
    return web_address(joined.replace(" ", "%20"))


def guid_of(given: str | None, url: str | None, title: str | None, text: str) -> str:
    """An entry's own id, else its link, else a digest of its words."""
    if given or url:
        return given or url or ""
    said = f"{title or ''}\0{' '.join(text.split())}"
    return "sha256:" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def moment_of(raw: str | None, parsed: Any) -> str | None:
    """When, in UTC, by a parser's answer that is believed only for dates that leave no doubt.

    Other zones (CEST, MSK) are taken for UTC by it, and other forms for other days.
    """
    if raw is None or not (_RFC822.fullmatch(raw) or _ISO.fullmatch(raw)):
        return None
    if not isinstance(parsed, (tuple, time.struct_time)) or len(parsed) < 6:
        return None
    try:
        year, month, day, hour, minute, second = parsed[:6]
        moment = datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.isoformat().replace("+00:00", "Z")


def teaser_of(text: str, *, whole: bool) -> str | None:
    """The sign that a text only leads to its page; None where it seems whole.

    ``whole``: the feed gave it as the content, not as a summary. A short flash that ends
    properly is whole.
    """
    if not text:
        return "no text"
    found = _ENDS.search(text[-400:])
    if found is not None:
        return f"ends with {clean_line(found.group().strip(), 60)!r}"
    if len(text) > _SURELY_LONG:
        return None
    count = len(words(text))
    if not whole and count < _SHORT_SUMMARY:
        return f"a summary of {count} words"
    return f"{count} words" if whole and count < _SHORT_CONTENT else None
