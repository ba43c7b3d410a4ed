"""What in an article's text bears on its date, read once: clues with the words that prove them.

A clue is not resolved here: what "last year" means depends on when the text was written,
and what "the Vilnius summit" means depends on other articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.article import Span
from index.events.editions import Edition, find_editions
from index.events.known import Known, Naming, find_known, gated
from index.events.lean import Lean, governed_ahead, lean_of
from index.events.timex import Timex, find_timexes
from index.text import sentences

ClueKind = Literal["time", "known", "loose", "anniversary", "edition", "near"]
REACH = 48
"""Code points between a name and the time expression that dates it."""
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
_KIND_NAMES = "ummit lympics onference orum onvention aucus talks".split()
_KINDS = "summit|olympics|conference|forum|convention|caucus|talks"
_COMING = re.compile(
    rf"\b(?:upcoming|forthcoming|approaching|looming) (?:\w+ )?(?P<a>{_KINDS})\b"
    rf"|\b(?P<b>{_KINDS}) (?:approaches|nears|looms)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\blater (?:this|next) year|next year\b")
_ANNIVERSARY = re.compile(
    r"\b(?P<n>\d{1,3}(?:st|nd|rd|th)|\d{1,3}[- ]years?|first|second|third|fifth|tenth|one-year"
    r"|two-year|five-year|ten-year)(?:[- ]year)? anniversary(?: (?:of|since))?"
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "tenth": 10,
    "one-year": 1, "two-year": 2, "five-year": 5, "ten-year": 10,
}  # fmt: skip


def find_clues(text: str, told: Sequence[Span]) -> tuple[Clue, ...]:
    """The clues of the paragraphs ``told`` of ``text``, in text order, at most a few dozen."""
    found: list[Clue] = []
    events = gated(text)
    for number, paragraph in enumerate(told):
        line = text[paragraph.start : paragraph.end]
        found.extend(_paragraph(line, paragraph.start, number < 3, events))
    return _choose([_near_by_kind(clue, found) for clue in found])


def _near_by_kind(clue: Clue, found: Sequence[Clue]) -> Clue:
    """ "The summit approaches" in one sentence tells of "the Vilnius summit" of another."""
    if clue.kind != "edition" or clue.near or clue.lean != "future" or _LATER.search(clue.words):
        return clue
    kind = clue.name.rsplit(" ", 1)[-1]
    return replace(clue, near=any(one.kind == "near" and one.name == kind for one in found))


def _paragraph(line: str, base: int, early: bool, events: tuple[Known, ...]) -> Iterator[Clue]:
    timexes = list(find_timexes(line))
    editions = list(find_editions(line, 0, len(line)))
    namings = list(find_known(line, events, founding=False))
    coming = any(kind in line for kind in _KIND_NAMES) and _COMING.search(line) is not None
    if not timexes and not editions and not namings and not coming:
        return
    for span in sentences(line):
        inside = [timex for timex in timexes if span.start <= timex.start < span.end]
        sentence = _Sentence(line[span.start : span.end], span.start, base, early, inside, events)
        yield from sentence.editions([one for one in editions if _holds(span, one.start)])
        yield from sentence.namings([one for one in namings if _holds(span, one.start)])
        yield from sentence.anniversaries()
        yield from sentence.times()
        if coming:
            yield from sentence.coming()


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


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
        words = self.text[start - self.at : end - self.at]
        clue = Clue(kind, self.base + start, self.base + end, words, early=self.early)
        return replace(clue, **more)  # type: ignore[arg-type]

    def lean(self, start: int, end: int) -> Lean:
        return lean_of(self.text, start - self.at, end - self.at)

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
            if timex is None and not naming.sure:
                continue
            start, end = _cover(naming.start, naming.end, timex)
            kind: ClueKind = "known" if naming.sure else "loose"
            yield self.clue(kind, start, end, name=naming.event.name, timex=timex)

    def anniversaries(self) -> Iterator[Clue]:
        found = _ANNIVERSARY.search(self.text)
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
        for timex in self.timexes:
            if timex.unit in ("ago",) or (timex.unit == "year" and timex.year is None):
                continue
            lean = self.lean(timex.start, timex.end)
            dated = timex.year is not None
            if lean == "future" and dated and not governed_ahead(self.text, timex.start - self.at):
                lean = ""
            yield self.clue(
                "time", timex.start, timex.end, timex=timex, lean=lean,
                near=_NEAR.search(self.text) is not None,
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
