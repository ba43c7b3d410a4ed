"""A library to read in, fresh for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from tests.once import once
from tests.tui.copied import copied


@pytest.fixture(autouse=True)
def faults_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in a worker fails the test instead of becoming a notification."""
    monkeypatch.setenv("RASHOMON_DEBUG", "1")


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of five copies of one text and another text. To be copied, not opened."""

    def make(folder: Path) -> None:
        with Library.open(folder / "library") as library:
            copied(library, folder)

    return once(tmp_path_factory, "copies", make) / "library"


@pytest.fixture
def five_copies(copies: Path, tmp_path: Path) -> Iterator[Library]:
    """The same in a library that the test may change."""
    shutil.copytree(copies, tmp_path / "copies")
    with Library.open(tmp_path / "copies") as library:
        yield library
