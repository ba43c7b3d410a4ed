"""Going back: H and L through what was read, marks, and every article at its own place."""

from __future__ import annotations

from collections.abc import Callable

from index import Library
from tui.key_words import key_for
from tui.phrases import count
from tui.screens.onward import Onward
from tui.screens.place import Offsets
from tui.work import fetch

_BEFORE = "'"
"""The mark of the place one jumped from."""


class Retracing(Onward):
    """The part of the library screen that leads back to places."""

    library: Library
    _letter: Callable[[str], None] | None = None
    """What the next key is for, where a mark waits for its letter."""
    _question = ""

    def take_key(self, key: str) -> bool:
        """The letter of a mark, where one is waited for."""
        if self._letter is None:
            return super().take_key(key)
        take, self._letter, self._question = self._letter, None, ""
        named = key == "apostrophe" or (len(key) == 1 and key.isascii() and key.isalnum())
        if named:
            take(_BEFORE if key == "apostrophe" else key)
        self.tell_status()
        return named or key == "escape"

    def position(self) -> str:
        """What is waited for, else where one is."""
        return self._question or super().position()

    def _ask_letter(self, words: str, take: Callable[[str], None]) -> None:
        self._question, self._letter = words, take
        self.tell_status()

    def action_mark(self) -> None:
        """Wait for a letter and mark this place with it."""
        if self.reader.article is None:
            self.tell("no article is shown")
        else:
            self._ask_letter("mark with a letter …", self._mark)

    def _mark(self, letter: str) -> None:
        shown = self.reader.article
        if shown is None or letter == _BEFORE:
            return
        self.marks.put(letter, [shown.id, self.reader.place() or 0])
        self._save(self.marks)
        self.tell(f"marked {letter}; {key_for('library.to_mark')} and {letter} leads back here")

    def action_to_mark(self) -> None:
        """Wait for a letter and go to the place marked with it."""
        known = [name for name in self.marks.names() if name != _BEFORE]
        self._ask_letter(f"to mark {' '.join(known[:12])} …", self._to_mark)

    def _to_mark(self, letter: str) -> None:
        place = self.marks.get(letter)
        right = isinstance(place, list) and [type(part) for part in place] == [int, int]
        if not right:
            before = "no place to go back to yet" if letter == _BEFORE else f"no mark {letter}"
            self.tell(f"{before}; {key_for('library.mark')} and a letter marks a place")
            return
        if (shown := self.reader.article) is not None:
            self.marks.put(_BEFORE, [shown.id, self.reader.place() or 0])
        self.trail.visit(place[0])
        self.go_to_article(*place)

    def action_earlier(self) -> None:
        """Back through what was read."""
        here = self.trail.here
        if here is not None and here != self.shown_number():
            self.go_to_article(here)
        else:
            self._step_trail(-1)

    def action_later(self) -> None:
        """Forward through what was read."""
        self._step_trail(1)

    def _step_trail(self, by: int) -> None:
        article = self.trail.step(by * self.typed_times())
        if article is None:
            self.tell("nothing was read before this" if by < 0 else "nothing was read after this")
        else:
            self.go_to_article(article)
            left = len(self.trail.read) - 1 - self.trail.at
            self.tell(f"{count(left, 'text')} read after this one" if left else "the last one read")

    def shown_number(self) -> int | None:
        """The article that is shown."""
        return self.reader.article.id if self.reader.article else None

    def _save(self, kept: Offsets) -> None:
        library = self.library
        fetch(self, "places", lambda: kept.save(library), lambda _: None, lambda _: None)
