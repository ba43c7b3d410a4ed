"""What heads each column: heading, lede, lengths and what to know before judging."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from index.article import Span
from index.comparison.table import Column
from index.framing.agencies import short_name
from index.framing.doubts import doubts
from index.framing.extent import extent_remark, extents
from index.framing.remarks import NAMED, remarks
from index.framing.telling import Telling
from index.text import count_words, fold


def columns(tellings: Sequence[Telling], family_of: Sequence[int]) -> tuple[Column, ...]:
    """One column an article, in order. ``family_of`` gives the text family of each."""
    headings = [heading(telling) for telling in tellings]
    members: dict[int, list[int]] = defaultdict(list)
    for at, family in enumerate(family_of):
        members[family].append(at)
    found = tuple(
        _column(telling, headings, at, members[family_of[at]], len(tellings) == 1)
        for at, telling in enumerate(tellings)
    )
    return (
        found if len(found) == 1 else tuple(map(_with_extent, found, tellings, extents(tellings)))
    )


def _with_extent(column: Column, telling: Telling, extent: int) -> Column:
    more = extent_remark(telling, extent)
    return replace(column, remarks=(*column.remarks, more)) if more else column


def _column(
    telling: Telling, headings: Sequence[str], at: int, same: Sequence[int], alone: bool
) -> Column:
    article = telling.article
    title = title_span(telling)
    body = [part for part in telling.paragraphs if title is None or part.start >= title.end]
    twins = [headings[other] for other in same[: NAMED + 1] if other != at]
    doubted = doubts(telling) if body else ()
    return Column(
        article=article.id,
        heading=headings[at],
        title=article.title.value if article.title else None,
        lede=body[0] if body else None,
        dates=article.dates,
        words=count_words(article.text, body),
        quoted_words=count_words(article.text, telling.quoted),
        remarks=remarks(telling, body, twins, len(same) - 1, alone, doubted),
        doubts=doubted,
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


def title_span(telling: Telling) -> Span | None:
    """Where the title stands, if it is in the text."""
    title = telling.article.title
    if title is not None and title.span is not None:
        return title.span
    zone = next((zone for zone in telling.article.zones if zone.kind == "title"), None)
    return Span(zone.start, zone.end) if zone else None
