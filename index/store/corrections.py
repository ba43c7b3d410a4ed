"""The log of what the reader did: what was put right, and what was kept.

Names joined or kept apart, events joined or split, dates set; stars, tags, notes, read marks
and saved searches (``store.kept``); what was added, and forgotten (``store.forgotten``), and how
long what is kept; feeds taken up, changed or followed no longer (``index.following``); what was
written to the reader's own tables (``index.own_tables``): in one log, so that undoing walks back
through all of it in the order it was done.

A correction is a line in the log, never a change of what was derived: deriving obeys the
log, so a correction outlives every regrouping and rereading, and undoing one is exact.
"""

from __future__ import annotations

import datetime
import itertools
import json
import sqlite3
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from typing import Any, Literal, cast

from index.article import MentionType
from index.dataclass import dataclass
from index.store.bonds import Bonds, Pair, pair
from index.store.sealing import seal, trusting, unseal

Kind = Literal[
    "merge names", "split name", "join articles", "part articles", "move article", "set date",
    "star", "tag", "read", "note", "search", "add", "forget", "retain", "follow", "subscribe",
    "label", "wording",
]  # fmt: skip
KEPT: tuple[Kind, ...] = ("star", "tag", "read", "note", "search")
"""The kinds that say what was kept."""
DONE: tuple[Kind, ...] = (
    *KEPT, "add", "forget", "retain", "follow", "subscribe", "label", "wording"
)  # fmt: skip
"""The kinds that were done at once and stay so; all others put something right, and are obeyed
whenever anything is derived."""


_UNDONE, _FOR_GOOD = 1, 2
"""What ``undone`` says of a line: it may stand again, or something new was done since."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction, or one thing kept. ``data`` holds, by kind:

    - merge names: ``type``, ``name``, ``into``
    - split name: ``type``, ``name``
    - join articles, part articles, move article: ``tied``, lists of articles that tell one
      event each, and ``cut``, pairs of articles that tell two, each with all it is tied to;
      of a move also the ``article``
    - set date: ``article``, ``first``, ``last`` (ISO days), both None for "unknown"
    - star, tag, read: ``articles``, those that it changed, ``on``, and the ``tag``
    - note, search: ``before`` and ``after``, None where there was or is none
    - add: the first and last of each run of ``articles`` that came in; once undone, the ``batch``
    - forget: ``articles``, and the ``batch`` under which ``store.forgotten`` has them
    - retain: rules ``before`` and ``after`` (days, outlet, feed), of 0 days where there was or is
      none
    - follow: the rows ``before`` and ``after`` of a feed; no ``after`` where its subscription
      ended
    - subscribe: the numbers of the ``feeds`` that were taken up, and, once undone, their ``rows``
    - label, wording: the ``text`` that was written at the end of a table, and whether the table
      was ``made`` for it

    Corrections of events and dates also hold ``were``: the ids of the events they are about,
    each with the articles it had, so that these ids can come back with an undoing.

    ``said`` is the correction in words, for lists and for undoing.
    """

    id: int
    kind: Kind
    data: Mapping[str, Any]
    said: str
    at: str
    undone: bool = False


def record(
    connection: sqlite3.Connection,
    kind: Kind,
    data: Mapping[str, object],
    said: str,
    at: datetime.datetime,
) -> int:
    """Writes a correction down and answers its number; what was undone before stays undone."""
    packed = _pack(data, said)
    connection.execute("UPDATE correction SET undone = ? WHERE undone = ?", (_FOR_GOOD, _UNDONE))
    cursor = connection.execute(
        "INSERT INTO correction (kind, data, at) VALUES (?,?,?)",
        (kind, packed, at.isoformat(timespec="seconds")),
    )
    return int(cursor.lastrowid or 0)


def _pack(data: Mapping[str, object], said: str) -> str:
    return seal(json.dumps({**data, "said": said}, ensure_ascii=False, separators=(",", ":")))


def reword(
    connection: sqlite3.Connection, number: int, data: Mapping[str, object], said: str
) -> None:
    """Says of what was written down last that it went further."""
    packed = _pack(data, said)
    connection.execute("UPDATE correction SET data = ? WHERE id = ?", (packed, number))


def standing(connection: sqlite3.Connection, *kinds: Kind) -> list[Correction]:
    """The corrections that hold, oldest first; of the kinds given, or all that put right."""
    rows = connection.execute("SELECT id, kind FROM correction WHERE NOT undone ORDER BY id")
    wanted = [number for number, kind in rows if (kind in kinds if kinds else kind not in DONE)]
    query = "SELECT id, kind, data, at FROM correction WHERE id = ?"
    return [_correction(connection.execute(query, (number,)).fetchone()) for number in wanted]


def recent(connection: sqlite3.Connection) -> list[Correction]:
    """The newest correction that holds, and those after it that were undone."""
    rows = connection.execute(
        "SELECT id, kind, data, at, undone FROM correction WHERE id >="
        " coalesce((SELECT max(id) FROM correction WHERE NOT undone), 0) ORDER BY id"
    )
    return [_correction(row) for row in rows]


def newest(connection: sqlite3.Connection, kind: Kind | None = None) -> Correction | None:
    """The newest standing correction, of a kind or of any; None where none stands."""
    row = connection.execute(
        "SELECT id, kind, data, at FROM correction WHERE NOT undone AND coalesce(kind = ?, 1)"
        " ORDER BY id DESC LIMIT 1",
        (kind,),
    ).fetchone()
    return _correction(row) if row else None


