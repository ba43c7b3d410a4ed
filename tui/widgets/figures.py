"""Figures about a name: over time, its spellings, who names it, who is named with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from rich.cells import cell_len
from textual.strip import Strip

from index.answers import EntityPage, Share
from index.dataclass import dataclass
from tui.drawing import Run, pad, spread, strip
from tui.phrases import NO_OUTLET, count
from tui.widgets.chart import bars, series
from tui.widgets.lines import LinePane, stepped

FigureKind = Literal["head", "chart", "note", "spelling", "outlet", "beside"]

_HIGH = 4
_SPELLINGS, _OUTLETS = 8, 12
_BAR = 10
_WALKED = ("spelling", "outlet", "beside")


@dataclass(frozen=True, slots=True)
class Figure:
    """A line: what is counted, how often, and its share of the largest beside it; ``by`` of an
    outlet or of a name beside it."""

    kind: FigureKind
    label: str = ""
    number: str = ""
    share: float = 0.0
    by: Share | None = None


class Figures(LinePane):
    """Lines of figures; the cursor walks those that stand for somebody or something."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.page: EntityPage | None = None
        self.figures: list[Figure] = []

    def show(self, page: EntityPage) -> None:
        """Show the figures of another page."""
        self.page = page
        self.restock(0)
        self.scroll_to(y=0, animate=False)
        self.put_cursor(self._walked(0, 1))

    def items(self) -> int:
        """How many lines there are."""
        return len(self.figures)

    def lay_out(self, width: int) -> None:
        """Count anew: the chart takes the width there is."""
        self.figures = list(figures(self.page, width - 4)) if self.page else []

    def chosen(self) -> Figure | None:
        """The line under the cursor."""
        return self.figures[self.cursor] if self.cursor < len(self.figures) else None

    def _walked(self, at: int, by: int) -> int:
        places = range(at, len(self.figures) if by > 0 else -1, 1 if by > 0 else -1)
        walked = (place for place in places if self.figures[place].kind in _WALKED)
        return next(walked, self.cursor)

    def _step(self, by: int) -> None:
        walked = [at for at, figure in enumerate(self.figures) if figure.kind in _WALKED]
        self.move_to(stepped(walked, self.cursor, by))
        if self._walked(self.cursor - 1, -1) == self.cursor:
            self.scroll_to(y=0, animate=False)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line."""
        figure = self.figures[item]
        alive = here and self.has_focus
        mark = ("▌" if here and alive else " ", self.ink("accent"))
        ground = self.ink("ground") + self.ink("here") if alive else self.ink("ground")
        if figure.kind not in _WALKED:
            role = {"head": "faint", "chart": "accent"}.get(figure.kind, "dim")
            indent = " " if figure.kind == "head" else "   "
            return strip([(indent, self.ink("text")), (figure.label, self.ink(role))], width,
                         self.ink("ground"))  # fmt: skip
        role = "strong" if figure.kind == "beside" else "text"
        right = [*self._bar(figure, width), (f" {figure.number} ", self.ink("dim"))]
        left: list[Run] = [("  ", self.ink("text")), (figure.label, self.ink(role))]
        return strip([mark, *spread(left, right, width - 1)], width, ground)

    def _bar(self, figure: Figure, width: int) -> list[Run]:
        if width < 3 * _BAR:
            return []
        full = max(1, round(_BAR * figure.share)) if figure.share else 0
        return [(" " + pad("━" * full, _BAR), self.ink("faint"))]


def figures(page: EntityPage, width: int) -> Iterator[Figure]:
    """The figures of ``page`` as lines, its chart in at most ``width`` cells."""
    yield from _over_time(page.by_month, max(8, width))
    spelt = [Share(*one, 0) for one in page.entity.variants.items()]
    spelt.sort(key=lambda one: -one.mentions)
    yield from _shares("How it is spelt", "spelling", spelt, _SPELLINGS)
    yield from _shares("Who names it how often", "outlet", page.by_outlet, _OUTLETS)
    if page.beside:
        yield Figure("head", "Named with it, in how many texts")
        most = max(share.articles for share in page.beside) or 1
        for share in page.beside:
            number = f"{share.articles:>6,}"
            yield Figure("beside", share.label or "", number, share.articles / most, share)


def _over_time(shares: Sequence[Share], width: int) -> Iterator[Figure]:
    found = series(shares, width)
    yield Figure("head", "Named when")
    for line in bars(found.values, _HIGH, width):
        yield Figure("chart", line)
    if found.values:
        ends = found.first
        if len(found.values) > 1:
            drawn = len(bars(found.values, 1, width)[0].rstrip())
            ends += " " * max(1, drawn - cell_len(found.first + found.last)) + found.last
        yield Figure("note", ends)
        if len(found.values) > 1:
            yield Figure("note", f"most in {found.peak}: {max(found.values):,}")
    if found.undated:
        yield Figure("note", f"{found.undated:,} in undated texts")
    yield Figure("note")


def _shares(heading: str, kind: FigureKind, found: Sequence[Share], most: int) -> Iterator[Figure]:
    yield Figure("head", heading)
    largest = max((one.mentions for one in found), default=1) or 1
    for one in found[:most]:
        number, by = f"{one.mentions:>6,}", one if kind == "outlet" else None
        yield Figure(kind, one.label or NO_OUTLET, number, one.mentions / largest, by)
    if len(found) > most:
        rest = sum(one.mentions for one in found[most:])
        yield Figure("note", f"and {count(len(found) - most, 'more', 'more')}: {rest:,}")
    yield Figure("note")
