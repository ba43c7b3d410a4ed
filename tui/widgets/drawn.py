"""Lines that a pane draws by itself: only those that are seen, each once as long as it is so."""

from __future__ import annotations

from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.drawing import strip
from tui.theme import inks
from tui.widgets.still import Still
from tui.widgets.wrap import wrap

_KEPT = 512
_EDGES = 3
"""Cells left blank beside what is said where there is nothing."""


class Drawn(Still, ScrollView, can_focus=True, inherit_bindings=False):
    """Items of one or more lines each, one of which the cursor is on."""

    EMPTY: ClassVar[str] = ""
    """What is said where there is nothing."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self.empty_words = self.EMPTY
        self._stock = self._high = 0
        self._drawn: OrderedDict[tuple[int, int, bool, bool], Strip] = OrderedDict()
        self._inks: Mapping[str, Style] = {}
        """Those of the theme while lines are drawn: each asks for some a dozen times."""

    @abstractmethod
    def items(self) -> int:
        """How many items there are."""

    def height_of(self, item: int) -> int:
        """How many lines ``item`` takes."""
        return 1

    def top_of(self, item: int) -> int:
        """The first line of ``item``, counted from 0."""
        return item

    def item_at(self, line: int) -> int:
        """The item that ``line`` belongs to."""
        return line

    @abstractmethod
    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """Line ``line`` of ``item``, counted from 0; ``here`` tells that the cursor is on it."""

    def lay_out(self, width: int) -> None:
        """Prepare for lines of ``width`` cells; called whenever the width or content changed."""

    def ink(self, role: str) -> Style:
        """The style of a role or of a kind of mention under the theme that is on."""
        return (self._inks or inks(self.app.theme))[role]

    def restock(self, cursor: int | None = None) -> None:
        """Forget every drawn line and take the new content; the cursor stays in range."""
        self._drawn.clear()
        if not self.is_mounted:
            return
        self.lay_out(self._room())
        self._stock = self.items()
        last = self._stock - 1
        self.cursor = max(0, min(self.cursor if cursor is None else cursor, last))
        self._high = self.top_of(last) + self.height_of(last) if last >= 0 else 0
        self._take_size(Size(self._room(), self._high))
        self.refresh()

    def _take_size(self, size: Size) -> None:
        """The content is as large as this now. Textual places everything on the screen anew for
        it: that is left out where no pane can come to lie elsewhere."""
        scrolls = size.height > self.seen.height
        grows = any(node.styles.auto_dimensions for node in self.ancestors_with_self)
        if grows or scrolls != self.show_vertical_scrollbar:
            self.virtual_size = size
        else:
            self.set_reactive(Widget.virtual_size, size)
            self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw anew; the bar, which is not on the glass, stays: moved, it would have everything
        placed anew."""
        if round(old_value) != round(new_value):
            self.refresh()

    def redraw(self) -> None:
        """Forget every drawn line, the content being the same."""
        self._drawn.clear()
        self.refresh()

    def redraw_lines(self, first: int, last: int) -> None:
        """Draw these lines again, both ends included, the rest being the same."""
        for key in [key for key in self._drawn if first <= key[0] <= last]:
            del self._drawn[key]
        self.refresh_lines(first, last - first + 1)

    @property
    def seen(self) -> Size:
        """The cells there are for lines: without edges and scroll bars."""
        return self.outer_size - self.styles.gutter.totals - self.scrollbar_gutter.totals

    def _room(self) -> int:
        return max(1, self.seen.width)

    def hangs_on(self) -> tuple[object, ...]:
        """What is under the glass, and the cursor."""
        return (self.scroll_offset, self.cursor, self.has_focus, self._stock, self._high)

    def make_lines(self, crop: Region) -> list[Strip]:
        """The lines of the visible part within ``crop``.

        A line fills the pane and brings its own ground, so that Textual's styles have nothing
        to add, other than an edge: a line that was seen before is not made again.
        """
        if self.gutter or self.opacity != 1.0:
            return super().make_lines(crop)
        width, full, top = self._room(), self.outer_size.width, self.scroll_offset.y
        filters, ground = self._filters(), self.background_colors[1]
        first, last = crop.column_span
        lines: list[Strip] = []
        self._inks = inks(self.app.theme)
        try:
            for y in crop.line_range:
                line = self._line(y, top, width).adjust_cell_length(full)
                for each in filters:
                    line = line.apply_filter(each, ground)
                lines.append(line if (first, last) == (0, full) else line.crop(first, last))
        finally:
            self._inks = {}
        return lines

    def _filters(self) -> list[LineFilter]:
        """What lines pass through. Colors of the terminal's own, which one of Textual's filters
        replaces, only stand in lines where the theme is of such, and there they are to stay."""
        filters = self.get_line_filters()
        return [each for each in filters if not isinstance(each, ANSIToTruecolor)]

    def render_line(self, y: int) -> Strip:
        """The line ``y`` of the visible part."""
        return self._line(y, self.scroll_offset.y, self._room())

    def _line(self, y: int, top: int, width: int) -> Strip:
        """The line ``y`` below the line ``top``, drawn once and kept."""
        line = y + top
        item = self.item_at(line) if self._stock and line < self._high else self._stock
        if item >= self._stock:  # another height came, the new lines are not counted yet
            return self.empty_line(y, width)
        here = item == self.cursor
        key = (line, width, here, here and self.has_focus)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self.draw(item, line - self.top_of(item), width, here)
            self._drawn[key] = drawn
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return drawn

    def empty_line(self, y: int, width: int) -> Strip:
        """What stands below the last item, or instead of the first."""
        words = ""
        if y and not self._stock:
            said = self.empty_words
            lines = wrap(said, 0, len(said), max(8, width - _EDGES))
            words = said[lines[y - 1].start : lines[y - 1].end] if y <= len(lines) else ""
        return strip([(f"  {words}", self.ink("dim"))], width, self.ink("ground"))

    def _refresh_item(self, item: int) -> None:
        if 0 <= item < self._stock:
            top = self.top_of(item) - self.scroll_offset.y
            self.refresh(Region(0, top, self.outer_size.width, self.height_of(item)))
