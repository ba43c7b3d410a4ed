"""Opening the reader: the first picture at once, then the screens that take long to load."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

from index import Library, locations
from tui.driver import paints_changes
from tui.front import fronted
from tui.look import Look


def open_up(path: Path | None, look: Look) -> int:
    """Opens the screen on the library at ``path``, else on the reader's own, else the sample.

    Answers the exit code. Raises LibraryError, with the terminal as it was.
    """
    with fronted(look, os.environ, paints_changes(os.environ, look.diff)) as front:
        if front is not None and _takes_long(path):
            front.wait()
        library = Library.reader(path)
        if front is not None:
            front.show(library)
        reader = importlib.import_module("tui.app")
        code: int = reader.run(look=look, library=library, begun=front and front.begun)
        return code


def _takes_long(path: Path | None) -> bool:
    """Whether the articles that come with the program must be read first."""
    home = locations.chosen_home()
    own = locations.chosen(path).library == home.library
    return own and not home.file.exists() and not locations.sample().file.exists()
