"""The action table: the one place where keys are given."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from index import Library
from tests.tui.screen import ARTICLES, EVENTS, opened
from tools.keys_table import every
from tui import actions
from tui.actions import ACTIONS, SCOPES, Action, hints, in_scope
from tui.app import Reading
from tui.key_words import keys_shown, worded
from tui.screens.compare import CompareScreen
from tui.screens.correcting import Correcting
from tui.screens.feeds import FeedsScreen
from tui.screens.help import HelpScreen
from tui.screens.keeping import Keeping
from tui.screens.kept import KeptScreen
from tui.screens.library import LibraryScreen
from tui.screens.links import LinksScreen
from tui.screens.name import NameScreen
from tui.screens.outlet import OutletScreen
from tui.screens.outward import Outward
from tui.screens.places import SentencesScreen
from tui.screens.read import ReadScreen
from tui.screens.room import Room
from tui.screens.texts import TextsScreen
from tui.widgets.lines import LinePane
from tui.widgets.reader import Reader

DOERS = {
    "anywhere": Reading, "moving": LinePane, "library": LibraryScreen, "reading": Reader,
    "comparison": CompareScreen, "choosing": TextsScreen, "sentences": SentencesScreen,
    "outward": Outward, "links": LinksScreen, "name": NameScreen, "outlet": OutletScreen,
    "keeping": Keeping, "kept": KeptScreen, "feeds": FeedsScreen,
    "correcting": Correcting, "help": HelpScreen,
}  # fmt: skip

PARTS = (Correcting, Keeping, Outward)
"""Screens are put together of these; none of them is one by itself."""


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_done_where_it_holds(action: Action) -> None:
    assert callable(getattr(DOERS[action.scope], f"action_{action.name}"))


def test_no_screen_leaves_undone_what_a_part_of_it_relies_on() -> None:
    for screen in (ReadScreen, *(doer for doer in DOERS.values() if issubclass(doer, Room))):
        undone = {name for name in dir(screen) if _abstract(getattr(screen, name, None))}
        assert not undone or screen in PARTS, screen


def _abstract(what: object) -> bool:
    return bool(getattr(what, "__isabstractmethod__", False))


def test_every_action_is_pressed_by_a_test() -> None:
    pressed = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        module = importlib.import_module(f"tests.tui.{path.stem}")
        for test in vars(module).values():
            pressed |= set(getattr(test, "presses", ()))
    assert pressed == {action.id for action in ACTIONS}


def test_no_key_means_two_things_in_one_scope() -> None:
    for scope in SCOPES:
        keys = [key for action in in_scope(scope) for key in action.keys]
        assert len(keys) == len(set(keys)), scope


def test_ids_are_unique_so_that_keys_can_be_given_anew() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(ids) == len(set(ids))


def test_the_status_line_names_the_most_useful_first() -> None:
    named = [action.name for action in hints(["library", "moving", "anywhere"])]
    assert named[:3] == ["compare", "open", "search"]


def test_sentences_name_the_keys_that_are_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worded("{library.compare} compares, {anywhere.help} helps") == "c compares, ? helps"
    given = {"library.compare": ("f5", "c"), "anywhere.help": ()}
    monkeypatch.setattr(actions, "ACTIONS", ACTIONS)
    actions.give_keys(given)
    assert worded("{library.compare} compares, {anywhere.help} helps") == (
        "f5 compares, (no key) helps"
    )
    assert worded("{of} {the.reader's} {} own {braces}") == "{of} {the.reader's} {} own {braces}"


@pytest.mark.parametrize(
    ("sign", "key"), [("@", "at"), ("!", "exclamation_mark"), ("%", "percent_sign")]
)
def test_a_key_given_anew_is_shown_as_the_sign_that_is_typed(
    sign: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "ACTIONS", ACTIONS)
    actions.give_keys({"library.compare": (key,)})
    assert worded("{library.compare} compares") == f"{sign} compares"


def test_every_sentence_that_names_a_key_names_an_action_that_has_one() -> None:
    named = set()
    for path in (Path(__file__).parents[2] / "tui").rglob("*.py"):
        found = re.findall(r"\{([a-z]+\.[a-z_]+)\}", path.read_text(encoding="utf-8"))
        named |= {one for one in found if one.partition(".")[0] in SCOPES}
    assert len(named) > 30
    assert named <= {action.id for action in ACTIONS if action.keys}


async def test_hints_on_screen_follow_the_keys(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        actions, "ACTIONS", tuple(replace(one, keys=("f20",)) for one in ACTIONS if one.keys)
    )
    async with opened(five) as driven:
        await driven.press("comma", "c")
        assert "f20 picks another, f20 drops it" in driven.told[-1]
        await driven.press("semicolon", *EVENTS, "G", "c")
        await driven.press("tab", "e")
        assert "f20 shows them" in driven.told[-1]
        await driven.press("q", *ARTICLES, "enter", "z", "right_curly_bracket")
        assert "f20 writes one" in driven.told[-1]
        await driven.press("q", "q", "S")
        assert "f20 shows it   f20 back" in driven.lines[0]


def test_the_table_for_the_readme_holds_every_key() -> None:
    table = every()
    for action in ACTIONS:
        assert action.help in table
        for key in filter(None, keys_shown(action).split("  ")):
            assert f"`{key}`" in table
    assert "| `: names` | List people" in table, "what has no key is found by its name"
