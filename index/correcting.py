"""What the reader puts right, each by one method that answers what it did in one line.

Corrections are kept as a log and obeyed by everything derived later. What the reader keeps
(``index.kept``), forgets (``index.forgetting``), does with feeds (``index.following``) and writes
to tables (``index.own_tables``) is written to the same log. ``undo`` takes the newest line of it
back, exactly, and the one before when asked again; ``redo`` lets what was undone last stand
again, until something new is done. A correction and what is derived from it are kept at once, or
not at all.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from index import naming, reversing
from index.article import Event, MentionType
from index.errors import LibraryBusy, NotFound, RashomonError, no_article
from index.reports import Cancelled, Report
from index.store import Connections, articles, corrections, placements, readings
from index.store.corrections import Correction, Kind
from index.text import clean_line

NAMES: tuple[Kind, ...] = ("merge names", "split name")
LISTED = 8
"""Numbers of articles that one line names; of more it says how many."""


class Corrections:
    """The reader's corrections of one library."""

    def __init__(
        self,
        connections: Connections,
        relink: Callable[[], None],
        regroup: Callable[[], Sequence[int]],
        renew: Callable[[Sequence[int]], None],
        level: Callable[[Report | None], None],
    ) -> None:
        """``regroup`` answers the articles whose day changed, which ``renew`` is told; ``level``
        has the search index find what was brought back."""
        self._connections = connections
        self._relink = relink
        self._regroup = regroup
        self._renew = renew
        self._level = level
        self._moved: Sequence[int] = ()

    # -- names -----------------------------------------------------------------

    def merge_names(self, name: str, into: str, type: MentionType | None = None) -> str:
        """From now on ``name`` stands for who or what ``into`` names; both are meant as they are
        listed where their ``type`` is told, else as those most often spelt so.

        Raises NotFound for an unknown name, RashomonError for two kinds of things.
        """
        with self._changing() as connection:
            one, other = _entity(connection, name, type), _entity(connection, into, type)
            if one == other:
                raise RashomonError(f"{one[1]} and {clean_line(into)} are one already")
            if one[0] != other[0]:
                what = f"{one[1]} and {other[1]} are of different kinds ({one[0]}, {other[0]})"
                raise RashomonError(what, advice="only names of one kind can be joined")
            said = f"{one[1]} is {other[1]} from now on"
            data = {"type": one[0], "name": one[1], "into": other[1]}
            return self._keep(connection, "merge names", data, said)

    def split_name(self, name: str) -> str:
        """From now on ``name``, a spelling that was joined with another name, stands alone.

        Raises NotFound where it is not joined with any.
        """
        with self._changing() as connection:
            joined = readings.joined_name(connection, naming.keys_of(name)[0])
            if joined is None:
                raise NotFound(
                    f"{clean_line(name, 80)} is not joined with another name",
                    advice="'rashomon entities NAME' shows what is",
                )
            kind, own, root = joined
            said = f"{own} is not {root} from now on"
            return self._keep(connection, "split name", {"type": kind, "name": own}, said)

    # -- events ----------------------------------------------------------------

    def join_events(self, one: str, other: str) -> str:
        """The two events are one. Raises NotFound, RashomonError where they are one already."""
        with self._changing() as connection:
            first, second = placements.found(connection, one), placements.found(connection, other)
            if first.id == second.id:
                raise RashomonError(f"{first.id} and {clean_line(other, 20)} are one event already")
            data = {
                "cut": [],
                "tied": [[*first.articles, *second.articles]],
                "were": _were(first, second),
            }
            said = f"{first.id} and {second.id} are one event"
            return self._keep(connection, "join articles", data, said)

    def part(self, event: str, numbers: Sequence[int]) -> str:
        """The articles named tell another event than the rest of ``event``.

        Raises NotFound, and RashomonError where nothing or nobody would be left apart.
        """
        wanted = set(numbers)
        with self._changing() as connection:
            whole = placements.found(connection, event)
            apart = [number for number in whole.articles if number in wanted]
            rest = [number for number in whole.articles if number not in wanted]
            if strange := wanted.difference(apart):
                raise RashomonError(
                    f"{whole.id} cannot be split so: {_listed(sorted(strange))} not in it",
                    advice=f"'rashomon compare {whole.id}' shows its articles",
                )
            if not apart or not rest:
                raise RashomonError(
                    f"{whole.id} cannot be split so", advice="name some of its articles, not all"
                )
            data = {"cut": [[apart[0], rest[0]]], "tied": [apart, rest], "were": _were(whole)}
            said = f"split off {whole.id}: {_listed(apart)}"
            return self._keep(connection, "part articles", data, said)

    def move(self, article: int, event: str | None) -> str:
        """The article tells ``event``, or None: an event of its own.

        Raises NotFound, RashomonError where that is so already.
        """
        with self._changing() as connection:
            old = _event_of(connection, article)
            target = placements.found(connection, event) if event is not None else None
            if target is not None and article in target.articles:
                raise RashomonError(f"article {article} is in {target.id} already")
            rest = [other for other in old.articles if other != article] if old else []
            if target is None and not rest:
                raise RashomonError(f"article {article} is alone already")
            data = {
                "article": article,
                "cut": [[article, rest[0]]] if rest else [],
                "tied": [[article, *target.articles] if target else [article], rest],
                "were": _were(old, target),
            }
            said = f"article {article} moved to {target.id if target else 'an event of its own'}"
            return self._keep(connection, "move article", data, said)

    def set_date(
        self, article: int, first: datetime.date | None, last: datetime.date | None = None
    ) -> str:
        """The article was written between ``first`` and ``last`` (both None: nobody knows).

        Raises NotFound, RashomonError for days in the wrong order.
        """
        end = last or first
        if first is not None and end is not None and end < first:
            raise RashomonError(f"{end} comes before {first}")
        days = first.isoformat() if first else "unknown"
        said = f"date of article {article}: {days}{f' to {end}' if end != first else ''}"
        with self._changing() as connection:
            data = {
                "article": article,
                "first": first.isoformat() if first else None,
                "last": end.isoformat() if end else None,
                "were": _were(_event_of(connection, article)),
            }
            return self._keep(connection, "set date", data, said)

    # -- the log ---------------------------------------------------------------

    def log(self) -> tuple[Correction, ...]:
        """The corrections that stand, newest last."""
        with self._connections.reading() as connection:
            return tuple(corrections.standing(connection))

    def undo(
        self,
        sure: int | None = None,
        *,
        at_once: int | None = None,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
    ) -> str | None:
        """Takes the newest thing done back and answers which it was; None where there is none.

        Raises Unsure for what was added, which is forgotten only where ``sure`` is its number;
        Lengthy for what moves more articles than ``at_once``; Stopped where ``cancelled`` answers
        True, and nothing is changed by all three; and RashomonError for what cannot be taken
        back: what was changed by hand since is passed over then, and the next undoing takes back
        the one before.
        """
        watched = reversing.Watched(progress, cancelled, at_once)
        stays = ""
        with self._changing("undoing") as connection:
            taken = corrections.undo(connection)
            if taken is None:
                return None
            if taken.kind in corrections.DONE:
                folder = self._connections.path.parent
                stays = reversing.take_back(connection, taken, folder, sure, watched)
            else:
                self._derive(taken.kind)
            if stays:
                corrections.pass_over(connection, taken.id)
        if stays:
            raise RashomonError(f"not undone: {taken.said}", advice=stays)
        if reversing.brings_back(taken, again=False):
            self._make_findable(progress)
        return f"undone: {taken.said}"

    def leave(self, number: int | None = None) -> str | None:
        """Leaves the newest thing done as it is, so that the next undoing takes back the one
        before; answers which it was. None where there is none, or another than that of ``number``.
        """
        with self._connections.writing() as connection:
            taken = corrections.newest(connection)
            if taken is None or number not in (None, taken.id):
                return None
            corrections.pass_over(connection, taken.id)
        return f"left as it is: {taken.said}"

    def redo(
        self,
        *,
        at_once: int | None = None,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
    ) -> str | None:
        """Lets what was undone last stand again and answers which it is; None where nothing
        was undone since the newest thing done. Raises RashomonError where it cannot be, and as
        ``undo`` does."""
        watched = reversing.Watched(progress, cancelled, at_once)
        with self._changing("redoing") as connection:
            again = corrections.redo(connection)
            if again is None:
                return None
            if again.kind in corrections.DONE:
                reversing.do_again(connection, again, self._connections.path.parent, watched)
            else:
                self._derive(again.kind)
        if reversing.brings_back(again, again=True):
            self._make_findable(progress)
        return f"redone: {again.said}"

    def _make_findable(self, progress: Report | None) -> None:
        """Has searches find what was brought back; while others write, they see to it later."""
        with suppress(LibraryBusy), self._connections.only_writer("indexing", patience=0):
            self._level(progress)

    @contextmanager
    def _changing(self, what: str = "correcting") -> Iterator[sqlite3.Connection]:
        """One transaction, between two of whoever else writes; then the days that changed are
        told. While long work goes on it is that work which tells them when it ends."""
        self._moved = ()
        with self._connections.writing() as connection:
            yield connection
        if not self._moved:
            return
        with suppress(LibraryBusy), self._connections.only_writer(what, patience=0):
            self._renew(self._moved)

    def _keep(
        self, connection: sqlite3.Connection, kind: Kind, data: Mapping[str, object], said: str
    ) -> str:
        now = datetime.datetime.now(datetime.UTC)
        corrections.record(connection, kind, data, said, now)
        self._derive(kind)
        return said

    def _derive(self, kind: Kind) -> None:
        if kind in NAMES:
            self._relink()
        else:
            self._moved = self._regroup()


def _entity(
    connection: sqlite3.Connection, name: str, type: MentionType | None = None
) -> tuple[str, str]:
    found = naming.found(connection, name, type)
    if found is None:
        what = f"nobody and nothing named {clean_line(name, 80)!r}"
        raise NotFound(what, advice="'rashomon entities' lists the names")
    return found[1].type, found[1].name


def _event_of(connection: sqlite3.Connection, article: int) -> Event | None:
    found = articles.load(connection, article)
    if found is None:
        raise no_article(article)
    return placements.found(connection, found.event) if found.event else None


def _were(*events: Event | None) -> dict[str, list[int]]:
    """The events as they are now, so that their ids can come back."""
    return {event.id: list(event.articles) for event in events if event is not None}


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) <= LISTED:
        return ", ".join(map(str, numbers))
    return f"{', '.join(map(str, numbers[:LISTED]))} and {len(numbers) - LISTED:,} more"
