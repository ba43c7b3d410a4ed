"""One damaged article, or a hostile one, harms no other: all work goes on around it."""

from __future__ import annotations

import functools
import random
import sqlite3
import zlib
from pathlib import Path

import pytest

from index import Library, LibraryError
from index.inflating import MOST, inflate, is_too_much
from index.store import remaking, soundness
from index.store.listing import DAMAGED
from tests.index.test_mending import ill, spoil


def spoil_value(library: Library, table: str, column: str, number: int) -> None:
    """Cuts a value in half and ends it in bytes that are no text, as rot may."""
    key = "id" if table == "article" else "article"
    query = f"SELECT CAST({column} AS BLOB), typeof({column}) FROM {table} WHERE {key} = ?"
    with sqlite3.connect(library.path / "library.db") as connection:
        data, kind = connection.execute(query, (number,)).fetchone()
        half, kind = data[: len(data) // 2] + b"\xff\x80", "TEXT" if kind == "text" else "BLOB"
        statement = f"UPDATE {table} SET {column} = CAST(? AS {kind}) WHERE {key} = ?"
        connection.execute(statement, (half, number))
    connection.close()


SEALED = [("body", "text"), ("article", "header"), ("article", "dates"), ("article", "identity")]
DERIVED = [
    ("trace", "data"), ("standing", "data"), ("standing", "prints"), ("reading", "data"),
    ("ingredients", "data"), ("article", "label"), ("article", "outlet"), ("article", "day"),
    ("article", "basis"), ("article", "event"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column"), SEALED)
def test_all_goes_on_around_an_article_that_is_damaged(
    five: Library, table: str, column: str
) -> None:
    spoil_value(five, table, column, 2)
    assert five.care.reindex() == (2,)
    found = five.search("NATO")
    assert found.total >= 1
    assert found.note is not None
    assert "without damaged articles: 2;" in found.note
    assert {hit.line.id for hit in five.search("*", limit=9).hits} == {1, 3, 4, 5}
    five.analyse()
    assert not any("search index" in said for said in five.care.mend())
    found = {check.name: check for check in five.care.doctor() if not check.ok}
    assert "2" in found["texts"].detail
    assert "rashomon forget" in found["texts"].advice
    assert five.forgetting.forget([2], even_kept=True).articles == (2,)
    assert not ill(five)
    assert five.forgetting.undo() is not None
    five.forgetting.forget([2], even_kept=True)
    assert five.forgetting.compact().articles == 1
    assert not ill(five)


@pytest.mark.parametrize(("table", "column"), DERIVED)
def test_what_is_derived_and_damaged_is_derived_again(
    five: Library, table: str, column: str
) -> None:
    before = five.articles(), five.events(), five.entities(), [five.article(n) for n in range(1, 6)]
    spoil_value(five, table, column, 2)
    assert ill(five)
    assert five.care.mend()
    assert not ill(five)
    after = five.articles(), five.events(), five.entities(), [five.article(n) for n in range(1, 6)]
    assert after == before


def test_damaged_counts_of_words_are_made_anew(five: Library) -> None:
    before = five.events()
    spoil(five, "UPDATE frequencies SET data = x'00'")
    assert ill(five) == {"places among events"}
    assert five.care.mend()
    assert not ill(five)
    assert [set(event.articles) for event in five.events()] == [set(e.articles) for e in before]


@pytest.mark.parametrize(("table", "column"), [("trace", "data"), ("standing", "data")])
def test_a_correction_that_meets_damage_is_refused_with_advice(
    five: Library, table: str, column: str
) -> None:
    spoil_value(five, table, column, 2)
    with pytest.raises(LibraryError, match="doctor --mend"):
        five.corrections.move(2, five.article(1).event)


def test_spellings_are_counted_without_a_damaged_article_that_is_forgotten(five: Library) -> None:
    five.forgetting.forget([2])
    without = five.entities()
    five.forgetting.undo()
    spoil_value(five, "reading", "data", 2)
    five.forgetting.forget([2])
    assert five.entities() == without


# -- what would fill the memory


@functools.cache
def bomb() -> bytes:
    """Zeros, many times as many as any article has bytes."""
    packed, piece = zlib.compressobj(1), bytes(1_000_000)
    return b"".join(packed.compress(piece) for _ in range(MOST // 1_000_000 + 1)) + packed.flush()


def test_nothing_is_unpacked_beyond_measure() -> None:
    with pytest.raises(ValueError, match="more than 64 MB"):
        inflate(bomb())
    assert is_too_much(bomb())
    assert inflate(zlib.compress(b"words")) == b"words"
    with pytest.raises(zlib.error):
        inflate(zlib.compress(b"words")[:-2])


@pytest.mark.parametrize(("table", "column"), [("body", "text"), ("body", "raw")])
def test_a_strangers_backup_that_unpacks_beyond_measure_is_refused(
    five: Library, tmp_path: Path, table: str, column: str
) -> None:
    spoil(five, f"UPDATE {table} SET {column} = ? WHERE article = 2", bomb())
    five.care.backup(tmp_path / "backup")
    with pytest.raises(LibraryError, match=r"article 2 unpacks to more than 64 MB.*do not trust"):
        Library.restore(tmp_path / "backup", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert ill(five) == {"texts"}


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER eat AFTER INSERT ON read_mark BEGIN DELETE FROM article; END",
        "CREATE VIEW more AS SELECT * FROM article",
        "CREATE VIRTUAL TABLE words USING fts5(word)",
    ],
)
def test_a_strangers_backup_that_acts_by_itself_is_refused(
    five: Library, tmp_path: Path, statement: str
) -> None:
    five.care.backup(tmp_path / "backup")
    with sqlite3.connect(tmp_path / "backup") as connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(LibraryError, match=r"no library of Rashomon's holds.*do not trust"):
        Library.restore(tmp_path / "backup", tmp_path / "new")


def test_a_backup_with_a_damaged_article_is_restored_and_that_is_said(
    five: Library, tmp_path: Path
) -> None:
    spoil_value(five, "body", "text", 2)
    five.care.backup(tmp_path / "backup")
    restored = Library.restore(tmp_path / "backup", tmp_path / "new")
    assert (restored.articles, restored.unsound) == (5, (2,))


# -- lists


def test_flipped_bits_are_noticed_in_a_list_of_any_length(tmp_path: Path) -> None:
    """Each value that a list shows, and the headers that vouch for them."""
    dice = random.Random(3)
    with Library.open(tmp_path / "library") as library:
        rows = "".join(
            f'{{"title": "Report {n} of the port", "outlet": "Wire {n % 7}", "text": "Day {n}"}}\n'
            for n in range(1_100)
        )
        (tmp_path / "rows.jsonl").write_text(rows)
        library.add([str(tmp_path / "rows.jsonl")])
        before = {line.id: line for line in library.articles()}
        flipped = dice.sample(sorted(before), 60)
        for number in flipped:
            column = dice.choice(("label", "outlet", "words"))
            with sqlite3.connect(library.path / "library.db") as connection:
                query = f"SELECT CAST({column} AS BLOB) FROM article WHERE id = ?"
                data = bytearray(connection.execute(query, (number,)).fetchone()[0])
                data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
                kind = "INTEGER" if column == "words" else "TEXT"
                connection.execute(
                    f"UPDATE article SET {column} = CAST(? AS {kind}) WHERE id = ?",
                    (bytes(data), number),
                )
            connection.close()
        after = {line.id: line for line in library.articles()}
        assert {n for n, line in after.items() if line.label == DAMAGED} == set(flipped)
        assert all(after[n] == before[n] for n in before.keys() - set(flipped))
        with pytest.raises(LibraryError, match=r"line of article|UTF-8"):
            library.lines(before)
        with library._connections.writing() as connection:
            unsound = soundness.damaged_articles(connection, most=1_000)
            assert remaking.remake_lines(connection, unsound) == sorted(flipped)
        assert {line.id: line for line in library.articles()} == before


@pytest.mark.parametrize("column", ["articles", "outlets", "first", "ties"])
def test_a_damaged_event_is_refused_with_advice_and_told_anew(five: Library, column: str) -> None:
    before = five.events()
    spoil(five, f"UPDATE event SET {column} = '[not as written' WHERE id = 1")
    with pytest.raises(LibraryError, match="doctor --mend"):
        five.events()
    assert "events" in ill(five)
    assert five.care.mend()
    assert not ill(five)
    assert five.events() == before


def test_an_index_of_origins_that_lies_is_not_believed(five: Library) -> None:
    """Pages of a file may change places: then what an index lists belongs to something else."""
    before = five.article(2).origins
    with sqlite3.connect(five.path / "library.db") as connection:
        connection.execute("PRAGMA writable_schema = ON")
        made = "SELECT sql FROM sqlite_master WHERE name = 'origin_article'"
        (sql,) = connection.execute(made).fetchone()
        partial = f"{sql} WHERE article < 0"
        connection.execute("DROP INDEX origin_article")
        connection.execute(partial)
        change = "UPDATE sqlite_master SET sql = ? WHERE name = 'origin_article'"
        connection.execute(change, (sql,))
    connection.close()
    with Library.open(five.path) as library:
        assert library.article(2).origins == before
