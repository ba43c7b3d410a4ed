"""Killed in the middle, or two at once: ids stay, nothing counts twice, a rerun finishes."""

from __future__ import annotations

import datetime
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index import Library
from tests.index.events_of import placed, write
from tests.index.test_events_bad_input import FIRE, QUAKE, SECOND, VOTE, Row, row, standing

PROJECT = Path(__file__).parents[2]
WORK = """
import os, signal, sys
from pathlib import Path
from index import Library, analysing, placing
stage, at, path, *sources = sys.argv[1:]
analysing.BATCH, placing.CHUNK, analysing.ALONE = 3, 3, 1_000_000
told = 0
def kill(progress):
    global told
    told += progress.stage == stage
    if told == int(at):
        os.kill(os.getpid(), signal.SIGKILL)
library = Library.open(Path(path))
if sources:
    library.add(sources, progress=kill)
library.analyse(progress=kill)
"""
COMMAND = "from tui.cli import main; main()"


def killed(stage: str, at: int, library: Library, *sources: Path) -> int:
    """Imports and analyses in a process of its own that is killed at the ``at``-th word of
    progress of a stage; its exit code."""
    arguments = [stage, str(at), str(library.path), *map(str, sources)]
    ran = subprocess.run([sys.executable, "-c", WORK, *arguments], cwd=PROJECT, check=False)
    return ran.returncode


def begun(library: Library, folder: Path) -> dict[str, tuple[int, ...]]:
    """Two events that stand already."""
    rows = [row(1, FIRE), row(2, SECOND, "2024-03-03"), row(3, VOTE)]
    library.add([str(write(folder / "begun.jsonl", rows))])
    placed(library)
    return standing(library)


def more() -> list[Row]:
    """Articles that join what stands, and some of an event of their own."""
    rows = [row(10 + n, f"{FIRE} Report {n}.", f"2024-03-0{2 + n % 2}") for n in range(4)]
    rows += [row(20 + n, f"{QUAKE} Report {n}.", "2024-05-09") for n in range(4)]
    return [*rows, row(30, f"{VOTE} Boats stayed in.", None)]


@pytest.mark.parametrize(
    ("stage", "at"),
    [
        ("importing", 4),
        ("finding days", 2),
        ("grouping events", 1),
        ("grouping events", 2),
        ("reading closely", 2),
    ],
)
def test_killed_at_any_stage_a_rerun_finishes_the_work(
    library: Library, tmp_path: Path, stage: str, at: int
) -> None:
    before = begun(library, tmp_path)
    table = write(tmp_path / "more.jsonl", more())
    assert killed(stage, at, library, table) == -signal.SIGKILL
    after_kill = {event.id: event.articles for event in library.events()}
    assert all(set(before[id_]) <= set(after_kill[id_]) for id_ in before)
    library.add([str(table)])
    assert library.analyse()
    assert library.pending() == 0
    after = standing(library)
    assert all(set(before[id_]) <= set(after[id_]) for id_ in before)
    assert all(set(after_kill[id_]) <= set(after[id_]) for id_ in after_kill)
    assert sum(map(len, after.values())) == 12
    assert library.search("mill").total == 6
    assert all(check.ok for check in library.care.doctor())


def test_killed_again_and_again_it_comes_out_as_if_never_killed(
    library: Library, tmp_path: Path
) -> None:
    table = write(tmp_path / "more.jsonl", more())
    for stage in ("importing", "finding days", "grouping events"):
        assert killed(stage, 2, library, table) == -signal.SIGKILL
    library.add([str(table)])
    placed(library)
    with Library.open(tmp_path / "other") as other:
        other.add([str(table)])
        placed(other)
        assert sorted(standing(library).values()) == sorted(standing(other).values())


@pytest.mark.parametrize("at", [1, 2])
def test_days_found_before_a_kill_are_searched_by_after_a_rerun(
    library: Library, seeds: list[str], at: int
) -> None:
    assert killed("grouping events", at, library, *map(Path, seeds)) == -signal.SIGKILL
    assert library.analyse()
    day = datetime.timedelta(days=1)
    for line in library.articles():
        assert line.day is not None
        found = library.search(f"after:{line.day - day} before:{line.day + day}")
        assert line.id in [hit.line.id for hit in found.hits]


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, *arguments],
        cwd=PROJECT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_two_imports_and_a_look_at_once_bring_in_everything_once(
    library: Library, tmp_path: Path
) -> None:
    before = begun(library, tmp_path)
    table = str(write(tmp_path / "more.jsonl", more()))
    where = ("--library", str(library.path))
    running = [start("add", table, *where), start("add", table, *where), start("events", *where)]
    for process in running:
        _, err = process.communicate()
        assert process.returncode in (0, 1)
        assert "Traceback" not in err
        assert all(line.startswith("rashomon: ") for line in err.splitlines())
    assert library.analyse()
    after = standing(library)
    assert sum(map(len, after.values())) == 12
    assert all(set(before[id_]) <= set(after[id_]) for id_ in before)
    assert library.search("mill").total == 6
