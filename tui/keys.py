"""The action table as Textual's bindings, and what can be done from where the focus is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from textual.binding import ActiveBinding, Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from tui.actions import SCOPES, Action, Scope, in_scope

_LAST: tuple[Scope, ...] = ("moving", "anywhere")


def bindings(scope: Scope, *names: str) -> list[BindingType]:
    """The bindings of one scope, or of the actions of these names in it, each under the action's
    id so that keys can be remapped."""
    return [
        Binding(
            key,
            action.name,
            action.label,
            show=False,
            id=action.id,
        )
        for action in in_scope(scope)
        if not names or action.name in names
        for key in action.keys
    ]


def scopes_here(screen: Screen[Any]) -> list[Scope]:
    """The scopes that hold where the focus is: the focused pane's, the screen's, everywhere's."""
    chain: list[DOMNode] = [*(screen.focused.ancestors_with_self if screen.focused else [screen])]
    found = {scope for node in chain for scope in getattr(node, "SCOPES", ())}
    return [scope for scope in SCOPES if scope in found]


def doer(screen: Screen[Any], action: Action) -> DOMNode | None:
    """Who does ``action`` here: the nearest node from the focus up that holds its scope."""
    chain = screen.focused.ancestors_with_self if screen.focused else screen.ancestors_with_self
    for node in chain:
        if action.scope in getattr(node, "SCOPES", ()):
            return node
    return None


def actions_here(screen: Screen[Any]) -> list[Action]:
    """The actions that hold where the focus is, those of the pane first."""
    here = set(scopes_here(screen))
    order = [scope for scope in SCOPES if scope in here and scope not in _LAST]
    order += [scope for scope in SCOPES if scope in here and scope in _LAST]
    return [action for scope in order for action in in_scope(scope)]


def working_here(screen: Screen[Any]) -> list[Action]:
    """The actions that hold where the focus is, each with those of its keys that do it there.

    Left out are those whose keys all do something nearer of the same name.
    """
    bound = screen.active_bindings
    found = [(action, working(action, bound)) for action in actions_here(screen)]
    named = {told.label for _, told in found if told.keys}
    return [
        told for action, told in found if told.keys or not action.keys or action.label not in named
    ]


def working(action: Action, bound: Mapping[str, ActiveBinding]) -> Action:
    """``action`` with those of its keys that do it where ``bound`` is what keys do, and not
    what something nearer has under that key."""
    keys = tuple(
        key for key in action.keys if key not in bound or bound[key].binding.id in (None, action.id)
    )
    return action if keys == action.keys else replace(action, keys=keys)
