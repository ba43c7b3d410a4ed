"""Undoing on screen: at once, but for what was added, which goes only when that is asked for."""

from __future__ import annotations

from index import Library, RashomonError, Unsure
from tui.key_words import worded
from tui.screens.choose import Choice, ChooseScreen
from tui.screens.room import Room

_NONE = "nothing was done; nothing to undo"
_FORGET, _LEAVE = "forget", "leave"


def undo(room: Room, library: Library) -> None:
    """Take back what was done last, and say what."""

    def wrong(error: RashomonError) -> None:
        if isinstance(error, Unsure) and room.is_current:
            _ask(room, library, error)
        else:
            room.complain(error)

    room.correct("undoing", library.corrections.undo, _NONE, wrong)


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
        if value == _FORGET:
            room.correct("forgetting", lambda: library.corrections.undo(error.number), _NONE)
        elif value == _LEAVE:
            room.correct("undoing", lambda: library.corrections.leave(error.number), _NONE)

    room.app.push_screen(ChooseScreen(f"Undo “{error.where}”?", error.what, fit), answered)
