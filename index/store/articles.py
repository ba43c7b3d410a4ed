"""Articles in the store: saving them once, loading them whole."""

from __future__ import annotations

import datetime
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence

from index.article import Article, Origin
from index.dataclass import dataclass
from index.store.batches import rows_among
from index.store.packing import (
    pack_dates,
    pack_header,
    pack_text,
    unpack_bytes,
    unpack_dates,
    unpack_header,
    unpack_text,
)
from index.store.sealing import RowDamaged
from index.store.shown import line_sum, shown_of, sorting_day
from index.text import count_words, fold, paragraphs

OF_A_ROW = ("decode to UTF-8", "malformed")
"""What SQLite says where it is a row that is damaged."""


def identity(article: Article) -> bytes:
    """What makes two inputs the same article: one outlet's same words.

    The same text at another outlet is another article (a copy tells who carried it);
    where no outlet is known, the text alone decides. White space does not count.
    """
    import hashlib

    outlet = fold(article.outlet.value) if article.outlet else ""
    folded = " ".join(article.text.split())
    return hashlib.sha256(f"{outlet}\0{folded}".encode()).digest()


@dataclass(frozen=True, slots=True)
class Row:
    """An article as it is stored: all that can be made ready without the library."""

    identity: bytes
    label: str
    titled: bool
    outlet: str | None
    credit: str | None
    language: str | None
    day: datetime.date | None
    basis: str
    conflict: bool
    words: int
    header: str
    dates: str
    text: bytes
    raw: bytes
    origins: tuple[Origin, ...]


def row_of(article: Article, raw: bytes, words: int) -> Row:
    """An article made ready to be stored. ``words``: how many its body has."""
    shown = shown_of(article, words)
    label, titled, outlet, credit, language, _ = shown
    day, basis = sorting_day(article.dates)
    return Row(
        identity=identity(article),
        label=label,
        titled=titled,
        outlet=outlet,
        credit=credit,
        language=language,
        day=day,
        basis=basis,
        conflict=article.dates.conflict,
        words=words,
        header=pack_header(article, line_sum(shown)),
        dates=pack_dates(article.dates),
        text=pack_text(article.text),
        raw=zlib.compress(raw, 3),
        origins=article.origins,
    )


def save(
    connection: sqlite3.Connection, article: Article, raw: bytes, added: datetime.datetime
) -> tuple[int, bool]:
    """Saves an article: ``(id, True)``; one that is known gains an origin: ``(id, False)``."""
    words = count_words(article.text, paragraphs(article.text, article.zones))
    return save_row(connection, row_of(article, raw, words), added)


def save_row(
    connection: sqlite3.Connection, row: Row, added: datetime.datetime
) -> tuple[int, bool]:
    """Saves an article that was made ready, as ``save`` does."""
    known = connection.execute(
        "SELECT id FROM article WHERE identity = ?", (row.identity,)
    ).fetchone()
    if known is not None:
        _save_origins(connection, known[0], row.origins)
        return int(known[0]), False
    cursor = connection.execute(
        "INSERT INTO article (identity, label, titled, outlet, credit, language, day, basis,"
        " conflict, words, header, dates, added) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            row.identity,
            row.label,
            row.titled,
            row.outlet,
            row.credit,
            row.language,
            row.day.isoformat() if row.day else None,
            row.basis,
            row.conflict,
            row.words,
            row.header,
            row.dates,
            added.isoformat(timespec="seconds"),
        ),
    )
    number = int(cursor.lastrowid or 0)
    connection.execute("INSERT INTO body VALUES (?,?,?)", (number, row.text, row.raw))
    _save_origins(connection, number, row.origins)
    return number, True


def save_zones(connection: sqlite3.Connection, article: Article) -> None:
    """Keeps the zones of a stored article, and what follows from them: its words, its label."""
    words = count_words(article.text, paragraphs(article.text, article.zones))
    shown = shown_of(article, words)
    connection.execute(
        "UPDATE article SET header = ?, words = ?, label = ?, titled = ? WHERE id = ?",
        (pack_header(article, line_sum(shown)), words, shown[0], shown[1], article.id),
    )


