"""How long articles are kept: the reader's rules, and what is older than they say."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from index.calendar import shifted
from index.dataclass import dataclass
from index.text import fold


@dataclass(frozen=True, slots=True)
class Rule:
    """Articles are kept for ``days``: those of ``outlet``, those that came by ``feed`` (its
    address or title), or all where neither is named. A narrower rule comes before a wider."""

    days: int
    outlet: str = ""
    feed: str = ""

    @property
    def about(self) -> str:
        """What the rule is about, in words."""
        if self.outlet or self.feed:
            parts = [f"outlet {self.outlet}"] * bool(self.outlet)
            return ", ".join([*parts, *([f"feed {self.feed}"] * bool(self.feed))])
        return "all articles"


def keep(connection: sqlite3.Connection, rule: Rule) -> None:
    """Sets a rule in place of the one about the same; one of 0 days is dropped."""
    connection.execute(
        "DELETE FROM retention WHERE outlet = ? AND feed = ?", (rule.outlet, rule.feed)
    )
    if rule.days:
        connection.execute(
            "INSERT INTO retention (days, outlet, feed) VALUES (?,?,?)",
            (rule.days, rule.outlet, rule.feed),
        )


def change(connection: sqlite3.Connection, rules: Iterable[Sequence[Any]]) -> None:
    """Sets rules as the log has them."""
    for rule in rules:
        keep(connection, Rule(*rule))


def days(connection: sqlite3.Connection, rule: Rule) -> int:
    """The days of the rule that is about the same as this one; 0 where there is none."""
    row = connection.execute(
        "SELECT days FROM retention WHERE outlet = ? AND feed = ?", (rule.outlet, rule.feed)
    ).fetchone()
    return int(row[0]) if row else 0


def rules(connection: sqlite3.Connection) -> list[Rule]:
    """The rules, the one for all first."""
    rows = connection.execute("SELECT days, outlet, feed FROM retention ORDER BY outlet, feed")
    return [Rule(*row) for row in rows]


def overdue(
    connection: sqlite3.Connection, rules: Iterable[Rule], today: datetime.date
) -> list[int]:
    """Articles whose day, and the day they came in, are both longer ago than their rule says.

    So an archive of old news does not go as soon as it comes. An article goes by the narrowest
    rule about it: of its feed, of its outlet, of all.
    """
    every = list(rules)
    if not every:
        return []
    by_outlet = {fold(rule.outlet): rule.days for rule in every if rule.outlet and not rule.feed}
    by_feed = _articles_by_feed(connection, [rule for rule in every if rule.feed])
    for_all = next((r.days for r in every if not r.outlet and not r.feed), None)
    shortest = min(rule.days for rule in every)
    rows = connection.execute(
        "SELECT id, outlet, max(coalesce(day, ''), substr(added, 1, 10)) AS since FROM article"
        " WHERE since < ? ORDER BY id",
        (shifted(today, -shortest).isoformat(),),
    )
    found = []
    for number, outlet, day in rows:
        days = by_feed.get(number, by_outlet.get(fold(outlet or ""), for_all))
        if days is not None and day < shifted(today, -days).isoformat():
            found.append(number)
    return found


def older(connection: sqlite3.Connection, day: datetime.date) -> list[int]:
    """Articles from before a day, by the day they are sorted by, else by the day they came in."""
    rows = connection.execute(
        "SELECT id FROM article WHERE coalesce(day, substr(added, 1, 10)) < ? ORDER BY id",
        (day.isoformat(),),
    )
    return [row[0] for row in rows]


def _articles_by_feed(connection: sqlite3.Connection, rules: Sequence[Rule]) -> dict[int, int]:
    found: dict[int, int] = {}
    for rule in rules:
        for number in of_feed(connection, rule.feed):
            found[number] = min(rule.days, found.get(number, rule.days))
    return found


def of_feed(connection: sqlite3.Connection, feed: str) -> list[int]:
    """Articles that came by a feed, named by its address or its title."""
    rows = connection.execute(
        "SELECT DISTINCT article.id FROM feed JOIN feed_entry ON feed_entry.feed = feed.id"
        " JOIN article ON article.id = feed_entry.article"
        " WHERE feed.url = ? OR lower(title) = lower(?) OR CAST(feed.id AS TEXT) = ?"
        " ORDER BY article.id",
        (feed, feed, feed),
    )
    return [row[0] for row in rows]


def of_outlets(connection: sqlite3.Connection, spellings: Sequence[str]) -> list[int]:
    """Articles of an outlet, under these spellings of its name."""
    marks = ",".join("?" * len(spellings))
    rows = connection.execute(
        f"SELECT id FROM article WHERE outlet IN ({marks}) ORDER BY id",  # noqa: S608
        list(spellings),
    )
    return [row[0] for row in rows]
