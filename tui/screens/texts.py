"""Choosing which texts of a comparison stand in its columns, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.widget import Widget

from index import ArticleLine
from tui.actions import Scope
from tui.key_words import worded
from tui.keys import bindings
from tui.phrases import count
from tui.screens.room import Room, way_back
from tui.widgets.lines import LinePane
from tui.widgets.text_list import TextList


class TextsScreen(Room):
    """All texts asked for; enter lays those chosen side by side, going back changes nothing."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("choosing",)
    BINDINGS = bindings("choosing")

    def __init__(
        self,
        label: str,
        lines: Sequence[ArticleLine],
        shown: Sequence[int],
        copy_of: Mapping[int, str],
        then: Callable[[tuple[int, ...]], None],
    ) -> None:
        super().__init__()
        self.label, self.then = label, then
        self._pane = TextList(lines, shown, copy_of, id="texts")

    def furnish(self) -> Iterable[Widget]:
        """The texts."""
        yield self._pane

    def on_mount(self) -> None:
        """Say what is to be done here."""
        super().on_mount()
        self._entitle()

    def _entitle(self) -> None:
        chosen = f"{len(self._pane.shown):,} of {count(self._pane.items(), 'text')} in columns"
        self.head(f"‹ {self.label}", chosen, way_back("lays them side by side"))
        self.tell_status()

    def position(self) -> str:
        """Which of how many."""
        return f"{self._pane.cursor + 1:,} of {count(self._pane.items(), 'text')}"

    @on(LinePane.Moved)
    def _moved(self) -> None:
        self.tell_status()

    @on(LinePane.Opened)
    def _take(self) -> None:
        shown = tuple(self._pane.shown)
        if not shown:
            self.tell(worded("no text is chosen; {choosing.pick} chooses the one here"))
            return
        self.app.pop_screen()
        self.then(shown)

    def action_pick(self) -> None:
        """This text into a column, or out; on to the next one."""
        if self._pane.items():
            self._pane.toggle()
            self._pane.action_down()
            self._entitle()

    def action_earlier(self) -> None:
        """One column to the left."""
        self._shift(-1)

    def action_later(self) -> None:
        """One column to the right."""
        self._shift(1)

    def _shift(self, by: int) -> None:
        if not self._pane.shift(by):
            self.tell("only a text that is chosen has a column, and it goes no farther")

    def action_all(self) -> None:
        """Every text once, or none."""
        pane = self._pane
        once = [line.id for line in pane.lines if line.id not in pane.copy_of]
        pane.put([] if set(once) <= set(pane.shown) else once)
        self._entitle()
