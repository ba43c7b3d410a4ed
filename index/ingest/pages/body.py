"""The running text of a page: by trafilatura, by the page's own account, or by plain rules."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from index.article import Finding
from index.dataclass import dataclass
from index.ingest.layout import lines_of
from index.ingest.pages.chapters import completed, letters_key
from index.ingest.pages.linked import Linked
from index.ingest.pages.markup import plain_of
from index.ingest.zones import mark
from index.text import clean_text

_LEAST_SHARE = 0.2
_LEAST_RUNNING = 400
_ENOUGH = 450
_LUMP = 4_000
_KEPT = frozenset(("about the author", "copyright"))
_GAPS = re.compile(r"\n{3,}")
_SHORT = 0.5
_FURNITURE = Finding("furniture may remain", "plain text of the whole page", "")
_BLOCKS = frozenset("p head quote list table item row code".split())


@dataclass(frozen=True, slots=True)
class Body:
    """Clean text, paragraphs apart by an empty line, and a caution where it needs one."""

    text: str
    caution: Finding | None = None


def body_of(
    tree: Any | None, plain: Callable[[], str], linked: Linked | None, titles: Sequence[str]
) -> Body:
    """The article's text, or an empty one.

    trafilatura's, unless that is one shapeless lump, or holds less than a fifth of the
    running text of the page: then all running text by line rules. Where it holds less than
    half of what the page's JSON-LD gives as the article's body, that. Lines that are plainly
    furniture go, and a headline on top that is one of ``titles``. ``plain`` gives all text of the
    page that can be seen, but for its menus. ``tree`` is None where the page is too large
    or too deep for anything but those rules.
    """
    found = _extracted(tree) if tree is not None else ""
    told = _told(linked)
    if len(found) < _SHORT * len(told):
        found = told
    lump = max(map(len, found.split("\n")), default=0)
    shapeless = lump > max(_LUMP, 0.8 * len(found))
    if len(found) >= _ENOUGH and not shapeless:
        return Body(_trimmed(found, titles))
    running = _running(plain())
    poor = shapeless or len(found) < _LEAST_SHARE * len(running)
    if tree is None or (len(running) > _LEAST_RUNNING and poor):
        return Body(running, _FURNITURE)
    return Body(_trimmed(found, titles))


def _trimmed(text: str, titles: Sequence[str]) -> str:
    """A text without the lines that a furniture rule takes, and without its own headline."""
    keys = {letters_key(title) for title in titles}
    lines = lines_of(text)
    rules = mark(text, lines).rules
    cut = [
        (line.start, line.end)
        for at, (line, rule) in enumerate(zip(lines, rules, strict=True))
        if (rule is not None and rule not in _KEPT) or (at < 3 and letters_key(line.text) in keys)
    ]
    parts: list[str] = []
    last = 0
    for start, end in cut:
        parts.append(text[last:start])
        last = end
    return _GAPS.sub("\n\n", "".join((*parts, text[last:]))).strip()


def _extracted(tree: Any) -> str:
    from trafilatura import bare_extraction

    logging.disable(logging.CRITICAL)
    found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    if found is None or isinstance(found, dict) or found.body is None:
        return ""
    paragraphs = [text for text in _paragraphs(found.body) if text]
    return clean_text("\n\n".join(completed(paragraphs, tree)))


def _paragraphs(body: Any) -> Iterator[str]:
    """The blocks of trafilatura's tree as paragraphs; items and rows as lines of one."""
    for node in body:
        if node.tag in ("list", "table"):
            lines = (_line(item) for item in node.iter("item", "row"))
            yield "\n".join(filter(None, lines))
        else:
            yield from _split(node)
        if node.tail and node.tail.strip():
            yield _folded(node.tail)


def _line(node: Any) -> str:
    cells = [_folded("".join(cell.itertext())) for cell in node.iterchildren("cell")]
    return " · ".join(filter(None, cells)) or _folded("".join(node.itertext()))


def _split(node: Any) -> Iterator[str]:
    """The text of a block; a line break in it ends a paragraph, as readers see it."""
    parts: list[str] = []
    for inner in node.iter():
        if inner is not node and inner.tag in ("lb", *_BLOCKS):
            parts.append("\n")
        parts.append((inner.text or "").replace("\n", " "))
        if inner is not node:
            parts.append(
                ("\n" if inner.tag in _BLOCKS else "") + (inner.tail or "").replace("\n", " ")
            )
    for line in "".join(parts).split("\n"):
        yield _folded(line)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _told(linked: Linked | None) -> str:
    """The body that the page's JSON-LD gives, with its own line ends or tags as paragraphs."""
    text = linked.node.get("articleBody") if linked else None
    if not isinstance(text, str):
        return ""
    plain = plain_of(text.replace("\r\n", "\n").replace("\n", "<br>"))
    return "\n\n".join(filter(None, (line.strip() for line in plain.split("\n"))))


def _running(text: str) -> str:
    """All running text of a page that no furniture rule takes."""
    lines = lines_of(text)
    rules = mark(text, lines).rules
    kept = [
        line.text
        for line, rule in zip(lines, rules, strict=True)
        if rule is None and line.is_body()
    ]
    return "\n\n".join(kept)
