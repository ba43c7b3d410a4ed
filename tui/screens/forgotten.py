"""What was forgotten and can be brought back, one line an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from index import Library
from tui.key_words import worded
from tui.phrases import count
from tui.screens.one_list import OneList
from tui.screens.room import way_back
from tui.widgets.entries import Entries, Entry
from tui.widgets.lines import LinePane
from tui.work import fetch

if TYPE_CHECKING:
    from index.store.forgotten import Forgotten

FORGOTTEN = 1_000
"""Articles that are listed at most."""


class ForgottenScreen(OneList):
    """Forgotten articles by day, the latest first."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    def furnish(self) -> Iterable[Widget]:
        """The lines."""
        yield Entries(id="forgotten")

    @property
    def pane(self) -> Entries:
        """The list."""
        return self.query_one(Entries)

    def on_mount(self) -> None:
        """Fetch the list."""
        super().on_mount()
        words = worded("{anywhere.undo} undoes the latest; rashomon compact ends it for good")
        self.head("‹ Forgotten", words, way_back())
        self.pane.focus()
        self.renew()

    def renew(self) -> None:
        """Fetch it as it is now."""
        fetch(self, "gone", self.library.forgetting.listed, self._came, self.complain)

    def _came(self, found: tuple[Forgotten, ...]) -> None:
        pane = self.pane
        pane.empty_words = "nothing is forgotten"
        pane.show(list(entries(found)))
        self.tell_status()

    @on(LinePane.Opened)
    def _opened(self) -> None:
        self.tell(worded("forgotten texts are not shown; {anywhere.undo} brings the latest back"))


def entries(found: Iterable[Forgotten]) -> Iterator[Entry]:
    """The articles under when they went, those that went together under one heading."""
    batches: dict[tuple[int, str], list[Forgotten]] = {}
    for one in found:
        batches.setdefault((one.batch, one.at[:16]), []).append(one)
    for (_, at), gone in batches.items():
        heading = f"{count(len(gone), 'text')}, {at.replace('T', ' ')} UTC"
        for place, one in enumerate(gone):
            yield Entry(f"{one.article}  {one.label}", heading="" if place else heading)
