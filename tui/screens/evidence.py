"""How title, outlet, source and dates of an article are known: value, method, words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index import Article, Dates, Finding
from index.text import clean_line
from tui.phrases import (
    NO_OUTLET,
    against,
    by_content,
    count,
    interval,
    method,
    reasons,
    stated,
    stretch,
)
from tui.screens.sheet import SheetScreen
from tui.widgets.sheet import Part

_KEY = 15
_EXCERPT = 160
"""Code points shown of a part that is not the article."""
NO_DATE = "its content proves no date"


class EvidenceScreen(SheetScreen):
    """Every field of an article with what proves it; unknown is said."""

    def __init__(self, article: Article) -> None:
        super().__init__("Evidence", list(evidence(article)))


def evidence(article: Article) -> Iterator[Part]:
    """What is known of ``article`` and how, as paragraphs."""
    yield from _field("headline", [article.title] if article.title else [], "none found")
    yield from _field("outlet", [article.outlet] if article.outlet else [], NO_OUTLET)
    yield from _field("text of", article.credits, "no credit found")
    yield from _field("leans on", article.cites, "no cited source found")
    yield from _field("byline", [article.byline] if article.byline else [], "none found")
    yield from _dates(article)
    if article.cautions:
        yield from _field("take care", article.cautions, "")
    yield from _furniture(article)
    yield from _origins(article)


def _field(name: str, findings: Iterable[Finding], unknown: str) -> Iterator[Part]:
    found = list(findings)
    if not found:
        yield Part(unknown, "dim", _KEY, name)
    for at, finding in enumerate(found):
        yield Part(finding.value, "strong", _KEY, name if at == 0 else "")
        yield from _proof(finding)
    yield Part("")


def _proof(finding: Finding) -> Iterator[Part]:
    words = f"“{finding.evidence}”" if finding.span else finding.evidence
    known_by = method(finding)
    yield Part(f"{known_by}: {words}" if words else known_by, "dim", _KEY + 2)


def _dates(article: Article) -> Iterator[Part]:
    dates = article.dates
    said = stated(dates.stated.value) if dates.stated else "no date stated"
    yield Part(said, "strong" if dates.stated else "dim", _KEY, "stated date")
    if dates.stated:
        yield from _proof(dates.stated)
    proven = interval(dates.implied) if dates.implied else against(dates)
    heading = "by content" if by_content(dates) else "corrected" if dates.implied else "why not"
    yield Part(proven or NO_DATE, "strong" if proven else "dim", _KEY, heading)
    for finding in reasons(dates):
        yield Part(stretch(finding.value), "text", _KEY + 2)
        yield from _proof(finding)
    if dates.conflict:
        yield Part(_verdict(dates), "warn", _KEY)
    yield Part("")


def _verdict(dates: Dates) -> str:
    """What follows from a conflict."""
    if dates.implied is None:
        return "The stated date is not believed, and no other is known: listed as undated."
    if not by_content(dates):
        return "The two do not agree. Lists sort it by the day set."
    return "The two do not agree: this may be a later copy. Lists sort it by its content."


def _furniture(article: Article) -> Iterator[Part]:
    zones = [zone for zone in article.zones if zone.kind == "boilerplate"]
    if zones:
        yield Part(
            f"{count(len(zones), 'part')} not counted as the article", "strong", _KEY, "set aside"
        )
    for zone in zones:
        words = clean_line(article.text[zone.start : zone.end], _EXCERPT)
        yield Part(f"{zone.rule}: “{words}”", "dim", _KEY + 2)
    if zones:
        yield Part("")


def _origins(article: Article) -> Iterator[Part]:
    for at, origin in enumerate(article.origins):
        parts = [origin.path or "", origin.url or ""]
        if origin.line is not None:
            parts.append(f"line {origin.line}")
        if origin.key is not None:
            parts.append(f"id {origin.key}")
        yield Part(", ".join(filter(None, parts)), "text", _KEY, "came from" if at == 0 else "")
