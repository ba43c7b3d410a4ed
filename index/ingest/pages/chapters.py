"""Articles laid out in several containers of one kind: the ones that were left out, put back."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

_LEAST = 60
_LEAST_FOUND = 2
_WORTH = 0.2
_MOST = 20_000
_NO_LETTERS = re.compile(r"[\W_]+")
_MARGINS = frozenset("aside footer nav figure form".split())


def completed(paragraphs: list[str], tree: Any) -> list[str]:
    """``paragraphs`` with those of the tree that stand in containers of the same class.

    A container counts only inside the ``<article>`` of what was found, so that neighbours on
    a page of several articles stay out; and only where a fifth is missing at least.
    """
    known = {letters_key(text): at for at, text in enumerate(paragraphs)}
    whole_text = letters_key(" ".join(paragraphs))
    nodes = [
        (node, text, letters_key(text))
        for _, node in zip(range(_MOST), tree.iter("p"), strict=False)
        if len(text := " ".join("".join(node.itertext()).split())) >= _LEAST
    ]
    kinds = Counter(_container(node) for node, _, key in nodes if key in known)
    own = {kind for kind, count in kinds.items() if kind and count >= _LEAST_FOUND}
    missing: dict[int, list[str]] = {}
    last = -1
    for node, text, key in nodes:
        last = known.get(key, last)
        if last < 0 or key in whole_text or _container(node) not in own:
            continue
        if not _is_links(node, text):
            missing.setdefault(last, []).append(text)
    added = sum(len(text) for texts in missing.values() for text in texts)
    if added < _WORTH * sum(map(len, paragraphs)):
        return paragraphs
    whole: list[str] = []
    for at, text in enumerate(paragraphs):
        whole += [text, *missing.get(at, ())]
    return whole


def letters_key(text: str) -> str:
    """Letters alone: parsers differ in the spaces that they leave around marked words."""
    return _NO_LETTERS.sub("", text)


def _container(node: Any) -> tuple[Any, str, str] | None:
    """The article that a paragraph stands in, and the tag and class of its parent."""
    parent = node.getparent()
    if parent is None or not parent.get("class"):
        return None
    for outer in node.iterancestors():
        if outer.tag in _MARGINS:
            return None
        if outer.tag == "article":
            return outer, parent.tag, parent.get("class")
    return None


def _is_links(node: Any, text: str) -> bool:
    linked = sum(len("".join(link.itertext())) for link in node.iter("a"))
    return linked > len(text) / 2
