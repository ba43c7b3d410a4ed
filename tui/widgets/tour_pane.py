"""The tour's few lines above the status line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.drawing import Run, paint, spread, strip
from tui.theme import inks
from tui.tour import Step
from tui.widgets.joined import Joined, Joint
from tui.widgets.wrap import wrap

_MARGIN = 1
_WIDEST = 100
_ROOMY = 60


class TourPane(Joined, Widget):
    """A step at a time: its title, how many there are, and its words."""

    DEFAULT_CSS = """
    TourPane { height: auto; width: 1fr; display: none; border-top: solid $line; }
    .zen TourPane { display: none; }
    """

    def __init__(self, steps: Sequence[Step], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.steps = steps
        self.at = 0

    def joints(self) -> Iterator[Joint]:
        """Where the line beside the lists comes down upon the one above the tour."""
        lists = next(iter(self.screen.query("#lists")), None)
        if lists is None or not lists.region or not lists.styles.border_right[0]:
            return
        if lists.region.bottom == self.region.y:
            yield lists.region.right - 1 - self.region.x, 0, "┴"

    def on_mount(self) -> None:
        """Redraw in the new colors whenever the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refresh())

    def show(self, at: int) -> None:
        """Show the step at ``at``."""
        self.at, self.display = at, True
        self.refresh(layout=True)

    def _line(self, number: int, width: int) -> list[Run]:
        """A line of the words, the keys in them told apart."""
        step, ink = self.steps[self.at], inks(self.app.theme)
        room = max(8, min(_WIDEST, width - 2 * _MARGIN))
        lines = wrap(step.words, 0, len(step.words), room)
        if number >= len(lines):
            return []
        keys = [(step.keys, ink["accent"])]
        span = lines[number]
        return [
            (" " * _MARGIN, ink["text"]),
            *paint(step.words, span.start, span.end, ink["text"], keys),
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for the title and as many as the words of the longest step take."""
        room = max(8, min(_WIDEST, width - 2 * _MARGIN))
        return 1 + max(len(wrap(one.words, 0, len(one.words), room)) for one in self.steps)

    def render_line(self, y: int) -> Strip:
        """The title and the keys of the tour, then the words."""
        ink, width = inks(self.app.theme), self.size.width
        if y:
            return strip(self._line(y - 1, width), width, ink["ground"])
        which = f"  {self.at + 1} of {len(self.steps)}"
        left = [(f"{' ' * _MARGIN}{self.steps[self.at].title}", ink["head"]), (which, ink["faint"])]
        last = self.at == len(self.steps) - 1
        keys = [("space", ink["accent"]), (" done " if last else " next ", ink["dim"])]
        if not last:
            end = " end the tour " if width >= _ROOMY else " end "
            keys += [("  esc", ink["accent"]), (end, ink["dim"])]
        return strip(spread(left, keys, width), width, ink["ground"])
