"""What a feed says, of itself and of each entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``guid`` tells it from the feed's others, and is never empty.

    ``title``, ``author`` and ``source`` are clean lines; ``text`` is plain and may be empty.
    ``date`` is what the feed wrote; ``moment`` the same in UTC (ISO 8601), where it is a
    date of RFC 822 or ISO 8601 with a zone that is known. ``html`` is the text as it came.
    ``teaser`` names the sign that the text is not whole, None where there is none.
    ``source`` and ``source_url``: where an aggregator says that it has the entry from.
    """

    guid: str
    title: str | None = None
    url: str | None = None
    author: str | None = None
    date: str | None = None
    moment: str | None = None
    text: str = ""
    html: str | None = None
    teaser: str | None = None
    language: str | None = None
    source: str | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed. ``site`` is its web page. ``trouble`` says what was wrong with it, if anything."""

    title: str | None = None
    site: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    trouble: str | None = None


def packed(feed: ParsedFeed) -> dict[str, Any]:
    """A feed as what JSON can hold."""
    return asdict(feed)


def unpacked(found: Mapping[str, Any]) -> ParsedFeed:
    """The feed that ``packed`` put away."""
    names = [each.name for each in fields(Entry)]
    entries = tuple(Entry(**{name: entry[name] for name in names}) for entry in found["entries"])
    return ParsedFeed(
        found["title"], found["site"], found["language"], entries, found["trouble"]
    )  # fmt: skip
