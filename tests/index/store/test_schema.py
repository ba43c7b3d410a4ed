"""Opening a library file: private, explained when it cannot be, and one writer at a time."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import LibraryBusy, LibraryError
from index.store import Connections
from index.store.opening import connect
from index.store.schema import NEWEST_DAY, SCHEMA_VERSION


def test_files_and_folder_are_the_readers_alone(tmp_path: Path) -> None:
    connect(tmp_path / "own" / "library.db").close()
    assert (tmp_path / "own").stat().st_mode & 0o077 == 0
    assert (tmp_path / "own" / "library.db").stat().st_mode & 0o077 == 0


def test_a_library_of_a_newer_version_is_refused_kindly_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    opened = connect(path)
    opened.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    opened.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"newer Rashomon.*upgrade"):
        connect(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmark (url TEXT)")
    other.close()
    with pytest.raises(LibraryError, match="another program"):
        connect(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(LibraryError, match="damaged"):
        connect(path)


def test_a_folder_in_place_of_the_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    with pytest.raises(LibraryError, match="cannot be written"):
        connect(tmp_path / "library.db")


def test_a_file_in_place_of_the_folder_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="file"):
        connect(tmp_path / "file" / "library.db")


def test_articles_in_conflict_are_found_without_reading_any_other(tmp_path: Path) -> None:
    connection = connect(tmp_path / "library.db")
    for query in ("conflict", "day IS NULL"):
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT id FROM article WHERE {query}"
        ).fetchall()
        assert "COVERING INDEX" in plan[0][-1]


def test_a_list_of_events_is_in_order_without_reading_or_sorting_them(tmp_path: Path) -> None:
    connection = connect(tmp_path / "library.db")
    plan = connection.execute(
        f"EXPLAIN QUERY PLAN SELECT id FROM event ORDER BY last IS NULL, {NEWEST_DAY} DESC, id DESC"
    ).fetchall()
    assert [step[-1] for step in plan] == ["SCAN event USING INDEX event_newest"]


def test_an_index_that_a_library_lacks_is_made_where_that_is_possible(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    whole = layout(connect(path))
    with sqlite3.connect(path) as old:
        old.execute("DROP INDEX event_newest")
        old.execute("BEGIN IMMEDIATE")
        assert "event_newest" not in layout(connect(path)), "another writes now: not in its way"
    assert layout(connect(path)) == whole


def test_a_full_disk_is_said_and_the_transaction_undone(tmp_path: Path) -> None:
    connections = Connections(tmp_path / "library.db")
    with connections.writing() as connection:
        connection.execute("INSERT INTO memory VALUES ('kept', 'yes')")
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with (
        pytest.raises(LibraryError, match=r"disk is full.*free some space"),
        connections.writing() as connection,
    ):
        connection.execute("INSERT INTO memory VALUES ('lost', 'yes')")
        connection.execute("INSERT INTO memory VALUES ('big', ?)", ("x" * 10_000_000,))
    with connections.reading() as connection:
        assert connection.execute("SELECT key FROM memory").fetchall() == [("kept",)]
    connections.close()


class TestOneWriter:
    HOLD = (
        "import sys; from pathlib import Path; from index.store import Connections\n"
        "with Connections(Path(sys.argv[1])).only_writer('adding articles'):\n"
        "    print('holding', flush=True); sys.stdin.read()"
    )

    def hold(self, path: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", self.HOLD, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "holding\n"
        return process

    def test_a_second_process_is_told_who_writes(self, tmp_path: Path) -> None:
        path = tmp_path / "library.db"
        connections = Connections(path)
        other = self.hold(path)
        try:
            with (
                pytest.raises(LibraryBusy, match=f"process {other.pid}, adding articles"),
                connections.only_writer("reindexing", patience=0),
            ):
                pass
        finally:
            other.communicate()
        with connections.only_writer("reindexing", patience=0):
            pass
        connections.close()

    def test_a_killed_writer_leaves_no_lock_behind(self, tmp_path: Path) -> None:
        path = tmp_path / "library.db"
        other = self.hold(path)
        other.kill()
        other.communicate()
        connections = Connections(path)
        with connections.only_writer("adding articles", patience=0):
            pass
        connections.close()

    def test_one_thread_may_enter_twice(self, tmp_path: Path) -> None:
        connections = Connections(tmp_path / "library.db")
        with connections.only_writer("a"), connections.only_writer("b", patience=0):
            pass
        connections.close()


@pytest.mark.parametrize("way", ["moved", "removed", "replaced"])
def test_nothing_is_written_once_the_file_is_not_the_one_that_was_opened(
    tmp_path: Path, way: str
) -> None:
    folder = tmp_path / "library"
    connections = Connections(folder / "library.db")
    if way == "moved":
        folder.rename(tmp_path / "elsewhere")
    elif way == "removed":
        shutil.rmtree(folder)
    else:
        Connections(tmp_path / "library.db").close()
        (tmp_path / "library.db").rename(folder / "library.db")
    before = databases(tmp_path)
    gone = pytest.raises(LibraryError, match="moved, removed or replaced while it was open")
    with gone, connections.writing() as connection:
        connection.execute("INSERT INTO counter VALUES ('x', 1)")
    with gone, connections.only_writer("adding articles"):
        pass
    with ThreadPoolExecutor(1) as another, gone:
        another.submit(connections.get).result()
    with connections.reading() as connection:
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (0,)
    assert databases(tmp_path) == before
    connections.close()


def databases(folder: Path) -> dict[Path, bytes]:
    """The databases below a folder, with what is not yet in them."""
    return {path: path.read_bytes() for path in folder.rglob("*.db*") if path.suffix != ".db-shm"}


@pytest.mark.parametrize("released", [1, 2])
def test_a_library_of_an_older_format_is_brought_up_with_what_the_reader_did(
    tmp_path: Path, released: int
) -> None:
    """The tables as that format had them, with what a reader put in and did."""
    path = tmp_path / "library.db"
    old = sqlite3.connect(path)
    old.executescript((Path(__file__).parent / f"format_{released}.sql").read_text())
    old.execute("INSERT INTO read_mark VALUES (1, '2026-01-01T00:00:00+00:00')")
    old.commit()
    old.close()
    opened = connect(path)
    assert opened.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    assert opened.execute("SELECT article FROM read_mark").fetchall() == [(1,)]
    fresh = connect(tmp_path / "new.db")
    assert layout(opened) == layout(fresh)


def layout(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Every table and index with its columns."""
    names = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    return {
        name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        for (name,) in names
    }


def test_a_library_made_newer_while_it_is_open_is_not_written_to(tmp_path: Path) -> None:
    connections = Connections(tmp_path / "library.db")
    other = sqlite3.connect(tmp_path / "library.db")
    other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    other.close()
    with (
        pytest.raises(LibraryError, match="newer format by another rashomon"),
        connections.writing() as connection,
    ):
        connection.execute("INSERT INTO memory VALUES ('wrong', 'write')")
    with connections.reading() as connection:
        assert connection.execute("SELECT count(*) FROM memory").fetchone() == (0,)
    connections.close()
