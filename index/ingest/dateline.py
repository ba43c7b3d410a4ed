"""The place, day and agency that a report opens with: "KYIV, April 5 (Reuters) - "."""

from __future__ import annotations

import datetime
import re

from index.article import Finding
from index.dataclass import dataclass
from index.ingest.credits import listed
from index.ingest.outlets import Outlet, by_name
from index.ingest.stated import stamp

_NAME = r"[^\W\d_a-zà-öø-ÿ][\w.'’-]{0,30}"
_PLACE = rf"{_NAME}(?:[ /-]{_NAME}){{0,4}}(?:, {_NAME}(?: {_NAME}){{0,2}}){{0,2}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_DASH = r"(?:--|[-–—:])"
_LABELLED = re.compile(
    rf"(?:(?P<place>{_PLACE}),? ?)?(?:(?P<day>{_DAY}),? ?)?\((?P<label>[^()\n]{{2,60}})\)"
    rf"(?P<dash>\s?{_DASH})?\s+(?=\S)"
)
_PLACED = re.compile(
    rf"(?P<place>(?=[^\W\d_]{{2,}})(?-i:[A-ZÀ-Ý.'’ -]{{3,40}})(?:, {_NAME}(?: {_NAME}){{0,2}})?)"
    rf"(?:, (?P<day>{_DAY}))?(?:, (?P<label>[A-Z][\w ]{{1,30}}))?\s?(?:--|[–—]|\s-)\s?(?=\S)"
)
_UPPER_NAME = re.compile(r"[A-Z][\w.&’' -]{1,40}")
_WINDOW = 200


@dataclass(frozen=True, slots=True)
class Dateline:
    """The length of a dateline, its day if it names a whole one, and the outlets in it."""

    length: int
    day: datetime.date | None
    day_words: str
    named: tuple[tuple[Finding, Outlet | None], ...]


def dateline_of(text: str, start: int, end: int, today: datetime.date) -> Dateline | None:
    """The dateline at ``start``, where the line until ``end`` opens with one, else None.

    Words in brackets count where the table knows them, or where a place before them and
    a dash after them show what they are.
    """
    opening = text[start : min(end, start + _WINDOW)]
    for pattern in (_LABELLED, _PLACED):
        match = pattern.match(opening)
        if match is None:
            continue
        label = match["label"]
        named = tuple(_named(label, start + match.start("label"))) if label else ()
        if label and not _believable(match, named):
            continue
        words = match["day"] or ""
        day = stamp(words, today)[1] if words else None
        return Dateline(match.end(), day, words, named)
    return None


def _named(label: str, start: int) -> list[tuple[Finding, Outlet | None]]:
    dash = label.find("- ")
    if dash > 0 and by_name(label[:dash].strip(), in_credit=True):
        after = label[dash + 2 :]
        tail = start + dash + 2 + len(after) - len(after.lstrip())
        return listed(label[:dash].strip(), start, "dateline") + listed(
            after.strip(), tail, "dateline"
        )
    return listed(label, start, "dateline")


def _believable(match: re.Match[str], named: tuple[tuple[Finding, Outlet | None], ...]) -> bool:
    if any(outlet is not None for _, outlet in named):
        return True
    placed = match["place"] is not None and "dash" in match.re.groupindex and bool(match["dash"])
    return placed and bool(_UPPER_NAME.fullmatch(match["label"]))
