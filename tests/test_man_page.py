"""The man page is what the commands and the action table say, and prints as it should."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.man_page import ENVIRONMENT, PAGE, escaped, man_page
from tui.actions import ACTIONS
from tui.cli import COMMANDS
from tui.config import SETTINGS

ROOT = Path(__file__).parents[1]
MACROS = {".SH", ".SS", ".TH", ".TP", ".PP", ".nf", ".fi", '.\\"'}


def test_the_page_is_that_of_the_commands() -> None:
    assert PAGE.read_text(encoding="utf-8") == man_page(), "run: python -m tools.man_page"


def test_every_command_key_and_variable_is_told() -> None:
    page = man_page()
    assert all(f".SS rashomon {name}" in page for name in COMMANDS)
    assert all(escaped(action.help) in page for action in ACTIONS)
    assert all(escaped(one.variable) in page for one in SETTINGS)


def test_every_variable_the_program_asks_for_is_told() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for room in ("index", "tui") for path in
        (ROOT / room).rglob("*.py")
    )  # fmt: skip
    asked = set(re.findall(r'"(RASHOMON_[A-Z]+)"', source))
    assert asked <= {*ENVIRONMENT, *(one.variable for one in SETTINGS)}


def test_words_are_never_taken_for_commands_of_the_page() -> None:
    starts = {line.split(" ")[0] for line in man_page().splitlines() if line.startswith(".")}
    assert starts <= MACROS
    assert escaped(".so /etc/passwd") == "\\&.so /etc/passwd"
    assert escaped("'a-b\\c") == "\\(aqa\\-b\\ec"


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_it_is_set_without_a_warning() -> None:
    set_ = subprocess.run(
        ["groff", "-ww", "-man", "-Kutf8", "-Tutf8", str(PAGE)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not set_.stderr
    assert "rashomon add monday.jsonl" in set_.stdout
