"""Keys given anew: which action gets which, and what stands against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any

from index.dataclass import dataclass
from tui.actions import ACTIONS, Action, Scope
from tui.config_file import Mistake
from tui.key_names import key_name, written

_EVERYWHERE: tuple[Scope, ...] = ("anywhere", "moving")
_TOGETHER: tuple[frozenset[Scope], ...] = (
    frozenset(("library", "reading", "outward", "keeping", "correcting")),
    frozenset(("comparison", "keeping", "correcting")),
    frozenset(("sentences", "name", "keeping")),
    frozenset(("sentences", "outlet")),
)
"""Scopes that hold at the same time, besides those that hold everywhere."""


@dataclass(frozen=True, slots=True)
class Given:
    """Keys by the action's id, only where they are not the usual ones; and mistakes."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[str, int | None] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def given(table: Mapping[str, Any], line_of: Callable[[tuple[str, ...]], int | None]) -> Given:
    """The keys that a table ``action = keys`` gives; ``line_of`` tells a key's line."""
    known = {action.id: action for action in ACTIONS}
    wanted: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int | None] = {}
    mistakes: list[Mistake] = []
    for path, value in _flat(table):
        id, line = ".".join(path), line_of(path)
        action = known.get(id)
        try:
            if action is None:
                raise ValueError(_no_action(id))
            if id in wanted:
                raise ValueError(f"has keys by line {lines[id]} already")
            keys, wrong = _keys(value)
        except ValueError as error:
            mistakes.append(Mistake(line, id, str(error)))
            continue
        mistakes += [Mistake(line, id, words) for words in wrong]
        if keys or not wrong:
            wanted[id], lines[id] = keys, line
    wanted = dict(sorted(wanted.items(), key=lambda one: lines[one[0]] or 0))
    kept, clashes = _settled(wanted, lines)
    return Given(kept, lines, (*mistakes, *clashes))


def _flat(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """``library.search = ..`` is a table in TOML, ``"library.search" = ..`` is not: both hold."""
    for name, value in table.items():
        if isinstance(value, dict) and len(path) < 3:
            yield from _flat(value, (*path, name))
        else:
            yield (*path, name), value


def _no_action(id: str) -> str:
    import difflib

    by_key = [action.id for action in ACTIONS if id in action.keys or _is(id, action)]
    if by_key:
        return f"a key, not an action; write the action, then its keys: {by_key[0]} = [..]"
    ids = [action.id for action in ACTIONS]
    last = [name for name in ids if name.partition(".")[2] == id]
    found = last or difflib.get_close_matches(id, ids, 1, 0.5)
    return "no such action" + (f"; did you mean {found[0]}?" if found else "")


def _is(key: str, action: Action) -> bool:
    try:
        return key_name(key) in action.keys
    except ValueError:
        return False


def _keys(value: Any) -> tuple[tuple[str, ...], list[str]]:
    """The keys, each once, and what is wrong with the others. Raises ValueError."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError('keys in quotes are wanted, as ["j", "down"]')
    keys: dict[str, None] = {}
    wrong: list[str] = []
    for name in names:
        try:
            if any(name == other.id for other in ACTIONS):
                raise ValueError(f"{name} is an action, not a key; give keys, as {_example(name)}")
            keys[key_name(name)] = None
        except ValueError as error:
            wrong.append(str(error))
    return tuple(keys), wrong


def _example(id: str) -> str:
    keys = next(action.keys for action in ACTIONS if action.id == id)
    return f'["{written(keys[0])}"]' if keys else "[]"


def _settled(
    wanted: Mapping[str, tuple[str, ...]], lines: Mapping[str, int | None]
) -> tuple[dict[str, tuple[str, ...]], list[Mistake]]:
    """One action a key in each scope: what is given first wins, and wins over what is usual."""
    kept: dict[str, tuple[str, ...]] = {}
    mistakes: list[Mistake] = []
    held: dict[tuple[Scope, str], str] = {}
    known = {action.id: action for action in ACTIONS}
    ordered = [*(known[id] for id in wanted), *(a for a in ACTIONS if a.id not in wanted)]
    for action in ordered:
        line, keys = lines.get(action.id), []
        for key in wanted.get(action.id, action.keys):
            holder = held.setdefault((action.scope, key), action.id)
            if holder == action.id:
                keys.append(key)
            elif action.id in wanted:
                words = f"{written(key)} is given to {holder} already; not to this one"
                mistakes.append(Mistake(line, action.id, words))
            else:
                words = f"takes {written(key)} from {action.id}"
                if len(action.keys) == 1:
                    words += ", which has no key left"
                mistakes.append(Mistake(lines.get(holder), holder, words))
        if tuple(keys) != action.keys:
            kept[action.id] = tuple(keys)
    return kept, [*mistakes, *_hidden(kept, wanted, lines)]


def _hidden(
    kept: Mapping[str, tuple[str, ...]],
    wanted: Mapping[str, tuple[str, ...]],
    lines: Mapping[str, int | None],
) -> Iterator[Mistake]:
    """Keys given that mean something else, too, where both actions hold."""
    for action in ACTIONS:
        if action.id not in wanted:
            continue
        for other in ACTIONS:
            if other.scope == action.scope or not _meet(action.scope, other.scope):
                continue
            if other.id in wanted and other.id < action.id:
                continue
            both = set(kept.get(action.id, action.keys)) & set(kept.get(other.id, other.keys))
            for key in sorted(both - (set(action.keys) & set(other.keys))):
                words = f"{written(key)} is {other.id}, too; the nearer of the two gets it"
                yield Mistake(lines[action.id], action.id, words)


def _meet(one: Scope, other: Scope) -> bool:
    if one in _EVERYWHERE or other in _EVERYWHERE:
        return True
    return any(one in group and other in group for group in _TOGETHER)
