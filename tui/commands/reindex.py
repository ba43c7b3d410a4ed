"""``rashomon reindex``: what is derived, made anew from the articles."""

from __future__ import annotations

import click

from tui import phrases
from tui.commands import session
from tui.progress import ProgressLine, interruptible


@click.command("reindex")
@session.options
@click.pass_context
def command(context: click.Context, as_json: bool) -> int:
    """Build the search index anew.

    Then reads closely what still waits for it. Nothing of yours is touched: the index is made
    from the articles in the library.
    """
    with session.open_library(context) as library:
        with interruptible() as cancelled, ProgressLine() as progress:
            unsound = library.care.reindex(progress=progress, cancelled=cancelled)
            stopped = cancelled()
        if stopped:
            raise click.Abort
        session.finish_reading(library)
        missing, articles = library.care.unindexed(), library.counts().articles
        pending = library.pending()
    if as_json:
        record = {"articles": articles, "unindexed": missing, "pending": pending}
        session.say_json(record | {"damaged": list(unsound)})
    else:
        session.say([f"{phrases.count(articles - missing, 'article')} searchable"])
        if unsound:
            session.complain(phrases.damaged(unsound))
    return session.DONE if not missing and not pending else session.PARTLY
