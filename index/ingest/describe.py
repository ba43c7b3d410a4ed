"""A draft becomes an article: every field with its value, its method and its evidence."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from index.article import Article, Dates, Finding, Span, Zone
from index.ingest.cites import cites_of
from index.ingest.credits import credit_line
from index.ingest.dateline import dateline_of
from index.ingest.draft import Declared, Draft
from index.ingest.header import read_header
from index.ingest.header_lines import Header
from index.ingest.labels import (
    FrontMatter,
    Label,
    day_of,
    ends_document,
    front_matter,
    label_of,
)
from index.ingest.language import declared_language, language_of
from index.ingest.layout import Line, lines_of
from index.ingest.outlets import Outlet, by_name
from index.ingest.publisher import from_address, from_copyright, from_credits, from_staff
from index.ingest.stated import declared_day
from index.ingest.surroundings import ABOVE, article_in, zones_around
from index.ingest.web import web_address
from index.ingest.zones import Marked, joined, mark

_TAIL_LINES = 14
_DATELINE_LINES = 3
_FIELD_LINES = 40


@dataclass(slots=True)
class _Found:
    """What the body's edges give beside the header."""

    zones: list[Zone] = field(default_factory=list)
    credits: list[Finding] = field(default_factory=list)
    outlet: Finding | None = None
    stated: Finding | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """The lines that are read and their rules; in a page they are some of its ``whole`` lines,
    from the one ``above`` on, and ``place`` are the first and last of its article."""

    lines: list[Line]
    marked: Marked
    whole: list[Line]
    every: Marked
    place: tuple[int, int] | None = None
    above: int = 0


def describe(draft: Draft, today: datetime.date) -> Article:
    """Finds an article's fields and zones; the text itself is never changed.

    What a table declares goes before what its text shows. ``today`` bounds dates. The
    article has no id, no family, no event and no mentions yet.
    """
    text = draft.text
    front = front_matter(text)
    declared = _together(draft.declared, front)
    seen = _seen(text, front)
    in_page = seen.place is not None
    header = read_header(seen.lines, seen.marked.rules, declared.title, today, in_page)
    found = _around_body(text, seen, header, front, today)
    url = web_address(declared.url) or header.url
    outlet = _outlet(declared, url, header, found, seen)
    own = by_name(outlet.value.partition(" (")[0]) if outlet else None
    publisher = own.name if own else outlet.value if outlet else None
    zones = joined([*header.zones, *found.zones])
    return Article(
        id=0,
        text=text,
        title=_declared(declared, "title", declared.title) or header.title,
        outlet=outlet,
        credits=_credits([*draft.credits, *header.credits, *found.credits], publisher),
        cites=cites_of(text, zones, own),
        byline=_declared(declared, "author", declared.byline) or header.byline,
        language=_language(draft, declared.language, header, seen.lines),
        url=url,
        dates=Dates(stated=_stated(declared, header, found, today)),
        zones=zones,
        cautions=draft.cautions,
        origins=(draft.origin,),
    )


def _seen(text: str, front: FrontMatter | None) -> _Seen:
    """The lines of a text below its front matter; of a page those of and near its article."""
    whole = [line for line in lines_of(text) if front is None or line.start >= front.end]
    every = mark(text, whole)
    place = article_in(whole, every.rules)
    if place is None:
        return _Seen(whole, every, whole, every)
    above, end = max(0, place[0] - ABOVE), place[1] + 1
    near = Marked(every.rules[above:end], every.staff)
    return _Seen(whole[above:end], near, whole, every, place, above)


def _around_body(
    text: str, seen: _Seen, header: Header, front: FrontMatter | None, today: datetime.date
) -> _Found:
    """What stands before, after and around the body. Tells the header where the body begins."""
    found = _Found(zones=_furniture(seen.lines, seen.marked))
    if seen.place is not None:
        header.body = max(header.body or 0, seen.place[0] - seen.above)
        found.zones.extend(zones_around(seen.whole, seen.place, header, seen.above))
    if front is not None:
        found.zones.append(Zone(0, len(text[: front.end].rstrip()), "stamp", "front matter"))
    taken = {zone.start for zone in (*header.zones, *found.zones)}
    _read_datelines(text, seen, header, found, today)
    _read_tail(seen.lines, taken, found)
    _read_fields_below(seen.lines, header, found, today)
    return found


def _together(declared: Declared, front: FrontMatter | None) -> Declared:
    """What was declared, and where nothing was, what the text's own front matter declares."""
    if front is None:
        return declared
    own, hows = front.declared, dict(declared.hows)
    for name in ("title", "outlet", "date", "url", "byline", "language"):
        if getattr(declared, name) is None:
            key = "author" if name == "byline" else name
            hows[key] = own.how(key)
    return Declared(
        title=declared.title or own.title,
        outlet=declared.outlet or own.outlet,
        date=declared.date or own.date,
        url=declared.url or own.url,
        byline=declared.byline or own.byline,
        language=declared.language or own.language,
        hows=hows,
    )


def _declared(declared: Declared, name: str, value: str | None) -> Finding | None:
    return Finding(value, declared.how(name), value) if value else None


