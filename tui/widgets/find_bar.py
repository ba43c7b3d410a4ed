"""The line in which words are typed that are searched inside the article shown."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from tui.widgets.one_line import OneLine
from tui.widgets.query_bar import PlainInput
from tui.widgets.still import Across


class FindBar(Across):
    """Takes no room until it is asked for; posts what is typed letter by letter, and says at the
    right what came of it."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; }
    FindBar #asks { width: 12; }
    FindBar #came { width: 0; max-width: 50%; }
    FindBar Input { width: 1fr; background: $background; padding: 0; }
    """

    @dataclass
    class Typed(Message):
        """The words as they stand now."""

        words: str

        def can_replace(self, message: Message) -> bool:
            """Only the newest words count."""
            return isinstance(message, FindBar.Typed)

    @dataclass
    class Left(Message):
        """The reader is done with the line: ``words`` hold, or None if it was given up."""

        words: str | None

    def __init__(self, asks: str = "in text", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.asks = asks

    def compose(self) -> ComposeResult:
        """What is asked, the line, what came of it."""
        yield OneLine(id="asks")
        yield PlainInput()
        yield OneLine(id="came")

    def on_mount(self) -> None:
        """Say what is asked."""
        self.query_one("#asks", OneLine).show([(f" {self.asks} / ", "accent")])

    def start(self) -> None:
        """Take the focus, at once and empty."""
        line = self.query_one(PlainInput)
        with self.prevent(Input.Changed):
            line.value = ""
        self.report("")
        self.display = True
        self.screen.add_class("finding")
        self.screen.set_focus(line)

    def report(self, words: str, wrong: bool = False) -> None:
        """Say at the right what came of what is typed; nothing gives its room to the line."""
        came = self.query_one("#came", OneLine)
        came.styles.width = len(words) + 2 if words else 0
        came.show([], [(f"{words} ", "warn" if wrong else "dim")])

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._leave(event.value.strip())

    def on_key(self, event: events.Key) -> None:
        """Escape gives it up, the arrow down goes into the text."""
        if event.key in ("escape", "down"):
            event.stop()
            event.prevent_default()
            typed = self.query_one(PlainInput).value.strip()
            self._leave(typed if event.key == "down" else None)

    def _leave(self, words: str | None) -> None:
        self.display = False
        self.screen.remove_class("finding")
        self.post_message(self.Left(words))
