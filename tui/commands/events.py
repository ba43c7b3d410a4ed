"""``rashomon events``: what happened, and who told it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from index.article import Event
from index.text import clean_line
from tui import plain
from tui.commands import session
from tui.records import events


@click.command("events")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the N newest.")
@session.options
@click.pass_context
def command(context: click.Context, limit: int | None, as_json: bool) -> int:
    """List what happened and who told it, newest first.

    TEXTS counts independent texts: articles that print the same wire text count once. A
    related event belongs to the same running story, with the evidence for that.

    \b
    Examples:
      rashomon events
      rashomon compare e1
    """
    with session.open_library(context) as library:
        session.finish_reading(library)
        found = library.events()[:limit]
    if as_json:
        session.say_json(events(found))
    elif found:
        session.say(event_lines(found))
    else:
        session.complain("no events in this library yet; rashomon add PATH imports articles")
    return session.DONE if found else session.PARTLY


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
