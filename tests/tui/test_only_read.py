"""The reader on a library that cannot be written where it lies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index import Library
from tests.tui.running import run
from tests.tui.screen import EVENTS, opened
from tests.unwritable import only_read


@pytest.fixture
def place(sample: Library, tmp_path: Path) -> Path:
    """A copy of the sample that nobody has open."""
    shutil.copytree(sample.path, tmp_path / "lies here")
    Library.open(tmp_path / "lies here").close()
    return tmp_path / "lies here"


async def test_it_is_read_as_ever_and_what_is_kept_is_refused_in_one_line(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with only_read(place, monkeypatch), Library.open(place) as library:
        async with opened(library, (120, 36)) as driven:
            assert "nothing you do is kept" in driven.told[-1]
            await driven.press("*")
            assert driven.told[-1].startswith("this library can only be read here; copy its folder")
            driven.app.tell("looked at")
            await driven.press("enter", "G", *EVENTS, "o", "j")
            assert driven.told == ["looked at"] and "5 articles" in driven.glass


async def test_what_is_not_read_closely_stays_so_without_a_word(
    seeds: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(tmp_path / "new") as library:
        library.add(seeds)
    with only_read(tmp_path / "new", monkeypatch), Library.open(tmp_path / "new") as library:
        async with opened(library, (120, 36)) as driven:
            assert "grouping" not in driven.glass and "5 articles" in driven.glass
            assert [words[:27] for words in driven.told] == ["this library can only be re"]


def test_commands_say_that_it_is_not_read_closely_and_go_on(
    seeds: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(tmp_path / "new") as library:
        library.add(seeds)
    with only_read(tmp_path / "new", monkeypatch):
        ran = run("--library", str(tmp_path / "new"), "list")
    assert ran.code == 0 and "NATO" in ran.out
    assert ran.error.startswith("5 articles not read closely, and cannot be")
