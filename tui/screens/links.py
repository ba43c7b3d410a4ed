"""The addresses an article leads to, numbered, to be opened or copied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.strip import Strip
from textual.widget import Widget

from index.article import Span
from tui.actions import Scope
from tui.drawing import strip
from tui.hyperlink import linked
from tui.keys import bindings
from tui.look import look_of
from tui.opening import Link
from tui.phrases import count
from tui.screens.outward import copy_out, open_address
from tui.screens.room import Room, way_back
from tui.widgets.lines import LinePane
from tui.widgets.stacked import Stacked
from tui.widgets.wrap import wrap

_MARGIN = 7
_TALLEST = 4
"""Lines of an address that are shown; all of it is opened."""


class LinkList(Stacked):
    """A number and an address an item; a remark below those that are not in the text."""

    def __init__(self, links: Sequence[Link], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.links = links
        self._wrapped: list[list[Span]] = []

    def items(self) -> int:
        """How many addresses there are."""
        return len(self.links)

    def heights(self, width: int) -> list[int]:
        """Each address over as many lines as it takes, and its remark."""
        room = max(8, width - _MARGIN - 2)
        self._wrapped = [
            wrap(link.address, 0, len(link.address), room)[:_TALLEST] for link in self.links
        ]
        return [
            len(lines) + bool(_remark(link))
            for lines, link in zip(self._wrapped, self.links, strict=True)
        ]

    def go_to_typed(self) -> None:
        """To the address of the number that was typed, if one was."""
        if (number := self.typed()) is not None:
            self.move_to(number - 1)

    async def action_open(self) -> None:
        """Open the address one is on, or that of the number typed before."""
        self.go_to_typed()
        await super().action_open()

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of an address, or the remark on it."""
        link, spans = self.links[item], self._wrapped[item]
        ground = self.ink("ground") + (self.ink("here") if here else self.ink("text"))
        edge = ("▌" if here else " ", self.ink("accent" if self.has_focus else "faint"))
        number = f"{item + 1:>3}" if not line else "   "
        head = [edge, (f" {number}  ", self.ink("dim"))]
        if line >= len(spans):
            return strip([*head, (_remark(link), self.ink("dim"))], width, ground)
        words = link.address[spans[line].start : spans[line].end]
        ink = self.ink("text")
        if spans[-1].end >= len(link.address) and look_of(self.app).links:
            ink += linked(link.address)
        return strip([*head, (words, ink)], width, ground)


def _remark(link: Link) -> str:
    if link.own:
        return "the article's own page"
    return "in page furniture" if link.aside else ""


class LinksScreen(Room):
    """Where an article leads; enter opens an address in a browser."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("links",)
    BINDINGS = bindings("links")

    def __init__(self, links: Sequence[Link]) -> None:
        super().__init__()
        self.links = links

    def furnish(self) -> Iterable[Widget]:
        """The list."""
        yield LinkList(self.links, id="links")

    def on_mount(self) -> None:
        """Say how many there are."""
        super().on_mount()
        self.head("‹ Links", count(len(self.links), "address", "addresses"), way_back())

    @property
    def pane(self) -> LinkList:
        """The list."""
        return self.query_one(LinkList)

    def action_copy(self) -> None:
        """Copy the address one is on, or that of the number typed before."""
        self.pane.go_to_typed()
        copy_out(self, "address", self.links[self.pane.cursor].address)

    @on(LinePane.Opened)
    def _opened(self, event: LinePane.Opened) -> None:
        open_address(self, self.links[event.item].address)

    @on(LinePane.Moved)
    def _moved(self) -> None:
        self.tell_status()

    def position(self) -> str:
        """Which of how many."""
        return f"{self.pane.cursor + 1} of {len(self.links)}"
