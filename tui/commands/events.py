"""``rashomon events``: what happened, and who told it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from index.article import ArticleLine, Event
from index.text import clean_line
from tui import phrases, plain, telling
from tui.commands import session
from tui.records import events, told

if TYPE_CHECKING:
    from index.comparison.coverage import Coverage, Missing
    from index.library import Library

LABEL = 12
"""Columns of the labels above an event's texts."""


@click.command("events")
@click.argument("event", required=False)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the N newest.")
@session.options
@click.pass_context
def command(context: click.Context, event: str | None, limit: int | None, as_json: bool) -> int:
    """List what happened and who told it, newest first; or tell more of one EVENT.

    TEXTS counts independent texts: articles that print the same wire text count once. A
    related event belongs to the same running story, with the evidence for that.

    Of one EVENT you see who published when, and the outlets that usually tell events like
    it but have no article in it, where the library holds enough to say so.

    \b
    Examples:
      rashomon events
      rashomon events e1
      rashomon compare e1
    """
    with session.open_library(context) as library:
        if event is not None:
            library.event(event)
        session.finish_reading(library)
        if event is not None:
            return _one(library, event, as_json)
        found = library.events()[:limit]
    if as_json:
        session.say_json(events(found))
    elif found:
        session.say(event_lines(found))
    else:
        session.complain("no events in this library yet; rashomon add PATH imports articles")
    return session.DONE if found else session.PARTLY


def _one(library: Library, id: str, as_json: bool) -> int:
    event = library.event(id)
    coverage, moments = library.coverage(event.id), library.moments(event.articles)
    if as_json:
        session.say_json(told(event, coverage, moments))
        return session.DONE
    texts = telling.in_order(library.lines(event.articles), moments)
    width = plain.reading_width()
    session.say(_header(event, width))
    session.say(_texts(texts, moments))
    session.say(coverage_lines(coverage, width))
    return session.DONE


def _header(event: Event, width: int) -> Iterator[str]:
    yield from plain.wrap(event.label, width)
    yield ""
    span = phrases.days(event.first, event.last) if event.first and event.last else "unknown"
    outlets = phrases.count(len(event.outlets), "outlet")
    texts = phrases.count(event.independent_texts, "independent text")
    yield f"{plain.pad('days', LABEL)}{span}"
    yield f"{plain.pad('told by', LABEL)}{outlets}, {texts}"
    for other, why in zip(event.related, event.why_related, strict=False):
        head = plain.pad("related", LABEL)
        yield from plain.wrap(f"{other} ({why})", width, first=head, rest=" " * LABEL)
    yield ""


def _texts(lines: Sequence[ArticleLine], moments: telling.Moments) -> Iterator[str]:
    """The texts in the order they were published, the first ones marked."""
    began = {line.id for line in telling.first(lines, moments)}
    rows = [["", "", "PUBLISHED", "OUTLET", "ABOUT"]]
    rows += [
        [
            str(line.id),
            "first" if line.id in began else "",
            telling.at(line, moments),
            phrases.published(line),
            line.label,
        ]
        for line in lines
    ]
    yield from plain.table(rows, right=(0,), width=plain.terminal_width())
    yield ""


def coverage_lines(coverage: Coverage, width: int) -> Iterator[str]:
    """Who has no article in the event, with the numbers, or why nobody is named."""
    for missing in coverage.missing:
        words = f"No article here from {missing.outlet}: {telling.told(missing)}."
        yield from plain.wrap(words, width)
        for label, value in _evidence(missing):
            head = plain.pad(f"  {label}", LABEL)
            yield from plain.wrap(value, width, first=head, rest=" " * LABEL)
    if not coverage.missing:
        yield from plain.wrap(telling.nobody(coverage), width)


def _evidence(missing: Missing) -> Iterator[tuple[str, str]]:
    without = [id for id in missing.of if id not in missing.covered]
    yield "told", " ".join(missing.covered)
    if without:
        yield "not told", " ".join(without)
    if missing.nearest is not None:
        yield "nearest", f"{missing.nearest}, of the same days"
    more = missing.articles_then - len(missing.held)
    yield "articles", " ".join(map(str, missing.held)) + (f" and {more:,} more" if more else "")


def event_lines(found: Sequence[Event]) -> Iterator[str]:
    """The events as an aligned table, related ones below each."""
    labels = {event.id: event.label for event in found}
    rows = [["", "FROM", "TO", "ARTICLES", "OUTLETS", "TEXTS", "ABOUT"]]
    rows += [_row(event) for event in found]
    width = plain.terminal_width()
    head, *lines = plain.table(rows, right=(3, 4, 5), width=width)
    yield head
    for event, line in zip(found, lines, strict=True):
        yield line
        for other, why in zip(event.related, event.why_related, strict=False):
            about = f"related: {other} {labels.get(other, '')} ({why})"
            yield "      " + (plain.fit(about, width - 6) if width else clean_line(about))


def _row(event: Event) -> list[str]:
    first = event.first.isoformat() if event.first else "undated"
    last = event.last.isoformat() if event.last and event.last != event.first else ""
    figures = [len(event.articles), len(event.outlets), event.independent_texts]
    return [event.id, first, last, *(f"{number:,}" for number in figures), event.label]
