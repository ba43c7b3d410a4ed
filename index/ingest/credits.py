"""Whose text an article says it carries: source lines, datelines, contributor notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.article import Finding, Span
from index.ingest.layout import Line
from index.ingest.outlets import Outlet, anywhere, by_domain, by_name
from index.ingest.web import host_of, web_address
from index.text import clean_line

_SOURCE = re.compile(
    r"(?:source|sources|via|quelle|quellen|fuente|fuentes|fonte|origineel|credit)\s?[:：]\s?(?=\S)",
    re.IGNORECASE,
)
_HANDED_ON = re.compile(
    r"\(?(?:this (?:article|story|piece|report|post|column)\b.{0,60}\b"
    r"(?:appeared|published|produced|"
    r"provided|distributed|reprinted|republished)\b|with (?:inputs?|files|material|reporting|"
    r"additional reporting|agency inputs?|contributions?) (?:from|by)\b|"
    r"(?:additional |writing and )?(?:reporting|writing|editing|compiled) by\b|"
    r"republished from\b|reprinted (?:from|with)\b|originally published\b)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(r"\bcontributed (?:\w+ )?to this (?:report|story|article|piece)\b", re.I)
_SPLIT = re.compile(r"\s*(?:,|;|/|\+|&|\band\b|\bund\b|\bet\b|\by\b|\|)\s*", re.IGNORECASE)
_ALONE = re.compile(r"[-–—\s(\[]{0,4}(.{2,50}?)[\s.)\]]{0,3}")
_SMALL_WORDS = frozenset("of the for de la le du des der die das von und y e".split())
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A line that is only about where the text comes from, by which rule, and what it names."""

    rule: str
    found: tuple[Finding, ...]


def credit_line(line: Line) -> CreditLine | None:
    """The credits that a whole line gives, else None.

    "Source: A and B" counts whoever A and B are; other forms only name known outlets.
    """
    if len(line.text) > _LONGEST:
        return None
    source = _SOURCE.match(line.text)
    if source is not None and len(line.text) <= 140:
        named = _listed(line, source.end())
        return CreditLine("source line", named) if named else None
    if _HANDED_ON.match(line.text) or _tells_who_contributed(line.text):
        return CreditLine("contributors", _known_in(line))
    return _alone(line)


def _tells_who_contributed(line: str) -> bool:
    return "contr" in line.lower() and _CONTRIBUTED.search(line) is not None


def _alone(line: Line) -> CreditLine | None:
    """A known agency alone in its line, as wire copy is often signed: "(Reuters)", "— AFP"."""
    match = _ALONE.fullmatch(line.text) if len(line.text) <= 60 else None
    if match is None:
        return None
    outlet = by_name(match.group(1), in_credit=True)
    if outlet is None or outlet.kind != "agency":
        return None
    start = line.start + match.start(1)
    finding = credit(outlet.name, match.group(1), start, "signature")
    return CreditLine("signature", (finding,))


def credit(value: str, printed: str, start: int, method: str) -> Finding:
    """A credit whose evidence is ``printed``, standing at ``start`` of the text."""
    return Finding(value, method, printed, Span(start, start + len(printed)))


def listed(names: str, start: int, method: str) -> list[tuple[Finding, Outlet | None]]:
    """The outlets in "A, B and C", each as a finding, with its entry where it is known."""
    whole = by_name(names, in_credit=True)
    if whole is not None:
        return [(credit(whole.name, names, start, method), whole)]
    found: list[tuple[Finding, Outlet | None]] = []
    at = 0
    for gap in [*_SPLIT.finditer(names), None]:
        piece = names[at : gap.start() if gap else len(names)]
        bare = piece.strip(" .()[]")
        if len(bare) >= 2:
            outlet = by_name(bare, in_credit=True)
            value = outlet.name if outlet else clean_line(bare, 80)
            place = start + at + piece.index(bare)
            how = method if outlet else f"{method}, as printed"
            found.append((credit(value, bare, place, how), outlet))
        at = gap.end() if gap else len(names)
    return found


def _listed(line: Line, after: int) -> tuple[Finding, ...]:
    names = line.text[after:].rstrip(" .")
    address = web_address(names)
    if address is not None:
        host = host_of(address) or names
        outlet = by_domain(host)
        value = outlet.name if outlet else host
        return (credit(value, names, line.start + after, "source line"),)
    found = listed(names, line.start + after, "source line")
    names_only = all(outlet is not None or _like_a_name(finding.value) for finding, outlet in found)
    return tuple(finding for finding, _ in found) if names_only else ()


def _like_a_name(words: str) -> bool:
    """At most five words, each with a capital or a figure, but for "of", "the" and the like."""
    tokens = words.split()
    return len(tokens) <= 5 and all(
        not token[0].islower() or token in _SMALL_WORDS or "." in token for token in tokens
    )


def _known_in(line: Line) -> tuple[Finding, ...]:
    return tuple(
        credit(
            named.outlet.name,
            line.text[named.span.start : named.span.end],
            line.start + named.span.start,
            "contributors",
        )
        for named in anywhere(line.text, 0, len(line.text))
    )
