"""The imports of the library, the latest first; each leads to its report."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from textual import on
from textual.strip import Strip
from textual.widget import Widget

from index import Library, PastImport
from index.text import clean_line
from tui.key_words import worded
from tui.phrases import clock
from tui.screens.adding import told
from tui.screens.one_list import OneList
from tui.screens.report import ImportScreen
from tui.screens.room import way_back
from tui.widgets.lines import LinePane
from tui.widgets.listing import Listing
from tui.work import fetch


class ImportList(Listing):
    """Imports: when and from where, and below it what became of them."""

    EMPTY = "looking …"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.imports: Sequence[PastImport] = ()

    @property
    def tall(self) -> int:
        """Two lines and a blank one."""
        return 3

    def show(self, imports: Sequence[PastImport]) -> None:
        """Show these imports."""
        self.imports = imports
        self.empty_words = worded("nothing was added yet · {library.add} adds articles")
        self.restock()

    def items(self) -> int:
        """How many imports there are."""
        return len(self.imports)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of one import."""
        one = self.imports[item]
        if line == 0:
            sources = ", ".join(clean_line(source, 300) for source in one.sources[:3])
            more = f" and {len(one.sources) - 3:,} more" if len(one.sources) > 3 else ""
            left = [(f"{sources}{more}", self.ink("title" if here else "strong"))]
            return self.row(left, [(f" {when(one)}", self.ink("dim"))], width, here)
        if line > 1:
            return self.row([], [], width, False)
        mark = ("! " if one.report.refused else "", self.ink("warn"))
        left = [(" ", self.ink("dim")), mark, (told(one.report), self.ink("dim"))]
        return self.row(left, [], width, here)


def when(one: PastImport) -> str:
    """When an import began, in the reader's own time."""
    try:
        return clock(datetime.datetime.fromisoformat(one.began))
    except ValueError:
        return clean_line(one.began, 30)


class ImportsScreen(OneList):
    """The latest imports; enter opens the report of one."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    def furnish(self) -> Iterable[Widget]:
        """The list."""
        yield ImportList(id="imports")

    @property
    def pane(self) -> ImportList:
        """The list."""
        return self.query_one(ImportList)

    def on_mount(self) -> None:
        """Fetch the list."""
        super().on_mount()
        self.head("‹ Imports", "the latest first", way_back("opens its report"))
        self.pane.focus()
        self.renew()

    def renew(self) -> None:
        """Fetch it as it is now."""
        fetch(self, "imports", self.library.imports, self._came, self.complain)

    def _came(self, found: tuple[PastImport, ...]) -> None:
        self.pane.show(found)
        self.tell_status()

    @on(LinePane.Opened)
    def _opened(self, event: LinePane.Opened) -> None:
        one = self.pane.imports[event.item]
        self.app.push_screen(ImportScreen(self.library, one.report, when(one)))
