"""Several processes on one library at once: readers and a writer, two writers, old and new."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from index.store import Connections
from index.store.schema import SCHEMA_VERSION
from tools.attacks.picture import agree, opened, tidy, well
from tools.attacks.stage import Order, Played, Stage
from tools.attacks.stories import dice, prepared
from tools.attacks.trial import Attack, demand

SECONDS = 2.0
"""How long a short trial goes on."""
READERS = 4
LONG_SECONDS = float(os.environ.get("TORTURE_SECONDS", "150"))
LONG_READERS = int(os.environ.get("TORTURE_READERS", "8"))
"""The same of a long trial."""
_STAGES: list[Stage] = []


def trial(seed: int, folder: Path) -> str:
    """One company of processes, or one library made newer under an open one."""
    kind = ("readers", "writers", "newer")[seed % 3]
    if kind == "newer":
        return _newer(folder)
    return _company(kind, seed, folder, READERS, SECONDS)


def long_trial(seed: int, folder: Path) -> str:
    """One company of many processes for minutes: readers and a writer, or two writers."""
    kind = ("readers", "writers")[(seed + 1) % 2]
    return _company(kind, seed, folder, LONG_READERS, LONG_SECONDS)


def _company(kind: str, seed: int, folder: Path, readers: int, seconds: float) -> str:
    place = prepared(folder / "library")
    chance = dice(seed, "many")
    writers, readers = (1, readers) if kind == "readers" else (2, 1)
    while len(_STAGES) < writers + readers:
        _STAGES.append(Stage())
    company = _STAGES[: writers + readers]
    for at, stage in enumerate(company):
        options = {
            "seed": chance.random(),
            "seconds": seconds,
            "writes": at < writers,
            "name": f"process {at}",
        }
        stage.start(Order("dabble", str(place), options, patience=seconds + 60))
    played = [stage.end() for stage in company]
    for at, one in enumerate(played):
        who = "writer" if at < writers else "reader"
        demand(one.ended == "done", f"{kind}: a {who} {one.ended}: {one.why}")
    with opened(place) as library:
        library.analyse()
        agree(library)
        well(library)
    tidy(place)
    return f"{kind}: {_rounds(played[:writers])} written, {_rounds(played[writers:])} read"


def _rounds(played: list[Played]) -> str:
    rounds = sum(int(one.last("rounds", 0)) for one in played)
    return next(word for least, word in _MANY if rounds >= least)


_MANY = (
    (10_000, "ten thousands"),
    (1_000, "thousands"),
    (100, "hundreds"),
    (10, "tens"),
    (0, "some"),
)


def _newer(folder: Path) -> str:
    """An open process of this version never writes to a library made newer meanwhile."""
    place = prepared(folder / "library")
    connections = Connections(place / "library.db")
    newer = sqlite3.connect(place / "library.db", isolation_level=None)
    newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer.execute("ALTER TABLE memory ADD COLUMN later TEXT")
    before = newer.execute("SELECT count(*) FROM memory").fetchone()
    said = ""
    try:
        with connections.writing() as connection:
            connection.execute("INSERT INTO memory (key, value) VALUES ('wrong', 'write')")
    except Exception as error:  # noqa: BLE001 - judged below
        said = str(error)
    connections.close()
    after = newer.execute("SELECT count(*) FROM memory").fetchone()
    newer.close()
    demand(after == before, "written to a library of a newer format")
    demand("newer" in said and ";" in said, f"a newer library under an open one: {said}")
    return "newer: refused with advice"


ATTACK = Attack("many", "processes beside each other see whole states and lose nothing", trial, 20)
LONG = Attack("crowd", "the same for minutes: 8 readers and a writer, two writers", long_trial, 2)
