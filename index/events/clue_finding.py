"""The clues of a whole text, found once and chosen so that they stay few, however long it is."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from index.article import Span
from index.dataclass import dataclass
from index.events.clues import COMING, LATER, Clue, Sentence
from index.events.editions import Edition, find_editions, may_hold
from index.events.known import Known, Naming, find_known, gated
from index.events.timex import Timex, find_timexes
from index.text import sentences

_Placed = TypeVar("_Placed", Timex, Edition, Naming)
_Found = TypeVar("_Found", Edition, Naming)

LONGEST = 1000
"""Code points of a sentence that are looked at together."""
MOST = {"known": 6, "loose": 4, "anniversary": 2, "edition": 8, "time": 14}
_COMING_WORDS = (
    "pcoming thcoming pproach loom Loom nears Nears PCOMING THCOMING PPROACH LOOM NEARS".split()
)
_GALLERY = re.compile(r"\b(?:Hide|Show) Captions?\b|\b\d+ of \d+ Photos\b")
"""Captions of a gallery, which goes on being filled long after the article around it."""


@dataclass(frozen=True, slots=True)
class _Gates:
    """What a whole text can hold at all, so that no paragraph is searched for anything else."""

    events: tuple[Known, ...]
    editions: bool
    coming: bool
    anniversaries: bool


def find_clues(text: str, told: Sequence[Span]) -> tuple[Clue, ...]:
    """The clues of the paragraphs ``told`` of ``text``, in text order, at most a few dozen."""
    found: list[Clue] = []
    gates = _Gates(
        gated(text),
        may_hold(text),
        any(word in text for word in _COMING_WORDS),
        "nniversary" in text,
    )
    for number, paragraph in enumerate(told):
        line = text[paragraph.start : paragraph.end]
        if "aption" in line and _GALLERY.search(line):
            continue
        found.extend(_paragraph(line, paragraph.start, number < 3, gates))
    coming = {clue.name for clue in found if clue.kind == "near"}
    return _choose([_near_by_kind(clue, coming) for clue in found])


def _near_by_kind(clue: Clue, coming: set[str]) -> Clue:
    """One sentence's "the summit approaches" tells of another's "Vilnius summit"."""
    if clue.kind != "edition" or clue.near or clue.lean != "future" or LATER.search(clue.words):
        return clue
    return replace(clue, near=clue.name.rsplit(" ", 1)[-1] in coming)


def _paragraph(line: str, base: int, early: bool, gates: _Gates) -> Iterator[Clue]:
    timexes = deque(find_timexes(line))
    editions: deque[Edition] = deque()
    if gates.editions:
        editions.extend(_placed(find_editions(line, 0, len(line))))
    namings: deque[Naming] = deque()
    if gates.events:
        namings.extend(_placed(find_known(line, gates.events, founding=False)))
    coming = gates.coming and any(word in line for word in _COMING_WORDS)
    coming = coming and COMING.search(line) is not None
    anniversary = gates.anniversaries and "nniversary" in line
    if not (timexes or editions or namings or coming or anniversary):
        return
    for span in _pieces(line):
        inside = _before(timexes, span.end)
        held, named = _before(editions, span.end), _before(namings, span.end)
        if not (inside or held or named or anniversary or coming):
            continue
        text = line[span.start : span.end]
        sentence = Sentence(text, span.start, base, early, inside, gates.events)
        yield from sentence.editions(held)
        yield from sentence.namings(named)
        if anniversary:
            yield from sentence.anniversaries()
        yield from sentence.times()
        if coming:
            yield from sentence.coming()


def _placed(found: Iterable[_Found]) -> list[_Found]:
    return sorted(found, key=lambda one: one.start)


def _pieces(line: str) -> Iterator[Span]:
    """The sentences of a line, in pieces where a "sentence" is longer than any honest one."""
    for span in sentences(line):
        for start in range(span.start, span.end, LONGEST):
            yield Span(start, min(span.end, start + LONGEST))


def _before(found: deque[_Placed], end: int) -> list[_Placed]:
    """Takes from the left what starts before ``end``."""
    taken: list[_Placed] = []
    while found and found[0].start < end:
        taken.append(found.popleft())
    return taken


def _weight(clue: Clue) -> tuple[int, int, int]:
    """Sort key among clues of one kind: the telling ones first, then in text order."""
    timex = clue.timex
    if clue.kind != "time" or timex is None:
        return (0 if timex is not None else 1, 0, clue.start)
    latest = -(timex.year or 0) * 12 - (timex.month or 0)
    told = 0 if timex.year and timex.offset is not None else 1
    if timex.year is not None:
        return (told, latest, clue.start)
    return (1 if timex.day else 2 if timex.unit == "month" else 3, 0, clue.start)


def _choose(found: list[Clue]) -> tuple[Clue, ...]:
    """The most telling clues of each kind, so that a trace stays small whatever the text."""
    kept: list[Clue] = []
    for kind, most in MOST.items():
        seen: set[object] = set()
        for clue in sorted((one for one in found if one.kind == kind), key=_weight):
            mark = (clue.name, clue.lean, clue.timex and replace(clue.timex, start=0, end=0))
            if mark not in seen and len(seen) < most:
                seen.add(mark)
                kept.append(clue)
    return tuple(sorted(kept, key=lambda clue: (clue.start, clue.end)))
