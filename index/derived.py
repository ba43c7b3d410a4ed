"""Looking over what is derived of articles: what of it is damaged, and has to be derived again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from index import events, profiles
from index.dataclass import dataclass
from index.events import packing, traces
from index.events.vectors import Weights
from index.store import soundness


@dataclass(frozen=True, slots=True)
class Damage:
    """Articles by what of theirs cannot be loaded: their ``traces``, the ``places`` they stand at
    among events (those without a trace among them), their ``figures`` for profiles of outlets;
    and whether the ``frequencies`` of words cannot."""

    traces: Sequence[int]
    places: Sequence[int]
    figures: Sequence[int]
    frequencies: bool


def damage(connection: sqlite3.Connection) -> Damage:
    """What is damaged of what is derived; nothing is changed."""

    def bad(table: str, column: str, version: int, load: soundness.Loader) -> list[int]:
        return soundness.damaged_rows(connection, table, column, version, load)

    traced = bad("trace", "data", events.VERSION, traces.load_packed)
    rows = bad("standing", "data", events.VERSION, _row)
    prints = bad("standing", "prints", events.VERSION, _prints)
    places = {*traced, *rows, *prints, *soundness.of_no_event(connection)}
    figures = bad("ingredients", "data", profiles.version(), profiles.load)
    frequencies = soundness.damaged_frequencies(connection, Weights(None).load)
    return Damage(traced, sorted(places), figures, frequencies)


def _row(data: bytes) -> object:
    return packing.load_rows([data], [(0, 0)])


def _prints(data: bytes) -> object:
    return packing.load_prints([data])
