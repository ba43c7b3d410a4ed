"""Feeds in the store: what is subscribed to, and which entries have been seen.

A row of ``feed_entry`` outlives its article: what was forgotten is not fetched again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from index.store.batches import rows_among


class FeedRow(NamedTuple):
    """A subscription as it lies; ``state`` is JSON that ``index.feeds`` reads."""

    id: int
    url: str
    title: str
    folder: str
    site: str | None
    full_text: bool
    added: str
    state: str
    articles: int


class Seen(NamedTuple):
    """An entry that came before: its article (None: none was made), and its words' digest."""

    guid: str
    article: int | None
    url: str | None
    print: bytes


_FEEDS = """SELECT feed.id, url, title, folder, site, full_text, added, state,
    (SELECT count(DISTINCT article.id) FROM feed_entry JOIN article
     ON article.id = feed_entry.article WHERE feed_entry.feed = feed.id) FROM feed"""


def _row(row: tuple[int, str, str, str, str | None, int, str, str, int]) -> FeedRow:
    return FeedRow(*row[:5], bool(row[5]), *row[6:])


def every(connection: sqlite3.Connection) -> list[FeedRow]:
    """All subscriptions, by folder and title."""
    found = connection.execute(f"{_FEEDS} ORDER BY lower(folder), lower(title), feed.id")
    return [_row(row) for row in found]


def with_id(connection: sqlite3.Connection, number: int) -> FeedRow | None:
    """One subscription, or None."""
    row = connection.execute(f"{_FEEDS} WHERE feed.id = ?", (number,)).fetchone()
    return _row(row) if row else None


def with_url(connection: sqlite3.Connection, url: str) -> FeedRow | None:
    """The subscription to an address, or None."""
    row = connection.execute(f"{_FEEDS} WHERE url = ?", (url,)).fetchone()
    return _row(row) if row else None


def add(
    connection: sqlite3.Connection,
    url: str,
    *,
    title: str,
    folder: str,
    site: str | None = None,
    full_text: bool,
    added: str,
    state: str,
) -> int:
    """A new subscription's number. ``added`` is ISO 8601 in UTC, ``state`` JSON (``FeedRow``)."""
    cursor = connection.execute(
        "INSERT INTO feed (url, title, folder, site, full_text, added, state)"
        " VALUES (?,?,?,?,?,?,?)",
        (url, title, folder, site, full_text, added, state),
    )
    return int(cursor.lastrowid or 0)


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Ends a subscription; its articles stay, and so does what is known of its entries."""
    connection.execute("DELETE FROM feed WHERE id = ?", (number,))


def renew(connection: sqlite3.Connection, row: FeedRow) -> None:
    """Writes everything of a subscription but when it was added."""
    connection.execute(
        "UPDATE feed SET url = ?, title = ?, folder = ?, site = ?, full_text = ?, state = ?"
        " WHERE id = ?",
        (row.url, row.title, row.folder, row.site, row.full_text, row.state, row.id),
    )


def set_state(connection: sqlite3.Connection, number: int, state: str) -> None:
    """Writes what is known of how a feed answers."""
    connection.execute("UPDATE feed SET state = ? WHERE id = ?", (state, number))


def adopt(connection: sqlite3.Connection, number: int, url: str) -> None:
    """Gives a subscription the entries of an earlier one to the same address.

    So subscribing anew brings back nothing that was forgotten.
    """
    row = connection.execute("SELECT value FROM memory WHERE key = ?", (_key(url),)).fetchone()
    if row is not None:
        connection.execute(
            "UPDATE OR IGNORE feed_entry SET feed = ? WHERE feed = ?", (number, int(row[0]))
        )
        connection.execute("DELETE FROM memory WHERE key = ?", (_key(url),))


def leave(connection: sqlite3.Connection, number: int, url: str) -> None:
    """Remembers whose entries a subscription's were, for the day it is taken up again."""
    connection.execute("INSERT OR REPLACE INTO memory VALUES (?,?)", (_key(url), str(number)))


