"""Small invented articles, and a small library of them with much of a reader's own in it."""

from __future__ import annotations

import datetime
import json
import random
import shutil
import tempfile
from functools import cache
from pathlib import Path

from index import Library

OUTLETS = ("Morning Star", "Daily Wire", "Evening Post")
MATTERS = (
    "cranes",
    "pensions",
    "tugboats",
    "overtime",
    "customs",
    "warehouses",
    "pilots",
    "ferries",
)
_TOLD = (
    "Dockers in Portville walked past the gates again as their harbor strike went on. Anna"
    " Lindqvist of the union said the quarrel over {about} would be put to a vote. “Nobody"
    " asked for less,” Lindqvist said. On the quay somebody read out a list of demands.",
    "The company that runs the harbor of Portville called its new offer on {about} the last."
    " Managers who met Anna Lindqvist spoke of patience wearing thin and refused to say what"
    " {about} would cost. Peter Holm, a director, said on Tuesday that dockers were paid well.",
    "Shops near the docks fear the strike will empty them. Portville lives from its harbor, and"
    " the row over {about} has cafes closing early. One baker had never heard of {about} until"
    " her customers stayed away. Peter Holm would not be drawn on it.",
)
Row = dict[str, str]


def story(outlet: int, matter: str, day: datetime.date) -> Row:
    """One outlet's text on one matter."""
    title = f"Portville harbor strike: dockers and company meet over {matter}"
    text = _TOLD[outlet].format(about=matter)
    return {"title": title, "outlet": OUTLETS[outlet], "date": day.isoformat(), "text": text}


def stories(first: int, count: int) -> list[Row]:
    """``count`` texts from the ``first`` on: three outlets a matter, a matter every ten days."""
    found = []
    for number in range(first, first + count):
        about = number // 3
        matter = f"{MATTERS[about % len(MATTERS)]} {'again ' * (about // len(MATTERS))}".strip()
        day = datetime.date(2019, 3, 1) + datetime.timedelta(days=10 * about)
        found.append(story(number % 3, matter, day))
    return found


def table(rows: list[Row], file: Path) -> Path:
    """The texts as a file of JSON lines."""
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
    return file


HELD = 9
"""Articles in the prepared library."""


@cache
def _prepared() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="torture-base-"))
    import atexit

    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with Library.open(folder / "library") as library:
        library.add([str(table(stories(0, HELD), folder / "rows.jsonl"))])
        library.analyse()
        library.kept.star([1, 4])
        library.kept.tag([2, 5], "harbor")
        library.kept.note(3, "compare with the other two")
        library.kept.read([1, 2])
        library.kept.save_search("cranes outlet:star", "cranes")
        library.remember("place", "article 3")
        library.corrections.set_date(5, datetime.date(2019, 3, 12))
        library.corrections.merge_names("Peter Holm", "Anna Lindqvist")
        library.forgetting.forget([9])
    return folder / "library"


def prepared(folder: Path) -> Path:
    """A fresh copy of the prepared library."""
    return Path(shutil.copytree(_prepared(), folder))


def dice(seed: int, name: str) -> random.Random:
    """The dice of one trial."""
    return random.Random(f"{name}:{seed}")
