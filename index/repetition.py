"""Page furniture by repetition: lines that an outlet prints under one text after another.

The strongest sign of furniture there is, and it needs no list of phrases. It misleads in two
ways. Texts that are one (a copy, a later version of the same story) share lines because they
tell the same; and a story that runs for weeks brings its background paragraph again. So the
bodies have to differ, and running text counts only where its words are foreign to the article
around it.
"""

from __future__ import annotations

import functools
import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from index.article import Article, Zone
from index.events.stopwords import STOP_WORDS
from index.ingest.layout import Line, lines_of
from index.ingest.surroundings import article_in
from index.ingest.zones import joined, mark

RULE = "repeated by this outlet"
TWICE = "printed twice on the page"
AROUND = "around the article"

ENOUGH = 2
"""Different bodies of one outlet under which a line must stand."""
ENOUGH_UNKNOWN = 3
"""The same where nobody knows the outlet, over the whole library."""
ENOUGH_INSIDE = 4
"""The same for a short line amid running text: two such may be cross-heads."""
MOST_COUNTED = 4
"""Different bodies are counted up to so many: more prove nothing more."""

_LONGEST = 1_500
_MOST_LINES = 4_000
_FOREIGN = 0.25
_FOREIGN_AT_EDGE = 0.34
_FOREIGN_OFTEN = 0.1
_OWN_WORDS = 0.34
_FIRST, _LAST = 2, 3
_FEWEST_WORDS_INSIDE = 4
_PAGE_LINES = 12
_SPEAKS = 3
"""Times from which on a short line in a text without menus says who speaks in a conversation."""
_SAME_BODY = 0.25
_WORDY = re.compile(r"[^\W\d_]{2}")
_WORD = re.compile(r"[^\W\d_]{3,}+")
_PAIRED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_QUOTED = re.compile('[“„«][^“”„«»]{1,1500}|"[^"]{1,1500}(?:"|$)')
"""Words in quotation marks, which a new paragraph of the same speech leaves open."""


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
        return at is None or self.own_words(at) <= _FOREIGN_AT_EDGE

    def size(self, prints: Iterable[int]) -> int:
        """The code points of some lines."""
        return sum(len(self.lines[self.running[print]].line.text) for print in prints)


def same_body(one: Look, other: Look) -> bool:
    """True where two articles tell the same in the same words: a copy, a later version."""
    shared = one.running.keys() & other.running.keys()
    smaller = min(one, other, key=lambda look: look.size(look.running))
    if one.size(shared) < _SAME_BODY * smaller.size(smaller.running):
        return False
    own = [print for print in shared if smaller.own_words(smaller.running[print]) > _FOREIGN]
    of_story = [print for print, at in smaller.running.items() if smaller.own_words(at) > _FOREIGN]
    return bool(own) and smaller.size(own) >= _SAME_BODY * smaller.size(of_story)


def amended(look: Look, bodies: Mapping[int, int], enough: int = ENOUGH) -> tuple[Zone, ...]:
    """The zones of an article when it is known under how many different bodies its lines stand.

    ``bodies``: fingerprint -> how many, where more than one. ``enough``: how many prove a line
    furniture. What was found otherwise stays; in a page saved as text its place is found anew.
    """
    repeats = [bodies.get(one.print, 0) >= enough for one in look.lines]
    free = [at for at, one in enumerate(look.lines) if one.rule is None]
    different = {look.lines[at].print for at in free if repeats[at]}
    is_page = look.is_page or len(different) >= _PAGE_LINES
    before = tuple(zone for zone in look.article.zones if zone.rule not in (RULE, TWICE))
    if not any(repeats):
        return before
    edges = _edges(look, free)
    rules: list[str | None] = []
    for at, one in enumerate(look.lines):
        rule = None if one.rule == AROUND else one.rule
        if rule is None and repeats[at] and not one.fixed:
            times = bodies[one.print]
            judged = _in_page if is_page else _in_text
            rule = RULE if judged(look, at, times, at in edges, enough) else None
        rules.append(rule)
    kept = [zone for zone in look.article.zones if zone.rule not in (RULE, TWICE, AROUND)]
    around = [zone for zone in look.article.zones if zone.rule == AROUND]
    if is_page:
        known = RULE if rules.count(RULE) >= _PAGE_LINES else None
        marked = [
            own if one.rule == AROUND and rule is None else rule
            for one, rule, own in zip(look.lines, rules, look.marked, strict=True)
        ]
        around = list(_around(look.lines, marked, known)) or around
        rules = _with_twice(look, rules, around) if look.is_page else rules
    repeated = [
        Zone(one.line.start, one.line.end, "boilerplate", rule)
        for one, rule in zip(look.lines, rules, strict=True)
        if rule in (RULE, TWICE)
    ]
    zones = joined([*kept, *_apart(around, kept), *_apart(repeated, [*kept, *around])])
    return zones if _leaves_text(look, zones) else before


