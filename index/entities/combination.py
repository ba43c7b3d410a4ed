"""Chooses between the marks of the rules and those of the statistical recogniser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.entities.context import office_tails
from index.entities.gazetteer import gazetteer, key
from index.entities.lexicon import addresses, heads, small_words
from index.entities.marks import Mark

_NEXT_WORD = re.compile(r" ([^\W\d_]{1,30})")
_ACT_OPENER = re.compile(r"\b[A-Z][a-z]{2,20} (?:of|and|with|for) \Z")
# The least probability with which the field may contradict a known name.
_CONTRADICTS = 0.8
_CONTAINS = 0.3
_SURE = 3.0
_SHORTEST = 2
_LONGER = 2.0
_UNSURE = 0.7
_MISSED = 2.5
# What the field's probability counts beside the weights of rules.
_COUNTS = 2.0


def combine(text: str, ruled: Sequence[Mark], tagged: Sequence[Mark]) -> list[Mark]:
    """The marks of one line in text order, not overlapping; both inputs are so, too.

    Rules win where they know (known names, numbered editions of events) unless the other
    sees a longer name around, or another bearer of a single word ("Jordan said"). Where
    rules only guess the statistics decide.
    """
    found: list[Mark] = []
    at, names = 0, {mark.start: mark for mark in ruled if mark.known is not None}
    rest = [_own(text, mark) for mark in tagged]
    taken = [False] * len(rest)
    for rule in ruled:
        if rule.type is None:
            continue
        while at < len(rest) and rest[at].end <= rule.start:
            at += 1
        over = []
        for index in range(at, len(rest)):
            if rest[index].start >= rule.end:
                break
            over.append(index)
        if rule.weight < _SURE and rule.type != "EVENT" and not _adds(rule, over, rest):
            continue
        if any(_beats(text, rest[index], rule) and not _row(rest[index], names) for index in over):
            continue
        for index in over:
            taken[index] = True
        found.append(rule)
    found += [mark for mark, gone in zip(rest, taken, strict=True) if not gone and _stands(mark)]
    return _completed(text, sorted(found, key=lambda mark: mark.start))


def _completed(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Joins a person's name with what is called after it ("John F. Kennedy" "Airport").

    And the title of a law with its beginning ("Freedom of" "Information Act").
    """
    joined: list[Mark] = []
    for mark in marks:
        if mark.type == "EVENT" and mark.known is None and mark.text.endswith(" Act"):
            mark = _whole_title(text, mark)
            while joined and joined[-1].end > mark.start:
                joined.pop()
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.type == "PER"
            and mark.known is None
            and mark.type in ("LOC", "ORG")
            and text[before.end : mark.start] == " "
            and all(word in heads("called_after") for word in mark.text.split())
        ):
            words = text[before.start : mark.end]
            joined[-1] = Mark(before.start, mark.end, words, mark.type, mark.weight)
        else:
            joined.append(mark)
    return joined


def _stands(mark: Mark) -> bool:
    """Whether the field's mark is of a type of ours, and no "Constitution" or "File Photo"."""
    if mark.type is None or len(mark.text) < _SHORTEST:
        return False
    if mark.known is not None:
        return True
    if mark.text.lower() in heads("no_name") or not heads("furniture").isdisjoint(
        mark.text.split()
    ):
        return False
    if " " in mark.text:
        return True
    shouted = mark.type == "PER" and mark.text.isupper() and mark.text.lower() in small_words()
    return mark.type != "EVENT" and not shouted


def _beats(text: str, mark: Mark, rule: Mark) -> bool:
    """Whether a mark of the field stands instead of a rule's that it overlaps."""
    sure = mark.weight / _COUNTS
    around = mark.start <= rule.start and mark.end >= rule.end
    if around and mark.end - mark.start > rule.end - rule.start:
        return sure >= _CONTAINS and rule.type != "EVENT" and not _of_office(text, mark)
    single = " " not in rule.text and rule.known is not None and rule.known.type != "NORP"
    return around and single and mark.type != rule.type and sure >= _CONTRADICTS


def _adds(rule: Mark, over: Sequence[int], rest: Sequence[Mark]) -> bool:
    """Whether a guess of the rules says more than the field: a longer name, or one it missed."""
    if over:
        return rule.weight >= _LONGER and all(
            (rest[index].type == rule.type or rest[index].weight < _UNSURE * _COUNTS)
            and rule.start <= rest[index].start
            and rest[index].end <= rule.end
            for index in over
        )
    return rule.weight >= _MISSED or rule.text.isupper()


def _of_office(text: str, mark: Mark) -> bool:
    """Whether a mark runs into an office ("White House National Security" Adviser)."""
    following = _NEXT_WORD.match(text, mark.end)
    return following is not None and following.group(1).lower() in office_tails()


def _row(mark: Mark, names: Mapping[int, Mark]) -> bool:
    """Whether a mark is known names in a row ("NATO-Ukraine", "Obama White House")."""
    at, first = mark.start, names.get(mark.start)
    while (name := names.get(at)) is not None and name.end < mark.end:
        at = name.end + 1
    if first is None or name is None or at == mark.start or name.end != mark.end:
        return False
    return "-" in mark.text or (first.type == "PER" and name.type == "ORG")


def _whole_title(text: str, mark: Mark) -> Mark:
    """The title of a law with what stands before a small word in it ("Freedom of ...")."""
    opener = _ACT_OPENER.search(text, max(0, mark.start - 40), mark.start)
    start = opener.start() if opener is not None else mark.start
    return Mark(start, mark.end, text[start : mark.end], mark.type, mark.weight)


def _own(text: str, mark: Mark) -> Mark:
    """The field's mark without a form of address, weighed, with what is known of its name."""
    start = mark.start
    first, space, more = mark.text.partition(" ")
    address = mark.type == "PER" and first.rstrip(".") in addresses()
    if more and (address or first == "The"):
        start += len(first) + len(space)
    words = text[start : mark.end]
    known = gazetteer().names.get(key(words))
    if known is not None and known.type != mark.type:
        known = None
    weight = mark.weight * _COUNTS
    return Mark(start, mark.end, words, mark.type, weight, known, mark.titled, mark.placed)
