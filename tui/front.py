"""The first picture: title and list, drawn before the screens are loaded.

The library that draws the screens takes most of a start to load. Until then this shows what
the list will show, where it will stand; the first frame then changes what differs.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui.driver.painter import Painter
from tui.front_rows import Rows, first_rows, waiting_rows
from tui.look import Look

if TYPE_CHECKING:
    from index import Library

_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?1049l\x1b[?25h"


@dataclass(slots=True)
class Begun:
    """What is on the glass already: as ``painter`` follows it.

    ``complete`` tells that it shows what the first frames come to: those in between, with panes
    still empty, need not be seen. ``attributes`` are those the terminal had before.
    """

    painter: Painter
    attributes: list[Any]
    complete: bool = False


class Front:
    """A terminal that shows the first picture; keys typed meanwhile wait unseen."""

    def __init__(self, look: Look, environ: Mapping[str, str]) -> None:
        self._look, self._environ = look, environ
        self.begun: Begun | None = None

    def wait(self) -> None:
        """Say that the articles that come with the program are being read."""
        if (size := _size()) is not None:
            self._show(Painter(*size), waiting_rows(self._look, self._environ, *size), False)

    def show(self, library: Library) -> None:
        """Show the title and, where it is quickly known, the list of ``library``."""
        if (size := _size()) is not None:
            rows, complete = first_rows(library, self._look, self._environ, *size)
            painter = self.begun.painter if self.begun is not None else Painter(*size)
            fits = (painter.width, painter.height) == size
            self._show(painter if fits else Painter(*size), rows, complete)

    def _show(self, painter: Painter, rows: Rows, complete: bool) -> None:
        if not rows:
            return
        enter = ""
        if self.begun is None:
            enter = _ENTER
            self.begun = Begun(painter, termios.tcgetattr(sys.__stdin__))  # type: ignore[arg-type]
            _hush(self.begun.attributes)
        self.begun.painter, self.begun.complete = painter, complete
        frame = "".join(f"\x1b[{y};1H{row}" for y, row in enumerate(rows, 1)) + "\x1b[H"
        _write(enter + painter.paint(frame))

    def leave(self) -> None:
        """Give the terminal back as it was: the screens never came."""
        if self.begun is not None:
            _write(_LEAVE)
            self.restore()

    def restore(self) -> None:
        """The terminal's own way with keys again."""
        if self.begun is not None:
            with contextlib.suppress(termios.error, ValueError):
                termios.tcsetattr(sys.__stdin__, termios.TCSANOW, self.begun.attributes)  # type: ignore[arg-type]


def _hush(attributes: list[Any]) -> None:
    """Show no typed keys and keep all of them, as they are, for the screens; only interrupting
    works at once."""
    quiet = [*attributes[:6], [*attributes[6]]]
    quiet[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    for sign in (termios.VSUSP, termios.VQUIT):
        quiet[6][sign] = b"\0"
    quiet[6][termios.VMIN] = 1
    termios.tcsetattr(sys.__stdin__, termios.TCSANOW, quiet)  # type: ignore[arg-type]


def _size() -> tuple[int, int] | None:
    """Columns and rows; None where they are not told."""
    try:
        columns, rows = os.get_terminal_size(sys.__stderr__.fileno())  # type: ignore[union-attr]
    except (OSError, ValueError, AttributeError):
        return None
    return (columns, rows) if columns and rows else None


def _write(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.__stderr__.write(text)  # type: ignore[union-attr]
        sys.__stderr__.flush()  # type: ignore[union-attr]


_SLEEP = (signal.SIGTSTP,)


@contextlib.contextmanager
def fronted(look: Look, environ: Mapping[str, str], wanted: bool) -> Iterator[Front | None]:
    """A ``Front`` where one is ``wanted``; the terminal is given back whatever happens.

    A signal that ends the program ends it here in order, too; one that puts it to sleep waits
    until the app can give the terminal back (``may_sleep``).
    """
    if not wanted:
        yield None
        return
    front = Front(look, environ)
    signal.pthread_sigmask(signal.SIG_BLOCK, _SLEEP)
    before = {number: signal.signal(number, _end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield front
    except BaseException:
        front.leave()
        raise
    finally:
        front.restore()
        may_sleep()
        for number, handler in before.items():
            signal.signal(number, handler)


def may_sleep() -> None:
    """Lets signals that put the program to sleep come, those that waited first."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SLEEP)


def _end(_number: int, _: object) -> None:
    raise SystemExit(0)
