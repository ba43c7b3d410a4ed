"""Writes the tables of keys, between their markers: ``python -m tools.keys_table``.

docs/keys.md has all of them, README.md the ones to begin with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tui.actions import ACTIONS, SCOPES, Action, in_scope
from tui.key_words import keys_shown

ROOT = Path(__file__).parents[1]
FIRST = (
    "moving.down", "moving.up", "moving.page_down", "moving.open", "anywhere.back",
    "library.search", "library.next_list", "library.prior_list", "library.next_pane",
    "reading.next_name", "reading.evidence", "library.compare", "comparison.next_lens",
    "library.next_article", "keeping.star", "keeping.note", "outward.copy", "library.add",
    "library.feeds", "anywhere.undo", "anywhere.quit",
)  # fmt: skip
"""What one needs on the first day, by the ids of the actions."""


def first() -> str:
    """The short table. Raises KeyError where ``FIRST`` names an action that is none."""
    known = {action.id: action for action in ACTIONS}
    return _table([known[one] for one in FIRST])


def every() -> str:
    """The tables of all keys, one section a scope."""
    parts = [f"**{heading}**\n\n{_table(in_scope(scope))}" for scope, heading in SCOPES.items()]
    return "\n".join(parts)


def _table(actions: Iterable[Action]) -> str:
    rows = [f"| {_code(action)} | {action.help} |" for action in actions]
    return "\n".join(["| key | what it does |", "|---|---|", *rows, ""])


def _code(action: Action) -> str:
    return " ".join(f"`{key}`" for key in keys_shown(action).split("  "))


TABLES: dict[str, tuple[str, Callable[[], str]]] = {
    "README.md": ("first keys", first),
    "docs/keys.md": ("keys", every),
}
"""File -> the name of its markers, and what stands between them."""


def with_keys(name: str, text: str) -> str:
    """The text of a file with the keys as the action table has them now."""
    marker, table = TABLES[name]
    begin = f"<!-- {marker}: written by python -m tools.keys_table -->\n"
    end = f"<!-- end of {marker} -->\n"
    before, rest = text.split(begin)
    _, after = rest.split(end)
    return f"{before}{begin}\n{table()}\n{end}{after}"


if __name__ == "__main__":
    for file in TABLES:
        path = ROOT / file
        path.write_text(with_keys(file, path.read_text(encoding="utf-8")), encoding="utf-8")
