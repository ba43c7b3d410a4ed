"""Counting anew what articles counted that are thrown away for good.

Until then their counts stay, for they may come back. Afterwards the library is as one in which
they never were: lines stand under fewer bodies, terms are in fewer articles.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from index import events
from index.events.traces import Packed, load_packed
from index.events.vectors import Weights
from index.printed_lines import AROUND, RULE, TWICE, prints_of
from index.repeating import UNKNOWN, Counting, number_of
from index.repetition import MOST_COUNTED
from index.store import forgotten, repeated, standing
from index.store.batches import batches
from index.store.packing import unpack_text
from index.store.repeated import Carried
from index.store.sealing import RowDamaged

BATCH = 200

Key = tuple[int, int]
"""A line's fingerprint and an outlet's number."""


def discount_lines(connection: sqlite3.Connection, gone: Sequence[int]) -> None:
    """Counts the lines of forgotten articles down. Articles whose zones rest on them are due.

    To be called while they are still held. ``connection`` is open for writing.
    """
    lines = _Lines(connection, set(gone))
    for some in batches(gone, BATCH):
        lines.discount(some)
    lines.search()
    lines.tell()


def discount_terms(connection: sqlite3.Connection) -> None:
    """Counts anew in how many articles each term is, if that was counted."""
    if not standing.frequencies(connection):
        return
    weights = Weights()
    traces = standing.counted(connection, events.VERSION)
    while some := list(itertools.islice(traces, BATCH)):
        weights.add([one for one in map(_loaded, some) if one is not None])
    standing.keep_frequencies(connection, weights.dump())


def _loaded(data: bytes) -> Packed | None:
    try:
        return load_packed(data)
    except RowDamaged:
        return None


class _Lines:
    """One transaction's work on lines that ``gone`` articles carry."""

    def __init__(self, connection: sqlite3.Connection, gone: Collection[int]) -> None:
        self._connection, self._gone = connection, gone
        self._counting = Counting(connection)
        self._sought: dict[int, set[int]] = {}
        self._fewer: set[int] = set()

    def discount(self, numbers: Iterable[int]) -> None:
        """Counts lines down whose carriers are known; the others are to be searched for."""
        keys: set[Key] = set()
        for one in forgotten.held(self._connection, list(numbers)):
            # Of what was forgotten because it is damaged nobody knows the lines any more.
            with contextlib.suppress(RowDamaged, KeyError):
                outlet = number_of(one.rows["article"][0]["outlet"])
                text = unpack_text(one.rows["body"][0]["text"])
                keys |= {(print, outlet) for print in prints_of(text)}
        rows = repeated.carried(self._connection, {print for print, _ in keys})
        found: dict[Key, Carried] = {}
        for print, outlet in keys:
            one_line = rows.get(print, {}).get(outlet)
            if one_line is None:
                continue
            if not one_line.groups:
                self._sought.setdefault(outlet, set()).add(print)
                continue
            fewer = self._without(one_line)
            found[print, outlet] = fewer
            if one_line.bodies != fewer.bodies:
                self._fewer.add(outlet)
        self._keep(found)

    def _without(self, one: Carried) -> Carried:
        """Who still carries a line. Who was told apart from what is gone is told apart anew."""
        left = [[number for number in group if number not in self._gone] for group in one.groups]
        groups = [group for group in left if group]
        if all(group[0] not in self._gone for group in one.groups if len(group) > 1):
            return Carried(len(groups), groups)
        fewer = Carried()
        for number in sorted(itertools.chain(*groups)):
            self._counting.enter(fewer, number)
        return fewer

    def search(self) -> None:
        """Counts lines that so many carried that it was not known who any more."""
        names: dict[int, list[str | None]] = {}
        for name in repeated.outlets(self._connection) if self._sought else ():
            names.setdefault(number_of(name), []).append(name)
        for outlet, prints in self._sought.items():
            found = {(print, outlet): Carried() for print in prints}
            for number, text in repeated.texts_of(self._connection, names.get(outlet, [])):
                if not prints:
                    break
                for print in prints & prints_of(text):
                    one = found[print, outlet]
                    self._counting.enter(one, number)
                    if one.bodies >= MOST_COUNTED:
                        one.groups = []
                        prints = prints - {print}
            if prints:
                self._fewer.add(outlet)
            self._keep(found)

    def _keep(self, found: dict[Key, Carried]) -> None:
        repeated.keep(self._connection, {key: one for key, one in found.items() if one.bodies})
        repeated.drop(self._connection, [key for key, one in found.items() if not one.bodies])

    def tell(self) -> None:
        """Has those articles looked at again whose zones rest on lines that are fewer now."""
        if not self._fewer:
            return
        asked = {UNKNOWN, *self._fewer}
        rules = (RULE, TWICE, AROUND)
        folded = repeated.folded(self._connection, rules)
        due = [number for number, outlet in folded if number_of(outlet) in asked]
        repeated.look_again(self._connection, due)
