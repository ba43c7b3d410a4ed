"""Web pages as plain text with known bodies, for measuring how page furniture is told.

A page is turned into the text that a reader gets who copies all of it: one line a block,
menus, lists and notices among them. A line is of the body where its words stand in the
known body. An outlet is a host; ``made`` writes further pages of one: what two pages of it
share, around another outlet's body.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

from index.ingest.decode import decode
from index.ingest.layout import Line, lines_of
from index.text import clean_text

_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol tr td th table section article header footer nav aside main "
    "form blockquote figure figcaption br hr pre dl dt dd button label option select time address "
    "body".split()
)
_UNSEEN = "//script|//style|//noscript|//template|//svg|//head|//iframe|//comment()"
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)")
_SENTENCES = re.compile(r"(?<=[.!?]) ")
_LEAST_BODY = 100


@dataclass(frozen=True)
class PlainPage:
    """A page as text. ``body``: for each of its lines whether it is of the known body."""

    url: str
    outlet: str
    text: str
    lines: Sequence[Line]
    body: Sequence[bool]


def pages_in(folder: Path) -> Iterator[PlainPage]:
    """The pages of a folder as in the article-extraction benchmark, those with a body."""
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for key, known in gold.items():
        body = _folded(known["articleBody"])
        if len(body) < _LEAST_BODY:
            continue
        data = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        text = clean_text(rendered(data))
        lines = lines_of(text)
        host = urlsplit(known["url"]).netloc.removeprefix("www.")
        labels = [_is_of(line.text, body) for line in lines]
        yield PlainPage(known["url"], host, text, lines, labels)


def rendered(data: bytes) -> str:
    """What is to be read on a page, a line each block."""
    named = _CHARSET.search(data[:4000])
    try:
        text = data.decode(named[1].decode() if named else "utf-8")
    except (UnicodeDecodeError, LookupError):
        text = decode(data).text
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for node in tree.xpath(_UNSEEN):
        if node.getparent() is not None:
            node.drop_tree()
    joined = "".join(_written(tree))
    lines = (" ".join(line.split()) for line in joined.split("\n"))
    return "\n\n".join(line for line in lines if line) + "\n"


def _written(root: html.HtmlElement) -> Iterator[str]:
    """The words of a tree in order, a line break at either end of a block."""
    waiting: list[html.HtmlElement | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            continue
        tail = (node.tail or "").replace("\n", " ")
        if not isinstance(node.tag, str):
            yield tail
            continue
        around = "\n" if node.tag in _BLOCKS else ""
        yield around + (node.text or "").replace("\n", " ")
        waiting.append(around + tail)
        waiting.extend(reversed(node))


def _is_of(line: str, body: str) -> bool:
    words = _folded(line)
    if len(words) >= 20 or words.count(" ") >= 3:
        if words in body:
            return True
    elif words.count(" ") >= 1 and f" {words} " in f" {body} ":
        return True
    if len(words) <= 150:
        return False
    parts = [part for part in map(_folded, _SENTENCES.split(line)) if len(part) > 10]
    known = sum(len(part) for part in parts if part in body)
    return known > 0.6 * sum(map(len, parts))


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower().strip()


def by_outlet(pages: Sequence[PlainPage]) -> dict[str, list[PlainPage]]:
    """The pages of every outlet that has several."""
    groups: defaultdict[str, list[PlainPage]] = defaultdict(list)
    for page in pages:
        groups[page.outlet].append(page)
    return {outlet: some for outlet, some in groups.items() if len(some) > 1}


def made(some: Sequence[PlainPage], others: Sequence[PlainPage], count: int) -> list[str]:
    """Texts of ``count`` further pages of an outlet: what its pages all have but in their
    bodies, around the bodies of other outlets' pages. The same at every call."""
    first = some[0]
    shared = set.intersection(*({line.text for line in page.lines} for page in some))
    start = next((at for at, of_body in enumerate(first.body) if of_body), 0)
    frame = [
        [line.text for line, of_body in zip(lines, body, strict=True) if not of_body]
        for lines, body in (
            (first.lines[:start], first.body[:start]),
            (first.lines[start:], first.body[start:]),
        )
    ]
    above, below = ([text for text in part if text in shared] for part in frame)
    bodies = random.Random(first.outlet).sample(
        [page for page in others if page.outlet != first.outlet], count
    )
    return ["\n\n".join([*above, *_body_of(page), *below]) for page in bodies]


def _body_of(page: PlainPage) -> Iterator[str]:
    return (line.text for line, of_body in zip(page.lines, page.body, strict=True) if of_body)
