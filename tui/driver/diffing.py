"""A driver that writes only what changed on the screen."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from typing import Any

from textual import events
from textual.message import Message

from tui.driver.careful import CarefulDriver
from tui.driver.painter import Painter

_SYNC_START, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
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

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._painter: Painter | None = None
        self._lost = self._known = 0
        self._sync = ""

    def write(self, data: str) -> None:
        """Write what changes, in place of a frame; anything that is no frame as it is."""
        if data == _SYNC_START:
            self._sync = data
        elif data == _SYNC_END:
            self._end_sync()
        elif data == _FOCUS_REPORTS:
            return
        elif data in _OTHER_SCREEN:
            self._lose()
            super().write(data)
        elif _NOT_PAINT.fullmatch(data):
            super().write(data)
        elif changes := self._changes(data):
            sync, self._sync = self._sync, ""
            super().write(sync + changes)

    def _end_sync(self) -> None:
        """Ends what was begun; a frame without changes has begun nothing."""
        if self._sync:
            self._sync = ""
        else:
            super().write(_SYNC_END)

    def _changes(self, data: str) -> str:
        painter = self._fitting_painter()
        if painter is None:
            return data
        lost = self._lost
        changes = painter.paint(data)
        if lost == self._lost:
            return changes
        painter.forget()
        return data

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
        self._lose()
        super().stop_application_mode()

    def process_message(self, message: Message) -> None:
        """Input; a resize told in band comes here, not as a signal."""
        if isinstance(message, events.Resize):
            self._lose()
        super().process_message(message)
