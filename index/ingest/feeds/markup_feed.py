"""RSS and Atom by feedparser, which is asked for structure only.

It neither cleans nor resolves the markup inside entries here: that takes it quadratic time,
and entries become plain text anyway.
"""

from __future__ import annotations

import html
import io
import re
import warnings
from collections.abc import Mapping
from typing import Any

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
from index.ingest.pages.markup import defuse, plain_of
from index.text import clean_text

_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|RDF|channel|item|entry)\b", re.IGNORECASE)
_MOST_REFERENCES, _MOST_LINES = 2_000_000, 1_000_000
_ENTRY = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_BLANKS = re.compile(r"\s{200,}+")
_AMPERSANDS = re.compile(r"&{8,}+")
_OPML = re.compile(r"<opml\b", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_HEAD = 20_000
_TAGGED = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|img|ul|li|span|h[1-6])\b[^<>]{0,2000}>", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,12});")


def read(text: str, url: str | None) -> ParsedFeed | str:
    """What a feed in markup says, or why it is none."""
    head = text[:_HEAD]
    if not _ROOT.search(head):
        if _OPML.search(head):
            return "is a list of feeds (OPML), not a feed"
        return "is a web page, not a feed" if _PAGE.search(head) else "is not a feed"
    trimmed, left = _trimmed(defuse(text).text)
    if trimmed.count("&") > _MOST_REFERENCES or trimmed.count("\n") > _MOST_LINES:
        return "has millions of lines or signs, and no article in them"
    document = _parsed(trimmed)
    if not document.get("version") and not document.get("entries"):
        return "is a web page, not a feed" if _PAGE.search(head) else "is not a feed"
    return _feed(document, url, left)


def _trimmed(text: str) -> tuple[str, int]:
    """A feed without what only costs time, and how many entries are left out at its end.

    The parser is called for every line and every ampersand, which millions of make slow.
    """
    text = _BLANKS.sub("\n\n", _AMPERSANDS.sub("&", text))
    starts = [found.start() for found in _ENTRY.finditer(text)]
    if len(starts) <= MOST_ENTRIES:
        return text, 0
    return text[: starts[MOST_ENTRIES]], len(starts) - MOST_ENTRIES


def _parsed(text: str) -> Any:
    """feedparser's reading. It is not told the feed's address, on which guids would hang then."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )


def _feed(document: Any, url: str | None, left: int) -> ParsedFeed:
    about = document.get("feed") or {}
    entries = document.get("entries") or []
    budget = Budget()
    language = a_line(about.get("language"), 40)
    read = tuple(_entry(entry, url, budget) for entry in entries[:MOST_ENTRIES])
    trouble = None
    if left:
        trouble = (
            f"has {MOST_ENTRIES + left:,} entries, of which the first {MOST_ENTRIES:,} were read"
        )
    elif document.get("bozo"):
        trouble = "is not well-formed; entries may be missing"
    return ParsedFeed(_title(about), web_link(about.get("link"), url), language, read, trouble)


def _entry(entry: Any, base: str | None, budget: Budget) -> Entry:
    markup, whole, written = _text(entry)
    text = plain_of(markup) if written else _plain(markup)
    title = _title(entry)
    url = web_link(entry.get("link"), None if _is_guid(entry) else base)
    raw_date, parsed = _date(entry)
    source = entry.get("source") or {}
    return Entry(
        guid=guid_of(a_line(entry.get("id"), 1_000), url, title, text),
        title=title,
        url=url,
        author=_author(entry),
        date=raw_date,
        moment=moment_of(raw_date, parsed),
        text=text,
        html=budget.keep(markup),
        teaser=teaser_of(text, whole=whole),
        language=a_line(_detail(entry, "title").get("language"), 40),
        source=_title(source),
        source_url=web_link(source.get("href") or source.get("link"), base),
    )


def _is_guid(entry: Any) -> bool:
    """Whether what looks like a link is the guid, which need not be one."""
    return bool(entry.get("guidislink")) and entry.get("link") == entry.get("id")


def _detail(thing: Any, name: str) -> Mapping[str, Any]:
    found = thing.get(f"{name}_detail")
    return found if isinstance(found, Mapping) else {}


def _title(thing: Any) -> str | None:
    value = thing.get("title")
    if not isinstance(value, str):
        return None
    kind = str(_detail(thing, "title").get("type") or "")
    if "html" in kind or _ENTITY.search(value):
        return plain_line(plain_of(value))
    return plain_line(value)


def _text(entry: Any) -> tuple[str, bool, bool]:
    """The longest text of an entry; whether it came as its content; whether it is markup."""
    found: list[tuple[str, bool, bool]] = []
    for content in entry.get("content") or []:
        kind = str(content.get("type") or "")
        if isinstance(content.get("value"), str) and not kind.startswith(("image", "video")):
            found.append((content["value"], True, "html" in kind or "xml" in kind))
    summary = entry.get("summary")
    if isinstance(summary, str):
        kind = str(_detail(entry, "summary").get("type") or "html")
        found.append((summary, False, "html" in kind or "xml" in kind))
    return max(found, key=lambda each: len(each[0]), default=("", False, False))


def _plain(text: str) -> str:
    """Text that says it is plain; what cannot be anything but markup is read as such."""
    if _TAGGED.search(text):
        return plain_of(text)
    return clean_text(html.unescape(text) if _ENTITY.search(text) else text).strip()


def _author(entry: Any) -> str | None:
    names = [
        name
        for author in entry.get("authors") or []
        if isinstance(author, Mapping)
        and (name := a_line(author.get("name"), 200)) is not None
        and "@" not in name
    ]
    author = a_line(entry.get("author"), 200)
    if not names and author is not None and "@" not in author:
        names.append(author)
    return plain_line(", ".join(dict.fromkeys(names))) if names else None


def _date(entry: Any) -> tuple[str | None, Any]:
    """When it was published as the feed wrote it, else when it was created or updated."""
    for name in ("published", "created", "updated"):
        raw = a_line(dict.get(entry, name), 100)
        if raw is not None:
            return raw, dict.get(entry, f"{name}_parsed")
    return None, None
