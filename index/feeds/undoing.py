"""Feeds put back to what they were: their subscriptions, and what the reader set of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from index.feeds.subscription import Subscription, of_row, to_row
from index.store import feeds


def end(connection: sqlite3.Connection, row: feeds.FeedRow) -> None:
    """Ends a subscription; its articles stay."""
    feeds.remove(connection, row.id)
    feeds.leave(connection, row.id, row.url)


def put_back(connection: sqlite3.Connection, before: Sequence[Any]) -> None:
    """Makes a feed what it was: followed, in its folder; what it brought meanwhile stays.

    Nothing where its address has been followed anew since.
    """
    was = of_row(feeds.FeedRow(*before))
    row = feeds.with_id(connection, was.id)
    if row is not None:
        feeds.renew(connection, to_row(_as_set(of_row(row), was)))
    elif feeds.with_url(connection, was.url) is None:
        feeds.adopt(connection, was.id, was.url)
        feeds.follow_again(connection, to_row(was))


def do_again(
    connection: sqlite3.Connection, before: Sequence[Any], after: Sequence[Any] | None
) -> None:
    """Changes a feed, or ends its subscription, as it was done before that was undone."""
    row = feeds.with_id(connection, before[0])
    if row is None:
        return
    if after is None:
        end(connection, row)
    else:
        now = _as_set(of_row(row), of_row(feeds.FeedRow(*after)))
        feeds.renew(connection, to_row(now))


def end_all(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[feeds.FeedRow]:
    """Ends the subscriptions of these numbers that there are; answers what they were."""
    rows = [row for number in numbers if (row := feeds.with_id(connection, number)) is not None]
    for row in rows:
        end(connection, row)
    return rows


def follow_all(connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> None:
    """Takes subscriptions that ended up again, but for those followed anew since."""
    for row in rows:
        put_back(connection, row)


def _as_set(feed: Subscription, wanted: Subscription) -> Subscription:
    """A feed with what the reader sets of it taken from another row of it."""
    state = feed.state
    if state.ended != wanted.state.ended:
        state = replace(state, ended=wanted.state.ended, due=None, failures=0, told=False)
    return replace(
        feed,
        title=wanted.title,
        folder=wanted.folder,
        full_text=wanted.full_text,
        state=state,
    )
