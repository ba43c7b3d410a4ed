"""Whom an article leans on: outlets it reports from ("according to The New York Times")."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from index.article import Finding, Span, Zone
from index.ingest.outlets import Named, Outlet, known_outlets, may_start, starting_at

_BEFORE_NAME = (
    ("ccording to ", ""),
    ("citing ", ""),
    (" told ", ""),
    ("interview ", "with to on for"),
    ("eported ", "by in on"),
    ("ublished ", "by in on"),
    (" report ", "by in from on"),
    (", report", "s ed"),
    (" reports ", "in by from"),
    (", wr", "ites ote"),
    ("tatement to ", ""),
    ("eaking ", "to with"),
    ("spoke ", "to with"),
    ("d by ", ""),
    ("een by ", ""),
    ("p-ed ", "in for"),
    ("wrote in ", ""),
)
"""Where a citing phrase ends: what to find, and the words of which one must follow."""
_BY = re.compile(r"(?:quoted|cited|obtained|reviewed|reported|published|interviewed) by $")
_AFTER_NAME = (
    " reported",
    " reports",
    " said",
    " says",
    " wrote",
    " writes",
    " revealed",
    " noted",
)
_TOKEN = re.compile(r"[^\W_]+(?:[.&'’/-][^\W_]+)*\.?")
_STOPPERS = frozenset(
    "that who which when as after because while if but he she they him her them it his their "
    "reporters lawmakers congress".split()
)
_OUTLET_WORDS = frozenset(
    "newspaper magazine agency daily channel website tabloid outlet broadcaster weekly network "
    "monday tuesday wednesday thursday friday saturday sunday also first earlier has had".split()
)
_SHAPE = re.compile(
    r"(?:[Tt]he )?(?P<name>(?:[A-Z][\w’'&.-]{0,20} ){1,4}?"
    r"(?:Times|Post|News|Journal|Herald|Tribune|Gazette|Telegraph|Chronicle|Courier|Examiner|Inquirer|Dispatch|Zeitung|Newspaper|Magazine|"
    r"Radio|TV|Television|News Agency|Press Agency))(?![\w-]| (?:[A-Z]|conference))"
)
_MOST_WORDS_BETWEEN = 5
_WINDOW = 90
_MOST_PHRASES = 2_000


def cites_of(text: str, zones: Sequence[Zone], own: Outlet | None) -> tuple[Finding, ...]:
    """The outlets that the body cites, each once, at its first citation, in text order.

    ``own`` is who publishes the text: its own reporting is no citation. Unknown outlets
    count where words such as Herald or News Agency end their name and a citing phrase
    stands before it.
    """
    found = sorted((finding for finding in _all(text) if finding.span is not None), key=_position)
    kept: dict[str, Finding] = {}
    for finding in found:
        start = _position(finding)
        if own is not None and finding.value == own.name:
            continue
        if not any(zone.start <= start < zone.end for zone in zones):
            kept.setdefault(finding.value, finding)
    return tuple(kept.values())


def _position(finding: Finding) -> int:
    return finding.span.start if finding.span else 0


def _all(text: str) -> Iterator[Finding]:
    narrow = text.encode("latin-1", "replace")  # a byte a code point: quick to search
    for stem, endings in _BEFORE_NAME:
        for at in _places(narrow, stem):
            end = _phrase_end(text, at + len(stem), endings)
            if end and (stem != "d by " or _BY.search(text, max(0, at - 12), end)):
                yield from _after(text, at, end)
    for verb in _AFTER_NAME:
        for at in _places(narrow, verb):
            named = _before(text, at)
            if named is not None:
                span = Span(named.span.start, at + len(verb))
                yield Finding(named.outlet.name, verb.strip(), text[span.start : span.end], span)


def _places(text: bytes, stem: str) -> Iterator[int]:
    """Where a phrase stands; the first 2,000 places, more than any real article has."""
    phrase = stem.encode()
    at = text.find(phrase)
    for _ in range(_MOST_PHRASES):
        if at < 0:
            return
        yield at
        at = text.find(phrase, at + len(phrase))


def _phrase_end(text: str, at: int, endings: str) -> int:
    """Where the name may start, or 0 where none of the endings follows."""
    if not endings:
        return at
    return next(
        (at + len(word) + 1 for word in endings.split() if text.startswith(word + " ", at)), 0
    )


def _after(text: str, phrase: int, at: int) -> Iterator[Finding]:
    """The name within a few words after a citing phrase, and others joined to it by "and"."""
    start = phrase + (2 if text[phrase] == "," else 1 if text[phrase] == " " else 0)
    start = max(text.rfind(" ", 0, start), text.rfind("\n", max(0, start - 20), start)) + 1
    method = text[start:at].strip().lower()
    line_end = text.find("\n", at, at + _WINDOW)
    end = min(len(text), at + _WINDOW) if line_end < 0 else line_end
    previous = at
    for between, token in enumerate(_TOKEN.finditer(text, at, end)):
        if between > _MOST_WORDS_BETWEEN or text[previous : token.start()].strip():
            return
        word = token.group()
        named = starting_at(text, token.start(), end) if may_start(word) else None
        if named is not None:
            yield from _chain(text, start, end, named, method)
            return
        if word.lower() in _STOPPERS:
            return
        if between == 0:
            shaped = _SHAPE.match(text, at, end)
            if shaped is not None:
                span = Span(start, shaped.end("name"))
                yield Finding(
                    shaped["name"], f"{method}, by its form", text[span.start : span.end], span
                )
                return
        previous = token.end()


_JOIN = re.compile(r"(?:\s\([^()\n]{1,40}\))?(?:,? and |, |/)")


def _chain(text: str, start: int, end: int, named: Named, method: str) -> Iterator[Finding]:
    for _ in range(4):
        span = Span(start, named.span.end)
        yield Finding(named.outlet.name, method, text[span.start : span.end], span)
        join = _JOIN.match(text, named.span.end, end)
        following = starting_at(text, join.end(), end) if join else None
        if following is None:
            return
        start, named = following.span.start, following


def _before(text: str, verb: int) -> Named | None:
    """The outlet that stands right before a verb of reporting, perhaps with "newspaper" between."""
    before = text[max(0, verb - 30) : verb].split()
    word = before[-1].rstrip(",)") if before else ""
    if word not in _last_tokens() and word.lower() not in _OUTLET_WORDS:
        return None
    floor = max(text.rfind("\n", 0, verb) + 1, verb - 60)
    for token in _TOKEN.finditer(text, floor, verb):
        named = starting_at(text, token.start(), verb) if token.group()[0].isupper() else None
        if named is not None and _fills(text[named.span.end : verb]):
            return named
    return None


def _fills(between: str) -> bool:
    """Only words such as "newspaper on Monday" may stand between a name and its verb."""
    words = between.replace(",", " ").split()
    return len(words) <= 4 and all(word.lower() in _OUTLET_WORDS | {"on", "the"} for word in words)


@functools.cache
def _last_tokens() -> frozenset[str]:
    names = (name for outlet in known_outlets() for name in (outlet.name, *outlet.aliases))
    return frozenset(name.split()[-1] for name in names)
