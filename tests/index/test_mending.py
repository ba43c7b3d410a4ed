"""The doctor finds what is damaged or left behind, and mends what can be made again."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from index import Library, LibraryError
from index.store import placements
from tests.harbor import library_of, strikes


def ill(library: Library) -> set[str]:
    """The names of what the doctor finds."""
    return {check.name for check in library.care.doctor() if not check.ok}


def spoil(library: Library, statement: str, *values: object) -> None:
    """Changes rows behind the program's back, as rot does."""
    with sqlite3.connect(library.path / "library.db") as connection:
        connection.execute(statement, values)
    connection.close()


def test_a_sound_library_needs_nothing(five: Library) -> None:
    assert ill(five) == set()
    assert five.care.mend() == ()


@pytest.mark.parametrize(
    ("column", "table"),
    [("label", "article"), ("outlet", "article"), ("header", "article"),
     ("dates", "article"), ("text", "body")],
)  # fmt: skip
def test_an_article_that_is_not_as_it_was_written_is_refused(
    five: Library, column: str, table: str
) -> None:
    key = "id" if table == "article" else "article"
    with sqlite3.connect(five.path / "library.db") as connection:
        row = connection.execute(f"SELECT {column} FROM {table} WHERE {key} = 2").fetchone()
    connection.close()
    assert row[0] is not None
    data = bytearray(row[0] if isinstance(row[0], bytes) else row[0].encode())
    at = len(data) // 2
    at = next(n for n in range(at, len(data)) if table == "body" or chr(data[n]).isalpha())
    data[at] ^= 1
    changed = bytes(data) if isinstance(row[0], bytes) else data.decode()
    spoil(five, f"UPDATE {table} SET {column} = ? WHERE {key} = 2", changed)
    with pytest.raises(LibraryError, match="damaged"):
        five.article(2)
    assert five.article(1).text
    assert "texts" in ill(five)
    five.care.mend()
    shown = column in ("label", "outlet")
    assert ("texts" in ill(five)) != shown, "what cannot be made again is not made up"
    if shown:
        assert five.article(2)


def test_a_line_that_is_not_as_it_was_written_is_not_shown_among_few(five: Library) -> None:
    spoil(five, "UPDATE article SET label = 'NATO and other tales' WHERE id = 2")
    with pytest.raises(LibraryError, match="line of article 2 is not as it was written"):
        five.lines([1, 2, 3])
    with pytest.raises(LibraryError, match="damaged"):
        five.search("NATO")


@pytest.mark.parametrize("table", ["article", "body"])
def test_an_article_of_which_only_a_part_is_left_is_not_passed_over(
    five: Library, table: str
) -> None:
    spoil(five, f"DELETE FROM {table} WHERE {'id' if table == 'article' else 'article'} = 2")
    with pytest.raises(LibraryError, match="there in part only"):
        five.article(2)
    assert ill(five) & {"texts", "search index"}


def test_a_text_in_the_place_of_another_is_refused(five: Library) -> None:
    spoil(
        five, "UPDATE body SET text = (SELECT text FROM body WHERE article = 1) WHERE article = 3"
    )
    with pytest.raises(LibraryError, match="article 3: its text is not as it was written"):
        five.article(3)


def test_a_damaged_reading_is_made_again(five: Library) -> None:
    entities, before = five.entities(), five.article(4)
    spoil(five, "UPDATE reading SET data = x'00' WHERE article = 4")
    with pytest.raises(LibraryError, match="doctor --mend"):
        five.article(4)
    assert ill(five) == {"close reading"}
    assert any("close reading" in said for said in five.care.mend())
    assert ill(five) == set()
    assert five.article(4) == before
    assert five.entities() == entities


def test_events_that_disagree_with_their_articles_are_gathered_anew(five: Library) -> None:
    before = {event.id: set(event.articles) for event in five.events()}
    spoil(
        five,
        "UPDATE event SET articles = '[4]' WHERE id = (SELECT event FROM article WHERE id = 1)",
    )
    assert ill(five) == {"events"}
    five.care.mend()
    assert ill(five) == set()
    assert {event.id: set(event.articles) for event in five.events()} == before


def test_an_article_of_an_event_that_is_lost_is_placed_anew(five: Library) -> None:
    spoil(five, "DELETE FROM event WHERE id = (SELECT event FROM article WHERE id = 1)")
    assert ill(five) == {"events"}
    five.care.mend()
    assert ill(five) == set()
    event = five.article(1).event
    assert event is not None
    assert 1 in five.event(event).articles


