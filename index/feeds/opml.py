"""OPML, the list of feeds that readers exchange: read whatever its state, written properly.

It is read by its tags alone: no entity of a document is ever expanded, no depth matters,
and what is not well-formed is read as far as it makes sense.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from index.dataclass import dataclass
from index.feeds.subscription import Subscription
from index.ingest.feeds.task import decoded
from index.text import clean_line, clean_text
from index.wire import WireError, parse, shown

OPML_BYTES = 10_000_000
MOST = 20_000
_NOISE = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_OUTLINE = re.compile(
    r"<(/?)(?:[\w-]{1,20}:)?outline\b((?:[^\"'<>]++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w:.-]{1,40})\s{0,20}=\s{0,20}(?:\"([^\"]*+)\"|'([^']*+)')")
_DEEPEST = 20
_LONGEST_TAG = 16_384
_IS_OPML = re.compile(r"<opml\b", re.IGNORECASE)
_INVALID = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list."""

    url: str
    title: str = ""
    folder: str = ""
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """An outline that is no feed which can be followed, why, and what to do."""

    label: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class FeedList:
    """What a list holds, in its order; an address only once."""

    feeds: tuple[Outline, ...]
    refused: tuple[Refused, ...]


def is_opml(raw: bytes) -> bool:
    """Whether bytes look like a list of feeds."""
    return _IS_OPML.search(decoded(raw[:4_000])) is not None


def read(raw: bytes) -> FeedList:
    """The feeds of an OPML document, with their folders, and what in it is none."""
    feeds: dict[str, Outline] = {}
    refused: list[Refused] = []
    for found in _outlines(_NOISE.sub("", decoded(raw).replace("\0", ""))):
        if isinstance(found, Refused):
            refused.append(found)
        else:
            feeds.setdefault(found.url, found)
        if len(feeds) + len(refused) >= MOST:
            refused.append(Refused("the rest", f"more than {MOST:,} outlines", "split the list"))
            break
    return FeedList(tuple(feeds.values()), tuple(refused))


def _outlines(text: str) -> Iterator[Outline | Refused]:
    """Outlines in order. One without an address is a folder, unless it closes with nothing in."""
    folders: list[str | None] = []
    empty: str | None = None
    for tag in _OUTLINE.finditer(text):
        if tag[1]:
            if folders:
                folders.pop()
            if empty is not None:
                yield _without_address(empty)
            empty = None
            continue
        closed = tag[2].rstrip().endswith("/")
        attributes = _attributes(tag[2])
        label = attributes.get("title") or attributes.get("text") or ""
        address = _address(attributes)
        empty = None
        if address is not None:
            yield _outline(address, label, attributes, folders)
        elif closed:
            yield _without_address(label)
        else:
            empty = label
        if not closed:
            folders.append(None if address is not None else label)


def _attributes(text: str) -> dict[str, str]:
    """The attributes of a tag; of one as long as no list writes it, none."""
    if len(text) > _LONGEST_TAG:
        return {}
    return {
        found[1].lower(): html.unescape(found[2] if found[2] is not None else found[3])
        for found in _ATTRIBUTE.finditer(text)
    }


def _address(attributes: dict[str, str]) -> str | None:
    address = attributes.get("xmlurl")
    if address is None and attributes.get("type", "").lower() in ("rss", "atom", "feed"):
        address = attributes.get("url")
    return address.strip() if address and address.strip() else None


def _without_address(label: str) -> Refused:
    name = clean_line(label, 200) or "(no name)"
    return Refused(name, "has no feed address", "leave it, or add its xmlUrl")


def _outline(
    address: str, label: str, attributes: dict[str, str], folders: list[str | None]
) -> Outline | Refused:
    try:
        parse(address)
    except WireError as error:
        where = clean_line(label, 100)
        name = f"{where} ({shown(address)})" if where else shown(address)
        return Refused(name, error.what, error.advice or "leave it, or mend its xmlUrl")
    path = [clean_line(name, 80).replace("/", "-") for name in folders[-_DEEPEST:] if name]
    site = attributes.get("htmlurl", "").strip()
    try:
        known_site = parse(site).url if site else None
    except WireError:
        known_site = None
    folder = "/".join(path) or clean_line(attributes.get("category", "").strip("/"), 200)
    return Outline(address, clean_line(label, 300), folder.partition(",")[0], known_site)


def write(feeds: Iterable[Subscription], title: str = "Rashomon") -> str:
    """An OPML 2.0 document; passwords in addresses are left out."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{escape(_valid(title))}</title></head>",
        "  <body>",
    ]
    open_: list[str] = []
    for feed in sorted(feeds, key=lambda one: (one.folder.split("/"), one.name.lower())):
        path = [part for part in feed.folder.split("/") if part]
        shared = 0
        while shared < min(len(open_), len(path)) and open_[shared] == path[shared]:
            shared += 1
        while len(open_) > shared:
            open_.pop()
            lines.append(f"{_indent(open_)}</outline>")
        for part in path[shared:]:
            lines.append(f"{_indent(open_)}<outline {_pair('text', part)} {_pair('title', part)}>")
            open_.append(part)
        lines.append(f"{_indent(open_)}{_leaf(feed)}")
    while open_:
        open_.pop()
        lines.append(f"{_indent(open_)}</outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _indent(open_: list[str]) -> str:
    return "  " * (len(open_) + 2)


def _leaf(feed: Subscription) -> str:
    pairs = [
        _pair("type", "rss"),
        _pair("text", feed.name),
        _pair("title", feed.name),
        _pair("xmlUrl", feed.full_shown_url),
    ]
    if feed.site:
        pairs.append(_pair("htmlUrl", feed.site))
    return f"<outline {' '.join(pairs)}/>"


def _pair(name: str, value: str) -> str:
    return f"{name}={quoteattr(_valid(value))}"


def _valid(text: str) -> str:
    """What XML can hold of a text and no terminal obeys: the list is often looked at."""
    return _INVALID.sub("", clean_text(text))