def _leaves_text(look: Look, zones: Sequence[Zone]) -> bool:
    """Whether anything of the text is left to read: who repeats a whole article must not be
    able to hide it."""
    shown = sorted(zones, key=lambda zone: zone.start)
    ends = [zone.end for zone in shown]
    for one in look.lines:
        at = bisect_right(ends, one.line.start)
        if not one.fixed and (at == len(shown) or shown[at].start > one.line.start):
            return True
    return False


def _with_twice(
    look: Look, rules: Sequence[str | None], around: Sequence[Zone]
) -> list[str | None]:
    """Captions of a gallery, link texts: what the page prints more than once in its article.

    Nothing where that is much of it: then the page holds its article twice.
    """
    outside = {zone.start for zone in around}
    inside = [
        at
        for at, one in enumerate(look.lines)
        if rules[at] is None and one.line.start not in outside and not one.fixed
    ]
    times = Counter(look.lines[at].print for at in inside)
    twice = {at for at in inside if look.lines[at].print and times[look.lines[at].print] > 1}
    sizes = {at: len(look.lines[at].line.text) for at in inside}
    if 2 * sum(sizes[at] for at in twice) > sum(sizes.values()):
        return list(rules)
    return [TWICE if at in twice else rule for at, rule in enumerate(rules)]


def _edges(look: Look, free: Sequence[int]) -> Set[int]:
    """The first lines and the last, of these not what stands above a paragraph."""
    last = free[-_LAST:]
    while last and not look.lines[last[-1]].line.is_body():
        last = last[:-1]
    ending = {at for at in free[-_LAST:] if look.lines[at].line.is_body() or at > max([-1, *last])}
    return {*free[:_FIRST], *ending}


def _in_page(look: Look, at: int, times: int, edge: bool, enough: int) -> bool:
    """In a page with its menus and lists, whatever repeats is furniture, but running text that
    is of the story."""
    return not look.lines[at].line.is_body() or _is_foreign(look, at, times, edge)


def _in_text(look: Look, at: int, times: int, edge: bool, enough: int) -> bool:
    line = look.lines[at].line
    if line.is_body():
        return _is_foreign(look, at, times, edge)
    if look.own_words(at) > _OWN_WORDS or not _WORDY.search(line.text):
        return False
    if _introduces(look, at) or _names_speaker(look, at):
        return False
    if look.times[look.lines[at].print] >= _SPEAKS and not line.ends_sentence():
        return False
    if edge:
        return True
    short = line.ends_sentence() and line.words < _FEWEST_WORDS_INSIDE
    return times >= max(enough, ENOUGH_INSIDE) and not short


def _is_foreign(look: Look, at: int, times: int, edge: bool) -> bool:
    """Running text in words that the article has nowhere else, and not what somebody says."""
    if _is_said(look.lines[at].line.text):
        return False
    limit = _FOREIGN_AT_EDGE if edge else _FOREIGN
    return look.own_words(at) <= limit + (_FOREIGN_OFTEN if times >= MOST_COUNTED else 0)


def _names_speaker(look: Look, at: int) -> bool:
    """A name below somebody's words."""
    below = at > 0 and _is_said(look.lines[at - 1].line.text)
    words = look.lines[at].line.text.split()
    return below and not any(len(word) > 3 and word[0].islower() for word in words)


def _is_said(text: str) -> bool:
    """Mostly words in quotation marks."""
    return sum(len(said.group()) for said in _QUOTED.finditer(text)) > len(text) / 2


def _introduces(look: Look, at: int) -> bool:
    """ "She continued:" before running text."""
    if not look.lines[at].line.text.endswith((":", "：")) or at + 1 >= len(look.lines):
        return False
    after = look.lines[at + 1]
    return after.rule is None and after.line.is_body()


def _around(
    lines: Sequence[Printed], rules: Sequence[str | None], known: str | None
) -> Iterator[Zone]:
    place = article_in([one.line for one in lines], rules, known)
    if place is not None:
        for at, one in enumerate(lines):
            if not place[0] <= at <= place[1] and not one.fixed:
                yield Zone(one.line.start, one.line.end, "boilerplate", AROUND)


def _apart(zones: Sequence[Zone], taken: Sequence[Zone]) -> list[Zone]:
    """Those zones that touch none that is taken."""
    others = sorted(taken, key=lambda zone: zone.start)
    kept: list[Zone] = []
    at = 0
    for zone in sorted(zones, key=lambda zone: zone.start):
        while at < len(others) and others[at].end <= zone.start:
            at += 1
        if at == len(others) or others[at].start >= zone.end:
            kept.append(zone)
    return kept


def _words(text: str) -> Set[str]:
    """Words that tell something; pairs of signs where no spaces are written."""
    words = {word for word in _WORD.findall(text.lower()) if word not in STOP_WORDS}
    if not text.isascii() and _PAIRED.search(text):
        return {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    return words
