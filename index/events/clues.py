"""Clues: what a sentence holds that bears on its article's date, with the words that prove it.

A clue is not resolved here: what "last year" means depends on when the text was written,
and what "the Vilnius summit" means depends on other articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from index.dataclass import dataclass
from index.events.editions import Edition
from index.events.known import Known, Naming, find_known
from index.events.lean import Lean, governed_ahead, lean_of, told_past
from index.events.timex import Timex

ClueKind = Literal["time", "known", "loose", "anniversary", "edition", "near"]
REACH = 48
"""Code points between a name and the time expression that dates it."""


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
COMING = re.compile(
    rf"\b(?:upcoming|forthcoming|approaching|looming) (?:\w+ )?(?P<a>{_KINDS})\b"
    rf"|\b(?P<b>{_KINDS}) (?:approaches|nears|looms)\b",
    re.IGNORECASE,
)
LATER = re.compile(r"\blater (?:this|next) year|next year\b")
_ANNIVERSARY = re.compile(
    r"\b(?P<n>\d{1,3}(?:st|nd|rd|th)|\d{1,3}[- ]years?|first|second|third|fifth|tenth|one-year"
    r"|two-year|five-year|ten-year)(?:[- ]year)? anniversary(?: (?:of|since))?"
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "tenth": 10,
    "one-year": 1, "two-year": 2, "five-year": 5, "ten-year": 10,
}  # fmt: skip


@dataclass(slots=True)
class Sentence:
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
        """Whether the words at ``start:end`` of the line tell of what was or of what will be."""
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
        """Editions named, each with the time beside it."""
        for edition in found:
            timex = self.nearest(edition.start, edition.end)
            start, end = _cover(edition.start, edition.end, timex)
            near = _NEAR.search(self.text) is not None and not LATER.search(self.text)
            yield self.clue(
                "edition", start, end, name=edition.key, timex=timex, near=near,
                lean=self.lean(edition.start, edition.end), placed=edition.placed,
            )  # fmt: skip

    def namings(self, found: list[Naming]) -> Iterator[Clue]:
        """Known events named; by words that leave a doubt only where a time stands beside."""
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
        """The first anniversary of a known event, with the years since it."""
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
        """Time expressions, each with its lean."""
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
        """What is said to approach, by its kind: "the summit nears"."""
        if LATER.search(self.text):
            return
        for found in COMING.finditer(self.text):
            start, end = found.start() + self.at, found.end() + self.at
            yield self.clue("near", start, end, name=(found["a"] or found["b"]).lower())


def _cover(start: int, end: int, timex: Timex | None) -> tuple[int, int]:
    return (start, end) if timex is None else (min(start, timex.start), max(end, timex.end))
