"""``rashomon tag``: tags on articles."""

from __future__ import annotations

import click

from tui import phrases, plain
from tui.commands import session
from tui.commands.marking import answer, meant


@click.command("tag")
@click.argument("what", required=False)
@click.argument("tag", required=False)
@click.option("--off", is_flag=True, help="Take the tag off.")
@session.options
@click.pass_context
def command(
    context: click.Context, what: str | None, tag: str | None, off: bool, as_json: bool
) -> int:
    """Put TAG on all articles that WHAT names; without both, list the tags.

    WHAT is an article's number, several with commas between, or a query. "rashomon correct
    undo" takes it back. A query finds them again: tag:thesis.

    \b
    Examples:
      rashomon tag 3,5 thesis
      rashomon tag 'nato since:2023-06' vilnius
      rashomon tag 'tag:vilnius outlet:afp' vilnius --off
      rashomon tag
    """
    if what is not None and tag is None:
        raise click.UsageError("say which articles and which tag: rashomon tag 3 thesis")
    with session.open_library(context) as library:
        if what is not None and tag is not None:
            return answer(library.kept.tag(meant(library, [what]), tag, not off), as_json)
        tags = library.kept.tags()
    if as_json:
        session.say_json({"tags": [{"name": one.name, "articles": one.articles} for one in tags]})
    elif tags:
        rows = [[one.name, phrases.count(one.articles, "article")] for one in tags]
        session.say(plain.table(rows, width=plain.terminal_width()))
    else:
        session.complain("no tags yet; rashomon tag QUERY TAG makes one")
    return session.DONE if tags else session.PARTLY
