"""``rashomon retain``: how long articles are kept."""

from __future__ import annotations

import contextlib
import datetime
from typing import TYPE_CHECKING

import click

from index.errors import LibraryBusy
from index.text import clean_line
from tui import phrases
from tui.commands import session
from tui.commands.outlet_names import spellings
from tui.json_values import Record
from tui.progress import ProgressLine
from tui.typed_age import days_of

if TYPE_CHECKING:
    from index.library import Library


@click.command("retain")
@click.option("--older-than", metavar="AGE", help="Forget what is older: 90d, 12w, 6m, 2y.")
@click.option("--outlet", metavar="NAME", help="The rule is about this outlet.")
@click.option("--feed", metavar="FEED", help="The rule is about this feed (address or title).")
@click.option("--off", is_flag=True, help="End the rule.")
@click.option("--apply", "now", is_flag=True, help="Apply the rules now.")
@session.options
@click.pass_context
def command(
    context: click.Context,
    older_than: str | None,
    outlet: str | None,
    feed: str | None,
    off: bool,
    now: bool,
    as_json: bool,
) -> int:
    """Set how long articles are kept; alone, list the rules.

    Without a rule everything is kept for good. An article goes when its day and the day it
    came in are both longer ago than its rule says: the one for its feed, else for its outlet,
    else for all. What is starred, tagged or noted stays. The rules are applied by "rashomon
    fetch" and "rashomon compact", which say what went, and by --apply; "rashomon forget
    --undo" brings it back, and "rashomon correct undo" the rules as they were.

    \b
    Examples:
      rashomon retain --older-than 180d
      rashomon retain --older-than 2w --outlet 'Some Gazette'
      rashomon retain --off --outlet 'Some Gazette'
      rashomon retain
    """
    if off and older_than:
        raise click.UsageError("--off and --older-than exclude each other")
    with session.own_library(context) as library:
        said = _set(library, older_than, outlet, feed) if off or older_than else []
        if now:
            said += [applied(library) or "nothing has to go"]
        if as_json:
            session.say_json(_record(library, said))
        else:
            session.say(said or _lines(library))
    return session.DONE


def applied(library: Library) -> str | None:
    """Applies the rules, with progress; what went in one line, or None where nothing had to,
    or where another process writes: then the next time does it."""
    with contextlib.suppress(LibraryBusy), ProgressLine() as progress:
        done = library.forgetting.apply(datetime.date.today(), progress)
        return done.said if done else None
    return None


def _set(
    library: Library, older_than: str | None, outlet: str | None, feed: str | None
) -> list[str]:
    days = days_of(older_than) if older_than else 0
    names = spellings(library, outlet) if outlet else ("",)
    said = library.forgetting.retain(days, names, feed or "")
    return [clean_line(line) for line in said]


def _lines(library: Library) -> list[str]:
    rules = library.forgetting.rules()
    if not rules:
        return ["everything is kept for good; rashomon retain --older-than 180d changes that"]
    due = len(library.forgetting.overdue(datetime.date.today()))
    lines = [clean_line(f"{rule.about}: forgotten after {rule.days:,} days") for rule in rules]
    return [*lines, f"{phrases.count(due, 'article')} older than that now"]


def _record(library: Library, said: list[str]) -> Record:
    rules = [
        {"days": rule.days, "outlet": rule.outlet or None, "feed": rule.feed or None}
        for rule in library.forgetting.rules()
    ]
    due = library.forgetting.overdue(datetime.date.today())
    return {"rules": rules, "overdue": due, "done": said}
