"""Help: the keys that work where one is, from the action table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.actions import SCOPES, Scope, in_scope, keys_shown
from tui.screens.sheet import SheetScreen
from tui.widgets.sheet import Part

_KEYS = 20
_SPECIFIC: tuple[Scope, ...] = (
    "library", "reading", "outward", "links", "comparison", "choosing", "name",
    "sentences", "correcting",
)  # fmt: skip


class HelpScreen(SheetScreen):
    """The actions of the given scopes, those of this pane first."""

    def __init__(self, scopes: Iterable[Scope]) -> None:
        super().__init__("Help", list(explained(scopes)))


def explained(scopes: Iterable[Scope]) -> Iterator[Part]:
    """Keys and what they do, scope by scope."""
    here = set(scopes)
    order = [scope for scope in (*_SPECIFIC, "moving", "anywhere") if scope in here]
    for scope in order:
        yield Part(SCOPES[scope], "head")
        for action in in_scope(scope):
            yield Part(action.help, "text", _KEYS, keys_shown(action))
        if scope == "reading":
            yield Part("A number first: so many times, as in 12 j", "text", _KEYS, "1 … 9")
        yield Part("")
