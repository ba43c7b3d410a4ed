"""The base of every pane that scrolls: it draws its own lines and knows the item you are on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message

from tui.actions import Scope
from tui.keys import bindings
from tui.widgets.drawn import Drawn

_MOST_TIMES = 99_999


class LinePane(Drawn, inherit_bindings=False):
    """Items of one or more lines each, drawn only when seen, with a cursor that moves.

    A subclass says how many ``items`` there are, how high they are and how one line of
    one is drawn; it calls ``restock`` when that changed. The pane scrolls only when the
    cursor reaches an edge, so most moves redraw two items.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = ("moving",)
    BINDINGS = bindings("moving")
    OPENS: ClassVar[bool] = True
    """Whether enter opens something here."""

    @dataclass
    class Moved(Message):
        """The cursor of ``pane`` is on another item now."""

        pane: LinePane
        item: int

        def can_replace(self, message: Message) -> bool:
            """Only the newest move counts."""
            return isinstance(message, LinePane.Moved) and message.pane is self.pane

    @dataclass
    class Opened(Message):
        """The reader pressed enter on ``item`` of ``pane``."""

        pane: LinePane
        item: int

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.number = ""
        """The digits typed before a command: how many times, or which line."""

    def restock_in_place(self, cursor: int | None) -> None:
        """Take the new content; the item now at ``cursor`` stays where it is on the glass."""
        row = self.top_of(self.cursor) - self.scroll_offset.y if self._stock else 0
        self.restock(cursor)
        if self._stock and self.is_mounted:
            self._scroll(max(0, min(self.top_of(self.cursor) - row, self.max_scroll_y)))
            self.show_cursor()

    def on_mount(self) -> None:
        """Redraw in the new colors whenever the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.redraw())
        self.restock()

    def on_resize(self) -> None:
        """Take the new width, staying on the same item."""
        self.restock()
        self.show_cursor()

    def on_focus(self) -> None:
        """Show that the cursor is alive."""
        self._refresh_item(self.cursor)

    def on_blur(self) -> None:
        """Show that the cursor sleeps; a number that was begun here counts nowhere else."""
        self.number = ""
        self._refresh_item(self.cursor)

    def move_to(self, item: int) -> None:
        """Put the cursor on ``item`` (or the nearest there is) and keep it in sight."""
        item = max(0, min(item, self._stock - 1))
        if item == self.cursor or not self._stock:
            self.show_cursor()
            return
        before, self.cursor = self.cursor, item
        self._refresh_item(before)
        self._refresh_item(item)
        self.show_cursor()
        self.post_message(self.Moved(self, item))

    def put_cursor(self, item: int) -> None:
        """Put the cursor on ``item`` without a word to the parent."""
        self.restock(item)
        self.show_cursor()

    def ahead(self, seen: int) -> int:
        """Lines beyond the cursor, of ``seen``, that come into sight when it leaves the glass."""
        return 0

    def show_cursor(self) -> None:
        """Scroll just so far that the item under the cursor is seen, and what is ``ahead``."""
        top, seen = self.top_of(self.cursor), self.seen.height
        if not self._stock or not seen:
            return
        bottom, at = top + self.height_of(self.cursor), self.scroll_offset.y
        if top < at or bottom - top >= seen:
            away = not at <= top < at + seen
            self._scroll(max(0, top - self.ahead(seen)) if away else at)
        elif bottom > at + seen:
            self._scroll(min(bottom - seen + self.ahead(seen), self.max_scroll_y))
        if self.cursor == 0:
            self._scroll(0)

    def _scroll(self, line: int) -> None:
        if line != self.scroll_offset.y:
            self.scroll_to(y=line, animate=False, force=True)

    def _step(self, by: int) -> None:
        if abs(by) > 1 or not self._within_tall(by):
            self.move_to(self.cursor + by)

    def _within_tall(self, by: int) -> bool:
        """Scroll inside an item that is higher than the pane before leaving it."""
        if not self._stock:
            return True
        top, seen = self.top_of(self.cursor), self.seen.height
        bottom, at = top + self.height_of(self.cursor), self.scroll_offset.y
        half = max(1, seen // 2)
        if by > 0 and bottom > at + seen and bottom - top > seen:
            self._scroll(min(at + half, bottom - seen))
            return True
        if by < 0 and top < at and bottom - top > seen:
            self._scroll(max(at - half, top))
            return True
        return False

    def _leap(self, lines: int) -> None:
        """Scroll by ``lines`` and keep the cursor where it was on the glass."""
        if not self._stock:
            return
        target = self.top_of(self.cursor) + lines
        self._scroll(max(0, min(self.scroll_offset.y + lines, self.max_scroll_y)))
        last = self.virtual_size.height - 1
        item = self.item_at(max(0, min(target, last)))
        if item == self.cursor:
            item += 1 if lines > 0 else -1
        self.move_to(item)

    def take_key(self, key: str) -> bool:
        """Collect the digits of a number, as in ``12 j``; whether the key belongs to one.

        A 0 goes on with a number but begins none, nor does a digit that was given to an action.
        Escape drops the number.
        """
        if key == "escape" and self.number:
            self.number = ""
            return True
        if not (len(key) == 1 and key.isdigit() and key.isascii()):
            return False
        begins = key != "0" and key not in self.screen.active_bindings
        if self.number or begins:
            self.number = (self.number + key)[:6]
            return True
        return False

    def times(self) -> int:
        """The number that was typed, 1 if none was; it counts for one command."""
        return self.typed() or 1

    def typed(self) -> int | None:
        """The number that was typed, None if none was; it counts for one command."""
        number, self.number = self.number, ""
        return min(int(number), _MOST_TIMES) if number else None

    def action_down(self) -> None:
        """Next item."""
        self._step(self.times())

    def action_up(self) -> None:
        """Item before."""
        self._step(-self.times())

    def action_page_down(self) -> None:
        """One page on."""
        self._leap(self.times() * max(1, self.seen.height - 1))

    def action_page_up(self) -> None:
        """One page back."""
        self._leap(-self.times() * max(1, self.seen.height - 1))

    def action_half_down(self) -> None:
        """Half a page on."""
        self._leap(self.times() * max(1, self.seen.height // 2))

    def action_half_up(self) -> None:
        """Half a page back."""
        self._leap(-self.times() * max(1, self.seen.height // 2))

    def action_top(self) -> None:
        """To the first item, or to the one a number was typed for."""
        self.move_to(self.times() - 1)

    def action_bottom(self) -> None:
        """To the last item, or to the one a number was typed for."""
        self.move_to((self.typed() or self.items()) - 1)

    async def action_open(self) -> None:
        """Have the screen open this item."""
        if self.items():
            await self.lead_on(self.Opened(self, self.cursor))

    async def lead_on(self, message: Message) -> None:
        """Have the screen act on ``message`` at once, if it is still in front.

        Posted, the message might wait while the next key of a burst acts on this screen, too.
        """
        if self.app.screen is self.screen:
            await self.screen._dispatch_message(message)

    async def on_click(self, event: events.Click) -> None:
        """Go to the item under the pointer; a second click opens it."""
        line = event.y + self.scroll_offset.y
        if line < self.virtual_size.height and self.items():
            self.move_to(self.item_at(line))
            if event.chain == 2:
                await self.action_open()


def stepped(places: Sequence[int], at: int, by: int) -> int:
    """The item ``by`` steps on from ``at`` where only ``places``, in order, are stepped on; the
    last of them that way where there are fewer, ``at`` where there is none that way."""
    ways = places[bisect_right(places, at) :] if by > 0 else places[: bisect_left(places, at)]
    if not ways:
        return at
    return ways[min(by, len(ways)) - 1] if by > 0 else ways[max(by, -len(ways))]
