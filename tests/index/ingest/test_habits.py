"""Plain texts in the habits of the world: each kind of header gives its fields, the body stays.

A text of ``habits/`` is cut at the first line of ``=``: above it what is to be found, one
field a line ("title: ...", "-" for nothing), and the first and the last words of the body.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from index.ingest import describe
from tests.index.ingest.taking import TODAY, body, drafts, pipe

TEXTS = sorted((Path(__file__).parent / "habits").glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_fields_of_every_habit_are_found(path: Path) -> None:
    above, _, text = path.read_text(encoding="utf-8").partition("\n=====\n")
    expected = dict(line.split(": ", 1) for line in above.splitlines())
    (draft,) = drafts(pipe(text.encode()))
    found = describe(draft, TODAY)
    values = {
        "title": found.title.value if found.title else "-",
        "outlet": found.outlet.value if found.outlet else "-",
        "byline": found.byline.value if found.byline else "-",
        "date": found.dates.stated.value if found.dates.stated else "-",
        "credits": ", ".join(credit.value for credit in found.credits) or "-",
        "url": found.url or "-",
    }
    told = body(found)
    values["first"] = told[: len(expected["first"])]
    values["last"] = told[-len(expected["last"]) :]
    assert {name: values[name] for name in expected} == expected
