"""``rashomon compact``: what was forgotten is gone for good, and its room is free."""

from __future__ import annotations

import datetime

import click

from tui.commands import session
from tui.progress import ProgressLine


@click.command("compact")
@session.options
@click.pass_context
def command(context: click.Context, as_json: bool) -> int:
    """Throw away for good what was forgotten, and give its room back to the disk.

    What was forgotten before cannot be brought back afterwards. Then the rules of "rashomon
    retain" are applied; what goes by them now can be brought back until the next compaction.

    \b
    Example:
      rashomon compact
    """
    with session.open_library(context) as library, ProgressLine() as progress:
        done = library.forgetting.compact(progress)
        due = library.forgetting.apply(datetime.date.today(), progress)
    if as_json:
        record = {"articles": done.articles, "freed": done.freed, "done": done.said}
        session.say_json(record | {"by_rules": len(due.articles) if due else 0})
    else:
        session.say([done.said, *([due.said] if due else [])])
    return session.DONE
