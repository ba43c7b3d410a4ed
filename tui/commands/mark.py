"""``rashomon mark``: articles as read, or as unread again."""

from __future__ import annotations

import click

from tui.commands import session
from tui.commands.list import list_lines
from tui.commands.marking import answer, meant
from tui.records import articles


@click.command("mark")
@click.argument("what", nargs=-1)
@click.option("--read/--unread", "read", default=True, help="As read (so without it), or unread.")
@session.options
@click.pass_context
def command(context: click.Context, what: tuple[str, ...], read: bool, as_json: bool) -> int:
    """Mark articles read, all that WHAT names; without WHAT, list those that are unread.

    WHAT is article numbers or a query. "rashomon correct undo" takes all of it back at once.

    \b
    Examples:
      rashomon mark --read 'outlet:afp until:2023-06'
      rashomon mark --unread 3 5
      rashomon mark
    """
    with session.open_library(context) as library:
        if what:
            return answer(library.kept.read(meant(library, what), read), as_json)
        lines = [line for line in library.articles() if not line.read]
    if as_json:
        session.say_json(articles(lines))
    elif lines:
        session.say(list_lines(lines))
    else:
        session.complain("every article is read")
    return session.DONE if lines else session.PARTLY
