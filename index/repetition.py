"""Page furniture by repetition: lines that an outlet prints under one text after another.

The strongest sign of furniture there is, and it needs no list of phrases. It misleads in two
ways. Texts that are one (a copy, a later version of the same story) share lines because they
tell the same; and a story that runs for weeks brings its background paragraph again. So the
bodies have to differ, and running text counts only where its words are foreign to the article
around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from index.article import Zone
from index.ingest.surroundings import article_in
from index.ingest.zones import joined
from index.printed_lines import AROUND, FOREIGN, FOREIGN_AT_EDGE, RULE, TWICE, Look

ENOUGH = 2
"""Different bodies of one outlet under which a line must stand."""
ENOUGH_UNKNOWN = 3
"""The same where nobody knows the outlet, over the whole library."""
ENOUGH_INSIDE = 4
"""The same for a short line amid running text: two such may be cross-heads."""
MOST_COUNTED = 4
"""Different bodies are counted up to so many: more prove nothing more."""

_FOREIGN_OFTEN = 0.1
_OWN_WORDS = 0.34
_FIRST, _LAST = 2, 3
_FEWEST_WORDS_INSIDE = 4
_PAGE_LINES = 12
_SPEAKS = 3
"""Times from which on a short line in a text without menus says who speaks in a conversation."""
_WORDY = re.compile(r"[^\W\d_]{2}")
_QUOTED = re.compile('[“„«][^“”„«»]{1,1500}|"[^"]{1,1500}(?:"|$)')
"""Words in quotation marks, which a new paragraph of the same speech leaves open."""


def amended(look: Look, bodies: Mapping[int, int], enough: int = ENOUGH) -> tuple[Zone, ...]:
    """The zones of an article when it is known under how many different bodies its lines stand.

    ``bodies``: fingerprint -> how many, where more than one. ``enough``: how many prove a line
    furniture. What was found otherwise stays; in a page saved as text its place is found anew.
    """
    before = tuple(zone for zone in look.article.zones if zone.rule not in (RULE, TWICE))
    repeats = [bodies.get(one.print, 0) >= enough for one in look.lines]
    if not any(repeats):
        return before
    free = [one for one, often in zip(look.lines, repeats, strict=True) if often and not one.rule]
    is_page = look.is_page or len({one.print for one in free}) >= _PAGE_LINES
    rules = _rules(look, bodies, enough, is_page)
    kept = [zone for zone in look.article.zones if zone.rule not in (RULE, TWICE, AROUND)]
    around = [zone for zone in look.article.zones if zone.rule == AROUND]
    if is_page:
        around = list(_around(look, rules)) or around
        rules = _with_twice(look, rules, around) if look.is_page else rules
    repeated = [
        Zone(one.line.start, one.line.end, "boilerplate", rule)
        for one, rule in zip(look.lines, rules, strict=True)
        if rule in (RULE, TWICE)
    ]
    zones = joined([*kept, *_apart(around, kept), *_apart(repeated, [*kept, *around])])
    return zones if _leaves_text(look, zones) else before


def _rules(look: Look, bodies: Mapping[int, int], enough: int, is_page: bool) -> list[str | None]:
    """The rule by which each line is furniture, repetition among them, or None."""
    edges = _edges(look, [at for at, one in enumerate(look.lines) if one.rule is None])
    judged = _in_page if is_page else _in_text
    rules: list[str | None] = []
    for at, one in enumerate(look.lines):
        rule = None if one.rule == AROUND else one.rule
        times = bodies.get(one.print, 0)
        if rule is None and times >= enough and not one.fixed:
            rule = RULE if judged(look, at, times, at in edges, enough) else None
        rules.append(rule)
    return rules


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
    limit = FOREIGN_AT_EDGE if edge else FOREIGN
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


def _around(look: Look, rules: Sequence[str | None]) -> Iterator[Zone]:
    """What lies before and after the article in a page, its place found with what repeats."""
    marked = [
        own if one.rule == AROUND and rule is None else rule
        for one, rule, own in zip(look.lines, rules, look.marked, strict=True)
    ]
    known = RULE if rules.count(RULE) >= _PAGE_LINES else None
    place = article_in([one.line for one in look.lines], marked, known)
    if place is not None:
        for at, one in enumerate(look.lines):
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
