"""What every test may ask for: a home of its own, the bundled articles, a library on disk."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from index import Library
from index.importing import Choices
from index.locations import bundled_articles
from tests.once import once

ROOT = str(Path(__file__).resolve().parents[1])
"""The tree that these tests are of."""
_SLOW = HealthCheck.too_slow


def pytest_configure() -> None:
    """Look for dead cycles more rarely: what a test makes is large and lives as long as it.

    No example is measured by the clock: that fails where the machine does other things, too.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    # The commands that tests start would compile the program again, each of them.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # What they start is the program of the tree they lie in, whichever tree is installed.
    others = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys([ROOT, *filter(None, others)]))
    settings.register_profile("any machine", deadline=None, suppress_health_check=[_SLOW])
    settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home directory where nothing has happened yet."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.delenv("RASHOMON_LIBRARY", raising=False)
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture(scope="session")
def seeds() -> list[str]:
    """Paths of the five bundled articles."""
    return bundled_articles()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, seeds: list[str]) -> Iterator[Library]:
    """The five bundled articles, read closely. Shared by all tests: only look at it."""

    def make(folder: Path) -> None:
        with Library.open(folder) as library:
            library.add(seeds, choices=Choices(undoable=False))
            library.analyse()

    made = once(tmp_path_factory, "sample", make)
    with Library.open(shutil.copytree(made, tmp_path_factory.mktemp("own") / "sample")) as opened:
        yield opened


@pytest.fixture
def five(sample: Library, tmp_path: Path) -> Iterator[Library]:
    """The five bundled articles, read closely, in a library that the test may change."""
    shutil.copytree(sample.path, tmp_path / "five")
    with Library.open(tmp_path / "five") as library:
        yield library
