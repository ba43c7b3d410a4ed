"""Entries of a feed as drafts of articles: who published them, and what is missing of them."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator

from index.article import Finding, Origin
from index.ingest.draft import Declared, Draft, Limits
from index.ingest.feeds.entry import Entry, ParsedFeed
from index.ingest.outlets import by_domain, by_name
from index.ingest.stated import declared_day
from index.ingest.web import host_of
from index.reports import Refusal

TEASER = "only the teaser of a feed"
HEADLINE = "only the headline of a feed"
_PARTS = re.compile(r"\s+(?:[|»›>·•–—-]|::|RSS)\s+|\s*[|»›]\s*|:\s")
_LETTERS = re.compile(r"[^\W_]+")
_LONGEST_NAME = 60
_SHORTEST_NAME = 4


def drafts(
    feed: ParsedFeed, today: datetime.date, limits: Limits, path: str | None, done: int
) -> Iterator[Draft | Refusal]:
    """A draft for every entry that says anything; a refusal for one that is too long.

    ``path`` is the file the feed was read from, None where it was fetched; ``done`` the
    bytes read so far.
    """
    for number, entry in enumerate(feed.entries, 1):
        draft = draft_of(feed, entry, today, Origin(path, None, entry.guid, entry.url), done)
        if draft is None:
            reason = f"entry {number} has neither a title nor a text"
            yield Refusal(path or entry.guid, None, reason, "nothing to do", True)
        elif len(draft.text) > limits.article // 4 and len(draft.text.encode()) > limits.article:
            reason = f"entry {number} is longer than {limits.article / 1e6:g} MB"
            yield Refusal(path or entry.guid, None, reason, "split it into articles")
        else:
            yield draft


def draft_of(
    feed: ParsedFeed, entry: Entry, today: datetime.date, origin: Origin, done: int = 0
) -> Draft | None:
    """One entry as a draft; None where it says nothing."""
    text = entry.text or entry.title or ""
    if not text.strip():
        return None
    declared = declare(feed, entry, today)
    return Draft(original(feed, entry), text, declared, origin, done, cautions=_cautions(entry))


def _cautions(entry: Entry) -> tuple[Finding, ...]:
    if not entry.text:
        return (Finding(HEADLINE, "feed entry without a text", entry.title or ""),)
    if entry.teaser:
        return (Finding(TEASER, f"feed entry: {entry.teaser}", entry.text[-120:]),)
    return ()


def declare(feed: ParsedFeed, entry: Entry, today: datetime.date) -> Declared:
    """What the feed says of an entry, and how each value was found."""
    outlet = outlet_of(feed, entry)
    date = entry.date
    if date is not None and declared_day(date, today) is None:
        date = entry.moment[:10] if entry.moment else None
    return Declared(
        title=entry.title,
        outlet=outlet[0] if outlet else None,
        date=date,
        url=entry.url,
        byline=entry.author,
        language=entry.language or feed.language,
        hows={
            "title": "feed entry title",
            "outlet": outlet[1] if outlet else "",
            "date": "feed entry date",
            "url": "feed entry link",
            "author": "feed entry author",
            "language": "feed language",
        },
    )


def outlet_of(feed: ParsedFeed, entry: Entry) -> tuple[str, str] | None:
    """Who published an entry, and how that is known; None leaves it to the entry's address.

    First the table of outlets by the link's domain, then what an aggregator names as its
    source, then the feed's title: as far as the table knows it, or its site bears it out.
    """
    host = host_of(entry.url) if entry.url else None
    known = by_domain(host) if host else None
    if known is not None and known.kind != "aggregator":
        return known.name, "address"
    from_source = _of_source(entry)
    if from_source is not None:
        return from_source
    if known is not None:
        return known.name, "address"
    return _of_title(feed.title, host or (host_of(feed.site) if feed.site else None))


def _of_source(entry: Entry) -> tuple[str, str] | None:
    host = host_of(entry.source_url) if entry.source_url else None
    known = by_domain(host) if host else None
    if known is None and entry.source:
        known = by_name(entry.source)
    if known is not None:
        return known.name, "feed entry source"
    if entry.source and len(entry.source) <= _LONGEST_NAME:
        return entry.source, "feed entry source"
    return (host, "feed entry source") if host else None


def _of_title(title: str | None, host: str | None) -> tuple[str, str] | None:
    """The outlet's name in a feed's title, which often names a section too."""
    if not title:
        return None
    parts = [part.strip() for part in _PARTS.split(title) if part and part.strip()]
    for part in (title, *parts):
        known = by_name(part)
        if known is not None:
            return known.name, "feed title"
    for part in parts:
        if host is not None and len(part) <= _LONGEST_NAME and _bears_out(host, part):
            return part, "feed title"
    if host is None and len(parts) == 1 and len(title) <= _LONGEST_NAME:
        return title, "feed title"
    return None


def _bears_out(host: str, name: str) -> bool:
    """Whether a host is called like an outlet: one's letters hold the other's."""
    letters = "".join(_LETTERS.findall(name)).lower().removeprefix("the")
    labels = ["".join(_LETTERS.findall(label)).lower() for label in host.split(".")[:-1]]
    own = max(labels, key=len, default="").removeprefix("the")
    return min(len(letters), len(own)) >= _SHORTEST_NAME and (letters in own or own in letters)


def original(feed: ParsedFeed, entry: Entry) -> bytes:
    """One entry as a JSON Feed of its own, so that it can be read again alone."""
    item = {
        "id": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "date_published": entry.date,
        "authors": [{"name": entry.author}] if entry.author else None,
        "language": entry.language,
        "content_html": entry.html,
        "content_text": None if entry.html else entry.text or None,
    }
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.site,
        "language": feed.language,
        "items": [{name: value for name, value in item.items() if value}],
    }
    kept = {name: value for name, value in whole.items() if value}
    return json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace")
