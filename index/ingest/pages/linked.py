"""JSON-LD: the article that a page's linked data describes.

Structured data by schema.org's vocabulary, as publishers write it: lists and graphs, nodes
that refer to one another by ``@id``, and now and then broken JSON.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from index.dataclass import dataclass

Node = dict[str, Any]

_MOST_NODES = 20_000
_LONGEST = 4_000_000
_ARTICLE = re.compile(r".*(?:Article|Posting|Report|Review)")
_NEVER = frozenset("SocialMediaPosting DiscussionForumPosting JobPosting Review".split())
_ASIDE = frozenset(
    """itemListElement comment mentions isPartOf relatedLink citation review video image hasPart
    associatedMedia subjectOf about breadcrumb potentialAction author publisher""".split()
)
_TRAILING = re.compile(r",(\s*+[}\]])")
_WRAPPING = re.compile(r"\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*;?\s*\Z")
_FIELD = re.compile(
    r'"(headline|datePublished|isAccessibleForFree)"\s{0,9}:\s{0,9}(?:"((?:[^"\\]|\\.){1,400})"|(true|false))'
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The article's node, and all nodes of its page that have an ``@id``."""

    node: Node
    others: dict[str, Node]

    def get(self, name: str) -> Any:
        """A property of the article, references resolved at its top."""
        value = self.node.get(name)
        return (
            [self._whole(item) for item in value] if isinstance(value, list) else self._whole(value)
        )

    def text(self, name: str) -> str | None:
        """A property that is text (the first, where there are several)."""
        value = self.get(name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and item.strip():
                return plain(item)
        return None

    def _whole(self, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("@id"), str):
            return {**self.others.get(value["@id"], {}), **value}
        return value


def linked_article(blocks: Sequence[str], addresses: frozenset[str], title: str) -> Linked | None:
    """The one article that the page is about, of all that its JSON-LD blocks tell.

    Among several, the one at the page's own address goes first, then the one whose headline
    its ``<title>`` holds; without either, the first of a list is none.
    """
    nodes: list[Node] = []
    for block in blocks:
        if len(block) <= _LONGEST:
            nodes.extend(_nodes(_parsed(block)))
    named = [node for node in nodes if isinstance(node.get("@id"), str)]
    others = {node["@id"]: node for node in sorted(named, key=len)}
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return None
    best = max(articles, key=lambda node: _fit(node, addresses, title))
    return Linked(best, others)


def types_of(node: Node) -> tuple[str, ...]:
    """The bare names of a node's types."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return tuple(re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str))


def kinds(blocks: Sequence[str]) -> frozenset[str]:
    """All types of things that the blocks describe at their top."""
    found = (types_of(node) for block in blocks for node in _nodes(_parsed(block[:_LONGEST])))
    return frozenset(name for names in found for name in names)


def plain(text: str) -> str:
    """A value without the entities and tags that have no place in JSON."""
    if "&" in text:
        text = html.unescape(text)
    return re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text) if "<" in text else text


def _is_article(node: Node) -> bool:
    names = types_of(node)
    return any(_ARTICLE.fullmatch(name) and name not in _NEVER for name in names)


def _fit(node: Node, addresses: frozenset[str], title: str) -> tuple[bool, bool, int]:
    page = node.get("mainEntityOfPage")
    inner = [page.get("@id"), page.get("url")] if isinstance(page, dict) else [page]
    named = [node.get("url"), node.get("@id"), *inner]
    own = any(isinstance(name, str) and bare_address(name) in addresses for name in named)
    headline = node.get("headline") or node.get("name")
    told = isinstance(headline, str) and plain(headline).strip().lower()[:60] in title.lower()
    return own, bool(headline) and told, sum(1 for value in node.values() if value)


def bare_address(address: str) -> str:
    """An address without what may differ between its spellings."""
    bare = re.split(r"[?#]", address.strip().lower(), maxsplit=1)[0]
    return re.sub(r"^https?://(?:www\.|m\.|amp\.)?", "", bare).removesuffix("/")


def _nodes(value: Any) -> Iterator[Node]:
    """Every node that may be the page's own subject, in order."""
    waiting = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            inner = [child for name, child in item.items() if name not in _ASIDE]
            waiting.extend(child for child in reversed(inner) if isinstance(child, (dict, list)))
            named = (item.get("author"), item.get("publisher"))
            waiting[:0] = [child for child in named if isinstance(child, (dict, list))]


def _parsed(block: str) -> Any:
    """The value of a block; of broken JSON what single fields can be made out, without doubt."""
    text = block.strip().removesuffix(";")
    for attempt in (str, _mended):
        try:
            return json.loads(attempt(text), strict=False)
        except (ValueError, RecursionError):
            continue
    found: dict[str, set[Any]] = {}
    for match in _FIELD.finditer(text):
        value = match[3] == "true" if match[3] else match[2].replace('\\"', '"')
        found.setdefault(match[1], set()).add(value)
    fields = {name: values.pop() for name, values in found.items() if len(values) == 1}
    return {"@type": "Article", **fields} if "headline" in fields else None


def _mended(text: str) -> str:
    text = _TRAILING.sub(r"\1", _WRAPPING.sub("", text))
    return html.unescape(text) if "&quot;" in text and text.count('"') < 4 else text
