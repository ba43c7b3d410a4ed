"""A question answered by choosing: a line to type in, and below it what fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widgets import Input

from index import RashomonError
from index.dataclass import dataclass
from tui.screens.prompt import ROOMY, PromptScreen
from tui.widgets.lines import LinePane
from tui.widgets.listing import Listing
from tui.widgets.note_line import NoteLine
from tui.widgets.query_bar import PlainInput
from tui.work import fetch

MOST_CHOICES = 500
"""More than these are nobody's to go through: what is typed narrows them."""
_FEWEST, _MOST = 3, 8
"""Lines the choices take."""
_AROUND, _CLOSE = 10, 6
"""Lines of a window that the question needs besides its choices, where it is low the second."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what is answered, and the words that stand for it."""

    value: str
    label: str
    about: str = ""


class Choices(Listing, can_focus=False):
    """What fits what was typed, one line each; the typing line keeps the focus."""

    EMPTY = "nothing fits"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices: Sequence[Choice] = ()
        self.empty_words = "looking …"

    def show(self, choices: Sequence[Choice], asked: bool = True) -> None:
        """Offer other choices, the first one chosen; ``asked``: something was typed."""
        self.choices, self.empty_words = choices, self.EMPTY if asked else ""
        self.restock(0)
        self.show_cursor()

    def items(self) -> int:
        """How many choices there are."""
        return len(self.choices)

    def chosen(self) -> str | None:
        """The value of the choice under the cursor, None where there is none."""
        return self.choices[self.cursor].value if self.choices else None

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One choice."""
        choice = self.choices[item]
        right = [(f" {choice.about}", self.ink("dim"))] if choice.about else []
        return self.row([(choice.label, self.ink("title" if here else "text"))], right, width, here)


class ChooseScreen(PromptScreen):
    """Asks for one of the choices that ``find`` has for what was typed.

    ``find`` runs in a thread. Answers the value chosen, or None when it was given up.
    """

    KEYS = "↓ ↑ choose · enter confirms · esc cancels"

    def __init__(self, question: str, advice: str, find: Callable[[str], list[Choice]]) -> None:
        super().__init__(question, advice)
        self.find = find
        self._found_for: str | None = None
        self._asked = ""
        self._looking = self._wanted = False
        self._lines = _FEWEST

    def compose(self) -> ComposeResult:
        """Question, line, choices, advice."""
        with Vertical(id="box", classes="choosing"):
            yield NoteLine(id="question", ground="bar")
            yield PlainInput(id="answer")
            yield Choices(id="choices")
            yield NoteLine(id="advice", ground="bar", stays=True)
            yield NoteLine(id="keys", ground="bar")

    def on_mount(self) -> None:
        """Ask, and offer what is nearest before anything is typed."""
        super().on_mount()
        self._fit()
        self._look("")

    def on_resize(self) -> None:
        """Take as many lines as the window has."""
        self._fit()

    def _fit(self) -> None:
        """As high as the longest list that was offered: what is typed moves nothing."""
        self._lines = max(self._lines, len(self.query_one(Choices).choices))
        around = _AROUND if self.app.size.height >= ROOMY else _CLOSE
        room = max(1, self.app.size.height - around)
        self.query_one(Choices).styles.height = min(self._lines, _MOST, room)

    def _look(self, typed: str) -> None:
        """Look for what fits; while that is under way, only what was typed last waits for it."""
        self._asked = typed
        if not self._looking:
            self._begin(typed)

    def _begin(self, typed: str) -> None:
        find, self._looking = self.find, True
        fetch(
            self, "choices", lambda: find(typed), lambda found: self._came(typed, found),
            lambda error: self._wrong(typed, error),
        )  # fmt: skip

    def _came(self, typed: str, found: list[Choice]) -> None:
        self._found_for = typed
        self.query_one(Choices).show(found[:MOST_CHOICES], asked=bool(typed))
        self._fit()
        if not self._goes_on(typed) and self._wanted:
            self._choose()

    def _wrong(self, typed: str, error: RashomonError) -> None:
        self.query_one("#advice", NoteLine).say(error.line(), "warn")
        self._goes_on(typed)

    def _goes_on(self, typed: str) -> bool:
        """Whether something else was typed meanwhile, which is looked for now."""
        self._looking = False
        if self._asked != typed:
            self._begin(self._asked)
        return self._looking

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._look(event.value.strip())

    def submit(self, words: str) -> None:
        """Take the choice, once the choices are those for what stands there now."""
        self._wanted = True
        if self._found_for == words:
            self._choose()
        else:
            self._look(words)

    def _choose(self) -> None:
        self._wanted = False
        value = self.query_one(Choices).chosen()
        if value is not None:
            self.dismiss(value)

    @on(LinePane.Opened)
    def _clicked(self) -> None:
        self._choose()

    def on_key(self, event: events.Key) -> None:
        """Up and down choose while the line keeps the focus."""
        by = {"down": 1, "up": -1, "pagedown": 8, "pageup": -8}.get(event.key)
        if by is not None:
            event.stop()
            event.prevent_default()
            choices = self.query_one(Choices)
            choices.move_to(choices.cursor + by)
