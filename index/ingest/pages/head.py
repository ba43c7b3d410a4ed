"""What a page's markup says of it: meta tags, microdata, headings, times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from index.ingest.web import host_of, web_address

_MOST_TIMES = 200
_MOST_NODES = 5_000
_MOST_PROPERTIES = 1_000
_SAVED = re.compile(
    r"<!--[^>]{0,40}?(?:saved from url=\(\d+\)|url:\s{0,3})(https?://[^\s<>\"]{4,2000})"
)


@dataclass(slots=True)
class Head:
    """Everything outside the running text. Names of ``meta`` are lower case, first one wins."""

    meta: dict[str, str] = field(default_factory=dict)
    properties: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    headings: list[str] = field(default_factory=list)
    language: str | None = None
    canonical: str | None = None
    times: list[Any] = field(default_factory=list)

    def first(self, names: Sequence[str]) -> tuple[str, str] | None:
        """The first of the named meta tags that is filled: its name and value."""
        for name in names:
            if value := self.meta.get(name):
                return name, value
        return None


def read_head(tree: Any) -> Head:
    """Reads the whole tree once."""
    head = Head(language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    for node in islice(tree.iter("meta", "link", "title", "h1", "time"), _MOST_NODES):
        if node.tag == "meta":
            _take_meta(node, head)
        elif node.tag == "link":
            if "canonical" in (node.get("rel") or "").lower().split():
                head.canonical = head.canonical or node.get("href")
        elif node.tag == "title":
            head.title = head.title or text_of(node, 1_000)
        elif node.tag == "h1":
            if len(head.headings) < 20 and (heading := text_of(node, 600)):
                head.headings.append(heading)
        elif len(head.times) < _MOST_TIMES:
            head.times.append(node)
    for node in islice(tree.iterfind(".//*[@itemprop]"), _MOST_PROPERTIES):
        _take_property(node, head)
    return head


def _take_meta(node: Any, head: Head) -> None:
    content = (node.get("content") or "").strip()
    if not content or len(content) > 5_000:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        for name in (node.get(attribute) or "")[:200].lower().split():
            head.meta.setdefault(name, content)


def _take_property(node: Any, head: Head) -> None:
    """Microdata: the value of an ``itemprop``, where it stands in an attribute or in text."""
    if _of_comment(node):
        return
    for name in node.get("itemprop")[:200].split():
        values = head.properties.setdefault(name.lower(), [])
        if len(values) < 10:
            value = node.get("content") or node.get("datetime") or text_of(node, 300)
            if value.strip():
                values.append(value.strip())


def _of_comment(node: Any) -> bool:
    """Inside a reader's comment, which has an author and a date, too."""
    for _, outer in zip(range(8), node.iterancestors(), strict=False):
        named = f"{outer.get('class')} {outer.get('id')} {outer.get('itemtype')}"[:300].lower()
        if "comment" in named and outer.tag not in ("body", "html", "main", "article"):
            return True
    return False


def text_of(node: Any, limit: int) -> str:
    """The text of an element on one line, up to ``limit`` code points."""
    parts: list[str] = []
    size = 0
    for part in node.itertext():
        parts.append(part)
        size += len(part)
        if size > limit:
            break
    return " ".join("".join(parts)[:limit].split())


def addresses(head: Head, url: str | None, markup: str) -> Iterator[tuple[str, str]]:
    """Addresses of the page, the surest first, with how each was found.

    What the page calls canonical counts only on the site that it came from.
    """
    known = web_address(url)
    saved = _SAVED.search(markup[:4_000])
    came = known or (web_address(saved[1]) if saved else None)
    for how, value in (
        ("link rel=canonical", head.canonical),
        ("meta og:url", head.meta.get("og:url")),
    ):
        address = web_address(_joined(came, value))
        if address and (came is None or _same_site(address, came)) and _is_deep(address, came):
            yield address, how
    if came:
        yield came, "address" if known else "saved from"


def _joined(base: str | None, address: str | None) -> str | None:
    if not address:
        return None
    try:
        return urljoin(base, address.strip()) if base else address.strip()
    except ValueError:
        return None


def _is_deep(address: str, came: str | None) -> bool:
    """A canonical address that is only the front page's is a template's mistake."""
    path = address.split("//", 1)[1].partition("/")[2]
    return bool(path) or came is None or not came.split("//", 1)[1].partition("/")[2]


def _same_site(first: str, second: str) -> bool:
    one, other = host_of(first), host_of(second)
    if one is None or other is None:
        return False
    return one.split(".")[-2:] == other.split(".")[-2:]
