"""What every engine that bench_search compares has in common: rows, queries, measures of both."""

# ruff: noqa: D102 (Engine says what the methods do)

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

COMMIT = 2_000
TOP = 20
Row = dict[str, Any]
Query = dict[str, Any]


class Engine(Protocol):
    """Builds an index of articles in a folder, or opens one and answers queries.

    ``ask`` gives the ids of the first twenty; ``size`` is in bytes. Some can cut
    ``snippets`` of twenty articles.
    """

    def build(self, rows: Iterable[Row]) -> None: ...
    def open(self) -> None: ...
    def ask(self, query: Query) -> list[int]: ...
    def size(self) -> int: ...


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) >= COMMIT:
            yield batch
            batch = []
    if batch:
        yield batch


def folder_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def day_number(date: str) -> int:
    return int(date[:10].replace("-", ""))


def read_rows(corpus: Path, size: int) -> Iterator[Row]:
    """The first articles of a corpus, numbered from 1."""
    with corpus.open(encoding="utf-8") as lines:
        for number, line in zip(range(1, size + 1), lines, strict=False):
            yield {**json.loads(line), "n": number}
