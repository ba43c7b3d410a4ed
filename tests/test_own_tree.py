"""The processes that tests start run the program of the tree the tests lie in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.terminal import environment

ROOT = Path(__file__).resolve().parents[1]
WHERE = """
from importlib.util import find_spec
print(find_spec("tui").origin, find_spec("index").origin)
"""


@pytest.mark.parametrize("given", [False, True], ids=["as the tests", "on a terminal"])
def test_what_a_test_starts_is_of_its_own_tree(home: Path, given: bool) -> None:
    env = environment(home) if given else dict(os.environ)
    # -S leaves out what is installed, so that this tells something also where that is this tree.
    done = subprocess.run(
        [sys.executable, "-S", "-c", WHERE], cwd=home, env=env, capture_output=True, text=True
    )
    found = [Path(one).parents[1] for one in done.stdout.split()]
    assert found == [ROOT, ROOT], done.stderr
