"""``rashomon fetch``: what is new in the feeds becomes articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from index.errors import LibraryBusy
from index.text import clean_line
from tui import phrases
from tui.commands import session
from tui.commands.retain import applied
from tui.progress import ProgressLine, interruptible
from tui.work_records import fetch_report

if TYPE_CHECKING:
    from index import Library
    from index.feeds.outcome import FeedOutcome, FetchReport
    from index.subscribing import Subscribed


@click.command("fetch")
@click.argument("feeds", metavar="[FEED]...", nargs=-1)
@click.option("--force", is_flag=True, help="Ask feeds that are not due yet, too.")
@click.option("--later", is_flag=True, help="Leave the close reading to the reader.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong, once.")
@session.options
@click.pass_context
def command(
    context: click.Context,
    feeds: tuple[str, ...],
    force: bool,
    later: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Bring in what is new in the feeds you follow.

    Asks the feeds that are due: busy ones every quarter of an hour, quiet ones less often, and
    those that fail ever less often, up to a day. A FEED named is asked in any case. What goes
    wrong with a feed is said once, and kept in "rashomon feeds". Made for cron: one line, and
    nothing but trouble with --quiet.

    \b
    Examples:
      rashomon fetch                   what is due
      rashomon fetch --force           all of them, now
      */15 * * * *  rashomon fetch -q  in a crontab
    """
    with session.own_library(context) as library, interruptible() as cancelled:
        if not library.feeds.every():
            session.complain("no feeds yet; follow one: rashomon subscribe URL")
            return session.PARTLY
        report = fetched(library, cancelled, only=feeds, force=force)
        if not later and not report.cancelled and library.pending():
            read_closely(library, cancelled)
        went = None if report.cancelled else applied(library)
        if as_json:
            more = {"pending": library.pending(), "forgotten": went}
            session.say_json(fetch_report(report) | more)
        elif not quiet:
            session.say([*outcome_lines(report), *([went] if went else [])])
    for outcome in report.outcomes:
        for line in _said(outcome, named=bool(feeds)):
            session.complain(line)
    if report.cancelled:
        session.complain("stopped; what is in stays in; the next fetch goes on")
    partly = report.cancelled or any(each.fresh or feeds for each in report.failed)
    return session.PARTLY if partly else session.DONE


def fetched(
    library: Library,
    cancelled: Callable[[], bool],
    only: tuple[str, ...] = (),
    force: bool = False,
    subscribed: Subscribed | None = None,
) -> FetchReport:
    """One run, with progress for whoever watches."""
    with ProgressLine() as progress:
        return library.feeds.fetch(
            only, force=force, progress=progress, cancelled=cancelled, subscribed=subscribed
        )


def read_closely(library: Library, cancelled: Callable[[], bool]) -> None:
    """Reads what came closely, unless another process is at it."""
    try:
        with ProgressLine() as progress:
            library.analyse(progress=progress, cancelled=cancelled)
    except LibraryBusy:
        session.notice("another rashomon is reading the library now; it goes on with it")


def outcome_lines(report: FetchReport) -> Iterator[str]:
    """What came, in one line."""
    asked = len(report.outcomes)
    parts = [phrases.count(len(report.imported), "new article")]
    parts.append(f"{phrases.count(asked, 'feed')} asked")
    unchanged = sum(1 for outcome in report.outcomes if outcome.unchanged)
    if unchanged:
        parts.append(f"{unchanged:,} unchanged")
    if report.failed:
        parts.append(f"{len(report.failed):,} with trouble (rashomon feeds)")
    if report.waiting:
        parts.append(f"{report.waiting:,} not due")
    if report.ended:
        parts.append(f"{report.ended:,} stopped")
    yield ", ".join(parts)


def _said(outcome: FeedOutcome, named: bool) -> Iterator[str]:
    """What to tell of one feed: trouble that is new or was asked about, and notices."""
    name = clean_line(outcome.feed.name, 80)
    if outcome.error and (outcome.fresh or named):
        yield f"{name}: {outcome.error}" + (f"; {outcome.advice}" if outcome.advice else "")
    for notice in outcome.notices:
        yield f"{name}: {notice}"
