"""A screen is as large as the window is now, whatever sizes it was told of on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Size
from textual.screen import Screen

# Textual takes the styles of a widget's type from one of its bases: this one stays out of it.
if TYPE_CHECKING:
    _Base = Screen[Any]
else:
    _Base = object


class Fitted(_Base):
    """A screen that passes over sizes the window has no longer.

    Laid out for a size it had not before, a screen is told of that size once more. Were it laid
    out for an old one while it is yet to be told of the new one, each would bring the other
    back, and it would be laid out for the two in turn without end.
    """

    async def on_event(self, event: events.Event) -> None:
        """Anything but a size of before."""
        if not isinstance(event, events.Resize) or event.size == self.app.size:
            await super().on_event(event)

    def _screen_resized(self, size: Size) -> None:
        """Told by the screen in front, which may know an old size only."""
        super()._screen_resized(self.app.size)


class Ground(Fitted, Screen[None]):
    """The empty screen below all others."""
