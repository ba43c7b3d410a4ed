"""Articles in the store: saving them once, loading them whole, listing them briefly."""

from __future__ import annotations

import datetime
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, cast

from index.article import Article, ArticleLine, Dates, Origin
from index.dataclass import dataclass
from index.store import kept
from index.store.packing import (
    LINE_SUM,
    pack_dates,
    pack_header,
    pack_text,
    unpack_bytes,
    unpack_dates,
    unpack_header,
    unpack_text,
)
from index.store.sealing import RowDamaged, as_far_as_readable
from index.text import TOLD, clean_line, count_words, fold, paragraphs

Shown = tuple[str, bool, str | None, str | None, str | None, int]

LABEL_LENGTH = 120
OF_A_ROW = ("decode to UTF-8", "malformed")
"""What SQLite says where it is a row that is damaged."""
DAMAGED = "(damaged: 'rashomon doctor --mend' tells more)"
"""What a list calls an article of which it cannot tell more."""
WIDE = 120
"""Days from which on an interval is too wide for its middle to mean anything."""
_LINE = """SELECT article.id, label, titled, outlet, credit, day, basis, conflict, words, event,
    read_mark.article IS NOT NULL,
    CASE WHEN conflict AND day IS NULL THEN json_extract(dates, '$.stated[0]') END,
    language, substr(header, -48)
    FROM article LEFT JOIN read_mark ON read_mark.article = article.id"""


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
    rows = connection.execute(
        "SELECT path, line, key, url FROM origin WHERE article = ? ORDER BY rowid", (number,)
    )
    return tuple(
        Origin(os.fsdecode(p) if p else None, line, key, url) for p, line, key, url in rows
    )


def label_of(article: Article) -> tuple[str, bool]:
    """What a list calls an article: its title, or the first words it tells; and which it is."""
    if article.title and article.title.value.strip():
        return clean_line(article.title.value, 400), True
    told = paragraphs(article.text, article.zones, TOLD)
    first = clean_line(article.text[told[0].start : told[0].end]) if told else ""
    if len(first) > LABEL_LENGTH:
        first = first[:LABEL_LENGTH].rsplit(" ", 1)[0] + " …"
    return first or "(no text)", False


def sorting_day(
    dates: Dates,
) -> tuple[datetime.date | None, Literal["stated", "implied", "unknown"]]:
    """The day an article is sorted by, and on what ground.

    The content's interval decides where the stated date contradicts it or is missing: by
    its middle, or by its first day where it is wide and its end may only be "by now". Else
    the stated date, unless it is known to be wrong and nothing else is.
    """
    if dates.implied and (dates.conflict or dates.stated is None):
        first, last = dates.implied.first, dates.implied.last
        return (first if (last - first).days > WIDE else first + (last - first) // 2), "implied"
    stated = _first_day(dates.stated.value) if dates.stated else None
    if stated is not None and not (dates.conflict and dates.implied is None):
        return stated, "stated"
    return None, "unknown"


def _first_day(value: str) -> datetime.date | None:
    """The first day of an ISO day, month or year; None where it is none of them."""
    for rest in ("", "-01", "-01-01"):
        try:
            return datetime.date.fromisoformat(value[:10] + rest)
        except ValueError:
            continue
    return None


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
        _check_gone(connection, [number])
        return None
    key, *shown, header, dates, family, event, text = row
    article = Article(
        id=number,
        text=unpack_text(text),
        language=shown[4],
        dates=unpack_dates(dates),
        origins=load_origins(connection, number),
        family=family,
        event=f"e{event}" if event else None,
        **unpack_header(header, line_sum(shown)),
    )
    if identity(article) != key:
        raise RowDamaged("its text is not as it was written")
    return article


def shown_of(article: Article, words: int) -> Shown:
    """What lists show of an article: label, whether that is its title, outlet, credit, language,
    words."""
    label, titled = label_of(article)
    outlet = article.outlet.value if article.outlet else None
    credit = article.credits[0].value if article.credits else None
    return label, titled, outlet, credit, article.language, words


def line_sum(shown: Sequence[object]) -> int:
    """A checksum of what lists show: label, titled, outlet, credit, language, words."""
    label, titled, *rest = shown
    return zlib.crc32(repr((label, bool(titled), *rest)).encode("utf-8", "surrogatepass"))


def raw(connection: sqlite3.Connection, number: int) -> bytes | None:
    """The bytes as they came, or None for an unknown article."""
    row = connection.execute("SELECT raw FROM body WHERE article = ?", (number,)).fetchone()
    return unpack_bytes(row[0]) if row else None


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
        if not any(sign in str(error) for sign in OF_A_ROW):
            raise
    with as_far_as_readable(connection):
        return [_listed(row, found) for row in connection.execute(query)]


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
    for some in _chunks(wanted, 500):
        keeps = kept.brief(connection, some)
        marks = ",".join("?" * len(some))
        for row in connection.execute(f"{_LINE} WHERE article.id IN ({marks})", some):
            found[row[0]] = _line(row, keeps.get(row[0], _UNKEPT))
    _check_gone(connection, [number for number in wanted if number not in found])
    return [found[number] for number in wanted if number in found]


def _check_gone(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Raises RowDamaged where an article that is not there has left its text, or only the text
    is gone: neither happens to what was forgotten."""
    for some in _chunks(numbers, 500):
        marks = ",".join("?" * len(some))
        for table, key in (("body", "article"), ("article", "id")):
            query = f"SELECT {key} FROM {table} WHERE {key} IN ({marks}) LIMIT 1"  # noqa: S608
            if (row := connection.execute(query, some).fetchone()) is not None:
                raise RowDamaged(f"article {row[0]} is there in part only")


def _chunks(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
