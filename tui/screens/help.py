"""Help: the keys that work where one is, from the action table, found by key or by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.widget import Widget

from tui.actions import SCOPES, Action, Scope, in_scope
from tui.key_words import key_for, keys_shown
from tui.keys import bindings
from tui.screens.room import way_back
from tui.screens.sheet import SheetScreen
from tui.widgets.find_bar import FindBar
from tui.widgets.sheet import Part, Sheet

_KEYS = 20
_LAST: tuple[Scope, ...] = ("moving", "anywhere")
_NUMBERS = "A number first: so many times, or to that line, as in 12 j and 12 G; escape drops it"


class HelpScreen(SheetScreen):
    """The actions of the given scopes, those of this pane first; ``here`` are these actions with
    the keys that do them where help was asked for."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("help",)
    BINDINGS = bindings("help")

    def __init__(self, scopes: Iterable[Scope], here: Sequence[Action] | None = None) -> None:
        self.about, self.here = tuple(scopes), here
        super().__init__("Help", list(explained(self.about, here=here)))

    def furnish(self) -> Iterable[Widget]:
        """The sheet, and the line to search in it."""
        yield from super().furnish()
        yield FindBar("help on", id="find")

    def on_mount(self) -> None:
        """Say what it is, and how to find something in it."""
        super().on_mount()
        self.head(
            self.heading, right=f"{key_for('help.find_key')} finds a key or a word   {way_back()}"
        )

    def action_find_key(self) -> None:
        """Ask for a key or words, and show only what has them."""
        self.query_one(FindBar).start()

    @on(FindBar.Typed)
    def _find_typed(self, event: FindBar.Typed) -> None:
        event.stop()
        self._show(event.words)

    @on(FindBar.Left)
    def _find_left(self, event: FindBar.Left) -> None:
        event.stop()
        self.query_one(Sheet).focus()
        self._show(event.words or "")

    def _show(self, words: str) -> None:
        self.parts = list(explained(self.about, words, self.here))
        self.query_one(Sheet).show(self.parts)
        find = key_for("help.find_key")
        found = f"only {words.strip()} · {find} other words" if words.strip() else f"{find} finds"
        self.head(self.heading, right=f"{found}   {way_back()}")


def explained(
    scopes: Iterable[Scope], words: str = "", here: Sequence[Action] | None = None
) -> Iterator[Part]:
    """Keys and what they do, scope by scope; with ``words`` only those that have them, with
    ``here`` only those actions."""
    about = set(scopes)
    order = [scope for scope in SCOPES if scope in about and scope not in _LAST]
    nothing = True
    for scope in (*order, *(scope for scope in _LAST if scope in about)):
        known = in_scope(scope) if here is None else [one for one in here if one.scope == scope]
        actions = [action for action in known if _has(action, words)]
        if not actions:
            continue
        nothing = False
        yield Part(SCOPES[scope], "head")
        for action in actions:
            yield Part(action.help, "text", _KEYS, keys_shown(action))
        if scope == "moving" and not words.strip():
            yield Part(_NUMBERS, "text", _KEYS, "1 … 9")
        yield Part("")
    if nothing:
        yield Part(f"no key and no command here has “{words.strip()}”", "dim")


def _has(action: Action, words: str) -> bool:
    """Whether ``words`` is a key of the action, or each of them stands in what is told of it."""
    sought = words.strip()
    keys = keys_shown(action).split("  ")
    if not sought or sought in keys or sought in action.keys:
        return True
    told = f"{action.label} {action.help} {' '.join(keys)}".casefold()
    return len(sought) > 1 and all(word in told for word in sought.casefold().split())
