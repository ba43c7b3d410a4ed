"""Articles as lists show them: a line each, compared with its checksum."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, cast

from index.article import ArticleLine
from index.store import articles, kept
from index.store.batches import rows_among
from index.store.packing import LINE_SUM
from index.store.sealing import RowDamaged, as_far_as_readable
from index.store.shown import line_sum

DAMAGED = "(damaged: 'rashomon doctor --mend' tells more)"
"""What a list calls an article of which it cannot tell more."""
_LINE = """SELECT article.id, label, titled, outlet, credit, day, basis, conflict, words, event,
    read_mark.article IS NOT NULL,
    CASE WHEN conflict AND day IS NULL THEN json_extract(dates, '$.stated[0]') END,
    language, substr(header, -48)
    FROM article LEFT JOIN read_mark ON read_mark.article = article.id"""
_UNKEPT: kept.Brief = (False, (), 0)


def _line(row: Sequence[Any], found: kept.Brief) -> ArticleLine:
    """A line of a list, compared with its checksum. Raises RowDamaged."""
    try:
        number, label, titled, outlet, credit, _, _, _, words, *_, language, end = row
        told = line_sum((label, titled, outlet, credit, language, words))
        # Older headers have no sum; to look for the right one is quicker than to read it.
        if f',"line":{told},' not in end and LINE_SUM.search(end):
            raise RowDamaged(f"the line of article {number} is not as it was written")
        return _as_line(row, found)
    except RowDamaged:
        raise
    except (ValueError, TypeError) as error:
        raise RowDamaged(f"the line of article {row[0]} is not as it was written") from error


def _as_line(row: Sequence[Any], found: kept.Brief) -> ArticleLine:
    day = datetime.date.fromisoformat(row[5]) if row[5] else None
    basis = cast(Literal["stated", "implied", "unknown"], row[6])
    event = f"e{row[9]}" if row[9] else None
    return ArticleLine(
        row[0], row[1], bool(row[2]), row[3], row[4], day, basis, bool(row[7]), row[8], event,
        bool(row[10]), row[11], *found,
    )  # fmt: skip


def newest_lines(connection: sqlite3.Connection) -> list[ArticleLine]:
    """Every article as a list line, newest first, the undated last; one that is damaged is
    there, as that."""
    query = f"{_LINE} ORDER BY day IS NULL, day DESC, article.id DESC"
    found = kept.brief(connection, None)
    try:
        return [_listed(row, found) for row in connection.execute(query)]
    except sqlite3.DatabaseError as error:
        if not any(sign in str(error) for sign in articles.OF_A_ROW):
            raise
    with as_far_as_readable(connection):
        return [_listed(row, found) for row in connection.execute(query)]


def first_lines(
    connection: sqlite3.Connection, limit: int | None = None, marked: str = ""
) -> list[ArticleLine]:
    """The first ``limit`` of ``newest_lines``, of those "starred", "tagged", "noted" or "kept"
    if that is asked for: no more of them are read."""
    numbers = in_order(connection)
    if marked:
        those = set(kept.articles_marked(connection, marked))
        numbers = [number for number in numbers if number in those]
    found = some(connection, numbers[:limit])
    return [found[number] for number in numbers[:limit] if number in found]


def in_order(connection: sqlite3.Connection) -> list[int]:
    """The numbers of all articles, newest first, the undated last."""
    rows = connection.execute(
        "SELECT * FROM (SELECT id FROM article WHERE day IS NOT NULL ORDER BY day DESC, id DESC)"
        " UNION ALL SELECT * FROM (SELECT id FROM article WHERE day IS NULL ORDER BY id DESC)"
    )
    return [row[0] for row in rows]


def some(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, ArticleLine]:
    """Those of a few articles that there are, by their numbers; one that is damaged is there, as
    that."""
    found = kept.brief(connection, numbers)
    rows = rows_among(connection, f"{_LINE} WHERE article.id IN (...)", numbers)
    return {row[0]: _listed(row, found) for row in rows}


def _listed(row: Sequence[Any], keeps: Mapping[int, kept.Brief]) -> ArticleLine:
    found = keeps.get(row[0], _UNKEPT)
    try:
        return _line(row, found)
    except RowDamaged:
        return ArticleLine(
            row[0], DAMAGED, False, None, None, None, "unknown", False, 0, None, bool(row[10]),
            None, *found,
        )  # fmt: skip


def lines(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[ArticleLine]:
    """List lines in the order asked for, each compared with its checksum; unknown numbers are
    left out. Raises RowDamaged."""
    wanted = list(numbers)
    found: dict[int, ArticleLine] = {}
    keeps = kept.brief(connection, wanted)
    for row in rows_among(connection, f"{_LINE} WHERE article.id IN (...)", wanted):
        found[row[0]] = _line(row, keeps.get(row[0], _UNKEPT))
    articles.check_gone(connection, [number for number in wanted if number not in found])
    return [found[number] for number in wanted if number in found]
