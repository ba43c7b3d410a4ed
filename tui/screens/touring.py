"""The tour on the library screen: shown at the first start, never again unasked."""

from __future__ import annotations

from abc import abstractmethod

from index import Library, RashomonError
from tui.screens.room import Room
from tui.widgets.tour_pane import TourPane
from tui.work import fetch

_KEPT = "tour"
_ROOM = 14
"""Lines of a window under which nobody is toured unasked."""


class Touring(Room):
    """The part of the library screen that tours it. Every key works as ever meanwhile, but
    space goes on and escape ends it."""

    library: Library

    @abstractmethod
    def searched(self) -> bool:
        """Whether a search is on, which escape gives up first."""

    def greet(self) -> None:
        """Begin the tour if this reader has never seen it."""
        library = self.library

        def came(seen: bool) -> None:
            if not seen and self.size.height >= _ROOM:
                self._step(0)
                fetch(self, "toured", lambda: library.remember(_KEPT, "seen"), _kept, _kept)

        fetch(self, "tour", lambda: seen(library), came, _kept)

    def action_tour(self) -> None:
        """Begin the tour, or end it."""
        if self._tour.display:
            self._end()
        else:
            self.remove_class("zen")
            self._step(0)

    def take_key(self, key: str) -> bool:
        """While the tour is on, space goes on and escape ends it."""
        if self._tour.display and key == "space":
            self._step(self._tour.at + 1)
            return True
        if self._tour.display and key == "escape" and not self.searched():
            self._end()
            return True
        return super().take_key(key)

    def _step(self, at: int) -> None:
        if at < len(self._tour.steps):
            self.add_class("toured")
            self._tour.show(at)
        else:
            self._end()

    def _end(self) -> None:
        self.remove_class("toured")
        self._tour.display = False

    @property
    def _tour(self) -> TourPane:
        return self.query_one(TourPane)


def seen(library: Library) -> bool:
    """Whether the tour was shown in this library, or in the sample beside a reader's own."""
    if library.recall(_KEPT):
        return True
    sample = library.path / "sample"
    if library.is_sample or not (sample / "library.db").exists():
        return False
    with Library.open(sample) as before:
        return before.recall(_KEPT) is not None


def _kept(_: RashomonError | None) -> None:
    """Where nothing can be kept, the tour comes again: no word about it."""
