"""The panes of the library screen as large as the reader wants them, from start to start."""

from __future__ import annotations

from abc import abstractmethod

from textual.widget import Widget

from index import Library
from tui.key_words import worded
from tui.pane_sizes import BESIDE, WIDE, Pane, Sizes
from tui.screens.room import Room
from tui.widgets.name_pane import NamePane
from tui.work import fetch


class Sizing(Room):
    """The part of the library screen that makes its panes wider and narrower."""

    library: Library
    _sizes = Sizes()

    @abstractmethod
    def typed_times(self) -> int:
        """The number typed before a command, 1 if none was."""

    def recall_sizes(self) -> None:
        """Take the sizes that were chosen last."""
        self._sizes = Sizes.load(self.library)
        self._fit()

    def on_resize(self) -> None:
        """Fit the sizes into the window as it is now."""
        self._fit()

    def action_wider(self) -> None:
        """Make the list wider, or the names where they have the focus larger."""
        self._resize(self.typed_times())

    def action_narrower(self) -> None:
        """Make the list narrower, or the names where they have the focus smaller."""
        self._resize(-self.typed_times())

    def action_usual_sizes(self) -> None:
        """Every pane as large as usual."""
        self._let(Sizes())

    def _resize(self, steps: int) -> None:
        columns, rows = self.app.size
        if columns < BESIDE or self.has_class("zen"):
            self.tell("one pane is shown: it has all the room")
            return
        sizes = self._sizes.resized(self._pane_here(), steps, columns, rows)
        if sizes == self._sizes:
            self.tell(worded("no further; {library.usual_sizes} makes all panes as usual"))
        self._let(sizes)

    def _pane_here(self) -> Pane:
        if not self.query_one(NamePane).has_focus:
            return "list"
        return "beside" if self.app.size.width >= WIDE else "below"

    def _let(self, sizes: Sizes) -> None:
        self._sizes, library = sizes, self.library
        self._fit()
        fetch(self, "sizes", lambda: sizes.save(library), lambda _: None, self.complain)

    def _fit(self) -> None:
        columns, rows = self.app.size
        sizes, wide = self._sizes, columns >= WIDE

        def size(pane: Pane, shown: bool) -> int | None:
            chosen = shown and getattr(sizes, pane) is not None
            return sizes.of(pane, columns, rows) if chosen else None

        names = self.query_one(NamePane)
        _give(self.query_one("#lists"), "width", size("list", columns >= BESIDE))
        _give(names, "width", size("beside", wide))
        _give(names, "height", size("below", not wide))
        for pane in ("#panes", "#lists"):  # where lines meet, they are drawn anew
            self.query_one(pane).refresh()


def _give(widget: Widget, side: str, cells: int | None) -> None:
    """Let a widget take so many cells; None: as the style sheet says."""
    inline = widget.styles.inline
    for rule in (side, f"min_{side}", f"max_{side}"):
        if cells is not None:
            setattr(inline, rule, cells)
        elif inline.has_rule(rule):
            inline.clear_rule(rule)
            widget.refresh(layout=True)
