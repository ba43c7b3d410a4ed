"""Undoing and redoing on screen: at once, but what was added goes only when that is asked for.

What moves many articles is told by the progress line, and can be stopped.
"""

from __future__ import annotations

from index import Library, RashomonError, Unsure
from index.errors import Lengthy
from tui.key_words import worded
from tui.screens.choose import Choice, ChooseScreen
from tui.screens.room import Room
from tui.screens.working import AT_ONCE, Asked, Report

_NOT_DONE = "nothing was done; nothing to undo"
_NOT_UNDONE = "nothing was undone since the newest thing done"
_FORGET, _LEAVE = "forget", "leave"


def undo(room: Room, library: Library) -> None:
    """Take back what was done last, and say what."""

    def wrong(error: RashomonError) -> None:
        if isinstance(error, Unsure) and room.is_current:
            _ask(room, library, error)
        elif isinstance(error, Lengthy):
            _undo_at_length(room, library)
        else:
            room.complain(error)

    room.correct("undoing", lambda: library.corrections.undo(at_once=AT_ONCE), _NOT_DONE, wrong)


def redo(room: Room, library: Library) -> None:
    """Let what was undone last stand again, and say what."""

    def do(progress: Report, stopped: Asked) -> str | None:
        return library.corrections.redo(progress=progress, cancelled=stopped)

    def wrong(error: RashomonError) -> None:
        if isinstance(error, Lengthy):
            room.reading.desk.carry_out("redoing", do, _NOT_UNDONE)
        else:
            room.complain(error)

    room.correct("redoing", lambda: library.corrections.redo(at_once=AT_ONCE), _NOT_UNDONE, wrong)


def _undo_at_length(room: Room, library: Library, sure: int | None = None) -> None:
    def do(progress: Report, stopped: Asked) -> str | None:
        return library.corrections.undo(sure, progress=progress, cancelled=stopped)

    room.reading.desk.carry_out("undoing", do, _NOT_DONE)


def _ask(room: Room, library: Library, error: Unsure) -> None:
    """Ask whether what was added shall go; by itself the question changes nothing."""
    choices = [
        Choice("", "no, change nothing"),
        Choice(_FORGET, "yes, forget", worded("{anywhere.redo} brings it back")),
        Choice(_LEAVE, "leave it", worded("{anywhere.undo} takes back what was done before it")),
    ]

    def fit(words: str) -> list[Choice]:
        return [one for one in choices if one.label.startswith(words.lower())]

    def answered(value: str | None) -> None:
        if value == _FORGET and error.articles > AT_ONCE:
            _undo_at_length(room, library, error.number)
        elif value == _FORGET:
            room.correct("forgetting", lambda: library.corrections.undo(error.number), _NOT_DONE)
        elif value == _LEAVE:
            room.correct("undoing", lambda: library.corrections.leave(error.number), _NOT_DONE)

    room.app.push_screen(ChooseScreen(f"Undo “{error.where}”?", error.what, fit), answered)
