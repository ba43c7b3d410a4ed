"""What stands above the body: date stamps, section line, headline, byline, addresses."""

from __future__ import annotations

import datetime
import re

from index.article import Finding, Span
from index.ingest.header_lines import (
    Header,
    catalogued,
    labelled,
    name_over_outlet,
    piped,
    publisher,
    signature,
)
from index.ingest.layout import Line
from index.ingest.stated import inline_stamp
from index.text import clean_line, fold

_DEEPEST = 30
_MOST_FRAGMENTS = 6
_LONGEST_TITLE = 220
_HEADLINE_WORDS = 5
_LONGEST_QUESTION = 140
_INNER_END = re.compile(r"[^.A-Z][.?!][\"'”’]? [A-Z]")
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


def read_header(
    lines: list[Line],
    rules: tuple[str | None, ...],
    title: str | None,
    today: datetime.date,
    in_page: bool = False,
) -> Header:
    """Reads the lines above the first running text.

    ``rules``: for each line the furniture rule that took it, if any. ``title``: the
    headline declared elsewhere; then none is looked for, only its repetition marked.
    ``in_page``: menus of a web page may stand among the lines.
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
        if labelled(line, header, today) or piped(line, header, today):
            continue
        if catalogued(index, lines, rules, header) or signature(line, header):
            continue
        if following is not None and name_over_outlet(line, following, header):
            taken = following.end
            continue
        if _runs(line, following, first=not header.fragments and title is None):
            header.body = index
            break
        if any(letter.isalnum() for letter in line.text):
            header.fragments.append(index)
    if header.sourced is not None:
        publisher(header.sourced, header)
    _settle_title(header, lines, title, in_page)
    return header


def _settle_title(header: Header, lines: list[Line], title: str | None, in_page: bool) -> None:
    if title is not None:
        _repeated_title(lines, header, title)
    elif header.title is None and in_page:
        _only_headline(lines, header)
    elif header.title is None:
        _find_title(lines, header)


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


def _only_headline(lines: list[Line], header: Header) -> None:
    """The one line above the body that is long enough for a headline; no one of several."""
    long = [index for index in header.fragments if lines[index].words >= _HEADLINE_WORDS]
    if header.body is not None and len(long) == 1 and _is_headline(lines, long[0]):
        line = lines[long[0]]
        span = Span(line.start, line.end)
        how = "only long line above the text"
        header.title = Finding(clean_line(line.text), how, line.text, span)
        header.zone(line.start, line.end, "title", "headline")


def _find_title(lines: list[Line], header: Header) -> None:
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
