"""How the screens reach the terminal: few bytes, and an orderly end when it goes away.

``RASHOMON_DIFF=0`` in the environment writes Textual's frames as they are.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def driver_class(environment: Mapping[str, str], diff: bool = True) -> type[Driver] | None:
    """The driver for this terminal; None where Textual's own choice is the right one.

    With ``diff`` false, or ``RASHOMON_DIFF`` set to 0 in ``environment``, frames are written
    whole. ``TEXTUAL_DRIVER`` stays the user's to set.
    """
    if sys.platform == "win32" or environment.get("TEXTUAL_DRIVER"):
        return None
    from tui.driver.careful import CarefulDriver
    from tui.driver.diffing import DiffingDriver

    wanted = diff and environment.get("RASHOMON_DIFF", "1") != "0"
    painted = wanted and environment.get("TERM", "dumb") not in ("", "dumb") and _on_terminal()
    return DiffingDriver if painted else CarefulDriver


def _on_terminal() -> bool:
    """Whether Textual's frames, which it writes to standard error, reach a terminal."""
    return all(
        stream is not None and stream.isatty() for stream in (sys.__stdout__, sys.__stderr__)
    )
