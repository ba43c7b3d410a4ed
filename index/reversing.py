"""One line of the log taken back, or done again: what was done at once and stays so.

What puts right is not here: it is obeyed, or no longer, whenever anything is derived.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from index.dataclass import dataclass
from index.errors import Lengthy, Stopped, Unsure
from index.numbers import Numbers
from index.reports import Cancelled, Progress, Report
from index.store import corrections, forgotten, kept, retention
from index.store.corrections import Correction


@dataclass(frozen=True, slots=True)
class Watched:
    """Who is told how far a move of articles is, and asked whether it shall stop; more than
    ``at_once`` of them (None: any number) are not moved, but told as Lengthy."""

    progress: Report | None = None
    cancelled: Cancelled | None = None
    at_once: int | None = None

    def step(self, what: str, done: int, total: int) -> None:
        """Tells. Raises Stopped."""
        if self.cancelled and self.cancelled():
            raise Stopped("stopped; nothing was changed")
        if self.progress:
            self.progress(Progress(what, done, total, "articles"))

    def weigh(self, numbers: Sequence[int], one: Correction) -> None:
        """Raises Lengthy."""
        if self.at_once is not None and len(numbers) > self.at_once:
            raise Lengthy(len(numbers), one.said)


def brings_back(one: Correction, again: bool) -> bool:
    """Whether taking a line back, or doing it ``again``, brings articles back."""
    return one.kind == ("add" if again else "forget")


def take_back(
    connection: sqlite3.Connection,
    one: Correction,
    folder: Path,
    sure: int | None = None,
    watched: Watched | None = None,
) -> str:
    """Takes back what a line says was done; answers why it cannot be, and changes nothing then.

    ``folder`` is the library's. Raises Unsure where articles would go and it is not this line that
    one is ``sure`` of, Lengthy and Stopped as ``watched`` has it, RashomonError where the disk does
    not let it.
    """
    watched = watched or Watched()
    if one.kind in corrections.KEPT:
        kept.change_back(connection, one.kind, {"at": one.at, **one.data})
    elif one.kind == "add":
        return _forget_added(connection, one, sure == one.id, watched)
    elif one.kind == "forget":
        _bring_back(connection, one, watched)
    elif one.kind == "retain":
        retention.change(connection, one.data["before"])
    elif one.kind == "label" or one.kind == "wording":
        from index import own_tables  # needs much, seldom

        return own_tables.take_back(folder, one.kind, one.data)
    elif one.kind == "follow":
        from index.feeds import undoing

        undoing.put_back(connection, one.data["before"])
    elif one.kind == "subscribe":
        from index.feeds import undoing

        rows = undoing.end_all(connection, one.data["feeds"])
        corrections.reword(connection, one.id, {**one.data, "rows": rows}, one.said)
    return ""


def do_again(
    connection: sqlite3.Connection, one: Correction, folder: Path, watched: Watched | None = None
) -> None:
    """Does again what a line says, once it was taken back. Raises RashomonError where it cannot
    be done any more, Lengthy and Stopped as ``watched`` has it."""
    watched = watched or Watched()
    if one.kind in corrections.KEPT:
        kept.change(connection, one.kind, one.data, one.at)
    elif one.kind == "add":
        _bring_back(connection, one, watched)
    elif one.kind == "forget":
        watched.weigh(one.data["articles"], one)
        _take_out(connection, one.data["articles"], one.data["batch"], watched)
    elif one.kind == "retain":
        retention.change(connection, one.data["after"])
    elif one.kind == "label" or one.kind == "wording":
        from index import own_tables

        own_tables.write_again(folder, one.kind, one.data)
    elif one.kind == "follow":
        from index.feeds import undoing

        undoing.do_again(connection, one.data["before"], one.data["after"])
    elif one.kind == "subscribe":
        from index.feeds import undoing

        undoing.follow_all(connection, one.data["rows"])


def _forget_added(
    connection: sqlite3.Connection, one: Correction, sure: bool, watched: Watched
) -> str:
    """Forgets what came in, but for what something of the reader's is on."""
    there = kept.existing(connection, Numbers.of_runs(one.data["articles"]))
    stay = set(kept.articles_marked(connection, "kept"))
    going = [number for number in there if number not in stay]
    left = len(there) - len(going)
    if not going:
        return "all of it is starred, tagged or noted" if left else "nothing of it is there now"
    if not sure:
        stays = f"; {_articles(left)} of it stay, starred, tagged or noted" if left else ""
        what = f"undoing it forgets {_articles(len(going))}{stays}"
        raise Unsure(what, one.said, number=one.id, articles=len(going))
    batch = forgotten.next_batch(connection)
    _take_out(connection, going, batch, watched)
    corrections.reword(connection, one.id, {**one.data, "batch": batch}, one.said)
    return ""


def _take_out(
    connection: sqlite3.Connection, numbers: Sequence[int], batch: int, watched: Watched
) -> None:
    from index import removing  # needs much, seldom

    removing.take_out(connection, numbers, batch, watched.step)


def _bring_back(connection: sqlite3.Connection, one: Correction, watched: Watched) -> None:
    from index import removing

    numbers = forgotten.of_batch(connection, one.data["batch"])
    watched.weigh(numbers, one)
    removing.bring_back(connection, numbers, watched.step)


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number:,} articles"