def undo(connection: sqlite3.Connection, kind: Kind | None = None) -> Correction | None:
    """Takes the newest standing correction, of a kind or of any, back and answers it; None where
    none stands."""
    taken = newest(connection, kind)
    if taken is None:
        return None
    (last,) = connection.execute("SELECT max(id) FROM correction WHERE NOT undone").fetchone()
    now = _UNDONE if taken.id == last else _FOR_GOOD
    connection.execute("UPDATE correction SET undone = ? WHERE id = ?", (now, taken.id))
    return taken


def pass_over(connection: sqlite3.Connection, number: int) -> None:
    """Leaves a correction that cannot be taken back as it is: neither undoing nor redoing meets it
    again."""
    connection.execute("UPDATE correction SET undone = ? WHERE id = ?", (_FOR_GOOD, number))


def redo(connection: sqlite3.Connection) -> Correction | None:
    """Lets the correction that was undone last stand again and answers it.

    None where none was undone since the newest one that stands.
    """
    row = connection.execute(
        "SELECT id, kind, data, at FROM correction WHERE undone = ? AND id >"
        " coalesce((SELECT max(id) FROM correction WHERE NOT undone), 0) ORDER BY id LIMIT 1",
        (_UNDONE,),
    ).fetchone()
    if row is None:
        return None
    connection.execute("UPDATE correction SET undone = 0 WHERE id = ?", (row[0],))
    return _correction(row)


def _correction(row: tuple[int, str, str, str] | tuple[int, str, str, str, int]) -> Correction:
    number, kind, packed, at, *undone = row
    data = unseal(packed)
    with trusting():
        said = data.pop("said")
    return Correction(number, cast(Kind, kind), data, said, at, any(undone))


@dataclass(frozen=True, slots=True)
class NameRules:
    """What linking names must obey: ``(type, name, into)`` and ``(type, name)``."""

    merges: tuple[tuple[MentionType, str, str], ...]
    splits: tuple[tuple[MentionType, str], ...]


@dataclass(frozen=True, slots=True)
class EventRules:
    """What grouping must obey: ``groups`` of articles that tell one event each, ``foes``, pairs
    of places in ``groups`` that tell two, and days set by the reader.

    An article is in one group at most. ``days`` maps an article to its first and last day, or
    to None for "unknown".
    """

    groups: tuple[tuple[int, ...], ...]
    foes: tuple[tuple[int, int], ...]
    days: Mapping[int, tuple[datetime.date, datetime.date] | None]

    @property
    def together(self) -> tuple[Pair, ...]:
        """The fewest pairs that hold every group together."""
        return tuple(two for group in self.groups for two in itertools.pairwise(group))

    @property
    def apart(self) -> tuple[Pair, ...]:
        """One pair for every two groups that tell two events."""
        return tuple(pair(self.groups[one][0], self.groups[other][0]) for one, other in self.foes)

    def among(self, present: Container[int]) -> tuple[list[Pair], list[Pair]]:
        """``together`` and ``apart`` for some articles only, whichever of a group they are."""
        here = [[number for number in group if number in present] for group in self.groups]
        together = [two for group in here for two in itertools.pairwise(group)]
        apart = [(here[a][0], here[b][0]) for a, b in self.foes if here[a] and here[b]]
        return together, apart

    def bound_to(self, numbers: Set[int]) -> set[int]:
        """The articles that are said to tell the same event as some of these, or another."""
        touched = {at for at, group in enumerate(self.groups) if not numbers.isdisjoint(group)}
        touched |= {at for two in self.foes if not touched.isdisjoint(two) for at in two}
        return {number for at in touched for number in self.groups[at]}


def name_rules(standing: Iterable[Correction]) -> NameRules:
    """The rules that the log amounts to; of two about one name the later counts."""
    rules: dict[tuple[MentionType, str], str | None] = {}
    for one in standing:
        if one.kind in ("merge names", "split name"):
            rules[cast(MentionType, one.data["type"]), one.data["name"]] = one.data.get("into")
    return NameRules(
        tuple((kind, name, into) for (kind, name), into in rules.items() if into is not None),
        tuple(key for key, into in rules.items() if into is None),
    )


def event_rules(
    standing: Iterable[Correction], together: Sequence[Sequence[int]] = ()
) -> EventRules:
    """The rules that the log amounts to, and that articles ``together`` tell one event each.

    A later correction ends what earlier ones said against it, and moving an article ends all
    that was said of it before.
    """
    bonds = Bonds()
    days: dict[int, tuple[datetime.date, datetime.date] | None] = {}
    for one in standing:
        if one.kind == "move article":
            bonds.free(one.data["article"])
        if one.kind in ("join articles", "part articles", "move article"):
            bonds.obey(one.data["tied"], one.data["cut"])
        elif one.kind == "set date":
            days[one.data["article"]] = _days(one.data["first"], one.data["last"])
    bonds.obey(together, ())
    return EventRules(*bonds.settled(), days)


def events_before(log: Iterable[Correction]) -> dict[int, str]:
    """Article -> id of the event it was in before the first undone correction about it.

    A correction that stands is passed over: its events are as it made them.
    """
    found: dict[int, str] = {}
    for one in sorted((each for each in log if each.undone), key=lambda each: each.id):
        for event, numbers in one.data.get("were", {}).items():
            for number in numbers:
                found.setdefault(int(number), event)
    return found


def together_before(log: Iterable[Correction]) -> list[list[int]]:
    """The articles of each event as they were together before the first undone correction: what
    an undoing brings back, and a redoing of the one before leaves."""
    undone = (one for one in log if one.undone and "were" in one.data)
    first = min(undone, key=lambda one: one.id, default=None)
    return [list(map(int, numbers)) for numbers in first.data["were"].values()] if first else []


def _days(first: str | None, last: str | None) -> tuple[datetime.date, datetime.date] | None:
    if first is None or last is None:
        return None
    return datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
