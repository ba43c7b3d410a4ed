"""``rashomon search``: articles that match a query."""

from __future__ import annotations

from collections.abc import Iterator

import click

from index.answers import Hit, Results
from index.text import clean_line
from tui import phrases, plain
from tui.commands import session
from tui.records import results

INDENT = "    "


@click.command("search")
@click.argument("query", nargs=-1)
@click.option("--like", type=int, metavar="ARTICLE", help="The articles most like this one.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date"]),
    default="relevance",
    show_default=True,
)
@session.options
@click.pass_context
def command(
    context: click.Context,
    query: tuple[str, ...],
    like: int | None,
    limit: int,
    sort: str,
    as_json: bool,
) -> int:
    """Find articles, best first.

    All words must be there; "quotes" make a phrase, -word leaves a word out. Put the query in
    single quotes, so that the shell leaves it alone.

    \b
    Examples:
      rashomon search ukraine membership
      rashomon search '"bring Ukraine closer" outlet:rt'
      rashomon search 'summit -vilnius' --sort date --limit 50 --json
      rashomon search --like 3
    """
    if like is not None and query:
        raise click.UsageError("give a query or --like ARTICLE, not both")
    words = session.words_of(query) if like is None else ""
    with session.open_library(context) as library:
        session.finish_indexing(library)
        if like is None:
            found = library.search(words, limit=limit, sort=sort)
        else:
            found = library.like(like, limit)
    if as_json:
        session.say_json(results(found))
    else:
        session.say(result_lines(found))
    return session.DONE if found.hits else session.PARTLY


def result_lines(found: Results) -> Iterator[str]:
    """The hits, two lines each, under a line that says how many there are."""
    total = phrases.count(found.total, "article")
    shown = f"{len(found.hits):,} of {total}" if len(found.hits) < found.total else total
    yield f"{shown}, {found.took_ms:.0f} ms" if found.total else "no article found"
    if found.note:
        yield clean_line(found.note)
    if found.suggestion:
        yield f"perhaps: {clean_line(found.suggestion)}"
    width = plain.terminal_width()
    heads = plain.table([_head(hit) for hit in found.hits], right=(0,), width=width)
    for hit, head in zip(found.hits, heads, strict=True):
        yield ""
        yield head
        snippet = clean_line(hit.snippet.text)
        yield INDENT + (plain.fit(snippet, width - len(INDENT)) if width else snippet)


def _head(hit: Hit) -> list[str]:
    line = hit.line
    title = line.label if line.titled else f"({line.label})"
    return [str(line.id), plain.day(line), plain.fit(phrases.published(line), 36), title]
