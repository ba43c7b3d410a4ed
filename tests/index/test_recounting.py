"""What is thrown away for good is not counted any more: as if it had never been there."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from index import Library
from index.events.traces import load_packed
from index.events.vectors import Weights
from index.store import standing

TABLES = {
    "repeated_line": "print, outlet", "lines_counted": "article", "lines_due": "article",
    "table_row": "line", "body": "article", "edition": "name, article",
}  # fmt: skip
EVERYWHERE = "Sign up here for the letter that we send each morning."
OFTEN = "Follow the desk for more on this."
SELDOM = "More about the harbor and its ships below."
WORDS = """bridge council harbor river tunnel budget winter school teacher ferry engine market
farmer orchard museum statue painter violin concert stadium runner coach referee storm flood
levee doctor clinic vaccine nurse senate ballot mayor treaty border convoy pilot runway""".split()


def row(number: int, outlet: str, *footer: str) -> str:
    """An article that shares no line with others but its last ones."""
    dice = random.Random(number)
    said = [
        f"{dice.choice(WORDS).capitalize()} {' '.join(dice.choices(WORDS, k=14))} in Oslo."
        for _ in range(5)
    ]
    own = {"title": f"{said[0][:30]} {number}", "outlet": outlet, "date": f"2024-03-{number:02}"}
    return json.dumps({"text": "\n\n".join([*said, *footer]), **own})


STAY = [
    row(1, "The Oslo Post", EVERYWHERE, OFTEN),
    row(2, "The Oslo Post", EVERYWHERE),
    row(3, "The Oslo Post", EVERYWHERE, SELDOM),
    row(4, "The Bergen Mail", OFTEN),
    row(5, "", EVERYWHERE),
]
GO = [
    row(6, "The Oslo Post", EVERYWHERE, OFTEN, SELDOM),
    row(7, "The Oslo Post", EVERYWHERE, OFTEN),
    row(8, "The Oslo Post", EVERYWHERE, OFTEN),
    row(9, "The Oslo Post", OFTEN, EVERYWHERE),
    row(10, "The Bergen Mail", OFTEN),
    row(11, "The Stavanger Sun", OFTEN, EVERYWHERE),
]


def counted(library: Library) -> dict[str, Any]:
    """Everything that counts articles, and what of them follows from that."""
    with library._connections.reading() as connection:
        found = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall()
            for table, key in TABLES.items()
        }
        names = "SELECT name, spelling, mentions FROM entity JOIN variant ON id = entity"
        found["names"] = sorted(connection.execute(names).fetchall())
    zones = {line.id: library.article(line.id).zones for line in library.articles()}
    return found | {"zones": zones}


def terms(library: Library) -> tuple[bytes, bytes]:
    """In how many articles each term is: as it was counted, and as it is."""
    known, true = Weights(), Weights()
    with library._connections.reading() as connection:
        for part in standing.frequencies(connection):
            known.load(part)
        traces = connection.execute("SELECT data FROM trace").fetchall()
    true.add([load_packed(data) for (data,) in traces])
    return known.dump(), true.dump()


def test_what_is_thrown_away_leaves_no_count(tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    with Library.open(tmp_path / "never") as never, Library.open(tmp_path / "gone") as gone:
        table.write_text("\n".join([*STAY, ""]), encoding="utf-8")
        for library in (never, gone):
            library.add([str(table)])
        never.analyse()
        table.write_text("\n".join([*STAY, *GO, ""]), encoding="utf-8")
        report = gone.add([str(table)])
        gone.analyse()
        assert any(one.rule == "repeated by this outlet" for one in gone.article(1).zones)
        gone.forgetting.forget(report.imported)
        assert terms(gone)[0] != terms(gone)[1]
        gone.forgetting.compact()
        assert terms(gone)[0] == terms(gone)[1]
        gone.analyse()
        without, expected = counted(gone), counted(never)
        for each in expected:
            assert without[each] == expected[each], each
