"""A library of hostile articles, and an environment of one's own for each test."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from index import Library
from tests.end_to_end.terminal import COMMAND, environment
from tests.hostile import HOSTILE
from tests.once import once

STORY = "The council of Oslo met on Monday. “We agreed,” said Mayor Anne Lie."


@pytest.fixture
def new(home: Path) -> dict[str, str]:
    """The environment of a reader who has never run the program."""
    return environment(home)


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where the bundled articles have been opened once. To be copied."""

    def make(home: Path) -> None:
        done = subprocess.run([COMMAND, "list"], env=environment(home), capture_output=True)
        assert done.returncode == 0

    return once(tmp_path_factory, "begun", make)


@pytest.fixture
def env(home: Path, begun: Path) -> dict[str, str]:
    """The environment of a reader who has opened the bundled articles before."""
    shutil.copytree(begun, home, dirs_exist_ok=True)
    return environment(home)


def hostile_rows() -> list[dict[str, str]]:
    """One article a hostile string: in its title, its outlet and its text."""
    return [
        {
            "id": f"{at} {text}",
            "title": f"Case {at} {text}",
            "outlet": f"Outlet {text[:80]}",
            "author": f"Author {text[:80]}",
            "text": f"Case {at}. {STORY}\n\n{text}\n\n“{text}” said Anne Lie of {text} on Friday.",
        }
        for at, text in enumerate(HOSTILE.values())
    ]


@pytest.fixture(scope="session")
def hostile_table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JSONL table of hostile articles."""
    path = tmp_path_factory.mktemp("hostile") / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, hostile_rows())), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, hostile_table: Path) -> Path:
    """The directory of a library of hostile articles, read closely."""

    def make(folder: Path) -> None:
        with Library.open(folder) as library:
            library.add([str(hostile_table)])
            library.analyse()

    made = once(tmp_path_factory, "hostile", make)
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("own-hostile") / "library"))
