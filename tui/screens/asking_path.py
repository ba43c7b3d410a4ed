"""A question whose answer is a file, a folder or an address; tab completes."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.paths import Completed, completed
from tui.screens.prompt import PromptScreen
from tui.widgets.note_line import NoteLine
from tui.widgets.query_bar import PlainInput
from tui.work import fetch

_SHOWN = 12


class PathScreen(PromptScreen):
    """Asks for a path or an address."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def action_complete(self) -> None:
        """Go on with the path as far as it is clear how; say what it may go on with."""
        typed = self.query_one(PlainInput).value

        def came(found: Completed) -> None:
            line = self.query_one(PlainInput)
            if line.value != typed:
                return
            line.value = found.typed
            line.cursor_position = len(found.typed)
            self._offer(found.names)

        fetch(self, "names", lambda: completed(typed), came, lambda _: None)

    def _offer(self, names: tuple[str, ...]) -> None:
        if len(names) == 1:
            self._ask()
            return
        more = f" · and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        told = " · ".join(names[:_SHOWN]) + more if names else "nothing there begins so"
        self.query_one("#advice", NoteLine).say(told)