def follow_again(connection: sqlite3.Connection, row: FeedRow) -> None:
    """Takes an ended subscription up again, with its number and the entries it knew."""
    connection.execute(
        "INSERT INTO feed (id, url, title, folder, site, full_text, added, state)"
        " VALUES (?,?,?,?,?,?,?,?)",
        row[:8],
    )
    connection.execute("DELETE FROM memory WHERE key = ?", (_key(row.url),))


def _key(url: str) -> str:
    # Not the address itself: it may hold a password, and nothing else keeps that.
    import hashlib  # needs much, seldom

    return f"feed left: {hashlib.sha256(url.encode()).hexdigest()}"


def seen(
    connection: sqlite3.Connection, feed: int, guids: Collection[str], urls: Collection[str]
) -> tuple[dict[str, Seen], dict[str, Seen]]:
    """Entries of a feed that came before, by guid and by address."""
    by_guid = {row.guid: row for row in _seen(connection, feed, "guid", guids)}
    by_url = {row.url: row for row in _seen(connection, feed, "url", urls) if row.url}
    return by_guid, by_url


def _seen(
    connection: sqlite3.Connection, feed: int, column: str, values: Collection[str]
) -> Iterable[Seen]:
    query = f"SELECT guid, article, url, print FROM feed_entry WHERE feed = ? AND {column} IN (...)"  # noqa: S608
    return [Seen(*row) for row in rows_among(connection, query, list(values), feed)]


def with_print(connection: sqlite3.Connection, feed: int, words: bytes) -> Seen | None:
    """An entry of a feed that said the same, or None."""
    row = connection.execute(
        "SELECT guid, article, url, print FROM feed_entry WHERE feed = ? AND print = ?",
        (feed, words),
    ).fetchone()
    return Seen(*row) if row else None


def see(connection: sqlite3.Connection, feed: int, entry: Seen, at: str) -> None:
    """Notes an entry, in place of what was noted under its guid."""
    connection.execute(
        "INSERT OR REPLACE INTO feed_entry (feed, guid, article, url, print, seen)"
        " VALUES (?,?,?,?,?,?)",
        (feed, entry.guid, entry.article, entry.url, entry.print, at),
    )


def touch(connection: sqlite3.Connection, feed: int, guids: Iterable[str], at: str) -> None:
    """Notes that a feed still carries these entries."""
    connection.executemany(
        "UPDATE feed_entry SET seen = ? WHERE feed = ? AND guid = ? AND seen < ?",
        [(at, feed, guid, at) for guid in guids],
    )


def highest_article(connection: sqlite3.Connection) -> int:
    """The number of the newest article; what comes later has a higher one."""
    row = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
    return int(row[0])


def articles_of(connection: sqlite3.Connection, which: str) -> list[int]:
    """Articles that came by feeds: the one of a number or an address, those of a title or a
    folder (with the folders inside it); case does not matter."""
    rows = connection.execute(
        "SELECT DISTINCT article.id FROM feed JOIN feed_entry ON feed_entry.feed = feed.id"
        " JOIN article ON article.id = feed_entry.article"
        " WHERE CAST(feed.id AS TEXT) = :which OR feed.url = :which OR lower(title) = lower(:which)"
        " OR lower(folder) = lower(:which)"
        " OR substr(lower(folder), 1, length(:which) + 1) = lower(:which) || '/'"
        " ORDER BY article.id",
        {"which": which},
    )
    return [row[0] for row in rows]


def unread(connection: sqlite3.Connection) -> dict[int, int]:
    """How many articles of each feed nobody has read; feeds without any are left out."""
    rows = connection.execute(
        "SELECT feed_entry.feed, count(DISTINCT article.id) FROM feed_entry"
        " JOIN article ON article.id = feed_entry.article"
        " LEFT JOIN read_mark ON read_mark.article = article.id"
        " WHERE read_mark.article IS NULL GROUP BY feed_entry.feed"
    )
    return dict(rows.fetchall())
