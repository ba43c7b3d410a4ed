"""Keys that come in bursts: each acts before the next is looked at, as if they came one by one."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.widgets import Input

from tui import collecting
from tui.any_time import at_any_time
from tui.screens.library import LibraryScreen
from tui.screens.room import Room

if TYPE_CHECKING:
    _Base = App[Any]
else:
    _Base = object


class Bursts(_Base):
    """An app that takes its keys in order, and tidies when they rest."""

    tidies = False
    """Whether garbage is looked for when the keys rest."""
    _rest: asyncio.TimerHandle | None = None

    @abstractmethod
    def lift(self) -> None:
        """Let the screens be seen."""

    async def on_event(self, event: events.Event) -> None:
        """A key acts before the next one is looked at, unless it is typed into a line.

        Keys come in bursts on a slow line; each must find the focus as the one before it
        left it, and the screen it opened ready.
        """
        if isinstance(event, events.Key):
            # Also one that comes back from a pane: meanwhile that may have opened a screen.
            await self.screen._mounted_event.wait()
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.lift()
            self._tidy_at_rest()
            if name := self._despite_typing(event.key):
                if name != "quit":
                    await self.run_action(name)
                    return
                # What was begun is given up first; the same key again leaves.
                event = events.Key("escape", None)
            if await self._acted(event.key):
                return
        await super().on_event(event)

    def _despite_typing(self, key: str) -> str | None:
        """The action of a key that acts even where words are typed, if it is one and they are."""
        typing = isinstance(self.focused, Input) or self.screen.is_modal
        return at_any_time(key) if typing else None

    async def _acted(self, key: str) -> bool:
        """Whether a key was a command or belongs to one; what is typed is neither."""
        screen, focused = self.screen, self.focused
        if isinstance(focused, Input):
            return False
        if isinstance(screen, Room) and screen.take_key(key):
            return True
        acted = await self._act(key)
        if isinstance(screen, Room):
            screen.drop_number(focused)
        return acted

    async def _act(self, key: str) -> bool:
        bound = self.screen.active_bindings.get(key)
        if bound is None or not bound.enabled:
            return False
        if isinstance(self.screen, Room):
            await self.screen.ready_for(bound.binding.action)
            if why_not := self.screen.lacking(bound.binding.id or ""):
                self.screen.tell(why_not)
                return True
        return await self.run_action(bound.binding.action, bound.node)

    def _tidy_at_rest(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        if self.tidies:
            loop = asyncio.get_running_loop()
            self._rest = loop.call_later(collecting.REST, self._tidy)

    def _tidy(self) -> None:
        """Throw away what screens left behind; the first of them stays with all it lists."""
        if not self._exit and collecting.worth_it():
            collecting.at_rest(stays=isinstance(self.screen, LibraryScreen))
