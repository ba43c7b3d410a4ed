"""``rashomon help``: topics that name only what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.running import run
from tui import topics
from tui.actions import ACTIONS
from tui.cli import COMMANDS
from tui.key_words import keys_shown
from tui.topics import TOPICS, text

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_list_names_every_topic() -> None:
    out = run("help").out
    assert all(re.search(rf"^  {name}  ", out, re.M) for name in TOPICS)


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_titled_and_fits_a_terminal(name: str) -> None:
    ran = run("help", name)
    assert ran.code == 0
    assert ran.out.splitlines()[0].isupper()
    assert max(map(cell_len, ran.out.splitlines())) <= 80
    assert not re.search("^#", ran.out, re.M)


def test_every_file_is_a_topic_and_every_topic_a_file() -> None:
    files = {path.stem for path in Path(topics.__file__).parent.glob("*.md")}
    assert files == set(TOPICS) - {"keys"}


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_names_only_commands_and_topics_there_are(name: str) -> None:
    for command in re.findall(r"(?:^ +|run |or )rashomon ([a-z]+)", text(name), re.M):
        assert command in COMMANDS
    for topic in re.findall(r"rashomon help ([a-z]+)", text(name)):
        assert topic in TOPICS


def test_the_keys_are_those_of_the_action_table() -> None:
    shown = " ".join(run("help", "keys").out.split())
    for action in ACTIONS:
        assert f"{' '.join(keys_shown(action).split())} {action.help}" in shown


def test_keys_named_in_corrections_and_copying_do_what_is_said() -> None:
    for topic, scopes in {
        "corrections": ("correcting", "anywhere"), "copying": ("outward",),
        "keeping": ("keeping", "library"),
    }.items():  # fmt: skip
        table = {keys_shown(action) for action in ACTIONS if action.scope in scopes}
        named = re.findall(r"^    (\S)    ", text(topic), re.M)
        assert named and set(named) <= table


def test_queries_tells_of_all_that_the_readme_tells() -> None:
    section = README.split("### Queries")[1].split("###")[0]
    cells = re.findall(r"^\| (`.+?) \|", section, re.M)
    for operator in {found for cell in cells for found in re.findall(r"`([a-z]+:)", cell)}:
        assert operator in text("queries")


def test_a_command_is_helped_too_and_a_slip_is_told_its_neighbor() -> None:
    assert run("help", "show").out.startswith("Usage: rashomon show")
    assert "rashomon events --help" in run("help", "events").out
    assert "'queries'" in run("help", "quaries").error
    assert "lists them" in run("help", "zzz").error
