"""JSON Feed (versions 1 and 1.1), read by its rules where it keeps to them."""

from __future__ import annotations

import datetime
import html
import json
from collections.abc import Mapping
from typing import Any, NoReturn

from index.ingest.feeds.entry import Entry, ParsedFeed
from index.ingest.feeds.fitting import (
    MOST_ENTRIES,
    Budget,
    a_line,
    guid_of,
    moment_of,
    plain_line,
    teaser_of,
    web_link,
)
from index.ingest.pages.markup import plain_of
from index.text import clean_text

VERSION = "jsonfeed.org/version/"


def read(text: str, url: str | None) -> ParsedFeed | str:
    """What a JSON Feed says, or why it is none."""
    try:
        found = json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        return "is nested too deeply"
    except ValueError:
        return "is not a feed (broken JSON)"
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list) or VERSION not in str(found.get("version", "")):
        return "is not a feed (JSON, but not JSON Feed)"
    base = web_link(found.get("feed_url"), url) or url
    site = web_link(found.get("home_page_url"), base)
    budget = Budget()
    read = [_entry(item, found, base, budget) for item in items[:MOST_ENTRIES]]
    entries = tuple(entry for entry in read if entry is not None)
    left = len(items) - len(entries)
    trouble = f"{left:,} of its {len(items):,} items could not be read" if left else None
    language = a_line(found.get("language"), 40)
    return ParsedFeed(_line(found.get("title")), site, language, entries, trouble)


def _entry(item: Any, feed: Mapping[str, Any], base: str | None, budget: Budget) -> Entry | None:
    if not isinstance(item, dict):
        return None
    markup, text, whole = _text(item)
    url = web_link(item.get("url"), base)
    title = _line(item.get("title"))
    given = item.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    date = a_line(item.get("date_published"), 100) or a_line(item.get("date_modified"), 100)
    if not (text or title or url):
        return None
    return Entry(
        guid=guid_of(a_line(given, 1_000), url, title, text),
        title=title,
        url=url or web_link(item.get("external_url"), base),
        author=_author(item) or _author(feed),
        date=date,
        moment=moment_of(date, _parsed(date)),
        text=text,
        html=budget.keep(markup),
        teaser=teaser_of(text, whole=whole),
        language=a_line(item.get("language"), 40),
    )


def _text(item: Mapping[str, Any]) -> tuple[str, str, bool]:
    """An entry's markup, its plain text, and whether that is its content."""
    for name in ("content_html", "content_text", "summary"):
        value = item.get(name)
        if not isinstance(value, str) or not value.strip():
            continue
        if name == "content_html":
            return value, plain_of(value), True
        return html.escape(value, quote=False), clean_text(value).strip(), name != "summary"
    return "", "", False


def _line(value: Any) -> str | None:
    return plain_line(value) if isinstance(value, str) else None


def _author(thing: Mapping[str, Any]) -> str | None:
    authors = thing.get("authors")
    people = authors if isinstance(authors, list) else [thing.get("author")]
    names = [a_line(one.get("name"), 200) for one in people if isinstance(one, dict)]
    return ", ".join(name for name in names if name) or None


def _parsed(date: str | None) -> tuple[int, ...] | None:
    try:
        moment = datetime.datetime.fromisoformat(date or "")
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    try:
        return tuple(moment.astimezone(datetime.UTC).timetuple())
    except (ValueError, OverflowError):
        return None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")
