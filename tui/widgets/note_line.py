"""What is to be said of a query, on as many lines as it takes."""

from __future__ import annotations

from textual.strip import Strip

from index.text import clean_line
from tui.drawing import cut, strip
from tui.theme import inks
from tui.widgets.one_line import OneLine
from tui.widgets.wrap import wrap

_MARGIN = 3
_MOST = 3
_LONGEST = 400


class NoteLine(OneLine):
    """Words that are wrapped, not cut; no line at all where there are none.

    In a low window they take a line less, so that the list below keeps its room.
    """

    DEFAULT_CSS = "NoteLine { height: auto; width: 1fr; display: none; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words, self._role = "", "dim"

    def say(self, words: str, wrong: bool = False) -> None:
        """Say this from now on, or nothing."""
        self._words, self._role = clean_line(words, _LONGEST), "warn" if wrong else "dim"
        self._fit()
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._fit()

    def _fit(self) -> None:
        self.display = bool(self._words)
        self.styles.height = max(1, len(self._lines()))

    def _lines(self) -> list[str]:
        room = max(8, (self.size.width or self.app.size.width) - _MARGIN - 1)
        spans = wrap(self._words, 0, len(self._words), room)
        most = _MOST if self.app.size.height >= _LOW else _MOST - 1
        ends = [one.end for one in spans[: most - 1]] + [len(self._words)]
        pieces = zip(spans, ends, strict=False)
        return [cut(self._words[one.start : end].strip(), room) for one, end in pieces]

    def render_line(self, y: int) -> Strip:
        """One of the lines, all of them beginning below each other."""
        ink, lines = inks(self.app.theme), self._lines()
        words = lines[y] if y < len(lines) else ""
        return strip([(f"{' ' * _MARGIN}{words}", ink[self._role])], self.size.width, ink["ground"])


_LOW = 12
"""Windows with fewer lines are low."""
