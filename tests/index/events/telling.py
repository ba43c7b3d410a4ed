"""Invented articles for the tests of dates, families and events."""

from __future__ import annotations

from index.article import Article, Dates, Event, Finding
from index.events import Placement, Told, place, trace


def told(
    id: int,
    text: str,
    title: str | None = None,
    stated: str | None = None,
    outlet: str | None = None,
) -> Told:
    """An article as placing gets it: read from its text as on import."""
    headline = Finding(title, "test", title) if title else None
    article = Article(id=id, text=text, title=headline)
    date = Finding(stated, "test", stated) if stated else None
    return Told(id, title, outlet, (), date, trace(article))


def placed(*articles: Told) -> Placement:
    """All of them placed in a library that knew nothing before."""
    return place(articles, {}, 1)


def dates_of(text: str, stated: str | None = None) -> Dates:
    """The dates of one article that stands alone in its library."""
    return placed(told(1, text, stated=stated)).dates[1]


def implied(dates: Dates) -> str:
    """The implied interval as ``first..last``, "none" where the content proves none."""
    if dates.implied is None:
        return "none"
    return f"{dates.implied.first}..{dates.implied.last}"


def groups(placement: Placement) -> list[tuple[int, ...]]:
    """The articles of each event."""
    return sorted(event.articles for event in placement.events)


def event_of(placement: Placement, article: int) -> Event:
    """The event that holds an article."""
    return next(event for event in placement.events if article in event.articles)
