"""The standfirst: the lines between headline and text that sum the article up."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from index.ingest.furniture import rule_of
from index.ingest.pages.chapters import letters_key
from index.ingest.pages.head import Head, text_of
from index.ingest.pages.linked import Linked

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:stand-?first|ledes?|lead|leadtext|lead-text|intro(?:duction|text)?|dek|deck"
    r"|summary|sub-?(?:title|headline|heading|head)|sottotitolo|sommario|occhiello|catenaccio"
    r"|entradilla|bajada|copete|chapo|chapeau|ingress|manchet|vorspann|anrei(?:ß|ss)er|preamble"
    r"|perex|zajawka|anons|lid|podnaslov|spot|strapline|abstract)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"caption|image|media|photo|author|bio\b|byline|related|promo|recirc|card|comment|video|"
    r"gallery|newsletter|share|social",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\b(?:19|20)\d\d\b.{0,20}\d:\d\d|\d:\d\d.{0,20}\b(?:19|20)\d\d\b")
_ASIDE = frozenset("nav aside footer figure figcaption li form button table".split())
_MOST_NODES = 4_000
_SHORTEST = 40
_LONGEST = 700


def standfirst(tree: Any, text: str, linked: Linked | None, head: Head) -> str:
    """The standfirst printed above ``text`` that is not in it, or nothing.

    An element after the first heading and before the text's first words, named as such by
    its class, or with the very words that the page's metadata gives as its description.
    """
    body = letters_key(" ".join((*head.headings, head.title, text[:20_000])))
    described = _descriptions(linked, head)
    first = next((line for line in text.split("\n") if len(line) >= _SHORTEST), "")
    opening = letters_key(first)[:60]
    below = False
    for node in islice(tree.iter("h1", "h2", "h3", "p", "div", "section", "span"), _MOST_NODES):
        if node.tag == "h1":
            below = True
            continue
        if not below:
            continue
        named = _CLASS.search(f"{node.get('class') or ''} {node.get('itemprop') or ''}") is not None
        if node.tag == "p" or named:
            words = text_of(node, _LONGEST + 1)
            key = letters_key(words)
            if node.tag == "p" and opening and key.startswith(opening):
                return ""
            if not _SHORTEST <= len(words) <= _LONGEST or key in body:
                continue
            if key[:80] not in described and (_in_margin(node) or _STAMP.search(words)):
                continue
            if (named or key[:80] in described) and rule_of(words) is None:
                return "" if opening and opening in key else words
    return ""


def _descriptions(linked: Linked | None, head: Head) -> frozenset[str]:
    values = [head.meta.get(name, "") for name in ("og:description", "description")]
    values.append((linked.text("description") if linked else None) or "")
    return frozenset(key for value in values if len(key := letters_key(value)[:80]) >= 30)


def _in_margin(node: Any) -> bool:
    return _OTHER.search(_names(node)) is not None or any(
        outer.tag in _ASIDE or (depth < 5 and _OTHER.search(_names(outer)))
        for depth, outer in enumerate(islice(node.iterancestors(), 12))
        if outer.tag not in ("html", "body", "main", "article")
    )


def _names(node: Any) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"[:300]
