"""A question with a one-line answer."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.actions import Scope
from tui.widgets.one_line import OneLine
from tui.widgets.query_bar import PlainInput


class PromptScreen(ModalScreen[str | None]):
    """Asks for one line; answers it, or None when the reader gave it up.

    An empty line is an answer only where it ``may_be_empty``.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = ()

    def __init__(
        self, question: str, advice: str, value: str = "", *, may_be_empty: bool = False
    ) -> None:
        super().__init__()
        self.question, self.advice, self.value = question, advice, value
        self.may_be_empty = may_be_empty

    def compose(self) -> ComposeResult:
        """Question, line, advice."""
        with Vertical(id="box"):
            yield OneLine(id="question", ground="bar")
            yield PlainInput(self.value, id="answer")
            yield OneLine(id="advice", ground="bar")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#question", OneLine).show([(self.question, "head")])
        self.query_one("#advice", OneLine).show(
            [(f"{self.advice} · enter does it · esc not", "dim")]
        )
        self.query_one(PlainInput).focus()

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        event.stop()
        self.submit(event.value.strip())

    def submit(self, words: str) -> None:
        """Answer with what was typed."""
        self.dismiss(words if words or self.may_be_empty else None)

    def go_back(self, leave: bool) -> None:
        """Give it up."""
        self.dismiss(None)
