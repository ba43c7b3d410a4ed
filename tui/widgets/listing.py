"""The lists of the library: events, articles (or what a search found), names."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from index.answers import Entity, Hit
from index.article import ArticleLine, Span
from index.lists import Events, Paged
from tui.drawing import Run, paint, spread, strip
from tui.key_words import worded
from tui.list_rows import (
    ARTICLE_LINES,
    EVENT_LINES,
    ROOMY,
    Piece,
    Sides,
    article_row,
    event_rows,
    label_role,
    two_lines,
)
from tui.phrases import KIND, count
from tui.widgets.lines import LinePane

_NAMES_ROOMY, _NAMES_WIDE = 36, 56
"""From these widths on a list of names tells their kind, and how often they stand in texts."""
_KIND, _TEXTS = 7, 12


class Listing(LinePane):
    """A list whose items all take the same number of lines."""

    @property
    def tall(self) -> int:
        """Lines an item takes."""
        return 1

    def height_of(self, item: int) -> int:
        """Every item takes as many lines."""
        return self.tall

    def top_of(self, item: int) -> int:
        """The first line of an item."""
        return item * self.tall

    def item_at(self, line: int) -> int:
        """The item a line belongs to."""
        return line // self.tall

    def ahead(self, seen: int) -> int:
        """A third of a list beside a text: a terminal cannot move its rows alone, and one painting
        serves many steps."""
        beside = self.outer_size.width < self.screen.outer_size.width
        return seen // 3 // self.tall * self.tall if beside else 0

    def row(self, left: list[Run], right: list[Run], width: int, here: bool) -> Strip:
        """One line of an item, marked at the left edge where the cursor is."""
        alive = here and self.has_focus
        mark = ("▌" if here else " ", self.ink("accent" if alive else "faint"))
        ground = self.ink("ground") + self.ink("here") if alive else self.ink("ground")
        return strip([mark, *spread(left, right, width - 2)], width, ground)

    def _inked(self, pieces: Sequence[Piece]) -> list[Run]:
        return [(words, self.ink(role)) for words, role in pieces]


class EventList(Listing):
    """Events: label; days, outlets and texts; the related events."""

    @property
    def tall(self) -> int:
        """Lines an event takes."""
        return EVENT_LINES

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.events = Events((), lambda _: {}, lambda _: set())
        self._rows: list[Sides] = []
        self._rows_of: tuple[int, int, bool] | None = None
        """Of which event the rows are, how wide, and whether the cursor is on it."""

    def show(self, events: Events) -> None:
        """List ``events``, staying on the event that the cursor was on, or what holds it now."""
        at, old = None, self.events[self.cursor] if self.cursor < len(self.events) else None
        if old is not None:
            at = events.place_of(self.events.numbers[self.cursor])
            at = events.holding(next(iter(old.articles), None)) if at is None else at
        self.events, self._rows_of = events, None
        self.restock_in_place(at)

    def items(self) -> int:
        """How many events there are."""
        return len(self.events)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of one event."""
        if line == 0 or self._rows_of != (item, width, here):
            event, self._rows_of = self.events[item], (item, width, here)
            self._rows = event_rows(event, width - 3, here, width >= ROOMY)
        left, right = self._rows[line]
        return self.row(self._inked(left), self._inked(right), width, here)


