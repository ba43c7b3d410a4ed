"""Text families on screen: the same text at several outlets, and what each cut or added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from textual import on
from textual.widget import Widget

from index import Article, Copy, Family, Library, RashomonError, Span
from index.dataclass import dataclass
from tui.copies import ALONE, changed, headline, in_common, said, same_text
from tui.phrases import NO_OUTLET, count, outlet
from tui.screens.read import ReadScreen
from tui.screens.room import Room, way_back
from tui.widgets.copy_list import CopyList
from tui.widgets.lines import LinePane
from tui.widgets.one_line import OneLine
from tui.widgets.passages import Passages
from tui.work import fetch

_ASKED = 200
"""Articles of an event that are asked for copies, so that a huge one answers soon."""


def families(articles: Iterable[Article]) -> Iterator[str]:
    """``same AFP text at 5 outlets, counts as one: SGP, ...``, the largest family first."""
    found: dict[int, list[Article]] = {}
    for article in articles:
        found.setdefault(article.family or article.id, []).append(article)
    for family in sorted(found.values(), key=lambda family: -len(family)):
        if len(family) > 1:
            yield _said(family)


def _said(family: list[Article]) -> str:
    names = [{credit.value for credit in one.credits} for one in family]
    credited = {name: sum(name in each for each in names) for name in set().union(*names)}
    return said([one.outlet.value if one.outlet else NO_OUTLET for one in family], credited)


def open_copies(screen: Room, library: Library, numbers: Iterable[int]) -> None:
    """Show the copies of the first of these articles whose text others print, too."""

    def get() -> Family | None:
        for number in islice(numbers, _ASKED):
            family = library.copies.family(number)
            if len(family.copies) > 1:
                return family
        return None

    def came(family: Family | None) -> None:
        if family is None:
            screen.tell(ALONE)
        elif screen.is_current:
            screen.app.push_screen(FamilyScreen(library, family))

    fetch(screen, "copies", get, came, screen.complain)


class FamilyScreen(Room):
    """Who prints one text; enter opens what a copy cut, added and reworded."""

    def __init__(self, library: Library, family: Family) -> None:
        super().__init__()
        self.library, self.family = library, family
        self._comparing = False

    def furnish(self) -> Iterable[Widget]:
        """A line about the text, its copies."""
        yield OneLine(id="about")
        yield CopyList(id="copies")

    def on_mount(self) -> None:
        """List the copies, and compare those in sight."""
        super().on_mount()
        self.head("‹ The same text", right=way_back("opens what differs"))
        self.query_one("#about", OneLine).show([(f" {same_text(self.family)}", "dim")])
        self.pane.show(self.family)
        self.watch(self.pane, "scroll_y", self._compare, init=False)
        self.call_after_refresh(self._compare)

    @property
    def pane(self) -> CopyList:
        """The copies."""
        return self.query_one(CopyList)

    def position(self) -> str:
        """Which of how many."""
        return f"{self.pane.cursor + 1:,} of {count(self.pane.items(), 'copy', 'copies')}"

    def on_resize(self) -> None:
        """Compare what came into sight."""
        super().on_resize()
        self.call_after_refresh(self._compare)

    def _compare(self) -> None:
        """Compare the copies in sight that are not compared yet, one batch at a time."""
        wanted = self.pane.unknown_in_sight() if self.is_attached else []
        if self._comparing or not wanted:
            return
        self._comparing = True
        library, reference = self.library, self.family.reference
        fetch(
            self,
            "compare",
            lambda: [library.copies.copy(number, reference) for number in wanted],
            self._compared,
            self._failed,
        )

    def _compared(self, copies: list[Copy]) -> None:
        self._comparing = False
        self.pane.tell(copies)
        self._compare()

    def _failed(self, error: RashomonError) -> None:
        self._comparing = False
        self.complain(error)

    @on(LinePane.Moved)
    def _moved(self) -> None:
        self.tell_status()

    @on(LinePane.Opened)
    def _opened(self, event: LinePane.Opened) -> None:
        number = self.pane.lines[event.item].id
        if number == self.family.reference:
            self.app.push_screen(ReadScreen(self.library, number, 0))
        else:
            self.app.push_screen(PassagesScreen(self.library, number, self.family.reference))


@dataclass(frozen=True, slots=True)
class _Beside:
    copy: Copy
    reference: Article
    article: Article


class PassagesScreen(Room):
    """What one copy cut, added, reworded and moved; enter opens the text there."""

    def __init__(self, library: Library, number: int, reference: int) -> None:
        super().__init__()
        self.library, self.number, self.reference = library, number, reference

    def furnish(self) -> Iterable[Widget]:
        """Two lines about the two, the passages."""
        yield OneLine(id="headline")
        yield OneLine(id="about")
        yield Passages(id="passages")

    def on_mount(self) -> None:
        """Fetch the two texts."""
        super().on_mount()
        library, number, reference = self.library, self.number, self.reference

        def get() -> _Beside:
            copy = library.copies.copy(number, reference)
            return _Beside(copy, library.article(reference), library.article(number))

        fetch(self, "copy", get, self._came, self.complain)

    def _came(self, beside: _Beside) -> None:
        copy = beside.copy
        self.head(
            f"‹ {outlet(beside.article)}",
            f"beside {outlet(beside.reference)}",
            way_back("opens the text"),
        )
        (line,) = self.library.lines([self.number])
        self.query_one("#headline", OneLine).show([(f" {headline(line, copy)}", "strong")])
        about = f" {changed(copy)} · {in_common(copy)}"
        self.query_one("#about", OneLine).show([(about, "dim")])
        self.pane.show(copy, beside.reference, beside.article)
        self.tell_status()

    @property
    def pane(self) -> Passages:
        """The passages."""
        return self.query_one(Passages)

    def position(self) -> str:
        """Which of how many."""
        pane = self.pane
        return f"{pane.cursor + 1:,} of {count(pane.items(), 'passage')}" if pane.items() else ""

    @on(LinePane.Moved)
    def _moved(self) -> None:
        self.tell_status()

    @on(LinePane.Opened)
    def _opened(self) -> None:
        if (place := self.pane.place()) is not None:
            article, span = place
            lit = (Span(span.start, span.end),)
            self.app.push_screen(ReadScreen(self.library, article, span.start, lit))
