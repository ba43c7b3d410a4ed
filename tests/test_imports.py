"""Who imports whom: the index knows no terminal, plain commands load no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import Library
from tui.cli import COMMANDS

ROOT = Path(__file__).parents[1]

PRINT_LOADED = (
    "import sys; print(' '.join(sorted({*sys.modules} & {'textual', 'rich', 'click', 'whoosh',"
    " 'whoosh.qparser', 'dateutil', 'numpy', 'urllib3', 'tui'})))"
)


def loaded(code: str) -> set[str]:
    """The packages of interest that a fresh Python has loaded after ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{PRINT_LOADED}"],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
        cwd=ROOT,
        timeout=60,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_index_knows_no_terminal() -> None:
    code = "import index, pkgutil\nfor module in pkgutil.walk_packages(index.__path__, 'index.'):\n"
    code += "    __import__(module.name)"
    assert not loaded(code) & {"textual", "rich", "click", "tui"}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_loads_a_screen(name: str) -> None:
    assert "textual" not in loaded(f"import tui.commands.{name}")


def test_the_command_line_itself_loads_no_screen_and_no_search_engine() -> None:
    assert not loaded("import tui.cli") & {"textual", "whoosh"}


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["--help"], {"textual", "whoosh"}),
        (["list"], {"textual", "whoosh", "numpy"}),
        (["show", "1"], {"textual", "whoosh", "numpy"}),
        (["feeds"], {"textual", "whoosh", "numpy", "urllib3"}),
        (["search", "nato"], {"textual", "whoosh.qparser", "numpy"}),
        (["search", "nato -peace OR war"], {"textual", "whoosh.qparser", "numpy"}),
        (["search", '"north atlantic"', "--json"], {"textual", "whoosh.qparser", "numpy"}),
        (["searches"], {"textual", "whoosh.qparser", "numpy"}),
        (["forget"], {"textual", "whoosh", "numpy"}),
        (["retain"], {"textual", "whoosh", "numpy"}),
        (["export", "nato"], {"textual", "whoosh.qparser", "numpy"}),
        (["read", "1"], {"textual", "whoosh", "numpy"}),
        (["events"], {"textual", "whoosh", "numpy"}),
        (["entities"], {"textual", "whoosh", "numpy"}),
        (["compare", "1", "2"], {"textual", "whoosh"}),
    ],
)
def test_a_command_loads_no_more_than_it_needs(
    arguments: list[str], unneeded: set[str], sample: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASHOMON_LIBRARY", str(sample.path))
    code = f"import tui.cli; assert tui.cli.run({arguments!r}) < 2"
    assert not loaded(code) & unneeded


def test_no_arrow_runs_up() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    assert done.returncode == 0, done.stdout
