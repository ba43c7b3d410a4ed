"""The reader's app: its screens share one library, one theme and one table of keys."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.driver import Driver
from textual.filter import LineFilter

from index import Library, RashomonError
from index.text import clean_line
from tui import collecting
from tui.actions import Scope
from tui.backstop import Backstop
from tui.bursts import Bursts
from tui.drawing import QuietLines, Spelled
from tui.driver import driver_class
from tui.front import Begun, may_sleep
from tui.keys import bindings, scopes_here, working_here
from tui.leaving import Leaving
from tui.look import Look
from tui.screens.fitted import Ground
from tui.screens.library import LibraryScreen
from tui.screens.palette import Commands, Palette
from tui.screens.prompt import PromptScreen
from tui.screens.room import Room
from tui.theme import COLORS, chosen, first_theme, on_ground, themes

_QUIET = QuietLines()
_LIFTED = 2.0
"""Seconds after which the screens are seen, however little they show yet."""


class Reading(Bursts, Leaving, App[Any]):
    """Reads a library."""

    TITLE = "rashomon"
    CSS_PATH = "app.tcss"
    SCOPES: ClassVar[tuple[Scope, ...]] = ("anywhere",)
    BINDINGS = bindings("anywhere")
    COMMANDS: ClassVar[set[type[Commands]]] = {Commands}  # type: ignore[assignment]
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [  # type: ignore[misc]
        (0, "-tiny"),
        (30, "-narrow"),
        (80, "-normal"),
        (110, "-roomy"),
        (160, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [  # type: ignore[misc]
        (0, "-flat"),
        (8, "-short"),
        (16, "-low"),
        (30, "-high"),
    ]

    def __init__(
        self,
        library: Library,
        driver_class: type[Driver] | None = None,
        look: Look | None = None,
    ) -> None:
        self.look = look or Look()
        # Where NO_COLOR is set Textual takes color away from terminal colors and else grays it;
        # set to nothing it does not count.
        if not self.look.fixed:
            os.environ.pop("NO_COLOR", None)
        super().__init__(driver_class=driver_class, ansi_color=True if self.look.fixed else None)
        self.library = library
        self.greets = False
        """Whether the tour begins at the first start."""
        self.animation_level = "none"
        for theme in themes():
            self.register_theme(theme)
        self.theme = on_ground(first_theme(library, self.look), self.look.light)
        self._spelled = [Spelled(self.look.encoding)] if self.look.encoding != "utf-8" else []

    def on_mount(self) -> None:
        """Open the library screen, and leave in order when told to end."""
        if self.backstop is not None:
            self.backstop.start()
        may_sleep()
        self.push_screen(LibraryScreen(self.library))
        self.set_timer(_LIFTED, self.lift)
        if self.look.advice:
            self.tell(self.look.advice, wrong=True)
        elif self.library.read_only:
            self.tell("this library can only be read here: nothing you do is kept")

    def get_default_screen(self) -> Ground:
        """The screen below all others."""
        return Ground(id="_default")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """As Textual has them, and the signs of the terminal last."""
        quiet = [_QUIET] if self.theme == "plain" else []
        return [*super().get_line_filters(), *quiet, *self._spelled]

    def lift(self) -> None:
        """Let the screens be seen: the first of them is as complete as the first picture."""
        lift = getattr(self._driver, "lift", None)
        if lift is not None:
            lift()

    def change_library(self, library: Library, query: str = "") -> None:
        """Read another library from now on, beginning with what ``query`` finds if it asks."""
        old, self.library = self.library, library
        collecting.begin_anew()
        self.switch_screen(LibraryScreen(library, query))
        self.call_later(old.close)

    def tell(self, words: str, wrong: bool = False) -> None:
        """One line for the reader that goes away by itself, in place of the one before."""
        self.clear_notifications()
        severity = "error" if wrong else "information"
        self.notify(clean_line(words), severity=severity, markup=False)  # type: ignore[arg-type]

    @property
    def desk(self) -> LibraryScreen:
        """The first screen, on which long work is done."""
        return next(one for one in self.screen_stack if isinstance(one, LibraryScreen))

    def corrected(self, said: str) -> None:
        """Say what a correction did, and let every screen show what is so now."""
        self.tell(said)
        for screen in self.screen_stack:
            if isinstance(screen, Room):
                screen.renew()

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen in front, never the first: two keys of one burst may both ask."""
        first = isinstance(self.screen, LibraryScreen)
        return AwaitComplete() if first else super().pop_screen()

    def action_leave(self) -> None:
        """One step back; from the first screen, out."""
        self._go_back(leave=True)

    async def action_back(self) -> None:
        """One step back."""
        self._go_back(leave=False)

    def _go_back(self, leave: bool) -> None:
        if isinstance(self.screen, Room | PromptScreen):
            if leave and isinstance(self.screen, LibraryScreen):
                self.keep_place()
            self.screen.go_back(leave)

    def action_help(self) -> None:
        """The keys that work here."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(scopes_here(self.screen), working_here(self.screen)))

    def action_palette(self) -> None:
        """Find a command by name."""
        if not CommandPalette.is_open(self):
            self.push_screen(Palette(placeholder="what would you like to do?"))

    def action_command_palette(self) -> None:
        """The same: Textual opens a palette of its own under this name."""
        self.action_palette()

    def action_undo(self) -> None:
        """Take back what was done last."""
        if isinstance(self.screen, Room):
            from tui.screens.undoing import undo

            undo(self.screen, self.library)

    def action_redo(self) -> None:
        """Let what was undone last stand again."""
        if isinstance(self.screen, Room):
            from tui.screens.undoing import redo

            redo(self.screen, self.library)

    def action_outlets(self) -> None:
        """The page of the outlet of the column in front, else the list of outlets."""
        from tui.screens.outlet import OutletScreen, OutletsScreen, outlet_here

        name = outlet_here(self.screen, self.library)
        if isinstance(self.screen, Room) and not isinstance(self.screen, OutletsScreen):
            page = OutletScreen(self.library, name) if name else OutletsScreen(self.library)
            self.push_screen(page)

    def action_theme(self) -> None:
        """The next theme, remembered unless a configuration sets one."""
        if self.look.fixed:
            self.tell(f"{self.look.fixed}: no colors")
            return
        names = list(COLORS)
        name = names[(names.index(chosen(self.theme)) + 1) % len(names)]
        self.theme = on_ground(name, self.look.light)
        lasts = ""
        if self.look.kept is None:
            lasts = "; until you leave, for the configuration sets one"
        else:
            with contextlib.suppress(RashomonError):
                self.library.remember(self.look.kept, name)
        self.tell(f"colors: {name}{lasts}")

    def action_redraw(self) -> None:
        """Paint everything anew, should another program have written over it."""
        redraw = getattr(self._driver, "redraw", self.refresh)
        redraw()


def run(
    path: Path | None = None,
    look: Look | None = None,
    library: Library | None = None,
    begun: Begun | None = None,
) -> int:
    """Open the screen on ``library``; without one on that at ``path``, else on the reader's
    own, else the sample.

    ``begun`` is what the terminal shows already. Answers the exit code. Raises LibraryError
    before anything is drawn.
    """
    with library or Library.reader(path) as library:
        app = Reading(library, driver_class(os.environ, look is None or look.diff, begun), look)
        app.greets = app.tidies = True
        app.backstop = Backstop(app)
        collecting.begin()
        app.run(mouse=app.look.mouse)
        app.finish()
        if app.library is not library:
            app.library.close()
        if app._exception is not None and not os.environ.get("RASHOMON_DEBUG"):
            raise app._exception
        return app.return_code or 0
