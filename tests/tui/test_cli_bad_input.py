"""Bad input: one clear line (what, where, what to do), the right exit code, nothing lost."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from index import Library
from tests.tui.running import Run, run

GOOD = "The council of Oslo met on Monday. “We agreed,” said Mayor Anne Lie."


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A file that goes in, whatever stands beside it."""
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def cli(sample: Library, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs commands on the five bundled articles."""
    monkeypatch.setenv("RASHOMON_LIBRARY", str(sample.path))
    return run


def missing(folder: Path) -> Path:
    return folder / "missing.txt"


def link_loop(folder: Path) -> Path:
    path = folder / "loop.txt"
    path.symlink_to(path)
    return path


def binary(folder: Path) -> Path:
    path = folder / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    return path


def pipe(folder: Path) -> Path:
    path = folder / "pipe.txt"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("make", [missing, link_loop, binary, pipe])
def test_what_cannot_be_read_is_named_and_the_rest_goes_in(
    make: object, tmp_path: Path, good: Path
) -> None:
    assert callable(make)
    path = make(tmp_path)
    ran = run("add", str(path), str(good), "--json")
    assert ran.code == 1
    assert ran.error.startswith(f"{path}: ")
    assert "; " in ran.error, "says what to do"
    assert ran.json["imported"] == [1]


def test_an_unreadable_file_is_named_and_the_rest_goes_in(
    tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text(GOOD)
    opens = os.open

    def refusing(path: str, *rest: int, **named: int) -> int:
        if os.fspath(path) == str(locked):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return opens(path, *rest, **named)

    monkeypatch.setattr(os, "open", refusing)
    ran = run("add", str(locked), str(good), "--json")
    assert (ran.code, ran.json["imported"]) == (1, [1])
    assert ran.error.startswith(f"{locked}: ")


def test_a_folder_without_articles_brings_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    ran = run("add", str(tmp_path / "nothing"))
    assert ran.code == 1
    assert str(tmp_path / "nothing") in ran.out + ran.err


def test_an_empty_file_is_skipped_and_the_rest_goes_in(tmp_path: Path, good: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = run("add", str(tmp_path / "empty.txt"), str(good))
    assert (ran.code, ran.err) == (0, "")
    assert f"{tmp_path / 'empty.txt'}: " in ran.out


def test_invalid_utf8_and_null_bytes_still_give_a_text(tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes(f"{GOOD} Caf".encode() + b"\xe9 \x00 closed.")
    ran = run("add", str(path))
    assert ran.code == 0
    shown = run("show", "1").out
    assert "council of Oslo" in shown and "\x00" not in shown


def test_very_much_in_one_line_is_refused_with_its_size(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(0)
        for _ in range(100):
            file.write(b"word " * 200_000)
    ran = run("add", str(path), str(good), "--json")
    assert ran.code == 1
    assert ran.error.startswith(f"{path}: ")
    assert ran.json["imported"] == [1]


@pytest.mark.parametrize("command", ["show", "compare"])
def test_an_unknown_article_is_nothing_found(command: str, cli: Run) -> None:
    ran = cli(command, *{"show": ["99"], "compare": ["1", "99"]}[command])
    assert (ran.code, ran.out) == (1, "")
    assert ran.error.startswith("no article 99; 'rashomon list'")


@pytest.mark.parametrize("id", ["e99", "e", "nonsense", "é1"])
def test_an_unknown_event_is_nothing_found(id: str, cli: Run) -> None:
    ran = cli("compare", id)
    assert (ran.code, ran.out) == (1, "")
    assert ran.error.startswith(f"no event {id}; 'rashomon events'")


def test_an_unknown_name_is_told_its_neighbors(cli: Run) -> None:
    ran = cli("entities", "Stoltenburg")
    assert (ran.code, ran.out) == (1, "")
    assert "Stoltenberg" in ran.error


@pytest.mark.parametrize("query", ["", "   "])
@pytest.mark.parametrize("command", ["search", "export"])
def test_an_empty_query_is_wrong_use(command: str, query: str, cli: Run) -> None:
    ran = cli(command, query)
    assert ran.code == 2
    assert ran.error.startswith("the query is empty; ")


@pytest.mark.parametrize("query", ['"bring ukraine', "(nato", "nato AND", '""', "title:"])
def test_an_unbalanced_query_is_answered_or_told_the_nearest_form(query: str, cli: Run) -> None:
    ran = cli("search", query)
    assert ran.code in {0, 1, 2}
    assert ran.code != 2 or "; " in ran.error


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["shwo", "3"], "no command 'shwo'; did you mean 'show'?"),
        (["list", "--limt", "3"], "--limt"),
        (["search", "nato", "-vilnius"], "in quotes, or -- before it"),
        (["show", "three"], "three"),
        (["show", "0"], "0"),
        (["show"], "ARTICLE"),
        (["compare", "3"], "one article has nothing beside it"),
        (["compare", "3", "e1"], "name one event (e1), or two and more article numbers"),
        (["compare", "e1", "--report", "report.pdf"], ".html, .md or .json"),
        (["add"], "name a file"),
        (["search", "nato", "--limit", "0"], "limit"),
        (["completion", "tcsh"], "tcsh"),
    ],
)
def test_wrong_use_is_one_line_with_advice(arguments: list[str], told: str, cli: Run) -> None:
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.error


def test_a_library_named_where_there_is_none_is_not_made_by_looking(tmp_path: Path) -> None:
    ran = run("list", "--library", str(tmp_path / "none"))
    assert (ran.code, ran.out) == (1, "")
    assert "rashomon add" in ran.error
    assert not (tmp_path / "none").exists()


def test_a_library_made_by_a_newer_version_is_left_alone(good: Path, home: Path) -> None:
    run("add", str(good))
    path = home / "data" / "rashomon" / "library.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = path.read_bytes()
    for command in (["list"], ["search", "oslo"], ["add", str(good)], ["doctor"]):
        ran = run(*command)
        assert (ran.code, ran.out) == (1, "")
        assert "newer" in ran.error
    assert path.read_bytes() == before


def test_a_library_that_is_no_database_is_said_and_kept(home: Path) -> None:
    folder = home / "data" / "rashomon"
    folder.mkdir(parents=True)
    (folder / "library.db").write_bytes(b"not a database, " * 500)
    ran = run("list")
    assert (ran.code, ran.out) == (1, "")
    assert "library.db" in ran.error
    assert (folder / "library.db").read_bytes().startswith(b"not a database")


def test_a_damaged_search_index_is_rebuilt_on_the_way(good: Path, home: Path) -> None:
    run("add", str(good))
    for path in (home / "cache" / "rashomon" / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x80garbage" * 50)
    ran = run("doctor")
    assert ran.code == 1
    assert "rashomon reindex" in ran.out
    assert run("search", "council").code == 0
    assert run("doctor").code == 0


def test_a_lost_search_index_is_rebuilt_by_hand_too(good: Path, home: Path) -> None:
    run("add", str(good))
    for path in (home / "cache" / "rashomon" / "index").rglob("*"):
        if path.is_file():
            path.unlink()
    assert run("reindex").out == "1 article searchable\n"
    assert run("search", "council").code == 0


def test_a_full_disk_is_said_and_what_was_there_stays(
    good: Path, tmp_path: Path, home: Path
) -> None:
    run("add", str(good))
    with sqlite3.connect(home / "data" / "rashomon" / "library.db") as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON article "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    connection.close()
    other = tmp_path / "other.txt"
    other.write_text(f"Another day. {GOOD}", encoding="utf-8")
    ran = run("add", str(other))
    assert ran.code == 1
    assert "full" in ran.error
    assert len(run("list", "--json").json["articles"]) == 1


def test_a_report_that_cannot_be_written_is_said(cli: Run, tmp_path: Path) -> None:
    path = tmp_path / "none" / "report.md"
    ran = cli("compare", "1", "2", "--report", str(path))
    assert (ran.code, ran.out) == (1, "")
    assert ran.error.startswith(f"{path}: ")


def test_a_fault_of_the_program_is_one_line_too(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Library) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(Library, "articles", broken)
    monkeypatch.delenv("RASHOMON_DEBUG", raising=False)
    ran = cli("list")
    assert (ran.code, ran.out) == (1, "")
    assert "fault in rashomon" in ran.error and "RASHOMON_DEBUG=1" in ran.error
