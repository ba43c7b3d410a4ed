"""The part of the comparison screen that chooses which texts and which rows are seen."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from index import Comparison, Library, Results
from tui.key_words import worded
from tui.phrases import published, when
from tui.screens.choose import Choice, ChooseScreen
from tui.screens.correcting import Correcting
from tui.screens.laying import Laid, key_of
from tui.screens.texts import TextsScreen
from tui.standing import Standing, chosen, most_apart, narrowed, usual
from tui.widgets.columns import Columns
from tui.widgets.table import Table
from tui.work import fetch

_LEAST_APART = 2
_OFFERED = 40
_AROUND = 4
"""Cells around a line above the columns."""


class Arranging(Correcting):
    """Swaps, picks and orders texts; shows only what differs; finds texts to lay beside."""

    library: Library
    what: str | tuple[int, ...]
    laid: Laid | None = None
    standing = Standing(())
    stood: Comparison
    """The comparison of the texts that stand in columns."""

    @property
    @abstractmethod
    def pane(self) -> Columns | Table:
        """What is in front."""

    @abstractmethod
    def arranged(self) -> None:
        """Show the texts that stand in columns now."""

    @abstractmethod
    def renew(self) -> None:
        """Fetch everything anew."""

    @abstractmethod
    def turned(self) -> None:
        """Head the columns as they stand now."""

    @abstractmethod
    def flip(self) -> None:
        """The same place in the next column."""

    def stand(self, laid: Laid) -> None:
        """Choose the columns of what was fetched: those chosen before, else the usual ones."""
        articles = list(laid.articles.values())
        shown = [number for number in self.standing.shown or laid.kept if number in laid.articles]
        if shown:
            self.standing = chosen(shown, articles, self.standing.why)
        else:
            self.standing = usual(laid.comparison, articles)
        self.stood = narrowed(laid.comparison, self.standing.shown)

    def _put(self, standing: Standing) -> None:
        """Show another choice of texts, and remember it."""
        if self.laid is None:
            return
        self.standing = standing
        self.stood = narrowed(self.laid.comparison, standing.shown)
        self.arranged()
        library, key, words = self.library, key_of(self.what), standing.dump()
        if key:
            fetch(self, "keep", lambda: library.remember(key, words), lambda _: None,
                  self.complain)  # fmt: skip

    def action_swap(self) -> None:
        """The next text into the column of the cursor; one at a time, the next column."""
        if self.laid is None:
            return
        if self.pane.grid.shown == 1 and len(self.standing.shown) > 1:
            self.flip()
            return
        swapped = self.standing.next_into(self.pane.column, self.pane.grid.seen)
        if swapped is None:
            self.tell(
                worded("every text is in sight; {comparison.left} and {comparison.right} go on")
            )
        else:
            self._put(swapped)

    def action_farthest(self) -> None:
        """The two or three texts that differ most, and why; again, the usual ones."""
        if self.laid is None:
            return
        many = max(_LEAST_APART, min(3, self.query_one(Columns).grid.shown))
        articles = list(self.laid.articles.values())
        found = most_apart(self.laid.comparison, articles, many)
        if found is None:
            self.tell("there are no two texts to tell apart")
        elif found == self.standing:
            self._put(usual(self.laid.comparison, articles))
        else:
            self._put(found)
            if len(found.why) > self.size.width - _AROUND:  # cut in the line above the columns
                self.tell(found.why)

    def action_differences(self) -> None:
        """Only rows with something lit or with one cell, or all rows again."""
        columns = self.query_one(Columns)
        columns.filter(not columns.chosen.only_differences, columns.chosen.only_aligned)
        self.tell_status()

    def action_aligned(self) -> None:
        """Only rows in which two texts stand beside each other, or all rows again."""
        columns = self.query_one(Columns)
        columns.filter(columns.chosen.only_differences, not columns.chosen.only_aligned)
        self.tell_status()

    def action_single(self) -> None:
        """One text at a time, or side by side again."""
        columns = self.query_one(Columns)
        columns.alone(not columns.single)
        self.turned()

    def action_texts(self) -> None:
        """Choose the texts, and their order, from a list."""
        laid = self.laid
        if laid is None:
            return
        place = {number: at for at, number in enumerate(self.standing.shown)}
        lines = sorted(laid.lines.values(), key=lambda line: place.get(line.id, len(place)))
        copy_of = _copies(laid)
        screen = TextsScreen(
            laid.comparison.label, lines, self.standing.shown, copy_of, self._picked
        )
        self.app.push_screen(screen)

    def _picked(self, numbers: tuple[int, ...]) -> None:
        if self.laid is None:
            return
        if all(number in self.laid.articles for number in numbers):
            self._put(chosen(numbers, list(self.laid.articles.values())))
            return
        self.standing = Standing(numbers)
        library, key, words = self.library, key_of(self.what), self.standing.dump()
        fetch(self, "keep", lambda: library.remember(key, words) if key else None,
              lambda _: self.renew(), self.complain)  # fmt: skip

    def action_more(self) -> None:
        """Ask for a text, or an event, to lay beside those that are here."""
        if self.laid is None or (here := self.article_here()) is None:
            return
        find = _Others(self.library, here, self.laid)
        self.app.push_screen(
            ChooseScreen("Lay beside these …", "words, or a text like the one here", find),
            self._beside,
        )

    def _beside(self, value: str | None) -> None:
        laid = self.laid
        if value is None or laid is None:
            return
        from tui.screens.compare import CompareScreen

        more: Sequence[int] = (
            self.library.event(value).articles if value.startswith("e") else (int(value),)
        )
        numbers = tuple(dict.fromkeys((*self.standing.shown, *more)))
        self.app.push_screen(CompareScreen(self.library, numbers))


def _copies(laid: Laid) -> dict[int, str]:
    """``same text as SGP`` for every article but the first of its family."""
    comparison, lines = laid.comparison, laid.lines
    groups: dict[int, list[int]] = {}
    for number, family in zip(comparison.articles, comparison.families, strict=False):
        groups.setdefault(family, []).append(number)
    told = comparison.selection.chosen if comparison.selection else ()
    for one in told:
        home = next((group for group in groups.values() if one.article in group), None)
        if home is not None:
            home += [number for number in one.copies if number not in home]
    return {
        number: f"same text as {published(lines[group[0]])}"
        for group in groups.values()
        for number in group[1:]
        if group[0] in lines
    }


class _Others:
    """Finds texts and related events for what was typed."""

    def __init__(self, library: Library, like: int, laid: Laid) -> None:
        self.library, self.like, self.laid = library, like, laid

    def __call__(self, typed: str) -> list[Choice]:
        found: Results = (
            self.library.search(typed, limit=_OFFERED, typing=True)
            if typed
            else self.library.like(self.like, _OFFERED)
        )
        texts = [
            Choice(str(hit.line.id), f"{published(hit.line)}: {hit.line.label}", when(hit.line))
            for hit in found.hits
            if hit.line.id not in self.laid.lines
        ]
        return [*([] if typed else self._related()), *texts]

    def _related(self) -> list[Choice]:
        event = self.laid.event
        related = [self.library.event(other) for other in event.related] if event else []
        return [
            Choice(other.id, f"related event: {other.label}", f"{len(other.articles)} texts")
            for other in related
        ]
