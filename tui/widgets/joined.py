"""Panes whose lines meet: where one line runs into another the sign shows both."""

from __future__ import annotations

from collections.abc import Iterator

from rich.segment import Segment
from textual.css.query import NoMatches
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.glyphs import spelled
from tui.widgets.still import Across, Down, Still

Joint = tuple[int, int, str]
"""Column and row inside a widget, and the sign that stands there."""


class Joined(Still):
    """A widget in whose border lines of others end."""

    def joints(self) -> Iterator[Joint]:
        """Where they end as things stand now."""
        return iter(())

    def hangs_on(self) -> tuple[object, ...]:
        """The lines are made again when another pane came to stand elsewhere."""
        return tuple(self.joints())

    def make_lines(self, crop: Region) -> list[Strip]:
        """The lines, with a sign at each joint."""
        lines = super().make_lines(crop)
        look = getattr(self.app, "look", None)
        encoding = look.encoding if look else "utf-8"  # other signs were replaced already
        for column, row, sign in self.joints():
            if crop.contains(column, row) and row - crop.y < len(lines):
                at = row - crop.y
                shown = sign if encoding == "utf-8" else spelled(sign, encoding)
                lines[at] = with_sign(lines[at], column - crop.x, shown)
        return lines


class Panes(Joined, Across):
    """Panes side by side below a line, from which the lines between them hang down."""

    def joints(self) -> Iterator[Joint]:
        """Below the line at the top: at the right edge of the list, the left edge of the names."""
        if self.styles.border_top[0]:
            for pane in filter(None, (_pane(self, "#lists"), _pane(self, "#named"))):
                for side in (pane.styles.border_right[0], pane.styles.border_left[0]):
                    edge = pane.region.right - 1 if pane.id == "lists" else pane.region.x
                    if side and pane.region:
                        yield edge - self.region.x, 0, "┬"


class Lists(Joined, Down):
    """The lists, with a line at their right into which the one above the names runs."""

    def on_resize(self) -> None:
        """Where the line at their right ends in others, these are drawn anew."""
        for pane in self.screen.query("*").results(Joined):
            pane.refresh()

    def on_show(self) -> None:
        """The same once they are there again."""
        self.on_resize()

    def on_hide(self) -> None:
        """The same once they are gone."""
        self.on_resize()

    def joints(self) -> Iterator[Joint]:
        """Beside the line above the names, where that begins at the line of the lists."""
        named = _pane(self.screen, "#named")
        if named is None or not (self.styles.border_right[0] and named.styles.border_top[0]):
            return
        if named.region and named.region.x == self.region.right:
            yield self.region.width - 1, named.region.y - self.region.y, "├"


def _pane(among: Widget, name: str) -> Widget | None:
    """A pane by its id, which is asked for with every frame: Textual keeps what one such found."""
    try:
        return among.query_one(name)
    except NoMatches:
        return None


def with_sign(line: Strip, column: int, sign: str) -> Strip:
    """``line`` with ``sign`` in place of what stands in ``column``, in the same colors."""
    before = line.crop(column, column + 1)
    style = next((segment.style for segment in before), None)
    rest = line.crop(column + 1)
    return Strip.join([line.crop(0, column), Strip([Segment(sign, style)]), rest])
