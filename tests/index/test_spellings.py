"""Joined outlet names are kept, and are never older than the library and the reader's table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from index.outlets import FILE, Names
from index.spellings import outlet_names
from tests.harbor import library_of

ROWS = [
    {"title": f"Ferry {at}", "outlet": outlet, "date": "2019-03-01", "text": f"Ferry {at} sails."}
    for at, outlet in enumerate(("Harbor Times", "Harbour Times", "Gazette"))
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three articles of three spellings, two of which look like one outlet to a reader."""
    with library_of(ROWS, tmp_path) as opened:
        yield opened


def names(library: Library) -> Names:
    with library._connections.reading() as connection:
        return outlet_names(connection, library.path)


def test_they_are_joined_once_as_long_as_nothing_changes(library: Library) -> None:
    assert names(library) is names(library)
    library.mark_read(1)
    library.remember("place", "somewhere")
    assert names(library) is names(library)


def test_what_goes_and_comes_back_counts_at_once(library: Library) -> None:
    assert set(names(library).groups) == {"Harbor Times", "Harbour Times", "Gazette"}
    library.forgetting.forget([3])
    assert set(names(library).groups) == {"Harbor Times", "Harbour Times"}
    library.forgetting.undo()
    assert set(names(library).groups) == {"Harbor Times", "Harbour Times", "Gazette"}


def test_what_the_reader_writes_in_the_table_holds_at_once(library: Library) -> None:
    assert names(library).one("Harbour Times") == "Harbour Times"
    table = '[[outlet]]\nname = "Harbor Times"\nvariants = ["Harbour Times"]\n'
    (library.path / FILE).write_text(table)
    assert names(library).one("Harbour Times") == "Harbor Times"
    (library.path / FILE).unlink()
    assert names(library).one("Harbour Times") == "Harbour Times"