def _save_origins(connection: sqlite3.Connection, number: int, origins: Iterable[Origin]) -> None:
    known = set(load_origins(connection, number))
    connection.executemany(
        "INSERT INTO origin VALUES (?,?,?,?,?)",
        [
            (number, os.fsencode(o.path) if o.path else None, o.line, o.key, o.url)
            for o in origins
            if o not in known
        ],
    )


def load_origins(connection: sqlite3.Connection, number: int) -> tuple[Origin, ...]:
    """Every place an article came from, first first."""
    return _origins(connection, "", number)


def _origins(connection: sqlite3.Connection, how: str, number: int) -> tuple[Origin, ...]:
    rows = connection.execute(
        f"SELECT path, line, key, url FROM origin {how} WHERE article = ? ORDER BY rowid",  # noqa: S608
        (number,),
    )
    return tuple(
        Origin(os.fsdecode(p) if p else None, line, key, url) for p, line, key, url in rows
    )


def _checked_origins(connection: sqlite3.Connection, number: int) -> tuple[Origin, ...]:
    """The same of an article that is there. It came from somewhere: an index that lists nothing
    for it, or rows of others, is damaged, and all rows are looked through instead."""
    listed = connection.execute(
        "SELECT place.article FROM origin AS listed LEFT JOIN origin AS place"
        " ON place.rowid = listed.rowid WHERE listed.article = ?",
        (number,),
    ).fetchall()
    lies = not listed or any(of != number for (of,) in listed)
    return _origins(connection, "NOT INDEXED" if lies else "", number)


def sound(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Article]:
    """Articles as ``load`` answers them, but for those that are damaged or not there."""
    for number in numbers:
        if (article := _if_sound(connection, number)) is not None:
            yield article


def _if_sound(connection: sqlite3.Connection, number: int) -> Article | None:
    try:
        return load(connection, number)
    except RowDamaged:
        return None
    except sqlite3.DatabaseError as error:
        if any(sign in str(error) for sign in OF_A_ROW):
            return None
        raise


def load(connection: sqlite3.Connection, number: int) -> Article | None:
    """One article without entities and quotes, or None. Raises RowDamaged, which names it."""
    try:
        return _load(connection, number)
    except RowDamaged as damage:
        raise RowDamaged(f"article {number}: {damage}") from damage


def _load(connection: sqlite3.Connection, number: int) -> Article | None:
    row = connection.execute(
        "SELECT identity, label, titled, outlet, credit, language, words, header, dates, family,"
        " event, text FROM article"
        " JOIN body ON body.article = article.id WHERE id = ?",
        (number,),
    ).fetchone()
    if row is None:
        check_gone(connection, [number])
        return None
    key, *shown, header, dates, family, event, text = row
    article = Article(
        id=number,
        text=unpack_text(text),
        language=shown[4],
        dates=unpack_dates(dates),
        origins=_checked_origins(connection, number),
        family=family,
        event=f"e{event}" if event else None,
        **unpack_header(header, line_sum(shown)),
    )
    if identity(article) != key:
        raise RowDamaged("its text is not as it was written")
    return article


def raw(connection: sqlite3.Connection, number: int) -> bytes | None:
    """The bytes as they came, or None for an unknown article."""
    row = connection.execute("SELECT raw FROM body WHERE article = ?", (number,)).fetchone()
    return unpack_bytes(row[0]) if row else None


def check_gone(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Raises RowDamaged where an article that is not there has left its text, or only the text
    is gone: neither happens to what was forgotten."""
    for query in (
        "SELECT article FROM body WHERE article IN (...)",
        "SELECT id FROM article WHERE id IN (...)",
    ):
        for (number,) in rows_among(connection, query, numbers):
            raise RowDamaged(f"article {number} is there in part only")
