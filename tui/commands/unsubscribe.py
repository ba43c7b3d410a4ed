"""``rashomon unsubscribe``: a feed is followed no longer."""

from __future__ import annotations

import click

from index.text import clean_line
from tui import phrases
from tui.commands import session
from tui.work_records import feed_records


@click.command("unsubscribe")
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@session.options
@click.pass_context
def command(context: click.Context, feeds: tuple[str, ...], as_json: bool) -> int:
    """Stop following feeds.

    A FEED is its number in "rashomon feeds", its address or its title. Its articles stay;
    "rashomon forget --feed" takes them out, before you unsubscribe. "rashomon correct undo"
    follows the feed again as it was.
    """
    with session.own_library(context) as library:
        ended = [library.feeds.unsubscribe(which) for which in feeds]
    if as_json:
        session.say_json(feed_records(ended))
    else:
        for feed in ended:
            articles = phrases.count(feed.articles, "article")
            stay = "stays" if feed.articles == 1 else "stay"
            session.say([clean_line(f"{feed.name} is followed no longer; {articles} {stay}")])
    return session.DONE
