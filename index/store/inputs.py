"""What was put in: which files were read and have not changed since, and the reports of it."""

from __future__ import annotations

import datetime
import functools
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from index.article import Origin
from index.numbers import Numbers
from index.reports import Already, ImportReport, PastImport, Refusal

RUNS_KEPT = 50
NAMED = 5_000
NAMED_EARLIER = 200
"""Refusals and the like, of each kind, that the report of the latest import names, and those of
the ones before."""


def known(connection: sqlite3.Connection, path: str, stamp: str) -> list[Refusal] | None:
    """What was refused of a file when it was read with this stamp; None where it was not."""
    row = connection.execute(
        "SELECT refused FROM input WHERE path = ? AND stamp = ?", (os.fsencode(path), stamp)
    ).fetchone()
    return [_refusal(one) for one in json.loads(row[0])] if row else None


def remember(
    connection: sqlite3.Connection,
    read: Iterable[tuple[str, str, Sequence[Refusal]]],
    at: datetime.datetime,
) -> None:
    """Remembers files that were read: path, stamp, and what was refused of each."""
    when = at.isoformat(timespec="seconds")
    connection.executemany(
        "INSERT OR REPLACE INTO input VALUES (?,?,?,?)",
        [
            (os.fsencode(path), stamp, json.dumps([_packed(one) for one in refused]), when)
            for path, stamp, refused in read
        ],
    )


def rows(
    connection: sqlite3.Connection, path: str, first: int, after: int
) -> dict[int, tuple[bytes, int]]:
    """Line -> the fingerprint of the row that stood there and the article that it became, for
    the lines from ``first`` on of a table; articles that are gone are left out."""
    found = connection.execute(
        "SELECT line, print, article FROM table_row JOIN article ON article.id = article"
        " WHERE path = ? AND line >= ? AND line < ?",
        (_number(path), first, after),
    )
    return {line: (print, article) for line, print, article in found}


def remember_row(
    connection: sqlite3.Connection, origin: Origin, print: bytes, article: int
) -> None:
    """Remembers which article a row of a table became."""
    connection.execute(
        "INSERT OR REPLACE INTO table_row VALUES (?,?,?,?)",
        (_number(origin.path or ""), origin.line, print, article),
    )


@functools.lru_cache(maxsize=16)
def _number(path: str) -> int:
    """A number for the path of a table, short beside each of its rows."""
    digest = hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def keep_run(
    connection: sqlite3.Connection,
    began: datetime.datetime,
    ended: datetime.datetime,
    sources: Sequence[str],
    report: ImportReport,
) -> None:
    """Remembers an import; of many the oldest are dropped, and the last one is cut short."""
    for past in runs(connection, 1):
        connection.execute(
            "UPDATE import_run SET report = ? WHERE id = ?",
            (_packed_run(past.sources, past.report, NAMED_EARLIER), past.id),
        )
    packed = _packed_run(sources, report, NAMED)
    connection.execute(
        "INSERT INTO import_run (began, ended, report) VALUES (?,?,?)",
        (began.isoformat(timespec="seconds"), ended.isoformat(timespec="seconds"), packed),
    )
    connection.execute(
        "DELETE FROM import_run WHERE id <= (SELECT max(id) FROM import_run) - ?", (RUNS_KEPT,)
    )


def runs(connection: sqlite3.Connection, limit: int) -> list[PastImport]:
    """The imports remembered, the latest first."""
    rows = connection.execute(
        "SELECT id, began, ended, report FROM import_run ORDER BY id DESC LIMIT ?", (limit,)
    )
    return [_past(*row) for row in rows]


def _packed_run(sources: Sequence[str], report: ImportReport, named: int) -> str:
    return json.dumps({"sources": list(sources[:NAMED_EARLIER]), **_pack_report(report, named)})


def _past(number: int, began: str, ended: str, packed: str) -> PastImport:
    data = json.loads(packed)
    return PastImport(number, began, ended, tuple(data["sources"]), _unpack_report(data))


def _pack_report(report: ImportReport, named: int) -> dict[str, Any]:
    beyond = {
        kind: report.count(kind) - len(getattr(report, kind)[:named])
        for kind in ("already", "refused", "skipped")
    }
    return {
        "imported": _runs(report.imported),
        "already": [[*_origin(one.origin), one.article] for one in report.already[:named]],
        "refused": [_packed(one) for one in report.refused[:named]],
        "skipped": [_packed(one) for one in report.skipped[:named]],
        "cancelled": report.cancelled,
        "unchanged": report.unchanged,
        "brought_back": _runs(report.brought_back),
        "left_out": report.left_out,
        "cautions": dict(report.cautions),
        "more": {kind: number for kind, number in beyond.items() if number},
    }


def _unpack_report(data: dict[str, Any]) -> ImportReport:
    return ImportReport(
        Numbers.of_runs(data["imported"]),
        tuple(Already(Origin(*origin), article) for *origin, article in data["already"]),
        tuple(_refusal(one) for one in data["refused"]),
        tuple(_refusal(one) for one in data["skipped"]),
        data["cancelled"],
        data["unchanged"],
        Numbers.of_runs(data["brought_back"]),
        data["left_out"],
        data["cautions"],
        data["more"],
    )


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    kept = numbers if isinstance(numbers, Numbers) else Numbers(numbers)
    return [[run.start, run.stop - 1] for run in kept.runs]


def _origin(origin: Origin) -> tuple[str | None, int | None, str | None, str | None]:
    return origin.path, origin.line, origin.key, origin.url


def _packed(one: Refusal) -> list[object]:
    return [one.path, one.line, one.reason, one.advice, one.skipped]


def _refusal(row: Sequence[Any]) -> Refusal:
    path, line, reason, advice, skipped = row
    return Refusal(path, line, reason, advice, skipped)
