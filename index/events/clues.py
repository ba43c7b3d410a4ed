"""What in an article's text bears on its date, read once: clues with the words that prove them.

A clue is not resolved here: what "last year" means depends on when the text was written,
and what "the Vilnius summit" means depends on other articles.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from index.article import Span
from index.dataclass import dataclass
from index.events.editions import Edition, find_editions, may_hold
from index.events.known import Known, Naming, find_known, gated
from index.events.lean import Lean, governed_ahead, lean_of, told_past
from index.events.timex import Timex, find_timexes
from index.text import sentences

_Placed = TypeVar("_Placed", Timex, Edition, Naming)
_Found = TypeVar("_Found", Edition, Naming)

ClueKind = Literal["time", "known", "loose", "anniversary", "edition", "near"]
REACH = 48
"""Code points between a name and the time expression that dates it."""
LONGEST = 1000
"""Code points of a sentence that are looked at together."""
MOST = {"known": 6, "loose": 4, "anniversary": 2, "edition": 8, "time": 14}


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence. ``start``/``end`` cover ``words`` in the article's text.

    ``name`` is a known event's name or an edition's key. ``near`` tells that the text calls
    the thing "upcoming" or the like; ``early`` that it stands among the first sentences;
    ``placed`` that an edition is said to be held in the place that names it.
    """

    kind: ClueKind
    start: int
    end: int
    words: str
    lean: Lean = ""
    name: str = ""
    timex: Timex | None = None
    near: bool = False
    early: bool = False
    placed: bool = False


_NEAR = re.compile(
    r"\b(?:upcoming|forthcoming|ahead of|eve of|approach(?:es|ing)|looms?|looming|run-up)\b"
)
_KINDS = "summit|olympics|conference|forum|convention|talks"
_COMING_WORDS = (
    "pcoming thcoming pproach loom Loom nears Nears PCOMING THCOMING PPROACH LOOM NEARS".split()
)
_COMING = re.compile(
    rf"\b(?:upcoming|forthcoming|approaching|looming) (?:\w+ )?(?P<a>{_KINDS})\b"
    rf"|\b(?P<b>{_KINDS}) (?:approaches|nears|looms)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\blater (?:this|next) year|next year\b")
_GALLERY = re.compile(r"\b(?:Hide|Show) Captions?\b|\b\d+ of \d+ Photos\b")
"""Captions of a gallery, which goes on being filled long after the article around it."""
_ANNIVERSARY = re.compile(
    r"\b(?P<n>\d{1,3}(?:st|nd|rd|th)|\d{1,3}[- ]years?|first|second|third|fifth|tenth|one-year"
    r"|two-year|five-year|ten-year)(?:[- ]year)? anniversary(?: (?:of|since))?"
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "tenth": 10,
    "one-year": 1, "two-year": 2, "five-year": 5, "ten-year": 10,
}  # fmt: skip


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
    if clue.kind != "edition" or clue.near or clue.lean != "future" or _LATER.search(clue.words):
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
    coming = coming and _COMING.search(line) is not None
    anniversary = gates.anniversaries and "nniversary" in line
    if not (timexes or editions or namings or coming or anniversary):
        return
    for span in _pieces(line):
        inside = _before(timexes, span.end)
        held, named = _before(editions, span.end), _before(namings, span.end)
        if not (inside or held or named or anniversary or coming):
            continue
        text = line[span.start : span.end]
        sentence = _Sentence(text, span.start, base, early, inside, gates.events)
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


