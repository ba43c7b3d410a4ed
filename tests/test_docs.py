"""The documents tell the truth: keys, commands, files and how things are said."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest

from tools.house_map import PAGE, TRADES, house, loose, placed
from tools.keys_table import TABLES, with_keys
from tui.cli import COMMANDS, cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = (
    "README.md",
    "CHANGELOG.md",
    "docs/accessibility.md",
    "docs/adding.md",
    "docs/json.md",
    "docs/keys.md",
)
TEST_COMMAND = (
    "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest"
)


@pytest.mark.parametrize("name", TABLES)
def test_the_keys_in_the_documents_are_those_of_the_action_table(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert with_keys(name, text) == text, "run: python -m tools.keys_table"


@pytest.mark.parametrize("package", TRADES)
def test_every_module_has_its_place_on_the_map_of_the_house(package: str) -> None:
    assert sorted(placed(package)) == sorted(loose(package)), "name it in tools/house_map.py"


def test_the_map_of_the_house_cuts_no_sentence() -> None:
    """A first line that runs on would stand there without its end."""
    modules = [
        path
        for package in (*TRADES, "tools")
        for path in (ROOT / package).rglob("*.py")
        if path.stat().st_size
    ]
    told = {path: ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "" for path in modules}
    first = {path: docstring.partition("\n")[0] for path, docstring in told.items()}
    assert not [path for path, line in first.items() if not line.endswith((".", "?"))]


def test_the_map_of_the_house_is_drawn_from_the_modules() -> None:
    assert PAGE.read_text(encoding="utf-8") == house(), "run: python -m tools.house_map"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"| `rashomon {name}" in README


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("completion", "help")])
def test_every_command_takes_json_and_a_library(name: str) -> None:
    context = cli.make_context("rashomon", ["list"])
    command = cli.get_command(context, name)
    assert command is not None
    parts = command.commands.values() if isinstance(command, click.Group) else [command]
    for part in parts:
        options = {option for parameter in part.params for option in parameter.opts}
        assert {"--json", "--library"} <= options, part.name


def test_every_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"`(?:\.venv/bin/)?rashomon ([a-z]+)", README))
    assert named <= set(COMMANDS)


def test_the_run_and_test_commands_are_one_line_each() -> None:
    lines = README.splitlines()
    run = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/rashomon"
    assert run in lines
    assert TEST_COMMAND in lines


def test_continuous_integration_runs_the_test_command_of_the_readme_last() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == TEST_COMMAND


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_and_pictures_lead_to_files_that_are_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert ((ROOT / name).parent / target).exists(), target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_promise_no_verdict(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").lower()
    for boast in ("bias score", "unbiased", "left-wing", "right-wing", "blazing", "powerful"):
        assert boast not in text
