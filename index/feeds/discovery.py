"""Which feeds a web page names as its own."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

from index.dataclass import dataclass
from index.ingest.feeds.task import decoded
from index.text import clean_line
from index.wire import WireError, parse

_LINK = re.compile(r"<(link|a|base)\b([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-zA-Z-]{1,20})\s{0,5}=\s{0,5}(?:\"([^\"]{0,3000})\"|'([^']{0,3000})'|([^\s\"'>]{1,3000}))"
)
_KINDS = ("application/rss+xml", "application/atom+xml", "application/feed+json",
          "application/json", "application/rdf+xml")  # fmt: skip
_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario", re.IGNORECASE)
_HEAD = 500_000
_MOST = 50


@dataclass(frozen=True, slots=True)
class Named:
    """A feed that a page names."""

    url: str
    title: str = ""


def feeds_of(page: bytes, url: str, charset: str | None = None) -> tuple[Named, ...]:
    """The feeds a page links to in its head, in order; those of comments come last."""
    text = decoded(page[:_HEAD], charset)
    found: dict[str, Named] = {}
    for tag in _LINK.finditer(text):
        attributes = {
            name.lower(): html.unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(tag[2])
        }
        if tag[1].lower() == "base" and attributes.get("href"):
            url = _joined(url, attributes["href"]) or url
        if "alternate" not in attributes.get("rel", "").lower().split():
            continue
        if attributes.get("type", "").lower().strip() not in _KINDS:
            continue
        address = _joined(url, attributes.get("href", ""))
        if address is not None and len(found) < _MOST:
            found.setdefault(address, Named(address, clean_line(attributes.get("title", ""), 200)))
    return tuple(sorted(found.values(), key=_of_comments))


def _of_comments(named: Named) -> bool:
    return _COMMENTS.search(f"{named.title} {named.url}") is not None


def main_feeds(named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Those that are not of comments, if there are any."""
    return tuple(one for one in named if not _of_comments(one)) or named


def _joined(base: str, href: str) -> str | None:
    if not href.strip():
        return None
    try:
        return parse(urljoin(base, href.strip())).url
    except (WireError, ValueError):
        return None
