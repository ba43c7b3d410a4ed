"""The configuration file as it is first written, with everything in it commented out."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.actions import SCOPES, Action, in_scope
from tui.config import SETTINGS
from tui.config_place import FILE_VARIABLE
from tui.key_names import written

_HEAD = f"""\
Rashomon's configuration. Nothing in it is needed: take the # away from what you want to
change. "rashomon config check" tells what is wrong, "rashomon config" what is in force.
RASHOMON_ and the name of a setting in capitals overrides it, as in RASHOMON_THEME=paper;
{FILE_VARIABLE} names another file.
"""
_KEYS = """\
An action may have several keys, or none: []. Keys are written as they are typed ("/", "J"),
by name ("space", "enter", "escape", "tab", "pagedown", "up", "f1") or with what is held down
("ctrl+d", "shift+tab"). Within one group a key does one thing; what is given here wins.
A digit that is given to an action begins no number where that action holds.
"""


def shown(value: object) -> str:
    """A value as TOML writes it; what is left to the program is ``"auto"``."""
    if value is None:
        return '"auto"'
    if isinstance(value, Path):
        value = str(value)
    return json.dumps(value, ensure_ascii=False)


def template() -> str:
    """The file's text: parsed it sets nothing, without its ``#`` it sets the usual values."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from _said(_HEAD)
    table = ""
    for setting in SETTINGS:
        yield ""
        if setting.path[:-1] and setting.path[0] != table:
            table = setting.path[0]
            yield from (f"[{table}]", "")
        yield from _said(setting.help)
        yield f"#{setting.path[-1]} = {setting.example}"
    yield from ("", "[keys]", "")
    yield from _said(_KEYS)
    for scope, heading in SCOPES.items():
        yield ""
        yield f"# -- {heading} --"
        yield from _actions(in_scope(scope))


def _actions(actions: Iterable[Action]) -> Iterator[str]:
    for action in actions:
        keys = shown([written(key) for key in action.keys])
        yield from _said(action.help)
        yield f"#{action.id} = {keys}"


def _said(words: str) -> Iterator[str]:
    for line in textwrap.wrap(" ".join(words.split()), 88):
        yield f"# {line}"
