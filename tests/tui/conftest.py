"""A library to read in, fresh for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library


@pytest.fixture(autouse=True)
def faults_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in a worker fails the test instead of becoming a notification."""
    monkeypatch.setenv("RASHOMON_DEBUG", "1")


@pytest.fixture
def five(sample: Library, tmp_path: Path) -> Iterator[Library]:
    """The five bundled articles in a library that the test may change."""
    shutil.copytree(sample.path, tmp_path / "five")
    with Library.open(tmp_path / "five") as library:
        yield library
