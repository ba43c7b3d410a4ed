"""The base of what is drawn once and shown until it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from textual.containers import Container, Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

# Textual takes the styles of a widget's type from one of its bases: this one stays out of it.
if TYPE_CHECKING:
    _Base = Widget
else:
    _Base = object


class Still(_Base):
    """A widget whose lines are made again only when it is to be refreshed.

    Whatever changes on the screen, Textual asks everything on it for its lines.
    """

    _made: list[Strip] | None = None
    _made_for: tuple[object, ...] = ()

    def refresh(self, *regions: Region, **how: Any) -> Self:
        """Let the lines be made again."""
        self._made = None
        super().refresh(*regions, **how)
        return self

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines within ``crop``, those given before where nothing changed."""
        wanted = (crop, self.outer_size, self.app.theme, *self.hangs_on())
        if self._made is None or self._made_for != wanted:
            self._made, self._made_for = self.make_lines(crop), wanted
        return self._made

    def make_lines(self, crop: Region) -> list[Strip]:
        """The lines within ``crop`` as they are now."""
        lines: list[Strip] = super().render_lines(crop)
        return lines

    def hangs_on(self) -> tuple[object, ...]:
        """What the lines hang on and may change without a word, other than size and theme."""
        return ()


class Around(Still, Container):
    """What holds panes, and their ground."""


class Across(Still, Horizontal):
    """What holds panes side by side."""


class Down(Still, Vertical):
    """What holds panes one below the other."""
