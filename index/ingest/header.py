"""What stands above the body: date stamps, section line, headline, byline, addresses."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from index.article import Finding, Span, Zone, ZoneKind
from index.ingest.byline import byline_of, signed
from index.ingest.credits import credit, credit_line
from index.ingest.layout import Line
from index.ingest.outlets import by_name
from index.ingest.stated import inline_stamp, stamp
from index.ingest.web import web_address
from index.text import clean_line, fold

_DEEPEST = 30
_MOST_FRAGMENTS = 6
_LONGEST_TITLE = 220
_LONGEST_QUESTION = 140
_INNER_END = re.compile(r"[^.A-Z][.?!][\"'”’]? [A-Z]")
_FIELD = re.compile(
    r"(?P<name>title|headline|author|authors|byline|written by|publisher|publication|outlet|"
    r"newspaper|site|website|url|link|address|language|lang|section|category)\s?:\s{0,3}(?P<value>\S.{0,400})",
    re.IGNORECASE,
)
_FIELDS = {
    "title": "title", "headline": "title",
    "author": "byline", "authors": "byline", "byline": "byline", "written by": "byline",
    "publisher": "outlet", "publication": "outlet", "outlet": "outlet", "newspaper": "outlet",
    "site": "outlet", "website": "outlet",
    "url": "url", "link": "url", "address": "url",
    "language": "language", "lang": "language",
    "section": "section", "category": "section",
}  # fmt: skip
_SECTIONS = frozenset(
    name.strip()
    for name in """world, politics, europe, asia, africa, americas, middle east, news, world news,
    opinion, analysis, analysis/opinion, opinion/analysis, commentary, editorial, editorials,
    exclusive, breaking, breaking news, latest, latest news, sport, sports, business, economy,
    markets, culture, science, health, technology, tech, society, defense, defence, security,
    national, international, us news, u.s. news, uk news, explainer, live, live updates, feature,
    features, op-ed, column, story highlights, top stories, international news""".split(",")
)
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
    body: int | None = None
    fragments: list[int] = field(default_factory=list)

    def zone(self, start: int, end: int, kind: ZoneKind, rule: str) -> None:
        """Marks a stretch of the header."""
        self.zones.append(Zone(start, end, kind, rule))


def read_header(
    text: str,
    lines: list[Line],
    rules: tuple[str | None, ...],
    title: str | None,
    today: datetime.date,
) -> Header:
    """Reads the lines above the first running text.

    ``rules``: for each line the furniture rule that took it, if any. ``title``: the
    headline declared elsewhere; then none is looked for, only its repetition marked.
    """
    header = Header()
    taken = 0
    if lines:
        _inline(lines[0], header, today)
    for index, line in enumerate(lines[:_DEEPEST]):
        if rules[index] is not None:
            continue
        if index == 0 and header.start:
            header.body = 0
            break
        if line.start < taken:
            continue
        following = lines[index + 1] if index + 1 < len(lines) else None
        if _labelled(line, header, today) or _signature(line, header):
            continue
        if following is not None and _name_over_outlet(line, following, header):
            taken = following.end
            continue
        if _runs(line, following, first=not header.fragments and title is None):
            header.body = index
            break
        if any(letter.isalnum() for letter in line.text):
            header.fragments.append(index)
    if title is not None:
        _repeated_title(lines, header, title)
    elif header.title is None:
        _find_title(lines, rules, header)
    return header


def _inline(line: Line, header: Header, today: datetime.date) -> None:
    found = inline_stamp(line.text, today)
    if found is None:
        return
    length, day = found
    end = line.start + len(line.text[:length].rstrip())
    rest = line.text[length:]
    header.start = line.start + length + len(rest) - len(rest.lstrip())
    header.zone(line.start, end, "stamp", "inline date stamp")
    if day is not None:
        evidence = line.text[:length].rstrip()
        span = Span(line.start, end)
        header.stated = Finding(day.isoformat(), "file stamp", evidence, span)


def _runs(line: Line, following: Line | None, first: bool) -> bool:
    """Running text: whatever ends like a sentence, but a question or exclamation on top, alone."""
    if first and following is not None and following.gap and len(line.text) <= _LONGEST_QUESTION:
        bare = line.text.rstrip("\"'”’»)]“‘ ")
        if bare.endswith(("?", "!")) and not _INNER_END.search(bare):
            return False
    return line.is_body() or line.ends_sentence()


def _labelled(line: Line, header: Header, today: datetime.date) -> bool:
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
    named = _FIELD.fullmatch(line.text) if len(line.text) <= 440 else None
    return named is not None and _take_field(line, named, header)


def _take_field(line: Line, named: re.Match[str], header: Header) -> bool:
    role = _FIELDS[named["name"].lower()]
    value = clean_line(named["value"])
    finding = Finding(value, f"line “{named['name']}”", line.text, Span(line.start, line.end))
    if role == "title":
        header.title = header.title or finding
        header.zone(line.start + named.start("value"), line.end, "title", "title line")
        header.zone(line.start, line.start + named.start("value"), "boilerplate", "label")
        return True
    if role == "url" and web_address(value) is None:
        return False
    if role == "byline":
        header.byline = header.byline or finding
    elif role == "outlet":
        header.outlet = header.outlet or finding
    elif role == "url":
        header.url = header.url or value
    elif role == "language":
        header.language = header.language or value
    kind: ZoneKind = "byline" if role == "byline" else "boilerplate"
    header.zone(line.start, line.end, kind, f"{role} line")
    return True


def _signature(line: Line, header: Header) -> bool:
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


def _name_over_outlet(line: Line, following: Line, header: Header) -> bool:
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


def _repeated_title(lines: list[Line], header: Header, title: str) -> None:
    wanted = fold(" ".join(title.split())).rstrip(".")
    candidates = [*header.fragments, *([header.body] if header.body is not None else [])]
    for index in candidates:
        if len(lines[index].text) > 2 * len(title) + 20:
            continue
        if fold(" ".join(lines[index].text.split())).rstrip(".") == wanted:
            header.zone(lines[index].start, lines[index].end, "title", "repeats the title")
            return
    for index in header.fragments:
        if _is_section(lines[index]):
            header.zone(lines[index].start, lines[index].end, "boilerplate", "section line")


def _find_title(lines: list[Line], rules: tuple[str | None, ...], header: Header) -> None:
    """The headline among the short lines above the body; section line and caption around it."""
    if header.body is None or not 1 <= len(header.fragments) <= _MOST_FRAGMENTS:
        return
    fragments = list(header.fragments)
    sections: list[int] = []
    while fragments and _leads_in(lines, fragments):
        sections.append(fragments.pop(0))
    if not fragments or not _is_headline(lines, fragments[0]):
        return
    title = lines[fragments[0]]
    value = clean_line(title.text.strip("#*_ \t") or title.text)
    span = Span(title.start, title.end)
    header.title = Finding(value, "first line without a sentence end", title.text, span)
    header.zone(title.start, title.end, "title", "headline")
    for index in sections:
        header.zone(lines[index].start, lines[index].end, "boilerplate", "section line")
    for index in fragments[1:]:
        if _is_caption(lines, index):
            header.zone(lines[index].start, lines[index].end, "boilerplate", "caption")


def _leads_in(lines: list[Line], fragments: list[int]) -> bool:
    """A section line: known as one, or a short label with a longer headline under it."""
    line = lines[fragments[0]]
    if _is_section(line):
        return True
    if len(fragments) < 2 or line.words > 3 or len(line.text) > 30:
        return False
    labels = all(word[0].isupper() or word in _SMALL_WORDS for word in line.text.split())
    following = lines[fragments[1]]
    return labels and following.words >= 4 and following.gap and line.gap


def _is_section(line: Line) -> bool:
    bare = line.text.rstrip(" :").lower()
    trail = sum(line.text.count(mark) for mark in (" > ", " » ", " / ", " › "))
    return bare in _SECTIONS or (trail >= 1 and line.words <= 12)


def _is_headline(lines: list[Line], index: int) -> bool:
    line = lines[index]
    if len(line.text) > _LONGEST_TITLE or line.text.endswith((":", ",", ";")):
        return False
    if index + 1 < len(lines) and not lines[index + 1].gap and _goes_on(lines[index + 1]):
        return False
    return line.words >= 3


def _goes_on(line: Line) -> bool:
    """Starts in lower case: the line before broke off in mid-sentence."""
    return line.text[0].islower()


def _is_caption(lines: list[Line], index: int) -> bool:
    """A few words alone between headline and body: what stood under a picture, or a label."""
    line = lines[index]
    alone = line.gap and index + 1 < len(lines) and lines[index + 1].gap
    return alone and line.words <= 5 and not line.text.endswith((":", "?", "!"))
