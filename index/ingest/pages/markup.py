"""Markup before any parser sees it: defused, and as plain text without one.

One pass by patterns that never scan a byte twice, whatever the markup. Quotes count only
after an equals sign, as browsers have it.
"""

from __future__ import annotations

import html
import re

from index.dataclass import dataclass
from index.text import clean_text

LONGEST_TAG = 16_384
_MOST_TAGS = 16_000
_DEEPEST = 150
_LARGE = 1_500_000
_NESTING = frozenset(
    "div table section article span blockquote ul ol b i em strong font center form a".split()
)
_NOISE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b([^>]*+)(?:>|\Z)(.*?)(?:</\1\s*+>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(
    r"<(/?[a-zA-Z][\w:-]*+)"
    r"(?:[^=>]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?)*+(?:>|\Z)"
)
_OTHER = re.compile(r"<!\[CDATA\[|\]\]>|<[!?][^>]*+(?:>|\Z)")
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hr html legend
    main menu nav ol optgroup option p pre section summary table tbody tfoot thead title tr
    ul""".split()
)
_LINES = frozenset("br li".split())
_CELLS = frozenset("td th".split())
_UNSEEN = frozenset(
    """head template svg math iframe object audio video canvas map select textarea button
    datalist""".split()
)
_ANY_SPACES = re.compile(r"\s+")
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\n{3,}")
_EDGES = re.compile(r" ?\n ?")


@dataclass(frozen=True, slots=True)
class Markup:
    """Defused markup, and the JSON-LD blocks that stood in it.

    ``tags``: how many there are; ``depth``: how deep elements stand in one another, roughly.
    """

    text: str
    linked_data: tuple[str, ...] = ()
    tags: int = 0
    depth: int = 0

    @property
    def modest(self) -> bool:
        """Whether parsers that are slow on large or deep pages can be let at it."""
        return self.tags <= _MOST_TAGS and self.depth <= _DEEPEST and len(self.text) <= _LARGE


def defuse(text: str) -> Markup:
    """Takes out NULs, scripts, styles and comments; of a tag over 16 KiB keeps the name.

    Parsers are quadratic in the attributes of one tag, and end the document at a NUL.
    """
    text = text.replace("\0", "")
    linked: list[str] = []

    def _noise(found: re.Match[str]) -> str:
        if found[2] and "ld+json" in found[2].lower():
            linked.append(found[3])
        return " " if found[1] is None else ""

    text = _NOISE.sub(_noise, text)
    parts: list[str] = []
    at = tags = depth = deepest = 0
    for tag in _TAG.finditer(text):
        tags += 1
        name = tag[1].lower()
        if name in _NESTING:
            depth += 1
            deepest = max(depth, deepest)
        elif depth and name[0] == "/" and name[1:] in _NESTING:
            depth -= 1
        if tag.end() - tag.start() > LONGEST_TAG:
            parts += (text[at : tag.start()], f"<{tag[1]}>")
            at = tag.end()
    whole = "".join((*parts, text[at:])) if parts else text
    return Markup(whole, tuple(linked), tags, deepest)


def plain_of(fragment: str) -> str:
    """The text of a piece of markup as a reader sees it: paragraphs apart by an empty line.

    Takes anything: a feed entry's description, the body of a mail, broken or hostile
    markup. Scripts, styles, buttons and embedded things are gone, entities resolved, line
    breaks and list items are lines. Linear in time and without depth limit.
    """
    return _tidy(clean_text(_rendered(defuse(fragment).text, _UNSEEN)))


def running_text(text: str) -> str:
    """``plain_of`` for defused markup of a whole page, without its menus and footers."""
    unseen = _UNSEEN | {"nav", "footer", "aside", "noscript", "figcaption"}
    return _tidy(clean_text(_rendered(text, frozenset(unseen))))


def _rendered(text: str, unseen: frozenset[str]) -> str:
    """Text with tags turned into breaks; what unseen elements hold is left out."""
    if "<!" in text or "]]>" in text or "<?" in text:
        text = _OTHER.sub("", text)
    parts: list[str] = []
    at = depth = opened = verbatim = 0
    inside = ""
    for tag in _TAG.finditer(text):
        name = tag[1].lower()
        closing, name = name.startswith("/"), name.removeprefix("/")
        if inside:
            if name == inside:
                depth += -1 if closing else 1
            if depth and not (inside == "head" and name == "body"):
                continue
            inside, at = "", tag.end()
            continue
        parts.append(text[at : tag.start()] if verbatim else _folded(text[at : tag.start()]))
        parts.append(_break(name, closing))
        at = tag.end()
        if name == "pre":
            verbatim = max(0, verbatim + (-1 if closing else 1))
        elif name in unseen and not closing and not tag[0].endswith("/>"):
            inside, depth, opened = name, 1, tag.end()
    if inside:  # never closed: better too much than the rest of a text lost
        parts.append(_folded(_TAG.sub(" ", text[opened:])))
    else:
        parts.append(_folded(text[at:]))
    return html.unescape("".join(parts))


def _folded(text: str) -> str:
    return _ANY_SPACES.sub(" ", text)


def _break(name: str, closing: bool) -> str:
    if name in _BLOCKS:
        return "\n\n"
    if name in _LINES:
        return "" if closing and name == "li" else "\n"
    return " " if name in _CELLS else ""


def _tidy(text: str) -> str:
    text = _SPACES.sub(" ", text)
    return _BREAKS.sub("\n\n", _EDGES.sub("\n", text)).strip()
