"""The lines of an article as repetition looks at them: fingerprints, and what is of its story."""

from __future__ import annotations

import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from index.article import Article
from index.events.stopwords import STOP_WORDS
from index.ingest.layout import Line, lines_of
from index.ingest.zones import mark

RULE = "repeated by this outlet"
TWICE = "printed twice on the page"
AROUND = "around the article"

FOREIGN = 0.25
"""Running text is foreign to its article up to this share of words that the rest has, too."""
FOREIGN_AT_EDGE = 0.34
"""The same for the first and the last lines."""

_LONGEST = 1_500
_MOST_LINES = 4_000
_SAME_BODY = 0.25
_WORD = re.compile(r"[^\W\d_]{3,}+")
_PAIRED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of an article. ``print`` is the 63-bit fingerprint of its words, any case and
    spacing; 0 for what is too long to be furniture. ``rule``: that of the zone it lies in, if
    any but repetition; ``fixed``: it is title, dateline, byline or the like, and stays so.
    """

    line: Line
    print: int
    rule: str | None
    fixed: bool


def fingerprint(line: str) -> int:
    """A line's fingerprint: the same on every machine, whatever its case and spacing."""
    folded = " ".join(line.lower().split()).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(folded, digest_size=8).digest(), "big") >> 1


def printed(article: Article) -> list[Printed]:
    """The lines of an article, the first 4,000."""
    found: list[Printed] = []
    zones = iter(article.zones)
    zone = next(zones, None)
    for line in lines_of(article.text)[:_MOST_LINES]:
        while zone is not None and zone.end <= line.start:
            zone = next(zones, None)
        inside = zone if zone is not None and zone.start < line.end else None
        rule = None if inside is None or inside.rule in (RULE, TWICE) else inside.rule
        fixed = inside is not None and inside.kind != "boilerplate"
        print = fingerprint(line.text) if len(line.text) <= _LONGEST else 0
        found.append(Printed(line, print, rule, fixed))
    return found


def prints(article: Article) -> frozenset[int]:
    """The fingerprints of the lines of an article."""
    return prints_of(article.text)


def prints_of(text: str) -> frozenset[int]:
    """The fingerprints of the lines of a text."""
    return frozenset(
        fingerprint(line.text)
        for line in lines_of(text)[:_MOST_LINES]
        if len(line.text) <= _LONGEST
    )


class Look:
    """An article as repetition looks at it: its lines, and how far each is of its story."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.lines = printed(article)
        self.prints = frozenset(one.print for one in self.lines) - {0}
        self.is_page = any(zone.rule == AROUND for zone in article.zones)
        self.running = {
            one.print: at
            for at, one in enumerate(self.lines)
            if one.rule is None and one.line.is_body()
        }
        """Lines of running text: fingerprint -> which line."""

    @functools.cached_property
    def _words(self) -> list[Set[str]]:
        return [_words(one.line.text) for one in self.lines]

    @functools.cached_property
    def _told(self) -> Counter[str]:
        return Counter(word for at in self.running.values() for word in self._words[at])

    @functools.cached_property
    def times(self) -> Counter[int]:
        """How often each line stands in the text: fingerprint -> times."""
        return Counter(one.print for one in self.lines)

    @functools.cached_property
    def marked(self) -> Sequence[str | None]:
        """The rule by which each line is furniture in itself, also where it lies around the
        article."""
        return mark(self.article.text, [one.line for one in self.lines]).rules

    def own_words(self, at: int) -> float:
        """The share of a line's words that the rest of the article's running text has, too."""
        words = self._words[at]
        if not words:
            return 0.0
        itself = 1 if self.lines[at].print in self.running else 0
        return sum(1 for word in words if self._told[word] > itself) / len(words)

    def is_strange(self, print: int) -> bool:
        """True for a line that is not of the story, or not there as running text."""
        at = self.running.get(print)
        return at is None or self.own_words(at) <= FOREIGN_AT_EDGE

    def size(self, prints: Iterable[int]) -> int:
        """The code points of some lines."""
        return sum(len(self.lines[self.running[print]].line.text) for print in prints)


def same_body(one: Look, other: Look) -> bool:
    """True where two articles tell the same in the same words: a copy, a later version."""
    shared = one.running.keys() & other.running.keys()
    smaller = min(one, other, key=lambda look: look.size(look.running))
    if one.size(shared) < _SAME_BODY * smaller.size(smaller.running):
        return False
    own = [print for print in shared if smaller.own_words(smaller.running[print]) > FOREIGN]
    of_story = [print for print, at in smaller.running.items() if smaller.own_words(at) > FOREIGN]
    return bool(own) and smaller.size(own) >= _SAME_BODY * smaller.size(of_story)


def _words(text: str) -> Set[str]:
    """Words that tell something; pairs of signs where no spaces are written."""
    words = {word for word in _WORD.findall(text.lower()) if word not in STOP_WORDS}
    if not text.isascii() and _PAIRED.search(text):
        return {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    return words
