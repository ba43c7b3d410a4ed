"""What heads each column: heading, lede, lengths and what to know before judging."""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Span
from index.comparison import Column
from index.framing.remarks import remarks
from index.framing.telling import Telling
from index.text import count_words, fold

_SHORT = {
    "agence france-presse": "AFP",
    "associated press": "AP",
    "the associated press": "AP",
    "russia today": "RT",
    "deutsche presse-agentur": "dpa",
    "press association": "PA",
    "united press international": "UPI",
    "australian associated press": "AAP",
}


def columns(tellings: Sequence[Telling], family_of: Sequence[int]) -> tuple[Column, ...]:
    """One column an article, in order. ``family_of`` gives the text family of each."""
    headings = [heading(telling) for telling in tellings]
    return tuple(
        _column(telling, headings, at, family_of, tellings) for at, telling in enumerate(tellings)
    )


def _column(
    telling: Telling,
    headings: Sequence[str],
    at: int,
    family_of: Sequence[int],
    tellings: Sequence[Telling],
) -> Column:
    article = telling.article
    title = title_span(telling)
    body = [part for part in telling.paragraphs if title is None or part.start >= title.end]
    twins = [
        headings[other]
        for other, family in enumerate(family_of)
        if other != at and family == family_of[at]
    ]
    return Column(
        article=article.id,
        heading=headings[at],
        title=article.title.value if article.title else None,
        lede=body[0] if body else None,
        dates=article.dates,
        words=count_words(article.text, body),
        quoted_words=count_words(article.text, telling.quoted),
        remarks=remarks(telling, body, twins, tellings),
    )


def heading(telling: Telling) -> str:
    """The outlet with whose text it carries: "SGP · text AFP", "outlet unknown · text RT"."""
    article = telling.article
    outlet = article.outlet.value if article.outlet else None
    names = dict.fromkeys(finding.value for finding in article.credits)
    own = fold(outlet) if outlet else ""
    credits = [short_name(name) for name in names if fold(name) != own]
    head = outlet or "outlet unknown"
    return f"{head} · text {', '.join(credits)}" if credits else head


def short_name(name: str) -> str:
    """An agency by the letters it is known by, any other name as it is."""
    return _SHORT.get(fold(name), name)


def title_span(telling: Telling) -> Span | None:
    """Where the title stands, if it is in the text."""
    title = telling.article.title
    if title is not None and title.span is not None:
        return title.span
    zone = next((zone for zone in telling.article.zones if zone.kind == "title"), None)
    return Span(zone.start, zone.end) if zone else None
