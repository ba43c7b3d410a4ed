"""Keys in words: how each is printed, and sentences of ours with the keys that are on."""

from __future__ import annotations

import re

from tui import actions
from tui.actions import Action
from tui.key_names import written

_PLACE = re.compile(r"\{([a-z]+\.[a-z_]+)\}")
_SHOWN = {
    "escape": "esc", "pagedown": "page down", "pageup": "page up",
    "down": "↓", "up": "↑", "left": "←", "right": "→",
}  # fmt: skip


def shown(key: str) -> str:
    """A key's name as a reader knows it: ``question_mark`` is ``?``."""
    return _SHOWN.get(key) or written(key)


def keys_shown(action: Action) -> str:
    """The keys of an action as printed in help: ``j  ↓``; how it is found where it has none."""
    if not action.keys:
        return f"{key_for('anywhere.palette')} {action.label}"
    return "  ".join(shown(key) for key in action.keys)


def keys_of(id: str) -> tuple[str, ...]:
    """The keys of the action of that id as a reader knows them."""
    action = next(action for action in actions.ACTIONS if action.id == id)
    return tuple(shown(key) for key in action.keys)


def key_for(id: str) -> str:
    """The first key of the action of that id as a reader knows it; "(no key)" for none."""
    return next(iter(keys_of(id)), "(no key)")


def worded(words: str) -> str:
    """``words`` of ours with the keys that are on: ``{library.compare}`` is ``c``."""
    return _PLACE.sub(lambda found: key_for(found.group(1)), words)
