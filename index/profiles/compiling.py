"""A profile out of the counts of texts: an outlet's own beside others' of the same events."""

from __future__ import annotations

import datetime
import statistics
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from index.profile import Measure, OutletLine, Profile, ProfileLine, Side
from index.profiles import choices
from index.profiles.events import Sides, Text, sides

LEAST_TEXTS = 5
"""Texts of a side from which on a figure of it is told."""
LEAST_COMPARED = 10
"""Texts of either side, and events, from which on words are compared."""

BEFORE, SAME, AFTER = (
    "on a day before the others' first", "on the same day", "on a later day"
)  # fmt: skip

__all__ = ["Text", "compile_profile"]


def compile_profile(
    line: OutletLine,
    beside: OutletLine | None,
    texts: Sequence[Text],
    moments: Mapping[int, datetime.datetime],
    speaker: Callable[[str], str],
    outlet: Callable[[str], str],
) -> Profile:
    """The profile of an outlet, of all ``texts`` of the events it tells.

    ``moments`` are times of publication where they are known. ``speaker`` and ``outlet``
    give the names under which the library joins those of people and of outlets.
    """
    found = sides(texts, line.name, beside.name if beside else None)
    too_few = _too_few(found)
    lines = [*_timing(texts, found, line.name, beside), *choices.voices(found, speaker)]
    lines += choices.sources(found, (line.name,), outlet)
    tested = 0
    if too_few is None:
        marking, tested = choices.words(found, line.name)
        lines += [*choices.wording(found), *marking]
    return Profile(
        line,
        beside,
        line.texts,
        line.events,
        tuple(f"e{event}" for event in found.events),
        tuple(one.id for one in found.here),
        tuple(one.id for one in found.there),
        found.copies,
        tuple(_measures(found, moments)),
        tuple(lines),
        too_few,
        tested,
    )


def _too_few(found: Sides) -> str | None:
    numbers = (len(found.here), len(found.there), len(found.events))
    if min(numbers) >= LEAST_COMPARED:
        return None
    return (
        f"too few to compare words: {numbers[0]:,} texts of it beside {numbers[1]:,} in"
        f" {numbers[2]:,} events, and {LEAST_COMPARED} of each are needed"
    )


def _measures(found: Sides, moments: Mapping[int, datetime.datetime]) -> list[Measure]:
    return [
        _measure("length", "words of a text, median", found, _length),
        _measure("quoted", "in quotation marks, of all words", found, _quoted),
        _measure("unnamed", "by unnamed voices, of all words said", found, _unnamed),
        *_delay(found, moments),
    ]


def _measure(
    key: str, label: str, found: Sides, figure: Callable[[Sequence[Text]], float | None]
) -> Measure:
    values = [
        figure(texts) if len(texts) >= LEAST_TEXTS else None for texts in (found.here, found.there)
    ]
    return Measure(key, label, values[0], values[1], _ids(found.here), _ids(found.there))


def _ids(texts: Sequence[Text]) -> tuple[int, ...]:
    return tuple(one.id for one in texts)


def _length(texts: Sequence[Text]) -> float | None:
    return float(statistics.median(one.counts.words for one in texts))


def _quoted(texts: Sequence[Text]) -> float | None:
    words = sum(one.counts.words for one in texts)
    return sum(one.counts.quoted for one in texts) / words if words else None


def _unnamed(texts: Sequence[Text]) -> float | None:
    speaking = list(choices.unnamed(texts))
    if len(speaking) < LEAST_TEXTS:
        return None
    return sum(some for _, some, _ in speaking) / sum(whole for _, _, whole in speaking)


def _timing(
    texts: Sequence[Text], found: Sides, name: str, beside: OutletLine | None
) -> list[ProfileLine]:
    """In how many events its first text is of the first day, by the days written on them.

    Only events where at least one of the others states its day, too.
    """
    shared = set(found.events)
    first: dict[tuple[int, bool], Text] = {}
    for one in texts:
        mine = one.outlet == name
        theirs = one.outlet is not None and (beside is None or one.outlet == beside.name)
        if one.event in shared and one.day is not None and (mine or theirs):
            at = first.get((one.event, mine))
            if at is None or at.day is None or one.day < at.day:
                first[one.event, mine] = one
    groups: dict[str, list[tuple[Text, Text]]] = defaultdict(list)
    for event in sorted(shared):
        ours, other = first.get((event, True)), first.get((event, False))
        if ours and other and ours.day is not None and other.day is not None:
            late = ours.day - other.day
            said = BEFORE if late < 0 else AFTER if late else SAME
            groups[said].append((ours, other))
    return [
        ProfileLine(
            "timing",
            (said,),
            said,
            Side(len(groups[said]), tuple(ours.id for ours, _ in groups[said])),
            Side(len(groups[said]), tuple(other.id for _, other in groups[said])),
        )
        for said in (BEFORE, SAME, AFTER)
        if groups[said]
    ]


def _delay(found: Sides, moments: Mapping[int, datetime.datetime]) -> list[Measure]:
    """Median hours between the first text of the others and its own, where times are known."""
    hours, ours, theirs = [], [], []
    firsts: dict[tuple[int, bool], int] = {}
    for mine, side in ((True, found.here), (False, found.there)):
        for one in side:
            if one.id in moments:
                at = firsts.get((one.event, mine))
                if at is None or moments[one.id] < moments[at]:
                    firsts[one.event, mine] = one.id
    for event in found.events:
        own, other = firsts.get((event, True)), firsts.get((event, False))
        if own is not None and other is not None:
            hours.append((moments[own] - moments[other]).total_seconds() / 3600)
            ours.append(own)
            theirs.append(other)
    if len(hours) < LEAST_TEXTS:
        return []
    label = "hours after the others' first, median"
    return [Measure("delay", label, statistics.median(hours), None, tuple(ours), tuple(theirs))]
