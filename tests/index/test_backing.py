"""Backups: one whole file of everything, or none; restored only where nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library, LibraryBusy, LibraryError, leftovers
from index.caring import Care
from index.reports import Progress


@pytest.fixture
def library(sample: Library, tmp_path: Path) -> Iterator[Library]:
    """The five bundled articles, read closely, in a library of their own."""
    shutil.copytree(sample.path, tmp_path / "copy")
    with Library.open(tmp_path / "copy") as opened:
        yield opened


@pytest.fixture
def backup(library: Library, tmp_path: Path) -> Path:
    """A backup of it."""
    file = tmp_path / "backup.rashomon"
    library.care.backup(file)
    return file


def test_everything_comes_back(library: Library, tmp_path: Path) -> None:
    library.kept.star([2])
    library.kept.note(3, "look this up")
    (library.path / "aliases.toml").write_text('["Jens Stoltenberg"]\n', encoding="utf-8")
    (library.path / "wording").mkdir()
    (library.path / "wording" / "mine.toml").write_text("", encoding="utf-8")
    library.care.backup(tmp_path / "b")
    Library.restore(tmp_path / "b", tmp_path / "new")
    with Library.open(tmp_path / "new") as new:
        assert new.articles() == library.articles()
        assert new.events() == library.events()
        assert new.kept.notes() == library.kept.notes()
        assert new.search("NATO").total == library.search("NATO").total == 5
        assert new.original(1) == library.original(1)
        assert (new.path / "aliases.toml").read_text(encoding="utf-8").startswith("[")
        assert (new.path / "wording" / "mine.toml").exists()
        names = {check.name for check in new.care.doctor() if not check.ok}
        assert not names - {"close reading", "aliases.toml"}


def test_a_backup_is_private_and_leaves_nothing_beside_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    beside = [path.name for path in backup.parent.iterdir() if path.name.startswith(".")]
    assert beside == []


def test_it_is_one_moment_of_a_library_that_is_written_to(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.backups.PAGES", 1)
    writer = sqlite3.connect(library.path / "library.db", isolation_level=None)
    steps = 0

    def write(_: Progress) -> None:
        nonlocal steps
        steps += 1
        writer.execute("INSERT OR REPLACE INTO memory VALUES ('step', ?)", (str(steps),))

    library.care.backup(tmp_path / "b", progress=write)
    writer.close()
    assert steps > 10
    assert library.recall("step") == str(steps)
    Library.restore(tmp_path / "b", tmp_path / "new")
    with Library.open(tmp_path / "new") as new:
        assert new.recall("step") is None


def test_an_older_backup_is_replaced_only_by_a_whole_one(
    library: Library, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.backing.settle", full)
    with pytest.raises(LibraryError, match="No space left"):
        library.care.backup(backup)
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.iterdir() if path.name.startswith(".")] == []


def test_a_damaged_library_never_takes_the_place_of_a_sound_backup(
    library: Library, backup: Path
) -> None:
    before = backup.read_bytes()
    library.close()
    path = library.path / "library.db"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = os.urandom(4096)
    path.write_bytes(data)
    with Library.open(library.path) as damaged, pytest.raises(LibraryError, match="damaged"):
        damaged.care.backup(backup)
    assert backup.read_bytes() == before


def test_what_is_no_backup_is_never_overwritten(library: Library, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Anne", encoding="utf-8")
    for target, why in (
        (letter, "is there and no backup"),
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "b", "its folder is not there"),
        (library.path / "library.db", "is the library itself"),
    ):
        with pytest.raises(LibraryError, match=why):
            library.care.backup(target)
    assert letter.read_text(encoding="utf-8") == "Dear Anne"


def test_a_library_with_articles_is_not_replaced_unasked(library: Library, backup: Path) -> None:
    library.kept.star([1])
    library.close()
    with pytest.raises(LibraryError, match="holds 5 articles already; --replace"):
        Library.restore(backup, library.path)
    restored = Library.restore(backup, library.path, replace=True)
    with Library.open(library.path) as now:
        assert not now.kept.of(1).starred
    assert restored.aside is not None
    with sqlite3.connect(restored.aside) as old:
        assert old.execute("SELECT count(*) FROM star").fetchone() == (1,)
    old.close()


def test_replacing_twice_in_one_second_keeps_both(library: Library, backup: Path) -> None:
    library.close()
    kept = {Library.restore(backup, library.path, replace=True).aside for _ in range(3)}
    assert len(kept) == 3


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_what_lies_beside_a_damaged_library_is_not_written_into_the_restored_one(
    library: Library, backup: Path, end: str
) -> None:
    """A process was killed, the library file is lost, and what was beside it is still there."""
    path = library.path / "library.db"
    with sqlite3.connect(path, isolation_level=None) as writer:
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("INSERT INTO memory VALUES ('old', ?)", ("x" * 100_000,))
        left = path.with_name("library.db-wal").read_bytes()
    writer.close()
    library.close()
    for other in ("-wal", "-shm"):
        path.with_name(f"library.db{other}").unlink(missing_ok=True)
    path.write_bytes(b"nothing of a database" * 1_000)
    path.with_name(f"library.db{end}").write_bytes(left)
    Library.restore(backup, library.path, replace=True)
    assert not path.with_name(f"library.db{end}").exists()
    with Library.open(library.path) as now:
        assert now.recall("old") is None
        assert len(now.articles()) == 5
        assert all(check.ok for check in now.care.doctor())


def test_what_a_killed_backup_left_goes_with_the_next(library: Library, backup: Path) -> None:
    left = backup.with_name(f".{backup.name}.0a1b2c3d.new")
    left.write_bytes(b"half")
    left.with_name(f"{left.name}-journal").write_bytes(b"half")
    other = backup.with_name(".other.rashomon.0a1b2c3d.new")
    other.write_bytes(b"half")
    library.care.backup(backup)
    hidden = [path.name for path in backup.parent.iterdir() if path.name.startswith(".")]
    assert hidden == [other.name]


def test_a_backup_in_the_making_is_left_alone(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "twice.rashomon"

    def again(_: Progress) -> None:
        assert not leftovers.sweep(tmp_path)
        assert [path for path in tmp_path.iterdir() if path.name.endswith(".new")]

    library.care.backup(target, progress=again)
    assert target.exists()


def test_a_restore_that_is_killed_is_never_searched_by_the_old_index(
    library: Library, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the library taking its place and the making of its index."""
    library.forgetting.forget([1])
    library.add([str(tmp_letter(backup.parent))])
    assert library.search("zeppelin").total == 1
    library.close()

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Care, "reindex", killed)
    with pytest.raises(KeyboardInterrupt):
        Library.restore(backup, library.path, replace=True)
    monkeypatch.undo()
    with Library.open(library.path) as now:
        assert now.search("zeppelin").total == 0
        assert now.search("NATO").total == 5