@dataclass(slots=True)
class _Sentence:
    """One sentence with its time expressions; ``at`` is its offset in the line ``base`` begins."""

    text: str
    at: int
    base: int
    early: bool
    timexes: list[Timex]
    events: tuple[Known, ...]

    def clue(self, kind: ClueKind, start: int, end: int, **more: object) -> Clue:
        """A clue whose offsets are taken from the line to the article."""
        end = min(end, self.at + len(self.text))
        words = self.text[start - self.at : end - self.at]
        more["early"] = self.early
        return Clue(kind, self.base + start, self.base + end, words, **more)  # type: ignore[arg-type]

    def lean(self, start: int, end: int, opening: bool = False) -> Lean:
        return lean_of(self.text, start - self.at, end - self.at, opening)

    def nearest(self, start: int, end: int) -> Timex | None:
        """The time expression that stands closest to ``start:end``, within reach, none between."""
        best: tuple[int, Timex] | None = None
        for timex in self.timexes:
            away = max(timex.start - end, start - timex.end, 0)
            between = self.text[min(end, timex.end) - self.at : max(start, timex.start) - self.at]
            if away <= REACH and not re.search(r"[;“”\"()]", between):
                away += 12 if timex.end <= start and "," in between else 0
                if timex.unit != "weekday" and (best is None or away < best[0]):
                    best = (away, timex)
        return best[1] if best else None

    def editions(self, found: list[Edition]) -> Iterator[Clue]:
        for edition in found:
            timex = self.nearest(edition.start, edition.end)
            start, end = _cover(edition.start, edition.end, timex)
            near = _NEAR.search(self.text) is not None and not _LATER.search(self.text)
            yield self.clue(
                "edition", start, end, name=edition.key, timex=timex, near=near,
                lean=self.lean(edition.start, edition.end), placed=edition.placed,
            )  # fmt: skip

    def namings(self, found: list[Naming]) -> Iterator[Clue]:
        for naming in found:
            timex = self.nearest(naming.start, naming.end)
            if timex is not None and timex.offset is not None and timex.month is None:
                # "Last year" dates the name beside it and no other.
                beside = timex.start - naming.end <= 2 and naming.start - timex.end <= 4
                timex = timex if beside or timex.unit == "ago" else None
            if timex is None and not naming.sure:
                continue
            start, end = _cover(naming.start, naming.end, timex)
            kind: ClueKind = "known" if naming.sure else "loose"
            yield self.clue(kind, start, end, name=naming.event.name, timex=timex)

    def anniversaries(self) -> Iterator[Clue]:
        found = _ANNIVERSARY.search(self.text) if "nniversary" in self.text else None
        if found is None:
            return
        start, end = found.span()
        for founding in (True, False):
            for naming in find_known(self.text, self.events, founding):
                after = 0 <= naming.start - end <= 16
                before = 0 <= start - naming.end <= 40
                if after or (
                    before
                    and re.search(r"\b(?:its|the|['’]s)\b", self.text[naming.end - 2 : start])
                ):
                    yield self._anniversary(found, naming)
                    return

    def _anniversary(self, found: re.Match[str], naming: Naming) -> Clue:
        word = found.group("n")
        years = _ORDINALS[word] if word in _ORDINALS else int(re.match(r"\d+", word).group())  # type: ignore[union-attr]
        start, end = min(found.start(), naming.start), max(found.end(), naming.end)
        day = next((one for one in self.timexes if one.unit == "weekday"), None)
        if day is not None and 0 <= day.start - self.at - end <= 24:
            end = day.end - self.at
        else:
            day = None
        weekday = day.weekday if day else None
        timex = Timex(found.start(), found.end(), "ago", offset=years * 12, weekday=weekday)
        start, end = start + self.at, end + self.at
        return self.clue(
            "anniversary",
            start,
            end,
            name=naming.event.name,
            timex=timex,
            lean=self.lean(start, end),
        )

    def times(self) -> Iterator[Clue]:
        if not self.timexes:
            return
        near = _NEAR.search(self.text) is not None
        for timex in self.timexes:
            if timex.unit in ("ago",) or (timex.unit == "year" and timex.year is None):
                continue
            lean = self.lean(timex.start, timex.end, opening=True)
            dated = timex.year is not None
            if lean == "future" and dated and not governed_ahead(self.text, timex.start - self.at):
                lean = ""
            place = timex.start - self.at, timex.end - self.at
            if lean == "past" and dated and not told_past(self.text, *place):
                lean = ""
            yield self.clue(
                "time", timex.start, timex.end, timex=timex, lean=lean, near=near
            )  # fmt: skip

    def coming(self) -> Iterator[Clue]:
        if _LATER.search(self.text):
            return
        for found in _COMING.finditer(self.text):
            start, end = found.start() + self.at, found.end() + self.at
            yield self.clue("near", start, end, name=(found["a"] or found["b"]).lower())


def _cover(start: int, end: int, timex: Timex | None) -> tuple[int, int]:
    return (start, end) if timex is None else (min(start, timex.start), max(end, timex.end))


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
