"""The log of what the reader put right."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import corrections
from index.store.schema import connect

NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = connect(tmp_path / "library.db")
    yield opened
    opened.close()


def split(connection: sqlite3.Connection, name: str) -> int:
    data = {"type": "PER", "name": name}
    return corrections.record(connection, "split name", data, f"{name} stands alone", NOW)


def test_corrections_stand_in_the_order_they_were_made(connection: sqlite3.Connection) -> None:
    split(connection, "Kim")
    split(connection, "Lee")
    assert [c.data["name"] for c in corrections.standing(connection)] == ["Kim", "Lee"]
    assert corrections.standing(connection)[0].said == "Kim stands alone"


def test_undoing_takes_back_the_newest_first(connection: sqlite3.Connection) -> None:
    split(connection, "Kim")
    split(connection, "Lee")
    undone = [corrections.undo(connection) for _ in range(3)]
    assert [c.said if c else None for c in undone] == [
        "Lee stands alone", "Kim stands alone", None,
    ]  # fmt: skip
    assert corrections.standing(connection) == []


def test_one_kind_can_be_asked_for(connection: sqlite3.Connection) -> None:
    split(connection, "Kim")
    pairs = {"articles": [[1, 2]]}
    corrections.record(connection, "join articles", pairs, "joined", NOW)
    assert [c.kind for c in corrections.standing(connection, "join articles")] == ["join articles"]
