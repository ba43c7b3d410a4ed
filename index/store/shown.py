"""What lists show of an article and sort it by, and the checksum that tells whether it is so."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Sequence
from typing import Literal

from index.article import Article, Dates
from index.text import TOLD, clean_line, paragraphs

Shown = tuple[str, bool, str | None, str | None, str | None, int]
"""Label, whether that is its title, outlet, credit, language, words."""

LABEL_LENGTH = 120
WIDE = 120
"""Days from which on an interval is too wide for its middle to mean anything."""


def shown_of(article: Article, words: int) -> Shown:
    """What lists show of an article: label, whether that is its title, outlet, credit, language,
    words."""
    label, titled = label_of(article)
    outlet = article.outlet.value if article.outlet else None
    credit = article.credits[0].value if article.credits else None
    return label, titled, outlet, credit, article.language, words


def line_sum(shown: Sequence[object]) -> int:
    """A checksum of what lists show: label, titled, outlet, credit, language, words."""
    label, titled, *rest = shown
    return zlib.crc32(repr((label, bool(titled), *rest)).encode("utf-8", "surrogatepass"))


def label_of(article: Article) -> tuple[str, bool]:
    """What a list calls an article: its title, or the first words it tells; and which it is."""
    if article.title and article.title.value.strip():
        return clean_line(article.title.value, 400), True
    told = paragraphs(article.text, article.zones, TOLD)
    first = clean_line(article.text[told[0].start : told[0].end]) if told else ""
    if len(first) > LABEL_LENGTH:
        first = first[:LABEL_LENGTH].rsplit(" ", 1)[0] + " …"
    return first or "(no text)", False


def sorting_day(
    dates: Dates,
) -> tuple[datetime.date | None, Literal["stated", "implied", "unknown"]]:
    """The day an article is sorted by, and on what ground.

    The content's interval decides where the stated date contradicts it or is missing: by
    its middle, or by its first day where it is wide and its end may only be "by now". Else
    the stated date, unless it is known to be wrong and nothing else is.
    """
    if dates.implied and (dates.conflict or dates.stated is None):
        first, last = dates.implied.first, dates.implied.last
        return (first if (last - first).days > WIDE else first + (last - first) // 2), "implied"
    stated = _first_day(dates.stated.value) if dates.stated else None
    if stated is not None and not (dates.conflict and dates.implied is None):
        return stated, "stated"
    return None, "unknown"


def _first_day(value: str) -> datetime.date | None:
    """The first day of an ISO day, month or year; None where it is none of them."""
    for rest in ("", "-01", "-01-01"):
        try:
            return datetime.date.fromisoformat(value[:10] + rest)
        except ValueError:
            continue
    return None
