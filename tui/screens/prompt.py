"""A question with a one-line answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from index import RashomonError
from tui.actions import Scope
from tui.screens.fitted import Fitted
from tui.widgets.note_line import NoteLine
from tui.widgets.query_bar import PlainInput

ROOMY = 14
"""Lines of a window from which on a question has blank lines around it."""


class PromptScreen(Fitted, ModalScreen[str | None]):
    """Asks for one line; answers it, or None when the reader gave it up or typed nothing."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.back", show=False)]
    """A question cuts off the keys of the app below it."""
    KEYS = "enter confirms · esc cancels"

    def __init__(
        self,
        question: str,
        advice: str,
        value: str = "",
        own: bool = False,
        check: Callable[[str], object] | None = None,
    ) -> None:
        """``value`` is a suggestion, which what is typed replaces, or with ``own`` the reader's
        own words, to be changed. ``check`` raises RashomonError for words that are no answer."""
        super().__init__()
        self.question, self.advice, self.value, self.own = question, advice, value, own
        self.check = check

    def compose(self) -> ComposeResult:
        """Question, line, advice, and the keys on a line of their own: none is cut off."""
        with Vertical(id="box"):
            yield NoteLine(id="question", ground="bar")
            yield PlainInput(self.value, id="answer")
            yield NoteLine(id="advice", ground="bar", stays=True)
            yield NoteLine(id="keys", ground="bar")

    def on_mount(self) -> None:
        """Ask. The line has the focus at once: the answer may be typed already."""
        # What was told before would stand half below the question, and above it once more.
        self.app.clear_notifications()
        for told in self.app.screen_stack[-2].query("Toast"):
            told.remove()
        self._ask()
        line = self.query_one(PlainInput)
        self.set_focus(line)
        if not self.own:
            line.select_all()

    def on_resize(self) -> None:
        """In a window of few lines leave none of them blank."""
        self.set_class(self.app.size.height < ROOMY, "close")

    def ask(self, question: str, advice: str) -> None:
        """Put the question in other words, whatever was typed meanwhile."""
        self.question, self.advice = question, advice
        if self.is_mounted:
            self._ask()

    def _ask(self) -> None:
        self.query_one("#question", NoteLine).say(self.question, "head")
        self.query_one("#advice", NoteLine).say(self.advice)
        self.query_one("#keys", NoteLine).say(self.KEYS, "faint")

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        event.stop()
        self.submit(event.value.strip())

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave while it is in front: the second of two keys in one burst would take away the
        screen below."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def submit(self, words: str) -> None:
        """Answer with what was typed; what is no answer can be put right where it stands."""
        try:
            if words and self.check is not None:
                self.check(words)
        except RashomonError as error:
            self.query_one("#advice", NoteLine).say(error.line(), "warn")
            return
        self.dismiss(words or None)

    def go_back(self, leave: bool) -> None:
        """Give it up."""
        self.dismiss(None)
