"""What others own, could write to or have linked is not believed; what is made is private."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index import Library, LibraryError
from index.private import make_folder, owned_by_us


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A library that nobody has open."""
    Library.open(tmp_path / "library").close()
    return tmp_path / "library"


@pytest.mark.parametrize("name", ["", "library.db"])
def test_a_library_that_others_can_write_to_is_refused_with_advice(place: Path, name: str) -> None:
    (place / name).chmod(0o777)
    with pytest.raises(LibraryError, match=r"written to by other users.*chmod go-w"):
        Library.open(place)


@pytest.mark.parametrize("name", ["", "library.db"])
def test_a_library_of_another_user_is_refused_with_advice(
    place: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        os.chown(place / name, 65_534, 65_534)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(LibraryError, match=r"belongs to another user.*name another --library"):
        Library.open(place)


def test_the_administrator_is_believed_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1_000)
    assert owned_by_us(1_000) and owned_by_us(0)
    assert not owned_by_us(1_001)


def test_a_lock_is_never_written_through_a_link(place: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Anne", encoding="utf-8")
    (place / "library.writer").unlink(missing_ok=True)
    (place / "library.writer").symlink_to(letter)
    with Library.open(place) as library, pytest.raises(LibraryError, match="check the folder"):
        library.add([str(letter)])
    assert letter.read_text(encoding="utf-8") == "Dear Anne"


def test_folders_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_folder(tmp_path / "cache" / "rashomon" / "index")
    finally:
        os.umask(before)
    made = [tmp_path / "cache", *(tmp_path / "cache").rglob("*")]
    assert len(made) == 3
    assert {path.stat().st_mode & 0o777 for path in made} == {0o700}
