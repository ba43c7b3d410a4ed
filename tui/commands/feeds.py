"""``rashomon feeds``: what is followed, how it answers, and what is wanted of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from tui import plain
from tui.commands import session
from tui.work_records import feed_records

if TYPE_CHECKING:
    from index.feeds.subscription import Subscription


@click.command("feeds")
@click.argument("feed", metavar="[FEED]", required=False)
@click.option("--opml", is_flag=True, help="Write the list as OPML, for other readers.")
@click.option("--title", metavar="TEXT", help="Call FEED so.")
@click.option("--folder", metavar="NAME", help='Put FEED into a folder ("" takes it out).')
@click.option(
    "--full-text/--feed-text", default=None, help="Fetch the pages of its teasers or not."
)
@click.option("--resume/--pause", default=None, help="Ask FEED again, or no longer.")
@session.options
@click.pass_context
def command(
    context: click.Context,
    feed: str | None,
    opml: bool,
    title: str | None,
    folder: str | None,
    full_text: bool | None,
    resume: bool | None,
    as_json: bool,
) -> int:
    """List the feeds you follow, or change one.

    For each: number, folder, title, articles, when it last answered, and what is wrong. A FEED
    is named by its number, address or title; with an option it is changed, without one all
    about it is told.

    \b
    Examples:
      rashomon feeds
      rashomon feeds 3 --folder News --full-text
      rashomon feeds --opml > feeds.opml
    """
    changes = (title, folder, full_text, resume)
    changing = any(change is not None for change in changes)
    if changing and feed is None:
        raise click.UsageError("name the feed to change; 'rashomon feeds' lists them")
    with session.own_library(context) as library:
        if changing and feed is not None:
            library.feeds.change(
                feed, title=title, folder=folder, full_text=full_text, enabled=resume
            )
        found = [library.feeds.find(feed)] if feed else library.feeds.every()
    if opml:
        from index.feeds.opml import write

        session.say([write(found).rstrip("\n")])
    elif as_json:
        session.say_json(feed_records(found))
    elif feed is not None:
        session.say(details(found[0]))
    elif found:
        session.say(feed_lines(found, plain.terminal_width()))
    else:
        session.complain("no feeds yet; follow one: rashomon subscribe URL")
    return session.DONE if found or opml or as_json else session.PARTLY


def feed_lines(feeds: Sequence[Subscription], width: int | None) -> Iterator[str]:
    """One line a feed, under its folder."""
    rows = [
        [str(feed.id), feed.folder, feed.name, f"{feed.articles:,}", _last(feed), _trouble(feed)]
        for feed in feeds
    ]
    head = ["", "folder", "feed", "articles", "last answer", "trouble"]
    folders = any(feed.folder for feed in feeds)
    shown = [row if folders else row[:1] + row[2:] for row in [head, *rows]]
    right = (0, 3) if folders else (0, 2)
    return (line.rstrip() for line in plain.table(_cut(shown, folders), right=right, width=width))


def _cut(rows: list[list[str]], folders: bool) -> list[list[str]]:
    at = 2 if folders else 1
    return [[*row[:at], plain.fit(row[at], 40), *row[at + 1 :]] for row in rows]


def _last(feed: Subscription) -> str:
    return _moment(feed.state.good) if feed.state.good else "never"


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _trouble(feed: Subscription) -> str:
    state = feed.state
    if state.error:
        times = f" ({state.failures} times)" if state.failures > 1 else ""
        return f"{state.error}{times}{'; ' + state.advice if state.advice else ''}"
    return "paused" if state.ended else ""


def details(feed: Subscription) -> Iterator[str]:
    """All about one feed."""
    state = feed.state
    rows = [
        ["feed", f"{feed.id}  {feed.name}"],
        ["address", feed.shown_url],
        ["site", feed.site or ""],
        ["folder", feed.folder],
        ["articles", f"{feed.articles:,}"],
        ["text", "from the page where the feed has a teaser" if feed.full_text else "of the feed"],
        ["last answer", _last(feed)],
        ["asked again", "no" if state.ended else _moment(state.due) if state.due else "next time"],
        ["trouble", _trouble(feed)],
        ["moving to", state.moved or ""],
    ]
    return plain.table([row for row in rows if row[1]])
