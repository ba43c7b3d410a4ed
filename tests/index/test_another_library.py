"""A library's file replaced by another's: the search index beside it is not believed."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from index import Library, LibraryError


def made(folder: Path, about: str, number: int = 3) -> Path:
    for one in range(number):
        (folder.parent / f"{about}-{one}.txt").write_text(f"The {about} of village {one} are old.")
    with Library.open(folder) as library:
        library.add(sorted(map(str, folder.parent.glob(f"{about}-*.txt"))))
    return folder


def replaced(folder: Path, other: Path) -> None:
    for left in folder.glob("library.db-*"):
        left.unlink()
    shutil.copy(other / "library.db", folder / "library.db")


def test_articles_of_the_same_numbers_are_not_taken_for_those_indexed(tmp_path: Path) -> None:
    folder, other = made(tmp_path / "one", "apples"), made(tmp_path / "two", "bridges")
    replaced(folder, other)
    with Library.open(folder) as library:
        assert (library.search("apples").total, library.search("bridges").total) == (0, 3)
        assert all(check.ok for check in library.care.doctor() if check.name == "search index")


@pytest.mark.parametrize("searched_before", [True, False])
def test_copies_that_went_different_ways_are_told_apart(
    tmp_path: Path, searched_before: bool
) -> None:
    folder = made(tmp_path / "one", "apples")
    shutil.copytree(folder, tmp_path / "two")
    made(folder, "pears", 1)
    if searched_before:
        with Library.open(folder) as library:
            assert library.search("pears").total == 1
    replaced(folder, made(tmp_path / "two", "bridges", 1))
    with Library.open(folder) as library:
        assert [library.search(each).total for each in ("apples", "pears", "bridges")] == [3, 0, 1]


def test_an_older_copy_put_back_by_hand_is_searched_as_it_is(tmp_path: Path) -> None:
    folder = made(tmp_path / "one", "apples")
    shutil.copytree(folder, tmp_path / "before")
    made(folder, "pears", 2)
    replaced(folder, tmp_path / "before")
    with Library.open(folder) as library:
        assert (library.search("apples").total, library.search("pears").total) == (3, 0)


def test_a_draft_that_a_stopped_process_left_goes_with_the_next_import(tmp_path: Path) -> None:
    folder = made(tmp_path / "one", "apples")
    draft = folder / "index" / "articles.json.new"
    draft.write_text('{"1": "hal')
    made(folder, "pears", 1)
    assert not draft.exists()


def test_an_article_that_rotted_is_not_taken_for_another_librarys(tmp_path: Path) -> None:
    """Made anew without it, the index would hide it without a word."""
    folder = made(tmp_path / "one", "apples")
    with Library.open(folder) as library:
        assert library.search("apples").total == 3
    with sqlite3.connect(folder / "library.db") as connection:
        connection.execute("UPDATE article SET identity = zeroblob(32) WHERE id = 3")
    connection.close()
    with Library.open(folder) as library, pytest.raises(LibraryError, match="damaged"):
        library.search("apples")
