"""What is lit on the lines of a text: quotes, names, matches, and what one stands on."""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Mention, Span
from tui.drawing import Layer, Run, apart, paint
from tui.theme import NAMED
from tui.widgets.page import Line
from tui.widgets.selecting import Selecting

_KINDS = (*NAMED, "DATE", "MONEY", "NUMBER")
"""Kinds of mentions, in the order in which they are painted over one another."""
_INKS = {
    "title": "title", "outlet": "text", "about": "dim", "conflict": "warn", "body": "text",
    "furniture": "faint", "fold": "faint", "gap": "text", "note": "accent",
}  # fmt: skip


class Lit(Selecting):
    """Lines of a text in their inks, drawn anew only where what is lit changes."""

    matches: tuple[Span, ...] = ()
    match: int | None = None
    """Which of the matches is stood on, counted from 0."""
    on_name: int | None = None
    """Which of the names is stood on, counted from 0."""
    _names: tuple[Mention, ...] = ()
    _told: Sequence[Layer] = ()
    _lit: Sequence[Layer] = ()
    _layers: Sequence[Layer] = ()

    def take_matches(self, matches: Sequence[Span]) -> None:
        """Have other ``matches``, and stand on none; they are lit with the next drawing."""
        self.matches, self.match = apart(matches), None

    def take_names(self) -> None:
        """Have the names of the article as it is now, and stand on none."""
        mentions = self.article.entities if self.article else ()
        named = [mention for mention in mentions if mention.type in NAMED]
        kept: list[Mention] = []
        for mention in sorted(named, key=lambda mention: (mention.start, -mention.end)):
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        self._names, self.on_name = tuple(kept), None

    def standing_on(self) -> Mention | None:
        """The name that was walked to, None if none."""
        return self._names[self.on_name] if self.on_name is not None else None

    def light(self, matches: Sequence[Span]) -> None:
        """Light other ``matches`` in the same article."""
        self.take_matches(matches)
        self._restyle()

    def redraw(self) -> None:
        """Draw again in the colors of the theme."""
        self._restyle()

    def relight(self) -> None:
        """Draw what is marked over everything else."""
        self._light_up()

    def _restyle(self) -> None:
        """Find what is lit whatever is sought: quotes, what is not the article, kinds of names."""
        told: list[Layer] = []
        if (article := self.article) is not None:
            quotes = (Span(q.start, q.end) for q in article.quotes if q.kind == "direct")
            aside = (Span(z.start, z.end) for z in article.zones if z.kind != "title")
            told += [(apart(quotes), self.ink("quote")), (apart(aside), self.ink("dim"))]
            mentioned: dict[str, list[Span]] = {kind: [] for kind in _KINDS}
            for mention in article.entities:
                mentioned[mention.type].append(Span(mention.start, mention.end))
            told += [(apart(spans), self.ink(kind)) for kind, spans in mentioned.items()]
        self._told = told
        self._light_up()
        super().redraw()

    def _light_up(self) -> None:
        """Matches, the one that is stood on, the name, what is marked: over everything else."""
        lit: list[Layer] = [(self.matches, self.ink("match"))]
        if self.match is not None:
            lit.append(((self.matches[self.match],), self.ink("match_here")))
        if (name := self.standing_on()) is not None:
            lit.append(((span_of(name),), self.ink("name_here")))
        if self.marked is not None:
            lit.append(((self.marked,), self.ink("marked")))
        self._lit, self._layers = lit, [*self._told, *lit]

    def _step_light(self, *spans: Span | None) -> None:
        """Draw anew only the lines of what one stood on and stands on now."""
        self._light_up()
        for span in spans:
            if span is not None:
                first, last = self.page.line_of(span.start), self.page.line_of(span.end - 1)
                self.redraw_lines(first, last)

    def runs_of(self, line: Line) -> list[Run]:
        """A line in its inks."""
        if line.span is None or self.article is None or line.kind == "fold":
            return [(line.words, self.ink(_INKS[line.kind]))]
        layers = self._layers if line.kind == "body" else self._lit
        ink = self.ink(_INKS[line.kind])
        return paint(self.article.text, line.span.start, line.span.end, ink, layers)


def span_of(mention: Mention) -> Span:
    """Where a name stands."""
    return Span(mention.start, mention.end)
