"""``rashomon export``: everything known, one JSON article a line."""

from __future__ import annotations

import click

from tui.commands import session
from tui.records import article


@click.command("export")
@click.argument("query", nargs=-1)
@session.options
@click.pass_context
def command(context: click.Context, query: tuple[str, ...], as_json: bool) -> int:
    """Print articles as JSON, one a line.

    All of them, or those a QUERY finds. Each line holds everything "rashomon show --json"
    tells. --json changes nothing here.

    \b
    Examples:
      rashomon export > everything.jsonl
      rashomon export 'outlet:rt' | jq -r .title
    """
    words = session.words_of(query) if query else None
    with session.open_library(context) as library:
        session.finish_reading(library)
        if words is None:
            numbers = sorted(line.id for line in library.articles())
        else:
            session.finish_indexing(library)
            total = max(1, library.search(words, limit=1).total)
            numbers = [hit.line.id for hit in library.search(words, limit=total).hits]
        for number in numbers:
            session.say_json(article(library.article(number)), indent=None)
    if not numbers:
        session.complain("no article to export" if words is None else "no article found")
    return session.DONE if numbers else session.PARTLY
