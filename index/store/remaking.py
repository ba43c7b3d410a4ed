"""Making anew, from what is sound, rows that are derived and damaged."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.article import Article
from index.store import articles, sums
from index.store.packing import is_line, unpack_header, unpack_text
from index.store.sealing import RowDamaged, as_far_as_readable
from index.store.shown import Shown, line_sum, shown_of
from index.text import count_words, paragraphs


def remake_indexes(connection: sqlite3.Connection) -> bool:
    """Where SQLite finds fault with its own indexes, makes them anew; True where that helped.

    Raises sqlite3.DatabaseError where it did not.
    """
    if _sound(connection):
        return False
    connection.execute("REINDEX")
    if not _sound(connection):
        raise sqlite3.DatabaseError("database disk image is malformed")
    return True


def _sound(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")


def forget_readings(connection: sqlite3.Connection) -> None:
    """Drops all that close reading found, to be read again: counts of names cannot be told
    apart by article once one of them is lost."""
    for table in ("reading", "naming", "variant", "entity"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours


def drop(connection: sqlite3.Connection, table: str, numbers: Iterable[int]) -> None:
    """Drops what a table derives of articles, to be derived again."""
    connection.executemany(
        f"DELETE FROM {table} WHERE article = ?",  # noqa: S608 - names of ours
        [(number,) for number in numbers],
    )


def place_again(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Has articles placed anew; the event an article was in keeps its number where it can."""
    wanted = list(numbers)
    for table in ("standing", "edition"):
        drop(connection, table, wanted)
    connection.executemany(
        "UPDATE article SET event = (SELECT event.id FROM event, json_each("
        "CASE WHEN json_valid(articles) THEN articles ELSE '[]' END) WHERE value = article.id)"
        " WHERE id = ? AND typeof(event) <> 'integer'",
        [(number,) for number in wanted],
    )


def empty_events(connection: sqlite3.Connection, events: Iterable[int]) -> dict[int, list[int]]:
    """Empties what is told of events, to be told again; answers the articles that are in each."""
    members: dict[int, list[int]] = {}
    for event in events:
        rows = connection.execute("SELECT id FROM article WHERE event = ? ORDER BY id", (event,))
        members[event] = [row[0] for row in rows]
        connection.execute(
            "UPDATE event SET articles = ?, outlets = '[]', ties = '[]', label = '', first = NULL,"
            " last = NULL, story = NULL WHERE id = ?",
            (json.dumps(members[event]), event),
        )
    sums.drop(connection, members)
    return members


def all_places(connection: sqlite3.Connection) -> None:
    """Has every article placed anew; events keep their numbers."""
    for table in ("standing", "edition", "frequencies"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours


def set_days(
    connection: sqlite3.Connection, days: Mapping[int, tuple[str | None, str, bool]]
) -> None:
    """Sorts articles by these days, on these grounds."""
    connection.executemany(
        "UPDATE article SET day = ?, basis = ?, conflict = ? WHERE id = ?",
        [(*told, number) for number, told in days.items()],
    )


def remake_lines(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Makes what lists show of damaged articles what their sealed headers say; answers those of
    which it is then as it was written. Nothing is made up: a checksum tells."""
    mended = []
    for number in numbers:
        with contextlib.suppress(RowDamaged), as_far_as_readable(connection):
            row = connection.execute(
                "SELECT identity, header, language, text FROM article"
                " JOIN body ON body.article = id WHERE id = ?",
                (number,),
            ).fetchone()
            if row is not None and (shown := _shown_once(number, *row)):
                connection.execute(_LINE, (*shown, number))
                mended.append(number)
    return mended


_LINE = """UPDATE article SET label = ?, titled = ?, outlet = ?, credit = ?, language = ?, words = ?
    WHERE id = ?"""


def _shown_once(
    number: int, key: bytes, header: str, language: str | None, packed: bytes
) -> Shown | None:
    """What lists showed of an article when it was written, None where that cannot be told."""
    fields, text = unpack_header(header), unpack_text(packed)
    for spoken in (language, None):
        article = Article(id=number, text=text, language=spoken, **fields)
        words = count_words(text, paragraphs(text, article.zones))
        shown = shown_of(article, words)
        if articles.identity(article) == key and is_line(header, line_sum(shown)):
            return shown
    return None


def gather(connection: sqlite3.Connection, events: Sequence[int]) -> Iterator[int]:
    """Makes events list the articles that say that they are in them; an event that nobody is in
    is dropped, an article whose event is not there is to be placed anew. Answers the latter."""
    for event in events:
        members = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM article WHERE event = ? ORDER BY day IS NULL, day, id", (event,)
            )
        ]
        known = connection.execute("SELECT 1 FROM event WHERE id = ?", (event,)).fetchone()
        if known and members:
            connection.execute(
                "UPDATE event SET articles = ? WHERE id = ?", (json.dumps(members), event)
            )
            sums.drop(connection, [event])
            continue
        connection.execute("DELETE FROM event WHERE id = ?", (event,))
        sums.drop(connection, [event])
        connection.execute("UPDATE article SET event = NULL WHERE event = ?", (event,))
        connection.executemany("DELETE FROM standing WHERE article = ?", [(n,) for n in members])
        yield from members
