"""``rashomon list``: every article, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from index.article import ArticleLine
from tui import phrases, plain
from tui.commands import session
from tui.records import articles


@click.command("list")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the N newest.")
@session.options
@click.pass_context
def command(context: click.Context, limit: int | None, as_json: bool) -> int:
    """List the articles, newest first.

    Columns: number, day, outlet, words, event, title. A day is ~ where the text itself proves
    it and nothing else tells it, and ! where the date written on the article conflicts with
    what its text proves. Where the text proves only that the date is wrong, not which is
    right, the date written stands there with ! alone, and the article comes last, as undated.

    \b
    Examples:
      rashomon list
      rashomon list --limit 20 --json
    """
    with session.open_library(context) as library:
        session.finish_reading(library)
        lines = library.articles(limit)
    if as_json:
        session.say_json(articles(lines))
    elif lines:
        session.say(list_lines(lines))
    else:
        session.complain("no articles in this library yet; rashomon add PATH imports some")
    return session.DONE if lines else session.PARTLY


def list_lines(lines: Sequence[ArticleLine]) -> Iterator[str]:
    """The articles as an aligned table, with what its marks mean below."""
    rows = [["", "DAY", "OUTLET", "WORDS", "EVENT", "TITLE"]]
    for line in lines:
        title = line.label if line.titled else f"({line.label})"
        outlet = plain.fit(phrases.published(line), 36)
        words = f"{line.words:,}"
        rows.append([str(line.id), plain.day(line), outlet, words, line.event or "", title])
    yield from plain.table(rows, right=(0, 3), width=plain.terminal_width())
    note = list(plain.day_note(lines))
    yield from ["", *note] if note else []
