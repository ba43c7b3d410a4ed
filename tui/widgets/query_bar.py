"""The query line: what is asked, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from tui.drawing import safe
from tui.widgets.one_line import OneLine
from tui.widgets.still import Across

PAUSE = 0.07
"""Seconds without a key before a query is asked while typing."""


_SCROLLS = ("scroll_", "page_")


class PlainInput(Input):
    """A one-line input that holds nothing a terminal could obey, and does not blink."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(value, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Clean what was typed or pasted."""
        return safe(value)

    async def _on_key(self, event: events.Key) -> None:
        """Act on a key of the line's own in its turn.

        Textual lets it wait behind what was typed after it, so that of keys that come at once
        the last letters are deleted, not those before.
        """
        bound = self.screen.active_bindings.get(event.key)
        if bound is None or bound.node is not self or not bound.enabled:
            return
        if not bound.binding.action.startswith(_SCROLLS):  # these belong to what is around it
            event.stop()
            event.prevent_default()
            await self.run_action(bound.binding.action)


class QueryBar(Across):
    """Posts what is typed after a short pause, each time under a higher number."""

    DEFAULT_CSS = """
    QueryBar { height: 1; }
    QueryBar #slash { width: 3; }
    QueryBar Input { width: 1fr; background: $background; padding: 0; }
    QueryBar #came { width: 0; max-width: 50%; }
    """

    @dataclass
    class Asked(Message):
        """A query to answer; ``number`` tells answers that come too late."""

        query: str
        number: int

        def can_replace(self, message: Message) -> bool:
            """Only the newest query counts."""
            return isinstance(message, QueryBar.Asked)

    @dataclass
    class Left(Message):
        """The reader left the query line: downward into the results, or giving it up."""

        into_results: bool

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.number = 0
        self.asked = ""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The slash, the input, what came of it."""
        yield OneLine(id="slash")
        yield PlainInput(id="query")
        yield OneLine(id="came")

    def on_mount(self) -> None:
        """Draw the slash."""
        self.query_one("#slash", OneLine).show([(" / ", "accent")])

    @property
    def query_text(self) -> str:
        """What stands in the line."""
        return self.query_one(PlainInput).value

    def put(self, query: str) -> None:
        """Set the line without asking."""
        self.asked = query
        with self.prevent(Input.Changed):
            self.query_one(PlainInput).value = query

    def wants(self, words: str) -> None:
        """Say in the line what may be typed, as long as nothing is."""
        self.query_one(PlainInput).placeholder = words

    def start(self) -> None:
        """Give the line the focus, at once: the next key may be waiting already.

        A query that stands there is selected: what is typed takes its place, a move of the
        cursor keeps it.
        """
        line = self.query_one(PlainInput)
        self.screen.set_focus(line)
        line.select_all()

    def report(self, words: str, wrong: bool = False) -> None:
        """Say at the right what came of the query."""
        came = self.query_one("#came", OneLine)
        if len(words) + 2 > self.size.width // 2:
            words = words.split(" · ")[0]
        came.styles.width = len(words) + 2 if words else 0
        came.show([], [(f"{words} ", "warn" if wrong else "dim")])

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.ask)

    def ask(self) -> None:
        """Post the query as it stands."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.number += 1
        self.asked = self.query_text
        self.post_message(self.Asked(self.asked, self.number))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._timer is not None or self.asked != self.query_text:
            self.ask()
        self.post_message(self.Left(into_results=True))

    def on_key(self, event: events.Key) -> None:
        """Leave: escape gives the query up, down goes into what it found."""
        if event.key in ("escape", "down"):
            event.stop()
            event.prevent_default()
            if self._timer is not None and event.key == "escape":
                self._timer.stop()
            self.post_message(self.Left(into_results=event.key == "down"))
