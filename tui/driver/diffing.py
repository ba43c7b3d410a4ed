"""A driver that writes only what changed on the screen."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.message import Message

from tui.driver.careful import CarefulDriver
from tui.driver.painter import Painter

if TYPE_CHECKING:
    from tui.front import Begun

_SYNC_START, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_AT_ONCE = 1_000
"""Characters that reach a terminal in one piece: it need not be told to wait for the rest."""
_OTHER_SCREEN = ("\x1b[?1049h", "\x1b[?1049l")
# Asks to be told when another window is in front. Textual then takes the focus from its widgets
# and gives it back later, which paints the screen twice for nothing.
_FOCUS_REPORTS = "\x1b[?1004h"
# What changes no cell: cursor shown or hidden, wrapping, mouse, focus, keyboard and paste modes,
# questions to the terminal, pointer shape, clipboard, bell.
_NOT_PAINT = re.compile(
    r"(?:\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1016|2004|2048)[hl]"
    r"|\x1b\[\?(?:2026|2048)\$p"
    r"|\x1b\[[<>][0-9]*u"
    r"|\x1b\](?:22|52);[^\x00-\x1f\x7f-\x9f]*+(?:\x07|\x1b\\)"
    r"|\x07)+"
)


class DiffingDriver(CarefulDriver):
    """Sits between Textual's frames and the terminal.

    Frames are painted on the app's own thread. A signal may stop or resume the program within
    a frame, and the terminal may be resized at any time: ``_lost`` counts these, and a frame that
    was painted while one came goes out whole.
    """

    begun: ClassVar[Begun | None] = None
    """What the terminal shows before the first frame, in the other screen."""

    @classmethod
    def after(cls, begun: Begun) -> type[DiffingDriver]:
        """This driver, for a terminal that has ``begun`` to show something."""
        return type(cls.__name__, (cls,), {"begun": begun})

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._painter: Painter | None = None
        self._lost = self._known = 0
        self._sync = ""
        self._before: list[Any] | None = None
        self._held: list[str] | None = None

    def write(self, data: str) -> None:
        """Write what changes, in place of a frame; anything that is no frame as it is."""
        if data == _SYNC_START:
            self._sync = data
        elif data == _SYNC_END:
            self._end_sync()
        elif data == _FOCUS_REPORTS or (data == _OTHER_SCREEN[0] and self._take_over()):
            return
        elif data in _OTHER_SCREEN:
            self._lose()
            super().write(data)
        elif _NOT_PAINT.fullmatch(data):
            super().write(data)
        elif self._held is not None:
            self._held.append(data)
        else:
            self._show(data)

    def _show(self, *frames: str) -> None:
        if changes := self._changes(*frames):
            if len(changes) > _AT_ONCE:
                changes, self._sync = self._sync + changes, ""
            super().write(changes)

    def _end_sync(self) -> None:
        """Ends what was begun; a frame with few changes or none has begun nothing."""
        if self._sync:
            self._sync = ""
        else:
            super().write(_SYNC_END)

    def _changes(self, *frames: str) -> str:
        painter = self._fitting_painter()
        if painter is None:
            return "".join(frames)
        lost = self._lost
        changes = painter.paint(*frames)
        if lost == self._lost:
            return changes
        painter.forget()
        return "".join(frames)

    def _take_over(self) -> bool:
        """Whether the other screen is there already, with a first picture to go on from."""
        begun, type(self).begun = self.begun, None
        if begun is None:
            return False
        self._painter, self._known = begun.painter, self._lost
        self._before = begun.attributes
        self._held = [] if begun.complete else None
        return True

    def lift(self) -> None:
        """Show what was painted behind the first picture, and from now on every frame."""
        held, self._held = self._held, None
        if held:
            self._show(*held)
            self.flush()

    def _fitting_painter(self) -> Painter | None:
        """The painter for the terminal as large as it is; None where its size is not told."""
        try:
            width, height = os.get_terminal_size(self._file.fileno())
        except (OSError, ValueError):
            return None
        if not width or not height:
            return None
        painter = self._painter
        if painter is None or (painter.width, painter.height) != (width, height):
            painter = self._painter = Painter(width, height)
        elif self._known != self._lost:
            painter.forget()
        self._known = self._lost
        return painter

    def _lose(self) -> None:
        """The screen may not be as painted any more."""
        self._lost += 1

    def start_application_mode(self) -> None:
        """Enter the screen, of which nothing is known."""
        self._lose()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._before is not None:
            self.attrs_before, self._before = self._before, None
        resized = signal.getsignal(signal.SIGWINCH)
        if callable(resized):
            signal.signal(signal.SIGWINCH, self._and_lose(resized))

    def _and_lose(self, then: Callable[..., Any]) -> Callable[..., Any]:
        def resized(*told: Any) -> None:
            self._lose()
            then(*told)

        return resized

    def stop_application_mode(self) -> None:
        """Leave the screen."""
        self.lift()
        self._lose()
        super().stop_application_mode()

    def process_message(self, message: Message) -> None:
        """Input; a resize told in band comes here, not as a signal."""
        if isinstance(message, events.Resize):
            self._lose()
        super().process_message(message)
