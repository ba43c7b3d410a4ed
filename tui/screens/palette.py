"""The command palette: what can be done here, found by name, from the action table."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import Any

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from tui.actions import Action
from tui.key_words import shown
from tui.keys import doer, working_here
from tui.screens.fitted import Fitted
from tui.screens.prompt import ROOMY
from tui.screens.room import Room
from tui.widgets.lines import LinePane
from tui.widgets.wrap import wrap

_KEY, _NAME = 10, 18
"""Cells of the columns of keys, at least, and of names."""
_WIDTH, _EDGES = 100, 6
"""The widest the palette is, in cells, and those of them at its edges."""


_BESIDE, _STEP = 56, 4
"""From so many cells on what a command does stands beside its name; else below, so far in."""
_TIER = 10_000
"""More than any match of letters scores."""


class Palette(Fitted, CommandPalette):
    """The palette; in a window too small for its list moving in it does nothing."""

    def on_mount(self) -> None:
        """A line that does not blink: nothing is written while nothing happens."""
        self.query_one(Input).cursor_blink = False

    def on_resize(self) -> None:
        """In a window of few lines leave none of them blank."""
        self.set_class(self.app.size.height < ROOMY, "close")

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave while it is in front: the second of two keys in one burst would take away the
        screen below, and from the first screen there is none to go to."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        with contextlib.suppress(KeyError, IndexError):  # a list that was never laid out
            super()._action_command_list(action)


class Commands(Provider):
    """Every action of the table that holds where the palette was opened."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        offered = self._offered()
        keys = _column_of_keys(offered)
        for action in offered:
            words = _words(action)
            row = self._row(action, Content.assemble(words), keys)
            yield DiscoveryHit(row, partial(self._do, action), words)

    async def search(self, query: str) -> Hits:
        """Those whose words match what was typed."""
        line = query.strip()
        if line.isdecimal() and line.isascii() and isinstance(self.screen.focused, LinePane):
            yield Hit(1.0, f"to line {int(line[:6]):,}", partial(self._go, int(line[:6])))
        matcher, offered = self.matcher(query), self._offered()
        keys = _column_of_keys(offered)
        for action in offered:
            words = _words(action)
            if (score := matcher.match(words)) > 0:
                row = self._row(action, matcher.highlight(words), keys)
                yield Hit(score + _named(action, line), row, partial(self._do, action), words)

    def _offered(self) -> list[Action]:
        here = working_here(self.screen)
        return [a for a in here if a.name not in ("palette", "leave")]

    def _row(self, action: Action, words: Content, keys: int) -> Content:
        """The first key in ``keys`` cells, the name, and beside them what it does, over as many
        lines as it takes; below them in a narrow window."""
        name, told = words[: len(action.label)].stylize("$strong"), words[len(action.label) + 2 :]
        head = Content.assemble((_key(action).ljust(keys), "$accent"), name)
        room = min(self.app.size.width, _WIDTH) - _EDGES
        beside = room >= _BESIDE + keys - _KEY
        indent = keys + _NAME if beside else _STEP
        lines = [told[one.start : one.end] for one in wrap(told.plain, 0, len(told), room - indent)]
        if beside and lines:
            head = Content.assemble(head.pad_right(indent - len(head)), lines.pop(0))
        below = [part for line in lines for part in ("\n", line.pad_left(indent))]
        return Content.assemble(head, *below)

    def _go(self, line: int) -> None:
        if isinstance(self.screen.focused, LinePane):
            self.screen.focused.move_to(line - 1)

    async def _do(self, action: Action) -> None:
        node = doer(self.screen, action)
        # Another key of the same burst may have left the screen meanwhile.
        if node is None or self.screen not in self.app.screen_stack:
            return
        if isinstance(self.screen, Room) and (why_not := self.screen.lacking(action.id)):
            self.screen.tell(why_not)
        else:
            await self.app.run_action(action.name, default_namespace=node)


def _key(action: Action) -> str:
    return shown(action.keys[0]) if action.keys else ""


def _column_of_keys(actions: list[Action]) -> int:
    """Cells of the column of keys: one given by hand may have a long name."""
    return max([_KEY, *(len(_key(action)) + 1 for action in actions)])


def _named(action: Action, typed: str) -> int:
    """More than scattered letters can score where words begin so: in the name, or in the help."""
    wanted, name = typed.casefold(), action.label.casefold()
    if wanted == name:
        return 4 * _TIER
    if name.startswith(wanted):
        return 3 * _TIER
    if f" {wanted}" in name:
        return 2 * _TIER
    return _TIER if f" {wanted}" in f" {action.help.casefold()}" else 0


def _words(action: Action) -> str:
    """What is searched in: the name and what the action does."""
    return f"{action.label}: {action.help}"
