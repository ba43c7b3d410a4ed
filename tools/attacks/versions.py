"""Libraries of other versions: older ones come forward whole, newer ones are refused.

What is exported can be added to any.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import sqlite3
from pathlib import Path

from index import Library, LibraryError
from index.store.schema import SCHEMA_VERSION
from tools.attacks.picture import Fact, agree, facts, opened, tidy, well
from tools.attacks.stories import dice, prepared
from tools.attacks.trial import Attack, demand

STORED = Path(__file__).parents[2] / "tests" / "index" / "store"
OWN = ("article", "body", "origin", "read_mark", "memory", "correction", "counter")
"""Tables of the first format that hold what a reader put in or did."""
LATER = ("seal", "line", "cautions")
"""What packed fields had not yet in older formats."""


def trial(seed: int, folder: Path) -> str:
    """One older library brought up, or a newer one refused, or one exported and added anew."""
    chance = dice(seed, "versions")
    kind = ("format 1", "format 2", "newer", "export")[seed % 4]
    place = prepared(folder / "library")
    if kind == "newer":
        return _newer(place, chance)
    if kind == "export":
        return _exported(place, folder)
    with Library.open(place) as library:
        before = facts(library)
    old = _older(place, folder / "old", int(kind[-1]))
    with opened(old) as library:
        library.analyse()
        agree(library)
        well(library)
        after = facts(library)
    lost = {fact for fact in before - after if fact[0] in ("article", "read", "log", "place")}
    demand(not lost, f"{kind}: lost {sorted(lost, key=str)[:3]}")
    tidy(old)
    return f"{kind}: brought up"


def _older(place: Path, folder: Path, version: int) -> Path:
    """A library of an older format with the same articles, marks and log."""
    folder.mkdir()
    old = sqlite3.connect(folder / "library.db")
    old.executescript((STORED / f"format_{version}.sql").read_text(encoding="utf-8"))
    old.execute("ATTACH ? AS new", (str(place / "library.db"),))
    tables = {row[0] for row in old.execute("SELECT name FROM main.sqlite_master")}
    for table in OWN:
        if table in tables:
            columns = [row[1] for row in old.execute(f"PRAGMA main.table_info({table})")]
            have = {row[1] for row in old.execute(f"PRAGMA new.table_info({table})")}
            both = ", ".join(column for column in columns if column in have)
            old.execute(f"INSERT INTO {table} ({both}) SELECT {both} FROM new.{table}")  # noqa: S608
    for table, column in (("article", "header"), ("article", "dates"), ("correction", "data")):
        for number, packed in old.execute(f"SELECT id, {column} FROM main.{table}").fetchall():  # noqa: S608
            fields = {k: v for k, v in json.loads(packed).items() if k not in LATER}
            old.execute(
                f"UPDATE main.{table} SET {column} = ? WHERE id = ?",  # noqa: S608
                (json.dumps(fields, ensure_ascii=False), number),
            )
    old.execute("UPDATE main.article SET event = NULL, family = NULL")
    old.commit()
    old.close()
    return folder


def _newer(place: Path, chance: random.Random) -> str:
    path = place / "library.db"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + chance.randint(1, 1_000)}")
    connection.close()
    before = path.read_bytes()
    try:
        Library.open(place)
    except LibraryError as error:
        demand("newer" in error.what and error.advice, f"a newer library: {error}")
    else:
        demand(False, "a newer library was opened")
    demand(path.read_bytes() == before, "a newer library was changed")
    return "newer: refused with advice, untouched"


def _exported(place: Path, folder: Path) -> str:
    """What ``export`` writes makes the same articles in an empty library."""
    from tui.cli import run

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = run(["--library", str(place), "export"])
    demand(code == 0, f"export ends with {code}")
    file = folder / "export.jsonl"
    file.write_text(said.getvalue(), encoding="utf-8")
    with Library.open(place) as library:
        before = _articles(library)
    with Library.open(folder / "again") as again:
        report = again.add([str(file)])
        demand(not report.refused, f"export is refused: {report.refused[:1]}")
        after = _articles(again)
        demand(before == after, f"export loses {sorted(before - after, key=str)[:2]}")
    return "export: the same articles"


def _articles(library: Library) -> set[Fact]:
    """What is taken along of each article."""
    found = set()
    for line in library.articles():
        one = library.article(line.id)
        stated = one.dates.stated.value if one.dates.stated else None
        found.add((line.label, line.outlet, stated, one.text, one.url, one.language))
    return found


ATTACK = Attack("versions", "older libraries come forward whole, newer ones are refused", trial, 16)
