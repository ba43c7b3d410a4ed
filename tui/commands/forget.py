"""``rashomon forget``: articles go, until they are brought back or thrown away for good."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from index.calendar import shifted
from index.text import clean_line
from tui import plain
from tui.commands import session
from tui.commands.marking import meant
from tui.commands.outlet_names import spellings
from tui.progress import ProgressLine, interruptible
from tui.typed_age import days_of

if TYPE_CHECKING:
    from index.forgetting import Forgetting
    from index.library import Library


@click.command("forget")
@click.argument("what", nargs=-1)
@click.option("--outlet", metavar="NAME", help="Only what this outlet published.")
@click.option("--feed", metavar="FEED", help="Only what came by this feed (address or title).")
@click.option("--older-than", metavar="AGE", help="Only what is older: 90d, 12w, 6m, 2y.")
@click.option("--even-starred", is_flag=True, help="Starred, tagged and noted articles, too.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@click.option("--undo", is_flag=True, help="Bring back what was forgotten last.")
@session.options
@click.pass_context
def command(
    context: click.Context,
    what: tuple[str, ...],
    outlet: str | None,
    feed: str | None,
    older_than: str | None,
    even_starred: bool,
    dry_run: bool,
    undo: bool,
    as_json: bool,
) -> int:
    """Forget articles, all that WHAT and the options name; alone, list what was forgotten.

    WHAT is article numbers or a query. Where more than one thing is given, an article goes
    that all of them name. What is starred, tagged or noted stays, and that is said. A feed
    does not bring a forgotten article back; "rashomon add" with its text does.

    Until "rashomon compact" everything can be brought back: the latest by --undo, or as any
    other thing done by "rashomon correct undo" and u on the screen.

    \b
    Examples:
      rashomon forget 12 15
      rashomon forget --outlet 'Some Gazette' --dry-run
      rashomon forget 'football -politics' --older-than 6m
      rashomon forget --undo
    """
    with session.open_library(context) as library:
        if undo:
            return _undo(library, as_json)
        if not (what or outlet or feed or older_than):
            return _list(library, as_json)
        numbers = _meant(library, what, outlet, feed, older_than)
        if dry_run:
            done = library.forgetting.weigh(numbers, even_starred)
        else:
            with interruptible() as cancelled, ProgressLine() as progress:
                done = library.forgetting.forget(
                    numbers, even_starred, progress=progress, cancelled=cancelled
                )
    return _tell(done, as_json, dry_run)


def _meant(
    library: Library,
    what: tuple[str, ...],
    outlet: str | None,
    feed: str | None,
    older_than: str | None,
) -> list[int]:
    """The articles that all of what is given names."""
    found: set[int] | None = set(meant(library, what)) if what else None
    if outlet or feed or older_than:
        before = None
        if older_than:
            before = shifted(datetime.date.today(), -days_of(older_than))
        names = spellings(library, outlet) if outlet else ()
        others = library.forgetting.chosen(names, feed, before)
        found = others if found is None else found & others
    return sorted(found or ())


def _tell(done: Forgetting, as_json: bool, dry_run: bool) -> int:
    if as_json:
        record = {"articles": list(done.articles), "stayed": done.stayed, "done": done.said}
        session.say_json(record | {"dry_run": dry_run})
    else:
        session.say([clean_line(done.said)])
        if done.articles and not dry_run:
            session.notice("rashomon forget --undo brings them back, until rashomon compact")
    return session.DONE if done.articles else session.PARTLY


def _undo(library: Library, as_json: bool) -> int:
    with interruptible() as cancelled, ProgressLine() as progress:
        said = library.forgetting.undo(progress, cancelled)
    if said is None:
        session.complain("nothing is forgotten that could be brought back")
        return session.PARTLY
    if as_json:
        session.say_json({"done": said})
    else:
        session.say([clean_line(said)])
    return session.DONE


def _list(library: Library, as_json: bool) -> int:
    gone = library.forgetting.listed()
    if as_json:
        listed = [{"article": one.article, "label": one.label, "at": one.at} for one in gone]
        session.say_json({"forgotten": listed})
    elif gone:
        rows = [[str(one.article), one.at[:10], plain.fit(one.label, 80)] for one in gone]
        session.say(plain.table(rows, right=(0,)))
    else:
        session.complain("nothing is forgotten; rashomon forget ARTICLE does it")
    return session.DONE if gone else session.PARTLY
