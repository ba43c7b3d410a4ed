"""A writer that is killed loses nothing it had acknowledged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.search import SearchIndex
from tests.index.search.conftest import article

WRITER = """
import sys
from pathlib import Path
from index.search import Document, SearchIndex, keeper
keeper.MOST_ALIKE = 2
index = SearchIndex(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), 10**6, 2):
    index.add([Document(n, f"Title {n}", f"summit word{n} " * 20, "Outlet", None, "en")
               for n in (number, number + 1)])
    print("added", number, flush=True)
    if number % 10 == 0:
        print("removing", number, flush=True)
        index.remove([number])
        print("removed", number, flush=True)
"""


@pytest.mark.parametrize("seed", range(3))
def test_kills_at_any_moment(folder: Path, seed: int) -> None:
    dice = random.Random(seed)
    kept: set[int] = set()
    for _ in range(2):
        first = max(kept, default=1) + 1
        lines = _kill_a_writer(folder, first, dice)
        added = {n + more for word, n in lines if word == "added" for more in (0, 1)}
        removing = {n for word, n in lines if word == "removing"}
        removed = {n for word, n in lines if word == "removed"}
        beginning = {max(added, default=first - 1) + more for more in (1, 2)}
        index = SearchIndex(folder)
        index.verify()
        assert kept | added - removing <= index.ids() <= kept | added - removed | beginning
        assert len(index.ids() & beginning) in (0, 2)
        assert set(index.search("summit", limit=999).ids) == index.ids()
        kept = set(index.ids())
        index.close()
    index = SearchIndex(folder)
    index.add([article(7_000_000, "After")])
    index.settle()
    assert index.ids() == kept | {7_000_000}
    assert len(list(folder.glob("part-*"))) == index.parts()


def _kill_a_writer(folder: Path, first: int, dice: random.Random) -> list[tuple[str, int]]:
    """Start a writer, kill it at some moment, and return what it had said until then."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert writer.stdout is not None
    with writer.stdout as said:
        lines = [said.readline() for _ in range(dice.randrange(3, 14))]
        _wait_for_a_moment(folder, dice.randrange(3), dice.randrange(400))
        os.kill(writer.pid, signal.SIGKILL)
        lines += said.readlines()
    writer.wait()
    return [(word, int(number)) for word, number in map(str.split, lines)]


def _wait_for_a_moment(folder: Path, kind: int, turns: int) -> None:
    """Look at the folder until something is in the making, or a while."""
    for _ in range(turns):
        names = {path.name for path in folder.iterdir()}
        if kind == 0 and "index.json.new" in names:
            return
        if kind == 1 and sum(name.startswith("part-") for name in names) % 3 == 0:
            return
