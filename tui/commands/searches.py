"""``rashomon searches``: queries kept under a name."""

from __future__ import annotations

import click

from tui import phrases, plain
from tui.commands import session
from tui.commands.marking import answer


@click.command("searches")
@click.argument("name", required=False)
@click.argument("query", nargs=-1)
@click.option("--drop", is_flag=True, help="Throw the search of this NAME away.")
@session.options
@click.pass_context
def command(
    context: click.Context, name: str | None, query: tuple[str, ...], drop: bool, as_json: bool
) -> int:
    """Keep QUERY under NAME; without both, list the searches with how many articles each finds.

    On screen S lists them and enter opens one. "rashomon correct undo" takes back what was
    done.

    \b
    Examples:
      rashomon searches vilnius 'nato since:2023-06 until:2023-08'
      rashomon searches
      rashomon searches vilnius --drop
    """
    if name is not None and drop == bool(query):
        raise click.UsageError("give a name and a query, or a name and --drop")
    with session.open_library(context) as library:
        session.finish_indexing(library)
        if name is not None and drop:
            return answer(library.kept.drop_search(name), as_json)
        if name is not None:
            return answer(library.kept.save_search(session.words_of(query), name), as_json)
        found = library.kept.counted()
    if as_json:
        listed = [{"name": one.name, "query": one.query, "total": one.found} for one in found]
        session.say_json({"searches": listed})
    elif found:
        rows = [
            [one.name, "?" if one.found is None else phrases.count(one.found, "article"), one.query]
            for one in found
        ]
        session.say(plain.table(rows, width=plain.terminal_width()))
    else:
        session.complain("no search is kept yet; rashomon searches NAME QUERY keeps one")
    return session.DONE if found else session.PARTLY
