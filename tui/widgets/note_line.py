"""What is to be said beside a line that is typed into: wrapped, never cut off at the edge."""

from __future__ import annotations

from textual.strip import Strip

from index.text import clean_line
from tui.drawing import cut, strip
from tui.theme import inks
from tui.widgets.one_line import OneLine
from tui.widgets.wrap import wrap

_MOST = 3
_LONGEST = 400
_LOW = 12
"""Windows with fewer lines are low."""


class NoteLine(OneLine):
    """Words on as many lines as they take, three at most and in a low window ``low``; no line at
    all where there are none.

    ``margin`` is left blank before each line. With ``stays`` fewer words later take as many lines:
    what stands below does not move while one types.
    """

    DEFAULT_CSS = "NoteLine { height: 1; width: 1fr; display: none; }"

    def __init__(
        self,
        *,
        id: str | None = None,
        margin: int = 0,
        ground: str = "ground",
        stays: bool = False,
        low: int = _MOST,
    ) -> None:
        super().__init__(id=id, ground=ground)
        self._words, self._role = "", "dim"
        self._margin, self._stays, self._low, self._high = margin, stays, low, 1

    def say(self, words: str, role: str = "dim") -> None:
        """Say this from now on, or nothing."""
        self._words, self._role = clean_line(words, _LONGEST), role
        self._fit()
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._fit()

    def _fit(self) -> None:
        self.display = bool(self._words)
        lines = max(1, len(self._lines()))
        self._high = max(lines, self._high) if self._stays else lines
        self.styles.height = self._high

    def _lines(self) -> list[str]:
        room = max(8, (self.size.width or self.app.size.width) - self._margin)
        spans = wrap(self._words, 0, len(self._words), room)
        most = _MOST if self.app.size.height >= _LOW else self._low
        ends = [one.end for one in spans[: most - 1]] + [len(self._words)]
        pieces = zip(spans, ends, strict=False)
        return [cut(self._words[one.start : end].strip(), room) for one, end in pieces]

    def render_line(self, y: int) -> Strip:
        """One of the lines, all of them beginning below each other."""
        ink, lines = inks(self.app.theme), self._lines()
        words = f"{' ' * self._margin}{lines[y]}" if y < len(lines) else ""
        return strip([(words, ink[self._role])], self.size.width, ink[self.ground])
