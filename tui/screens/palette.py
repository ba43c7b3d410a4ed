"""The command palette: what can be done here, found by name, from the action table."""

from __future__ import annotations

import contextlib
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets import Input

from tui.actions import Action, keys_shown
from tui.keys import actions_here, doer
from tui.widgets.lines import LinePane


class Palette(CommandPalette):
    """The palette; in a window too small for its list moving in it does nothing."""

    def on_mount(self) -> None:
        """A line that does not blink: nothing is written while nothing happens."""
        self.query_one(Input).cursor_blink = False

    def _action_command_list(self, action: str) -> None:
        with contextlib.suppress(KeyError, IndexError):  # a list that was never laid out
            super()._action_command_list(action)


class Commands(Provider):
    """Every action of the table that holds where the palette was opened."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for action in self._offered():
            yield DiscoveryHit(
                self._name(action), partial(self._do, action), help=keys_shown(action)
            )

    async def search(self, query: str) -> Hits:
        """Those whose words match what was typed."""
        line = query.strip()
        if line.isdecimal() and line.isascii() and isinstance(self.screen.focused, LinePane):
            yield Hit(1.0, f"to line {int(line[:6]):,}", partial(self._go, int(line[:6])))
        matcher = self.matcher(query)
        for action in self._offered():
            name = self._name(action)
            if (score := matcher.match(name)) > 0:
                shown = matcher.highlight(name)
                yield Hit(score, shown, partial(self._do, action), help=keys_shown(action))

    def _offered(self) -> list[Action]:
        here = actions_here(self.screen)
        return [a for a in here if a.name not in ("palette", "leave")]

    def _name(self, action: Action) -> str:
        return f"{action.label}: {action.help}"

    def _go(self, line: int) -> None:
        if isinstance(self.screen.focused, LinePane):
            self.screen.focused.move_to(line - 1)

    async def _do(self, action: Action) -> None:
        node = doer(self.screen, action)
        if node is not None:
            await self.app.run_action(action.name, default_namespace=node)
