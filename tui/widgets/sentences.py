"""Sentences, each under the article it stands in: what is behind a count or a name."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from index.article import Span
from index.dataclass import dataclass
from tui.drawing import cut, paint, strip
from tui.widgets.stacked import Stacked
from tui.widgets.wrap import wrap


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to show: whose it is, its words, what is lit in it, where it stands."""

    article: int
    heading: str
    text: str
    lit: tuple[Span, ...]
    place: int


class Sentences(Stacked):
    """Sentences under the article each stands in."""

    EMPTY = "no sentences"

    def __init__(self, sentences: Sequence[Sentence] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sentences = sentences
        self._wrapped: list[list[Span]] = []
        self._column = 0

    def show(self, sentences: Sequence[Sentence]) -> None:
        """Show other sentences."""
        self.sentences, self._wrapped = sentences, []
        self.restock(0)

    def more(self, sentences: Sequence[Sentence]) -> None:
        """Further sentences below those that are there."""
        self.sentences = [*self.sentences, *sentences]
        self.restock()

    def items(self) -> int:
        """How many sentences there are."""
        return len(self.sentences)

    def heads(self, item: int) -> bool:
        """Whether ``item`` is the first sentence of its article."""
        return item == 0 or self.sentences[item].article != self.sentences[item - 1].article

    def heights(self, width: int) -> list[int]:
        """A heading where the article changes, the sentence, a blank line."""
        column = max(8, min(96, width - 5))
        if column != self._column:
            self._column, self._wrapped = column, []
        new = self.sentences[len(self._wrapped) :]
        self._wrapped += [wrap(one.text, 0, len(one.text), column) for one in new]
        return [len(lines) + 1 + self.heads(at) for at, lines in enumerate(self._wrapped)]

    def draw(self, item: int, line: int, width: int, here: bool) -> Strip:
        """One line of a heading or of a sentence."""
        sentence = self.sentences[item]
        ground = self.ink("ground")
        if self.heads(item):
            if line == 0:
                heading = cut(f" {sentence.heading}", width - 1)
                return strip([(heading, self.ink("dim"))], width, ground)
            line -= 1
        if line >= len(self._wrapped[item]):
            return strip([], width, ground)
        span = self._wrapped[item][line]
        mark = ("▌" if here else " ", self.ink("accent" if self.has_focus else "faint"))
        lit = [(sentence.lit, self.ink("match"))]
        words = paint(
            sentence.text, span.start, span.end, self.ink("strong" if here else "text"), lit
        )
        return strip([mark, ("  ", ground), *words], width, ground)