def test_a_look_up_table_that_disagrees_is_made_anew(five: Library) -> None:
    """An entry in an index that its table does not have."""
    path = five.path / "library.db"
    five.close()
    data = path.read_bytes()
    with sqlite3.connect(path) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'article_outlet'"
        ).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    page = data[(root - 1) * size : root * size]
    assert b"Tsarizm" in page
    path.write_bytes(data.replace(page, page.replace(b"Tsarizm", b"Tsarixm")))
    with Library.open(five.path) as library:
        assert "database" in ill(library)
        assert any("look-up tables" in said for said in library.care.mend())
        assert ill(library) == set()


def test_what_stopped_processes_left_is_removed_and_named(five: Library) -> None:
    left = five.path / ".library.db.0a1b2c3d.new"
    left.write_bytes(b"half")
    orphan = five.path / "index" / "part-000099-0123abcd"
    orphan.write_bytes(b"half")
    mended = five.care.mend()
    assert not left.exists()
    assert not orphan.exists()
    assert any(left.name in said for said in mended)
    assert "search index: unused files removed: 1" in mended


def test_an_index_that_lacks_one_and_has_one_too_many_is_brought_level(
    five: Library, tmp_path: Path
) -> None:
    """As two killed processes leave it: the figures are the same, the articles are not."""
    letter = tmp_path / "letter.txt"
    letter.write_text("A zeppelin landed on the square.\n", encoding="utf-8")
    index = five._index.open()
    five.add([str(letter)])
    index.remove([6])
    spoil(five, "DELETE FROM article WHERE id = 2")
    assert index.count() == 5 == five.counts().articles
    assert "search index" in ill(five)
    assert five.search("zeppelin").total == 1
    assert "search index" not in ill(five)


def test_an_index_that_has_some_too_many_says_how_many(five: Library) -> None:
    spoil(five, "DELETE FROM article WHERE id = 2")
    told = {check.name: check.detail for check in five.care.doctor()}
    wanted = "4 of 4 articles are searchable; the index still holds 1 more that went"
    assert told["search index"] == wanted


def test_a_day_that_changed_in_a_killed_process_is_found_by_its_new_date(tmp_path: Path) -> None:
    """Killed after the days were stored, before the search index was told of them."""
    with library_of(strikes(2), tmp_path) as library:
        with library._connections.writing() as connection:
            article = library.article(1)
            dates = article.dates.__class__(
                article.dates.stated.__class__("2019-06-05", "", "")
                if article.dates.stated
                else None
            )
            events = [event for event in library.events() if 1 in event.articles]
            moved = placements.save_placement(connection, {1: dates}, {}, events)
        assert moved == [1]
    with Library.open(tmp_path / "library") as library:
        assert "search index" in ill(library)
        assert [hit.line.id for hit in library.search("date:2019-06-05").hits] == [1]
        assert "search index" not in ill(library)


def test_an_index_that_cannot_be_opened_is_one_finding_among_the_others(five: Library) -> None:
    shutil.rmtree(five.path / "index")
    (five.path / "index").write_bytes(b"")
    checks = {check.name: check for check in five.care.doctor()}
    assert checks["database"].ok and checks["texts"].ok
    assert not checks["search index"].ok
    assert str(five.path / "index") in checks["search index"].detail


@pytest.mark.parametrize(
    ("column", "was", "now"),
    [("ties", "both tell", "bovh tell"), ("label", "NATO", "NATP"), ("outlets", "N", "M")],
)
def test_an_event_that_reads_as_another_is_noticed_and_told_anew(
    five: Library, column: str, was: str, now: str
) -> None:
    """A flipped bit may leave words that are words."""
    whole = five.events()
    spoil(five, f"UPDATE event SET {column} = replace({column}, '{was}', '{now}')")
    assert five.events() != whole
    assert "events" in ill(five)
    five.care.mend()
    assert ill(five) == set()
    assert five.events() == whole


def test_a_forgotten_article_that_is_not_as_it_was_is_noticed(five: Library) -> None:
    five.forgetting.forget([1, 2])
    (first, _) = whole = five.forgetting.listed()
    spoil(five, "UPDATE forgotten SET label = 'Another' WHERE article = ?", first.article)
    assert ill(five) == {"forgotten articles"}
    five.care.mend()
    assert ill(five) == set()
    assert five.forgetting.listed() == whole
    flipped = "CAST(substr(data, 1, 900) || '~' || substr(data, 902) AS BLOB)"
    spoil(five, f"UPDATE forgotten SET data = {flipped}")
    assert ill(five) == {"forgotten articles"}


def test_a_saved_search_that_reads_as_another_is_noticed(five: Library) -> None:
    five.kept.save_search("nato", "Alliance")
    five.kept.save_search("nato vilnius", "Alliance")
    assert ill(five) == set()
    spoil(five, "UPDATE saved_search SET query = 'nato vilnjus'")
    assert ill(five) == {"notes and searches"}
