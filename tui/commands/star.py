"""``rashomon star``: stars on articles."""

from __future__ import annotations

import click

from tui.commands import session
from tui.commands.list import list_lines
from tui.commands.marking import answer, meant
from tui.records import articles


@click.command("star")
@click.argument("what", nargs=-1)
@click.option("--off", is_flag=True, help="Take the stars off.")
@session.options
@click.pass_context
def command(context: click.Context, what: tuple[str, ...], off: bool, as_json: bool) -> int:
    """Star articles, all that WHAT names; without WHAT, list those that are starred.

    WHAT is article numbers or a query (a number alone is an article's: to search for one, put
    it in double quotes inside single ones). "rashomon correct undo" takes it back.

    \b
    Examples:
      rashomon star 3 5
      rashomon star 'tag:thesis outlet:afp'
      rashomon star 3 --off
      rashomon star
    """
    with session.open_library(context) as library:
        if what:
            return answer(library.kept.star(meant(library, what), not off), as_json)
        lines = library.articles(marked="starred")
    if as_json:
        session.say_json(articles(lines))
    elif lines:
        session.say(list_lines(lines))
    else:
        session.complain("no article is starred yet; rashomon star ARTICLE does it")
    return session.DONE if lines else session.PARTLY
