"""A profile in words and figures, line for line: the same for the screen and for plain print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from index.dataclass import dataclass
from index.profile import Fact, Measure, OutletLine, Profile, ProfileLine
from tui.phrases import count

RowKind = Literal["head", "note", "words", "figure"]

CLEAR = 1.96
"""The z-score from which on a difference is marked."""
_SAID_OF_NOTHING = ("kind", "country", "state")
_SPELLINGS = 6


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One line: a label, the figure of either side, and what opens it.

    ``part``, ``key`` and ``texts`` (those of the outlet first) find the sentences behind it;
    ``own`` of the texts are the outlet's. ``mark`` is ``*`` where the two clearly differ.
    """

    kind: RowKind
    label: str
    here: str = ""
    there: str = ""
    mark: str = ""
    part: str = ""
    key: tuple[str, ...] = ()
    texts: tuple[int, ...] = ()
    own: int = 0


def rows(profile: Profile) -> Iterator[OutletRow]:
    """Everything a profile tells, the surest first."""
    yield from _about(profile.line)
    if profile.beside is not None:
        yield from _about(profile.beside)
    if profile.waiting:
        waiting = count(profile.waiting, "text")
        yield OutletRow("note", f"{waiting} not read closely yet, and not in what follows")
    if not profile.shared:
        yield OutletRow("head", "Beside others")
        yet = " yet" if profile.waiting else ""
        yield OutletRow("note", f"no event with texts of both; nothing to compare{yet}")
        return
    yield from _compared(profile)
    if timing := _of(profile, "timing"):
        yield OutletRow("head", "Its first text came, by the days written on them: events")
        yield from map(_line, timing)
    yield from _listed(profile, "voices", "Who speaks by name: texts (words)")
    yield from _listed(profile, "sources", "Outlets and agencies leaned on: texts")
    if profile.too_few:
        yield OutletRow("head", "Wording")
        yield OutletRow("note", profile.too_few)
        return
    yield from _wording(_of(profile, "wording"))
    yield from _words(profile)


def others(profile: Profile) -> str:
    """What the column beside is called."""
    return profile.beside.name if profile.beside else "the others"


def _of(profile: Profile, part: str) -> list[ProfileLine]:
    return [line for line in profile.lines if line.part == part]


def _about(line: OutletLine) -> Iterator[OutletRow]:
    """What is known of an outlet, what is not, and how it came to be one."""
    yield OutletRow("head", f"About {line.name}")
    for fact in line.facts:
        yield OutletRow("note", _said(fact))
    known = {fact.about for fact in line.facts}
    unknown = [about for about in _SAID_OF_NOTHING if about not in known]
    if unknown:
        names = {"kind": "kind", "country": "country", "state": "ties to a state"}
        yield OutletRow("note", f"unknown: {', '.join(names[about] for about in unknown)}")
    if len(line.spellings) > 1:
        shown = list(line.spellings.items())[:_SPELLINGS]
        spelt = " · ".join(f"{name} {number:,}" for name, number in shown)
        more = len(line.spellings) - len(shown)
        yield OutletRow("note", f"came as {spelt}" + (f" and {more:,} more" if more else ""))
    yield OutletRow(
        "note",
        f"{count(line.texts, 'text')} in {count(line.events, 'event')},"
        f" {line.shared:,} of them told by another outlet, too",
    )


def _said(fact: Fact) -> str:
    if fact.about == "label":
        return f"you say: {fact.text} ({fact.source})"
    source = f"{fact.source}, {fact.date}"
    return f"{fact.about}: {fact.text} ({source})"


def _compared(profile: Profile) -> Iterator[OutletRow]:
    here, there = profile.here, profile.there
    yield OutletRow("head", f"In {count(len(profile.shared), 'event')} that both tell")
    yield OutletRow(
        "figure", "texts compared", f"{len(here):,}", f"{len(there):,}", "", "texts", (),
        (*here, *there), len(here),
    )  # fmt: skip
    if profile.copies:
        copies = count(len(profile.copies), "text")
        yield OutletRow(
            "figure", "left out: the same text elsewhere", copies, "", "", "texts", (),
            profile.copies,
        )  # fmt: skip
    for measure in profile.measures:
        ours, theirs = _figure(measure, measure.here), _figure(measure, measure.there)
        yield OutletRow(
            "figure", measure.label, ours, theirs,
            "", measure.key, (), (*measure.here_texts, *measure.there_texts),
            len(measure.here_texts),
        )  # fmt: skip


def _figure(measure: Measure, value: float | None) -> str:
    if measure.key == "delay":
        return "" if value is None else f"{value:+.1f}"
    if value is None:
        return "too few"
    return f"{value:,.0f}" if measure.key == "length" else f"{value:.0%}"


def _listed(profile: Profile, part: str, heading: str) -> Iterator[OutletRow]:
    lines = _of(profile, part)
    yield OutletRow("head", heading)
    if not lines:
        yield OutletRow("note", "nobody in two texts or more")
    yield from map(_line, lines)


def _wording(lines: list[ProfileLine]) -> Iterator[OutletRow]:
    """Sets with a clear difference first, set by set; then the others."""
    groups: dict[str, list[ProfileLine]] = {}
    for line in lines:
        groups.setdefault(line.group, []).append(line)
    clear = [group for group in groups if any(abs(one.z or 0) >= CLEAR for one in groups[group])]
    forms = count(len(lines), "form")
    yield OutletRow("head", "Wording, where both use a set: texts (uses)")
    if not lines:
        yield OutletRow("note", "no set of words is used by both often enough")
    elif not clear:
        yield OutletRow("note", f"no clear difference in any of {forms}")
    else:
        chance = max(1, round(len(lines) / 20))
        yield OutletRow("note", f"* differs; of {forms} about {chance} would by chance alone")
    for group in [*clear, *(one for one in groups if one not in clear)]:
        yield OutletRow("note", f"{group}:")
        yield from (_line(one, f"  {one.label}") for one in groups[group])


def _words(profile: Profile) -> Iterator[OutletRow]:
    lines = _of(profile, "words")
    yield OutletRow("head", "Words that mark it over many events: texts (uses)")
    tested = count(profile.tested, "word")
    chance = max(1, round(profile.tested / 1000))
    if lines:
        yield OutletRow("note", f"of {tested} tested about {chance} would be here by chance alone")
    else:
        yield OutletRow("note", f"none of {tested} tested stands out from chance")
    for heading, over in (("more here:", True), ("more beside it:", False)):
        some = [one for one in lines if ((one.z or 0) > 0) == over]
        if some:
            yield OutletRow("note", heading)
            yield from (_line(one, f"  {one.label}") for one in some)


def _line(line: ProfileLine, label: str = "") -> OutletRow:
    timed = line.part == "timing"
    here, there = (
        f"{len(side.texts):,}" if timed or line.part == "sources"
        else f"{len(side.texts):,} ({side.number:,})" if side.texts else "·"
        for side in (line.here, line.there)
    )  # fmt: skip
    clear = line.z is not None and abs(line.z) >= CLEAR
    return OutletRow(
        "figure", label or line.label, here, "" if timed else there, "*" if clear else "",
        line.part, line.key, (*line.here.texts, *line.there.texts), len(line.here.texts),
    )  # fmt: skip
