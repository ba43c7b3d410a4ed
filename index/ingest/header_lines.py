"""Lines above a body that tell of it: labelled, dated, signed, with bars between, catalogued."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from index.article import Finding, Span, Zone, ZoneKind
from index.ingest.byline import byline_of, signed
from index.ingest.credits import credit, credit_line
from index.ingest.labels import Label, day_of, heads_body, label_of
from index.ingest.language import declared_language
from index.ingest.layout import Line
from index.ingest.outlets import by_name
from index.ingest.stated import stamp
from index.ingest.web import web_address

_SMALL_WORDS = frozenset("of and the & in for to on".split())


@dataclass(slots=True)
class Header:
    """Everything found above the body. ``body`` is the index of its first line, or None."""

    zones: list[Zone] = field(default_factory=list)
    credits: list[Finding] = field(default_factory=list)
    title: Finding | None = None
    stated: Finding | None = None
    byline: Finding | None = None
    outlet: Finding | None = None
    url: str | None = None
    language: str | None = None
    start: int = 0
    labels: int = 0
    counted: bool = False
    sourced: Finding | None = None
    body: int | None = None
    fragments: list[int] = field(default_factory=list)

    def zone(self, start: int, end: int, kind: ZoneKind, rule: str) -> None:
        """Marks a stretch of the header."""
        self.zones.append(Zone(start, end, kind, rule))


def labelled(line: Line, header: Header, today: datetime.date) -> bool:
    """Takes date stamps, addresses and "Name: value" lines; tells whether it took the line."""
    is_stamp, day, update = stamp(line.text, today)
    if is_stamp:
        header.zone(line.start, line.end, "stamp", "date stamp")
        if day is not None and (header.stated is None) and not update:
            span = Span(line.start, line.end)
            header.stated = Finding(day.isoformat(), "date stamp", line.text, span)
        return True
    address = web_address(line.text)
    if address is not None:
        header.url = header.url or address
        header.zone(line.start, line.end, "boilerplate", "address")
        return True
    if heads_body(line.text) and (header.labels or header.stated):
        header.zone(line.start, line.end, "boilerplate", "label")
        return True
    label = label_of(line.text)
    return label is not None and _take_label(line, label, header, today)


def _take_label(line: Line, label: Label, header: Header, today: datetime.date) -> bool:
    role, value, start = label.role, label.value, line.start + label.at
    finding = Finding(value, f"line “{label.name}”", line.text, Span(line.start, line.end))
    if role == "title":
        header.title = header.title or finding
        header.zone(start, line.end, "title", "title line")
        header.zone(line.start, start, "boilerplate", "label")
    elif role == "body" and header.labels:
        header.zone(line.start, start, "boilerplate", "label")
        return False
    elif role == "body" or (role == "url" and web_address(value) is None):
        return False
    elif role == "date":
        day = day_of(value, today)
        if day is None:
            return False
        named = f"line “{label.name}”"
        header.stated = header.stated or Finding(
            day.isoformat(), named, line.text, Span(line.start, line.end)
        )
        header.zone(line.start, line.end, "stamp", "date line")
    elif role == "source":
        if not header.labels and header.title is None:
            return False
        header.sourced = header.sourced or finding
        header.zone(line.start, line.end, "credit", "source line")
    else:
        _take_field(line, role, finding, header)
    header.labels += 1
    return True


def _take_field(line: Line, role: str, finding: Finding, header: Header) -> None:
    if role == "byline":
        header.byline = header.byline or _without_by(finding)
    elif role == "outlet":
        header.outlet = header.outlet or finding
    elif role == "url":
        header.url = header.url or finding.value
    elif role == "language":
        header.language = header.language or finding.value
    kind: ZoneKind = "byline" if role == "byline" else "boilerplate"
    rule = "section line" if role == "about" else f"{role} line"
    header.zone(line.start, line.end, kind, rule)


def _without_by(finding: Finding) -> Finding:
    """ "Byline: By ADA QUILL" names Ada Quill."""
    signed_by = byline_of(finding.value)
    if signed_by is None:
        return finding
    return Finding(signed_by.names, finding.method, finding.evidence, finding.span)


_PIPES = re.compile(r"\s{0,3}[|•·]\s{0,3}|\s[-–—]\s|\s{2,}|\t")


def piped(line: Line, header: Header, today: datetime.date) -> bool:
    """Takes a line of date, names and outlet with bars between ("By Ada Quill | 3 March 2021")."""
    pieces = [piece for piece in _PIPES.split(line.text) if piece] if len(line.text) <= 200 else []
    if not 2 <= len(pieces) <= 4:
        return False
    span = Span(line.start, line.end)
    day = byline = outlet = None
    for piece in pieces:
        is_stamp, found, _ = stamp(piece, today)
        names = None if is_stamp else byline_of(piece) or byline_of(f"By {piece}")
        known = by_name(piece, in_credit=True)
        if is_stamp:
            day = day or Finding(found.isoformat() if found else "", "date stamp", line.text, span)
        elif known is not None:
            outlet = outlet or Finding(known.name, "beside the date", line.text, span)
        elif names is not None and byline is None:
            byline = Finding(names.names, "byline", line.text, span)
        elif (
            outlet is None
            and len(piece) <= 60
            and all(w[0].isupper() or w in _SMALL_WORDS for w in piece.split())
        ):
            outlet = Finding(piece, "beside the date, as printed", line.text, span)
        else:
            return False
    if day is None or (byline is None and outlet is None):
        return False
    header.stated = header.stated or (day if day.value else None)
    header.byline = header.byline or byline
    publisher(outlet, header)
    header.zone(line.start, line.end, "byline" if byline else "stamp", "signed and dated")
    return True


def publisher(outlet: Finding | None, header: Header) -> None:
    """An agency beside the date is credited, anybody else has published."""
    known = by_name(outlet.value, in_credit=True) if outlet else None
    if outlet is not None and known is not None and known.kind == "agency":
        header.credits.append(outlet)
    elif outlet is not None:
        header.outlet = header.outlet or outlet


_ANY_DAY = datetime.date(9000, 1, 1)
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})? words", re.IGNORECASE)
_CODE = re.compile(r"[A-Z][A-Z0-9]{2,9}|[A-Z]?\d{0,3}")
_PLACE = re.compile(r"\s\([^()]{2,40}\)")


def catalogued(
    index: int, lines: list[Line], rules: tuple[str | None, ...], header: Header
) -> bool:
    """Takes what databases print of a text without a label: its words, its outlet, their codes.

    "812 words" is such a line; the outlet stands alone between a copyright line and a date,
    or under the date of a text whose words were counted.
    """
    line = lines[index]
    if _COUNT.fullmatch(line.text):
        header.counted = True
        header.zone(line.start, line.end, "boilerplate", "word count")
        return True
    above = rules[index - 1] == "copyright" if index else False
    dated = index + 1 < len(lines) and stamp(lines[index + 1].text, _ANY_DAY)[0]
    named = _printed_name(line.text) and header.outlet is None
    if named and ((above and dated) or (header.counted and header.stated is not None)):
        bare = _PLACE.sub("", line.text)
        known = by_name(bare)
        value, how = (known.name, "") if known else (bare, ", as printed")
        span = Span(line.start, line.end)
        header.outlet = Finding(value, f"alone beside the date{how}", line.text, span)
        header.zone(line.start, line.end, "boilerplate", "outlet line")
        return True
    known_by_now = header.counted and header.outlet is not None and header.stated is not None
    if known_by_now and (_CODE.fullmatch(line.text) or declared_language(line.text)):
        header.zone(line.start, line.end, "boilerplate", "database field")
        return True
    return False


def _printed_name(text: str) -> bool:
    words = text.split()
    return (
        len(text) <= 60
        and len(words) <= 6
        and not text.endswith((".", "!", "?"))
        and all(word[0].isupper() or word[0] == "(" or word in _SMALL_WORDS for word in words)
    )


def signature(line: Line, header: Header) -> bool:
    """Takes bylines and credit lines."""
    byline = byline_of(line.text)
    if byline is None and "," in line.text:
        byline = signed(line.text)
        if byline is not None and not any(by_name(other, True) for other in byline.others):
            byline = None
    if byline is not None:
        span = Span(line.start, line.end)
        header.byline = header.byline or Finding(byline.names, "byline", line.text, span)
        header.zone(line.start, line.end, "byline", "byline")
        for other in byline.others:
            outlet = by_name(other, in_credit=True)
            if outlet is not None:
                place = line.start + line.text.index(other)
                header.credits.append(credit(outlet.name, other, place, "byline"))
        return True
    found = credit_line(line)
    if found is not None:
        header.credits.extend(found.found)
        header.zone(line.start, line.end, "credit", found.rule)
    return found is not None


def name_over_outlet(line: Line, following: Line, header: Header) -> bool:
    """Takes a name alone in its line over an outlet alone in the next, as some sites sign."""
    outlet = by_name(following.text, in_credit=True) if len(following.text) <= 60 else None
    byline = byline_of(f"By {line.text}") if outlet is not None else None
    if outlet is None or byline is None:
        return False
    header.byline = header.byline or Finding(
        byline.names, "name over outlet", line.text, Span(line.start, line.end)
    )
    header.credits.append(credit(outlet.name, following.text, following.start, "byline"))
    header.zone(line.start, line.end, "byline", "name over outlet")
    header.zone(following.start, following.end, "byline", "name over outlet")
    return True
