"""``rashomon subscribe``: feeds to follow, by address or from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from index.text import clean_line
from tui import phrases
from tui.commands import session
from tui.commands.fetch import fetched, outcome_lines, read_closely
from tui.progress import interruptible
from tui.work_records import feed_records

if TYPE_CHECKING:
    from index import Library
    from index.feeds.outcome import FetchReport
    from index.subscribing import Subscribed


@click.command("subscribe")
@click.argument("source", metavar="URL|FILE")
@click.option("--folder", metavar="NAME", default="", help='Keep it there ("News/Europe").')
@click.option("--full-text", is_flag=True, help="Fetch the page where a feed has only a teaser.")
@click.option("--allow-private", is_flag=True, help="Its host may be on a private network.")
@click.option("--later", is_flag=True, help="Bring no articles yet; rashomon fetch does.")
@session.options
@click.pass_context
def command(
    context: click.Context,
    source: str,
    folder: str,
    full_text: bool,
    allow_private: bool,
    later: bool,
    as_json: bool,
) -> int:
    """Follow a feed: RSS, Atom or JSON Feed.

    A URL is a feed's address, or that of a web page which names its feed. A FILE is a list of
    feeds in OPML, as other readers export it, with its folders; "rashomon fetch" then brings
    their articles, and goes on bringing what is new.

    \b
    Examples:
      rashomon subscribe https://example.org/feed.xml
      rashomon subscribe example.org --folder News
      rashomon subscribe feeds.opml
    """
    with session.own_library(context) as library:
        found = library.feeds.subscribe(
            source, folder=folder, full_text=full_text, allow_private=allow_private
        )
        report = None if later or not found.answers else _bring(library, found)
        if as_json:
            numbers = {feed.id for feed in found.new}
            new = [feed for feed in library.feeds.every() if feed.id in numbers]
            session.say_json(
                feed_records(new)
                | {
                    "already": [feed.shown_url for feed in found.already],
                    "refused": list(found.refused),
                    "choices": list(found.choices),
                    "imported": list(report.imported) if report else [],
                }
            )
        else:
            _tell(found, report)
    for refused in found.refused:
        session.complain(f"{refused.label}: {refused.reason}; {refused.advice}")
    if not (found.new or found.already or found.refused or found.choices):
        session.complain(f"{source}: a list without feeds")
    if found.choices:
        session.complain(f"{found.page} names several feeds; subscribe to one by its address")
    done = (found.new or found.already) and not found.refused
    return session.DONE if done else session.PARTLY


def _bring(library: Library, found: Subscribed) -> FetchReport:
    with interruptible() as cancelled:
        report = fetched(library, cancelled, subscribed=found)
        if report.imported:
            read_closely(library, cancelled)
        return report


def _tell(found: Subscribed, report: FetchReport | None) -> None:
    if found.choices:
        session.say(clean_line(f"{one.url}  {one.title}") for one in found.choices)
        return
    if found.page and found.new:
        session.say([clean_line(f"{found.page} is a page; its feed is {found.new[0].shown_url}")])
    if len(found.new) == 1:
        session.say([clean_line(f"subscribed to {found.new[0].name}")])
    elif found.new:
        session.say([f"subscribed to {phrases.count(len(found.new), 'feed')}"])
    if found.already:
        names = ", ".join(feed.name for feed in found.already[:3])
        more = f" and {len(found.already) - 3} more" if len(found.already) > 3 else ""
        session.say([clean_line(f"followed already: {names}{more}")])
    if report is not None:
        session.say(outcome_lines(report))
    elif found.new:
        session.say(["rashomon fetch brings the articles"])
