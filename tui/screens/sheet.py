"""Screens that are one sheet to read: evidence, an import's report, help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from tui.screens.room import Room, way_back
from tui.widgets.sheet import Part, Sheet


class SheetScreen(Room):
    """Paragraphs under a title."""

    def __init__(self, title: str, parts: Sequence[Part]) -> None:
        super().__init__()
        self.heading, self.parts = title, parts

    def furnish(self) -> Iterable[Widget]:
        """The sheet."""
        yield Sheet(self.parts, id="sheet")

    def on_mount(self) -> None:
        """Say what it is."""
        super().on_mount()
        self.head(self.heading, right=way_back())
