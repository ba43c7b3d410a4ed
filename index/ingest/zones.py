"""Marking page furniture and credit lines over a whole text."""

from __future__ import annotations

import re

from index.article import Zone
from index.dataclass import dataclass
from index.ingest.below import below
from index.ingest.furniture import IN_LIST, STARTS_LIST, STARTS_NOTE, Hints, rule_of
from index.ingest.layout import Line

_NOTE_LINES = 3
_LONGEST_ITEM = 160
_CROSSHEAD = 6
_STAFF = re.compile(r"([A-Z][\w.&’'-]{1,30}(?: [A-Z][\w.&’'-]{1,30}){0,3}) Staff")


@dataclass(frozen=True, slots=True)
class Marked:
    """The furniture of a text: for every line its rule or None, and the staff bylines in lists."""

    rules: tuple[str | None, ...]
    staff: tuple[tuple[str, Line], ...]


def mark(text: str, lines: list[Line]) -> Marked:
    """The rule, if any, by which each line is furniture.

    Under a heading such as "Related articles" lines go on being furniture until running
    text comes; under "About the author", in the second half, up to three lines of it.
    """
    hints = Hints.of(text)
    rules = [rule_of(line.text, hints) for line in lines]
    staff: list[tuple[str, Line]] = []
    index = 0
    while index < len(lines):
        rule = rules[index]
        index += 1
        if rule in STARTS_LIST:
            index = _list(lines, rules, index, rule, staff)
        elif rule in STARTS_NOTE and index * 2 > len(lines):
            for at in range(index, min(index + _NOTE_LINES, len(lines))):
                if rules[at] is not None:
                    break
                rules[at] = rule
    for at, rule in below(lines, rules).items():
        rules[at] = rules[at] or rule
    return Marked(tuple(rules), tuple(staff))


def _list(
    lines: list[Line],
    rules: list[str | None],
    first: int,
    rule: str | None,
    staff: list[tuple[str, Line]],
) -> int:
    """Takes the headlines under a list's heading; gives the index of the line after them.

    A few words alone between the heading and running text are left: most likely they are
    a cross-head of the article.
    """
    end = first
    while end < len(lines) and rules[end] in IN_LIST:
        if lines[end].is_body() or len(lines[end].text) > _LONGEST_ITEM:
            break
        end += 1
    if end == first + 1 < len(lines) and rules[end] is None and lines[first].words <= _CROSSHEAD:
        return first
    for index in range(first, end):
        rules[index] = rule
        signed = _STAFF.fullmatch(lines[index].text)
        if signed is not None:
            staff.append((signed.group(1), lines[index]))
    return end


def joined(zones: list[Zone]) -> tuple[Zone, ...]:
    """Zones in order; neighbours of one kind and rule become one; later overlaps are dropped."""
    ordered = sorted(zones, key=lambda zone: (zone.start, -zone.end))
    kept: list[Zone] = []
    for zone in ordered:
        if kept and zone.start < kept[-1].end:
            continue
        kept.append(zone)
    return tuple(kept)
