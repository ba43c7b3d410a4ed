"""Keys that act even where words are typed: in a question, in the palette, in a line to fill in."""

from __future__ import annotations

import re

from tui.actions import in_scope

_NAMES = ("redraw", "suspend_process", "quit")
_TYPES_NOTHING = re.compile(r"ctrl\+.+|f\d+")


def at_any_time(key: str) -> str | None:
    """The action ``key`` is for wherever one is, by name; None for a key that may be typed."""
    if not _TYPES_NOTHING.fullmatch(key):
        return None
    held = (action.name for action in in_scope("anywhere") if key in action.keys)
    return next((name for name in held if name in _NAMES), None)
