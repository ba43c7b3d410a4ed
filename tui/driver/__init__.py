"""How the screens reach the terminal: few bytes, and an orderly end when it goes away.

``RASHOMON_DIFF=0`` in the environment writes Textual's frames as they are, each at once; else a
slow line is given no more than it can carry (``pacing``).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

    from tui.front import Begun


def driver_class(
    environment: Mapping[str, str], diff: bool = True, begun: Begun | None = None
) -> type[Driver] | None:
    """The driver for this terminal; None where Textual's own choice is the right one.

    With ``diff`` false, or ``RASHOMON_DIFF`` set to 0 in ``environment``, frames are written
    whole. ``TEXTUAL_DRIVER`` stays the user's to set. ``begun`` is what the terminal shows
    already.
    """
    if _of_textual(environment):
        return None
    from tui.driver.careful import CarefulDriver
    from tui.driver.diffing import DiffingDriver

    if not paints_changes(environment, diff):
        return CarefulDriver
    return DiffingDriver.after(begun) if begun is not None else DiffingDriver


def paints_changes(environment: Mapping[str, str], diff: bool = True) -> bool:
    """Whether only what changed is written to this terminal."""
    wanted = diff and environment.get("RASHOMON_DIFF", "1") != "0"
    known = environment.get("TERM", "dumb") not in ("", "dumb")
    return wanted and known and _on_terminal() and not _of_textual(environment)


def _of_textual(environment: Mapping[str, str]) -> bool:
    return sys.platform == "win32" or bool(environment.get("TEXTUAL_DRIVER"))


def _on_terminal() -> bool:
    """Whether Textual's frames, which it writes to standard error, reach a terminal."""
    return all(
        stream is not None and stream.isatty() for stream in (sys.__stdout__, sys.__stderr__)
    )
