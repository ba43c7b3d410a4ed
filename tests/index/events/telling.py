"""Invented articles for the tests of dates, families and events."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index import placing
from index.article import Article, Dates, Event, Finding
from index.events import VERSION, Trace, dump, trace
from index.store import Connections, articles, placements

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """An article as far as placing cares; ``stated`` is the date written on it."""

    id: int
    title: str | None
    outlet: str | None
    stated: Finding | None
    trace: Trace


@dataclass(frozen=True, slots=True)
class Placement:
    """What placing made of some articles. ``families`` maps each to the smallest id of its own."""

    dates: dict[int, Dates]
    families: dict[int, int]
    events: tuple[Event, ...]


def told(
    id: int,
    text: str,
    title: str | None = None,
    stated: str | None = None,
    outlet: str | None = None,
) -> Told:
    """An article as placing gets it: read from its text as on import."""
    date = Finding(stated, "test", stated) if stated else None
    return Told(id, title, outlet, date, trace(_article(id, text, title)))


def _article(id: int, text: str, title: str | None) -> Article:
    return Article(id=id, text=text, title=Finding(title, "test", title) if title else None)


def placed(*articles: Told) -> Placement:
    """All of them placed in a library that knew nothing before."""
    return place(articles)


def place(chosen: Sequence[Told], today: datetime.date | None = None) -> Placement:
    """As ``placed``, on another day than this one."""
    with tempfile.TemporaryDirectory() as folder:
        library = Connections(Path(folder) / "library.db")
        given = {_store(library, one): one.id for one in sorted(chosen, key=lambda one: one.id)}
        placing.place_waiting(library, lambda progress: None, lambda: False, today)
        made = _read(library, given)
        library.close()
    return made


def _store(library: Connections, one: Told) -> int:
    outlet = Finding(one.outlet, "test", one.outlet) if one.outlet else None
    article = replace(_article(0, str(one.id), one.title), outlet=outlet, dates=Dates(one.stated))
    with library.writing() as connection:
        number, _ = articles.save(connection, article, b"", NOW)
        placements.save_trace(connection, number, VERSION, dump(one.trace))
    return number


def _read(library: Connections, given: dict[int, int]) -> Placement:
    with library.reading() as connection:
        found = {given[at]: articles.load(connection, at) for at in given}
        events = placements.events(connection)
    stored = {id: article for id, article in found.items() if article is not None}
    return Placement(
        {id: article.dates for id, article in stored.items()},
        {id: given[article.family or article.id] for id, article in stored.items()},
        tuple(
            replace(event, articles=tuple(given[at] for at in event.articles))
            for event in sorted(events, key=lambda event: int(event.id[1:]))
        ),
    )


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
