"""What all screens share: the table's keys, a status line, and a word where room is too small."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widget import Widget

from index import RashomonError
from tui.actions import Action, Scope, hints
from tui.key_words import worded
from tui.keys import scopes_here, working
from tui.screens.fitted import Fitted
from tui.widgets.lines import LinePane
from tui.widgets.one_line import OneLine, StatusLine
from tui.widgets.still import Still
from tui.work import fetch

if TYPE_CHECKING:
    from tui.app import Reading


class Room(Fitted, Still, Screen[None]):
    """A screen of the program."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ()
    OF_ITEMS: ClassVar[frozenset[str]] = frozenset({"open"})
    """Actions that are about what the list in front holds: not hinted at where it holds nothing."""
    _under_way = ""
    _vanished = False
    _bound_for: tuple[Widget | None, int, bool] | None = None
    _bound: dict[str, ActiveBinding]
    _hints: Sequence[Action]

    def compose(self) -> ComposeResult:
        """The top line, what the screen is about, the status line."""
        yield OneLine(id="small")
        yield OneLine(id="top", ground="bar", keeps_left=True)
        yield from self.furnish()
        yield StatusLine(id="status", ground="bar")

    def furnish(self) -> Iterable[Widget]:
        """The widgets between top line and status line."""
        return ()

    def on_mount(self) -> None:
        """Prepare the word for a window that is too small."""
        self.query_one("#small", OneLine).show([("too small: wants 30 x 8", "text")])
        self.watch(self, "focused", self.tell_status, init=False)
        self.call_after_refresh(self.tell_status)

    def on_resize(self) -> None:
        """Fit the hints."""
        self.call_after_refresh(self.tell_status)

    def position(self) -> str:
        """What the status line says at the right."""
        return ""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that do something here, and what."""
        self._find_keys()
        return self._bound

    def _find_keys(self) -> None:
        """Find keys and hints anew, where the focus moved, the screen has more keys, or the list
        in front holds something now and held nothing, or the other way round."""
        here = (self.focused, len(self._bindings.key_to_bindings), self._holds_nothing())
        if self._bound_for != here:
            self._bound_for, self._bound = here, super().active_bindings
            self._hints = self.hinted()

    def _holds_nothing(self) -> bool:
        """Whether a list or text is in front in which there is nothing."""
        return isinstance(self.focused, LinePane) and not self.focused.items()

    def tell_status(self) -> None:
        """Show the keys of where the focus is, and the position."""
        # A late answer may come while the screen is taken down: its line is gone before it.
        with contextlib.suppress(NoMatches):
            line, pane = self.query_one("#status", StatusLine), self.focused
            self._find_keys()
            number = pane.number if isinstance(pane, LinePane) else ""
            line.tell(self._hints, self._under_way or self.position(), number)

    def hinted(self) -> list[Action]:
        """The actions to hint at where the focus is."""
        told = (working(one, self._bound) for one in hints(scopes_here(self)))
        here = [one for one in told if one.keys]
        if not getattr(self.focused, "OPENS", True):
            here = [action for action in here if action.name != "open"]
        if self._holds_nothing():
            here = [action for action in here if action.name not in self.OF_ITEMS]
        return here

    def find_hints(self) -> None:
        """Find the hints anew: what can be done here changed."""
        self._bound_for = None
        self.tell_status()

    async def ready_for(self, action: str) -> None:
        """Bring to the glass what ``action`` is about, before it is carried out."""

    def lacking(self, action: str) -> str:
        """Why the action of this id can do nothing here, for want of what it is about."""
        return ""

    def take_key(self, key: str) -> bool:
        """Take a digit of a number typed before a command; whether the key was one."""
        pane = self.focused
        taken = isinstance(pane, LinePane) and pane.take_key(key)
        if taken:
            self.tell_status()
        return taken

    def drop_number(self, pane: Widget | None) -> None:
        """A command was carried out: the number before it counts no longer. Where it led is told
        at once, so that it is painted with the move itself."""
        if isinstance(pane, LinePane):
            pane.number = ""
            self.tell_status()

    def head(self, title: str, about: str = "", right: str = "") -> None:
        """Fill the top line, in which ``‹`` says that there is a way back."""
        self.query_one("#top", OneLine).show(
            [(f" ‹ {title.removeprefix('‹ ')}", "head"), (f"   {about}", "dim")],
            [(f"{right} ", "faint")],
        )

    def tell(self, words: str) -> None:
        """One line for the reader that goes away by itself."""
        self.reading.tell(words)

    def complain(self, error: RashomonError) -> None:
        """Say an error in one line."""
        self.reading.tell(error.line(), wrong=True)

    def renew(self) -> None:
        """Show what is so now: something was corrected. Each pane keeps its place."""

    def correct(
        self,
        word: str,
        do: Callable[[], str | None],
        none: str = "",
        complain: Callable[[RashomonError], None] | None = None,
    ) -> None:
        """Carry out a correction in a thread, then say what was done and show what is so now.

        One asked for while another is under way waits for it; none is dropped. ``do`` answers
        what it did in one line, None where there was nothing to do: ``none`` says so. An error
        goes to ``complain``, by default it is said.
        """

        def done(said: str | None) -> None:
            self._working("")
            if said is None:
                self.tell(none)
            else:
                self.reading.corrected(said)

        def wrong(error: RashomonError) -> None:
            self._working("")
            (complain or self.complain)(error)

        self._working(f"{word} …")
        carried_out = self.reading.carry_out(do)
        fetch(self, f"correct {id(carried_out)}", carried_out.result, done, wrong)

    def _working(self, words: str) -> None:
        self._under_way = words
        self.tell_status()

    @property
    def reading(self) -> Reading:
        """The app."""
        return cast("Reading", self.app)

    def vanish(self) -> None:
        """Leave this screen, now or when the reader comes back to it: it has nothing to show."""
        if self.is_current:
            self.app.pop_screen()
        else:
            self._vanished = True

    def on_screen_resume(self) -> None:
        """Leave what lost its reason while another screen was in front."""
        if self._vanished:
            self.app.pop_screen()

    def go_back(self, leave: bool) -> None:
        """One step back; ``leave`` tells that the first screen may end the program."""
        self.app.pop_screen()


def way_back(opens: str = "") -> str:
    """For the right of a top line: what enter does here, if it does, and the way back."""
    return worded(f"{{moving.open}} {opens}   {{anywhere.leave}} back" if opens else _BACK)


_BACK = "{anywhere.leave} back"