class ArticleList(Listing):
    """Articles: label, outlet and day; of what a search found also a line around the match."""

    EMPTY = worded("no articles yet; {library.add} adds some")

    @property
    def tall(self) -> int:
        """Lines an article takes: one more where it answers a search."""
        return ARTICLE_LINES + bool(self.hits)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: Sequence[ArticleLine] | Paged[ArticleLine] = ()
        self.hits: Sequence[Hit] = ()
        self.picked: frozenset[int] = frozenset()
        self._places: dict[int, int] = {}

    def show(
        self, lines: Sequence[ArticleLine], hits: Sequence[Hit] = (), stay: bool = False
    ) -> None:
        """List ``lines``; where they answer a search, ``hits`` are in the same order.

        The cursor goes to the top, or with ``stay`` stays on the article it was on.
        """
        old = self.lines[self.cursor].id if self.cursor < len(self.lines) else None
        self.lines, self.hits = lines, hits
        self._places = {hit.line.id: at for at, hit in enumerate(hits)}
        if stay and old is not None:
            self.restock_in_place(self.place_of(old))
        else:
            self.restock(0)
            self.show_cursor()

    def more(self, hits: Sequence[Hit]) -> None:
        """Further hits of the same search."""
        hits = [hit for hit in hits if hit.line.id not in self._places]
        self._places.update({hit.line.id: at for at, hit in enumerate(hits, len(self.lines))})
        self.hits = [*self.hits, *hits]
        self.lines = [*self.lines, *(hit.line for hit in hits)]
        self.restock()

    def place_of(self, article: int) -> int | None:
        """Where an article stands in the list, None if it does not."""
        if isinstance(self.lines, Paged):
            return self.lines.place_of(article)
        return self._places.get(article)

    def numbers(self) -> Sequence[int]:
        """The articles listed, in their order."""
        if isinstance(self.lines, Paged):
            return self.lines.numbers.tolist()
        return [line.id for line in self.lines]

    def items(self) -> int:
        """How many articles there are."""
        return len(self.lines)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of one article."""
        article = self.lines[item]
        hit = self.hits[item] if item < len(self.hits) else None
        label = two_lines(article.label, width - 3)
        if line < len(label):
            return self.row(self._label(article, hit, here, label[line]), [], width, here)
        if line == len(label):
            left, right = article_row(article, article.id in self.picked, width - 2)
            return self.row(self._inked(left), self._inked(right), width, here)
        found = self._snippet(hit, width - 4) if hit and line == len(label) + 1 else []
        return self.row(found, [], width, here)

    def _label(self, article: ArticleLine, hit: Hit | None, here: bool, part: Span) -> list[Run]:
        role = label_role(article, here)
        lit: tuple[Span, ...] = hit.title_matches if hit else ()
        layers = [(lit, self.ink("match"))]
        return paint(article.label, part.start, part.end, self.ink(role), layers)

    def _snippet(self, hit: Hit, width: int) -> list[Run]:
        text, matches = hit.snippet.text, hit.snippet.matches
        first = matches[0] if matches else Span(0, 0)
        start = max(0, min(first.start - width // 3, len(text) - width))
        if start and text[start - 1] != " ":
            start = text.find(" ", start, first.start) + 1 or start
        before = "…" if start else ""
        lit = paint(text, start, len(text), self.ink("text"), [(matches, self.ink("match"))])
        return [(f" {before}", self.ink("faint")), *lit]


class NameList(Listing):
    """People, bodies, places, peoples and events of the whole library, one line each."""

    EMPTY = "no names"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.names: Sequence[Entity] = ()

    def show(self, names: Sequence[Entity]) -> None:
        """List ``names``, staying on the name that the cursor was on if it is among them."""
        old = self.names[self.cursor].name if self.cursor < len(self.names) else None
        self.names = names
        at = next((place for place, entity in enumerate(names) if entity.name == old), 0)
        self.restock_in_place(at)

    def items(self) -> int:
        """How many names there are."""
        return len(self.names)

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """A name and how many articles name it; where there is room its kind and how often."""
        entity = self.names[item]
        told = count(entity.articles, "text")
        if width >= _NAMES_ROOMY:
            told = f"{KIND[entity.type]:<{_KIND}}{told:>{_TEXTS}}"
        if width >= _NAMES_WIDE:
            told += f"{count(entity.mentions, 'time'):>{_TEXTS + 2}}"
        return self.row(
            [(entity.name, self.ink(entity.type))],
            [(f" {told}", self.ink("dim"))],
            width,
            here,
        )