def _furniture(lines: list[Line], marked: Marked) -> list[Zone]:
    """Zones of furniture lines; lines of one rule that follow one another become one zone."""
    zones: list[Zone] = []
    previous: str | None = None
    for line, rule in zip(lines, marked.rules, strict=True):
        if rule is not None and rule == previous:
            zones[-1] = Zone(zones[-1].start, line.end, "boilerplate", rule)
        elif rule is not None:
            zones.append(Zone(line.start, line.end, "boilerplate", rule))
        previous = rule
    return zones


def _read_datelines(
    text: str, seen: _Seen, header: Header, found: _Found, today: datetime.date
) -> None:
    first, lines = header.body, seen.lines
    if first is None:
        return
    for index in range(first, min(first + _DATELINE_LINES, len(lines))):
        line = lines[index]
        start = header.start if index == 0 and header.start else line.start
        dateline = dateline_of(text, start, line.end, today)
        if dateline is None or seen.marked.rules[index] is not None:
            continue
        end = start + len(text[start : start + dateline.length].rstrip())
        found.zones.append(Zone(start, end, "dateline", "dateline"))
        for finding, outlet in dateline.named:
            _publisher_or_credit(finding, outlet, found)
        if dateline.day is not None:
            evidence = dateline.day_words
            found.stated = Finding(dateline.day.isoformat(), "dateline", evidence, Span(start, end))
        return


def _publisher_or_credit(finding: Finding, outlet: Outlet | None, found: _Found) -> None:
    """An aggregator labels what it publishes itself; anybody else is credited."""
    if outlet is not None and outlet.kind == "aggregator":
        found.outlet = found.outlet or finding
    else:
        found.credits.append(finding)


def _read_tail(lines: list[Line], taken: set[int], found: _Found) -> None:
    """Credit lines among the last lines."""
    for line in lines[-_TAIL_LINES:]:
        if line.start in taken:
            continue
        credits = credit_line(line)
        if credits is not None:
            found.credits.extend(credits.found)
            found.zones.append(Zone(line.start, line.end, "credit", credits.rule))


def _read_fields_below(
    lines: list[Line], header: Header, found: _Found, today: datetime.date
) -> None:
    """The fields that a database prints under a text ("Load-Date: ..."), from the end upwards."""
    first = header.body if header.body is not None else len(lines)
    below: list[tuple[Line, Label | None]] = []
    for line in reversed(lines[first + 1 :][-_FIELD_LINES:]):
        label = label_of(line.text)
        if label is None and not ends_document(line.text):
            break
        below.append((line, label))
    if sum(1 for _, label in below if label is not None) < 2 and not (
        below and ends_document(below[0][0].text)
    ):
        return
    for line, label in reversed(below):
        if not any(zone.start <= line.start < zone.end for zone in found.zones):
            found.zones.append(Zone(line.start, line.end, "boilerplate", "database field"))
        if label is not None and label.role in ("outlet", "date", "byline"):
            _take_below(line, label, header, today)


def _take_below(line: Line, label: Label, header: Header, today: datetime.date) -> None:
    """A field below the text fills what nothing above it has told."""
    name, span = f"line “{label.name}”", Span(line.start, line.end)
    if label.role == "outlet":
        header.outlet = header.outlet or Finding(label.value, name, line.text, span)
    elif label.role == "byline":
        header.byline = header.byline or Finding(label.value, name, line.text, span)
    elif not label.name.lower().startswith("load") and header.stated is None:
        day = day_of(label.value, today)
        header.stated = Finding(day.isoformat(), name, line.text, span) if day else None


def _outlet(
    declared: Declared,
    url: str | None,
    header: Header,
    found: _Found,
    seen: _Seen,
) -> Finding | None:
    certain = (
        _declared(declared, "outlet", declared.outlet)
        or header.outlet
        or from_address(url)
        or found.outlet
    )
    if certain is not None:
        return certain
    for line, rule in zip(seen.whole, seen.every.rules, strict=True):
        owner = from_copyright(line) if rule == "copyright" else None
        if owner is not None and owner[1].kind == "agency":
            found.credits.append(owner[0])
        elif owner is not None:
            return owner[0]
    return from_staff(seen.every.staff) or from_credits(found.credits)


def _credits(credits: list[Finding], publisher: str | None) -> tuple[Finding, ...]:
    kept: dict[str, Finding] = {}
    for finding in credits:
        if finding.value != publisher:
            kept.setdefault(finding.value, finding)
    return tuple(kept.values())


def _language(draft: Draft, stated: str | None, header: Header, lines: list[Line]) -> str | None:
    declared = declared_language(stated) or declared_language(header.language)
    if declared is not None:
        return declared
    body = lines[header.body].start if header.body is not None else 0
    return language_of(draft.text, body)


def _stated(
    declared: Declared, header: Header, found: _Found, today: datetime.date
) -> Finding | None:
    day = declared_day(declared.date, today) if declared.date else None
    if day is not None and declared.date is not None:
        return Finding(day.isoformat(), declared.how("date"), declared.date)
    return header.stated or found.stated
