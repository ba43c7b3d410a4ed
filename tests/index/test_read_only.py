"""A library that cannot be written where it lies: read it is, and it stays as it is."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from index import Library, LibraryError
from index.store.read_only import ReadOnly
from tests.index.test_library import write_rows
from tests.unwritable import only_read


@pytest.fixture
def place(sample: Library, tmp_path: Path) -> Path:
    """A copy of the sample that nobody has open."""
    copy = tmp_path / "lies here"
    shutil.copytree(sample.path, copy)
    Library.open(copy).close()
    assert not (copy / "library.db-wal").exists()
    return copy


def killed_while_writing(place: Path, folder: Path) -> Path:
    """A copy of a library as a killed process leaves it: the newest article is in the log."""
    with Library.open(place) as library:
        library.add([str(write_rows(folder / "rows.jsonl", 1))])
        shutil.copytree(place, folder / "killed")
    assert (folder / "killed" / "library.db-wal").stat().st_size
    return folder / "killed"


def test_all_of_it_is_read_and_searched(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with only_read(place, monkeypatch), Library.open(place) as library:
        assert library.read_only
        assert library.counts().articles == len(library.articles()) == 5
        assert library.search("nato").total
        assert library.search("nato").note is None
        event = max(library.events(), key=lambda event: len(event.articles))
        assert library.compare(event.id).rows
        assert library.article(1).text and library.original(1)
        assert library.entities() and library.outlets.every()
        assert library.like(1).total


def test_what_would_be_written_is_refused_in_words(
    place: Path, seeds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with only_read(place, monkeypatch), Library.open(place) as library:
        for do in (
            lambda: library.kept.star([1]),
            lambda: library.add(seeds),
            lambda: library.mark_read(1),
            lambda: library.care.reindex(),
            lambda: library.forgetting.compact(),
            lambda: library.corrections.undo(),
        ):
            with pytest.raises(ReadOnly, match=r"can only be read here; copy its folder .*lies he"):
                do()


def test_a_place_is_kept_until_it_is_closed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with only_read(place, monkeypatch):
        with Library.open(place) as library:
            library.remember("place", "here")
            assert library.recall("place") == "here"
        with Library.open(place) as library:
            assert library.recall("place") is None


def test_the_doctor_says_so_and_finds_the_rest_sound(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with only_read(place, monkeypatch), Library.open(place) as library:
        (wrong,) = [check for check in library.care.doctor() if not check.ok]
    assert "can only be read here" in wrong.detail and "copy its folder" in wrong.advice


def test_it_can_be_backed_up_elsewhere(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with only_read(place, monkeypatch), Library.open(place) as library:
        library.care.backup(tmp_path / "backup")
    assert Library.restore(tmp_path / "backup", tmp_path / "again").articles == 5


@pytest.mark.parametrize("meeting", [True, False])
def test_what_a_killed_process_left_in_the_log_is_read_too(
    place: Path, tmp_path: Path, meeting: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = killed_while_writing(place, tmp_path)
    if not meeting:
        (killed / "library.db-shm").unlink()
    with only_read(killed, monkeypatch), Library.open(killed) as library:
        assert library.counts().articles == 6
        assert "number 0" in library.article(6).text


def test_what_its_owner_writes_meanwhile_is_seen(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = str(write_rows(tmp_path / "rows.jsonl", 1))
    with monkeypatch.context() as patched:
        patched.setattr("index.store.read_only.is_needed", lambda path: True)
        reader = Library.open(place)
    with reader, Library.open(place) as owner:
        assert reader.read_only and not owner.read_only
        assert reader.counts().articles == 5
        owner.add([rows])
        assert reader.counts().articles == 6
        owner.kept.star([6])
        assert reader.kept.of(6).starred


def test_articles_the_search_index_lacks_are_told(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in (place / "index").iterdir():
        part.unlink()
    with only_read(place, monkeypatch), Library.open(place) as library:
        found = library.search("nato")
    assert not found.total and "5 articles are not in the search index" in (found.note or "")


@pytest.mark.parametrize("how", ["gone", "damaged"])
def test_a_search_index_that_cannot_be_made_anew_is_told_and_all_else_works(
    place: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if how == "gone":
        shutil.rmtree(place / "index")
    else:
        (place / "index" / "index.json").write_bytes(b"{}\n{}")
    with only_read(place, monkeypatch), Library.open(place) as library:
        monkeypatch.setattr(Path, "mkdir", _refused)
        with pytest.raises(LibraryError, match="cannot be made anew where it lies; copy"):
            library.search("nato")
        assert library.article(1).text


def _refused(path: Path, *_: object, **__: object) -> None:
    raise OSError(30, "Read-only file system", str(path))


def test_one_of_an_older_format_says_why_it_does_not_open(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(place / "library.db") as connection:
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    with (
        only_read(place, monkeypatch),
        pytest.raises(LibraryError, match=r"older format.*copy its folder"),
    ):
        Library.open(place)


def test_a_path_that_is_longer_than_the_database_takes_is_told(tmp_path: Path) -> None:
    place = tmp_path.joinpath(*["a" * 200] * 3)
    with pytest.raises(LibraryError, match=r"path is longer than SQLite takes \(\d+ bytes\)"):
        Library.open(place)