def tmp_letter(folder: Path) -> Path:
    """An article of one sentence."""
    file = folder / "letter.txt"
    file.write_text("A zeppelin landed on the square.\n", encoding="utf-8")
    return file


def test_a_library_that_is_open_is_not_replaced(library: Library, backup: Path) -> None:
    library.kept.star([1])
    with pytest.raises(LibraryBusy, match="is open in another rashomon"):
        Library.restore(backup, library.path, replace=True)
    assert library.kept.of(1).starred
    assert len(library.articles()) == 5


def test_a_restored_library_takes_the_place_of_an_empty_one(backup: Path, tmp_path: Path) -> None:
    Library.open(tmp_path / "empty").close()
    restored = Library.restore(backup, tmp_path / "empty")
    assert (restored.articles, restored.aside) == (5, None)


def broken(backup: Path, kind: str) -> Path:
    """A file that only looks like a backup."""
    file = backup.with_name(f"{kind}.db")
    data = bytearray(backup.read_bytes())
    if kind == "cut":
        data = data[: len(data) // 2]
    elif kind == "torn":
        data[8192:40_000] = os.urandom(40_000 - 8192)
    elif kind == "text":
        data = bytearray(b"no backup " * 1000)
    elif kind == "empty":
        data = bytearray()
    file.write_bytes(data)
    if kind in ("newer", "foreign"):
        with sqlite3.connect(file) as connection:
            pragma = "user_version = 99" if kind == "newer" else "application_id = 7"
            connection.execute(f"PRAGMA {pragma}")
        connection.close()
    return file


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("cut", "damaged"),
        ("torn", "damaged"),
        ("text", "no backup"),
        ("empty", "no backup"),
        ("foreign", "no backup"),
        ("newer", "newer Rashomon"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_touched(
    backup: Path, tmp_path: Path, kind: str, why: str
) -> None:
    with pytest.raises(LibraryError, match=why):
        Library.restore(broken(backup, kind), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no such file"):
        Library.restore(tmp_path / "nothing", tmp_path / "new")


def test_a_backup_cannot_write_outside_the_library(backup: Path, tmp_path: Path) -> None:
    with sqlite3.connect(backup) as connection:
        rows = [(name, b"evil") for name in ("../evil.toml", "wording/../../evil.toml", "x.sh")]
        connection.executemany("INSERT INTO backup_file VALUES (?,?)", rows)
    connection.close()
    Library.restore(backup, tmp_path / "new")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in written if "evil" in path.name or path.suffix == ".sh"]
