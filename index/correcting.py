"""What the reader puts right, each by one method that answers what it did in one line.

Corrections are kept as a log and obeyed by everything derived later; ``undo`` takes the
newest one back, exactly.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Mapping, Sequence

from index import naming
from index.article import Event
from index.errors import NotFound, RashomonError
from index.store import Connections, articles, corrections, placements, readings
from index.store.corrections import Correction, Kind
from index.text import clean_line

NAMES: tuple[Kind, ...] = ("merge names", "split name")


class Corrections:
    """The reader's corrections of one library."""

    def __init__(
        self, connections: Connections, relink: Callable[[], None], regroup: Callable[[], None]
    ) -> None:
        self._connections = connections
        self._relink = relink
        self._regroup = regroup

    # -- names -----------------------------------------------------------------

    def merge_names(self, name: str, into: str) -> str:
        """From now on ``name`` stands for who or what ``into`` names.

        Raises NotFound for an unknown name, RashomonError for two kinds of things.
        """
        one, other = self._entity(name), self._entity(into)
        if one == other:
            raise RashomonError(f"{one[1]} and {clean_line(into)} are one already")
        if one[0] != other[0]:
            what = f"{one[1]} and {other[1]} are of different kinds ({one[0]}, {other[0]})"
            raise RashomonError(what, advice="only names of one kind can be joined")
        said = f"{one[1]} is {other[1]} from now on"
        return self._keep("merge names", {"type": one[0], "name": one[1], "into": other[1]}, said)

    def split_name(self, name: str) -> str:
        """From now on ``name``, a spelling that was joined with another name, stands alone.

        Raises NotFound where it is not joined with any.
        """
        with self._connections.reading() as connection:
            joined = readings.joined_name(connection, naming.keys_of(name)[0])
        if joined is None:
            raise NotFound(
                f"{clean_line(name, 80)} is not joined with another name",
                advice="'rashomon entities NAME' shows what is",
            )
        kind, own, root = joined
        said = f"{own} is not {root} from now on"
        return self._keep("split name", {"type": kind, "name": own}, said)

    def _entity(self, name: str) -> tuple[str, str]:
        with self._connections.reading() as connection:
            found = readings.find_entity(connection, naming.keys_of(name))
        if found is None:
            what = f"nobody and nothing named {clean_line(name, 80)!r}"
            raise NotFound(what, advice="'rashomon entities' lists the names")
        return found[1].type, found[1].name

    # -- events ----------------------------------------------------------------

    def join_events(self, one: str, other: str) -> str:
        """The two events are one. Raises NotFound, RashomonError where they are one already."""
        first, second = self._event(one), self._event(other)
        if first.id == second.id:
            raise RashomonError(f"{first.id} and {clean_line(other, 20)} are one event already")
        tied = [(here, there) for here in first.articles for there in second.articles]
        said = f"{first.id} and {second.id} are one event"
        return self._keep("join articles", {"cut": [], "tied": tied}, said)

    def part(self, event: str, numbers: Sequence[int]) -> str:
        """The articles named tell another event than the rest of ``event``.

        Raises NotFound, and RashomonError where nothing or nobody would be left apart.
        """
        whole = self._event(event)
        apart = [number for number in whole.articles if number in set(numbers)]
        rest = [number for number in whole.articles if number not in set(numbers)]
        if not apart or not rest:
            raise RashomonError(
                f"{whole.id} cannot be split so", advice="name some of its articles, not all"
            )
        cut = [(one, other) for one in apart for other in rest]
        data = {"cut": cut, "tied": [*_chain(apart), *_chain(rest)]}
        listed = ", ".join(map(str, apart))
        return self._keep("part articles", data, f"split off {whole.id}: {listed}")

    def move(self, article: int, event: str | None) -> str:
        """The article tells ``event``, or None: an event of its own. Raises NotFound."""
        with self._connections.reading() as connection:
            found = articles.load(connection, article)
        if found is None:
            raise NotFound(f"no article {article}", advice="'rashomon list' shows their numbers")
        target = self._event(event) if event is not None else None
        if target is not None and article in target.articles:
            raise RashomonError(f"article {article} is in {target.id} already")
        old = self._event(found.event).articles if found.event else ()
        cut = [(article, other) for other in old if other != article]
        if target is None and not cut:
            raise RashomonError(f"article {article} is alone already")
        rest = [other for other in old if other != article]
        tied = [*((article, other) for other in (target.articles if target else ())), *_chain(rest)]
        goal = target.id if target else "an event of its own"
        said = f"article {article} moved to {goal}"
        return self._keep("move article", {"article": article, "cut": cut, "tied": tied}, said)

    def set_date(
        self, article: int, first: datetime.date | None, last: datetime.date | None = None
    ) -> str:
        """The article was written between ``first`` and ``last`` (both None: nobody knows).

        Raises NotFound, RashomonError for days in the wrong order.
        """
        with self._connections.reading() as connection:
            if articles.load(connection, article) is None:
                raise NotFound(f"no article {article}", advice="'rashomon list' shows numbers")
        end = last or first
        if first is not None and end is not None and end < first:
            raise RashomonError(f"{end} comes before {first}")
        days = first.isoformat() if first else "unknown"
        said = f"date of article {article}: {days}{f' to {end}' if end != first else ''}"
        data = {
            "article": article,
            "first": first.isoformat() if first else None,
            "last": end.isoformat() if end else None,
        }
        return self._keep("set date", data, said)

    def _event(self, id: str) -> Event:
        with self._connections.reading() as connection:
            found = placements.event(connection, placements.number_of(id))
        if found is None:
            what = f"no event {clean_line(id, 40)}"
            raise NotFound(what, advice="'rashomon events' shows their numbers")
        return found

    # -- the log ---------------------------------------------------------------

    def log(self) -> tuple[Correction, ...]:
        """The corrections that stand, newest last."""
        with self._connections.reading() as connection:
            return tuple(corrections.standing(connection))

    def undo(self) -> str | None:
        """Takes the newest correction back and answers what it was; None where none stands."""
        with self._connections.only_writer("undoing"):
            with self._connections.writing() as connection:
                taken = corrections.undo(connection)
            if taken is None:
                return None
            self._derive(taken.kind)
        return f"undone: {taken.said}"

    def _keep(self, kind: Kind, data: Mapping[str, object], said: str) -> str:
        now = datetime.datetime.now(datetime.UTC)
        with self._connections.only_writer("correcting"):
            with self._connections.writing() as connection:
                corrections.record(connection, kind, data, said, now)
            self._derive(kind)
        return said

    def _derive(self, kind: Kind) -> None:
        if kind in NAMES:
            self._relink()
        else:
            self._regroup()


def _chain(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs that hold articles together, so that what is left of an event stays one."""
    return list(itertools.pairwise(numbers))
