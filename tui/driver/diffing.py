"""A driver that writes only what changed on the screen."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.message import Message

from tui.driver.careful import CarefulDriver
from tui.driver.pacing import Pacing
from tui.driver.painter import Painter

if TYPE_CHECKING:
    from tui.front import Begun

_SYNC_START, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_AT_ONCE = 1_000
"""Characters that reach a terminal in one piece: it need not be told to wait for the rest."""
_A_MOMENT, _MOMENTS = 0.01, 150  # seconds between two looks for the last answer; how many looks
_COPY = "\x1b]52;"
"""Begins what is put on the terminal's clipboard: of all that is no picture it alone is long."""
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
    was painted while one came goes out with everything around it. Frames are held while the line
    has enough to carry (``Pacing``): one screen is kept, and what it changes is written at once.
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
        self._syncs = self._covered = False
        self._before: list[Any] | None = None
        self._pacing: Pacing | None = None
        self._late: asyncio.TimerHandle | None = None

    def write(self, data: str) -> None:
        """Write what changes, in place of a frame; anything that is no frame as it is."""
        if data == _SYNC_START:
            self._syncs = True
        elif data in (_SYNC_END, _FOCUS_REPORTS):
            return
        elif data in _OTHER_SCREEN:
            if data == _OTHER_SCREEN[1] or not self._take_over():
                self._lose()
                super().write(data)
        elif _NOT_PAINT.fullmatch(data):
            super().write(data + self._counted(data) if data.startswith(_COPY) else data)
        else:
            self._show(data)

    def _show(self, frame: str) -> None:
        """Write what a frame changes, with all that was held; or hold it, too."""
        painter = self._fitting_painter()
        if painter is None:
            self._send(frame)
            return
        if self._must_wait() and painter.take(frame):
            return
        lost = self._lost
        changes = painter.paint(frame)
        self._send(changes if lost == self._lost else changes + painter.anew())

    def _send(self, changes: str) -> None:
        """Write in one piece, at the end of it the question how far the terminal has come."""
        if not changes:
            return
        if self._syncs and len(changes) > _AT_ONCE:
            changes = _SYNC_START + changes + _SYNC_END
        super().write(changes + self._counted(changes))

    def _counted(self, written: str) -> str:
        """Count what is written as under way; answers the question to write behind it, if any."""
        if self._pacing is None:
            return ""
        return self._pacing.question(len(written.encode(errors="replace")))

    def _must_wait(self) -> bool:
        """Whether frames are held: behind the first picture, or since the line has enough."""
        if self._covered or self._pacing is None:
            return self._covered
        seconds = self._pacing.wait()
        if seconds and self._late is None:
            self._late = self._loop.call_later(seconds, self._go_on)
        return seconds > 0

    def _go_on(self) -> None:
        """Write what is held, unless it must still wait."""
        self._stop_waiting()
        if self._painter is None or not self._painter.holds or self._must_wait():
            return
        painter = self._fitting_painter()
        if painter is not None:
            self._send(painter.changes())

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _take_over(self) -> bool:
        """Whether the other screen is there already, with a first picture to go on from."""
        begun, type(self).begun = self.begun, None
        if begun is None:
            return False
        self._painter, self._known = begun.painter, self._lost
        self._before = begun.attributes
        self._covered = begun.complete
        return True

    def lift(self) -> None:
        """Show what was painted behind the first picture, and from now on every frame."""
        if self._covered:
            self._covered = False
            self._go_on()

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
            if painter is not None and painter.holds:  # told for a window of another size
                self._app.refresh()
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
        self._pacing = Pacing()
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
        """Leave the screen; what is held is shown nowhere any more."""
        self._painter, self._covered = None, False
        self._lose()
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Take no more keys, once the terminal has given the answer that is awaited: what comes
        later is typed into the shell."""
        self._stop_waiting()
        for _ in range(_MOMENTS):
            if self._pacing is None or not self._pacing.awaited() or not self._listens():
                break
            time.sleep(_A_MOMENT)
        self._pacing = None
        super().disable_input()

    def _listens(self) -> bool:
        """Whether an answer can still come; who is hurried out does not wait for one."""
        there = not self._left and not self._hurried
        return there and self._key_thread is not None and self._key_thread.is_alive()

    def process_message(self, message: Message) -> None:
        """Input; a resize told in band comes here, not as a signal, and so do answers."""
        if isinstance(message, events.CursorPosition):
            if self._pacing is not None and self._pacing.heard():
                self._loop.call_soon_threadsafe(self._go_on)
            return
        if isinstance(message, events.Resize):
            self._lose()
        super().process_message(message)
