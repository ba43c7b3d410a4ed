"""Who told an event and when, and who has no article in it: each claim with what is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from textual import on
from textual.widget import Widget

from index import ArticleLine, Coverage, Event, Library, Missing, NotFound, RashomonError
from index.dataclass import dataclass
from tui.phrases import NO_OUTLET, count, days
from tui.screens.read import ReadScreen
from tui.screens.room import Room, way_back
from tui.telling import Moments, at, first, in_order, nobody, told
from tui.widgets.entries import Entries, Entry
from tui.widgets.lines import LinePane
from tui.widgets.timeline import Timeline
from tui.work import fetch


@dataclass(frozen=True, slots=True)
class Known:
    """All that the screen shows of one event; ``events`` and ``lines`` by their ids."""

    event: Event
    coverage: Coverage
    events: Mapping[str, Event]
    lines: Mapping[int, ArticleLine]
    moments: Moments


class CoverageScreen(Room):
    """Texts in the order they were published, then the outlets without one and why it is said."""

    def __init__(self, library: Library, event: str) -> None:
        super().__init__()
        self.library, self.event = library, event
        self.known: Known | None = None

    def furnish(self) -> Iterable[Widget]:
        """Who published when, as a line and as a list."""
        yield Timeline(id="timeline")
        yield Entries(id="entries")

    def on_mount(self) -> None:
        """Fetch what is known."""
        super().on_mount()
        self.query_one(Timeline).display = False
        self.head("‹ Coverage", right=way_back())
        self.renew()

    def renew(self) -> None:
        """Fetch it as it is now."""
        library, event = self.library, self.event
        fetch(self, "coverage", lambda: known(library, event), self._came, self._missing)

    def _missing(self, error: RashomonError) -> None:
        if self.known is None or not isinstance(error, NotFound):
            self.complain(error)
        self.vanish()

    def _came(self, found: Known) -> None:
        self.known = found
        self.head(f"‹ {found.event.label}", _about(found.event), way_back())
        pane = self.query_one(Entries)
        pane.show(list(entries(found)))
        pane.focus()
        self._front()

    def _front(self) -> None:
        """Mark the text under the cursor on the line of time."""
        if self.known is None:
            return
        lines = _texts(self.known)
        pane = self.query_one(Entries)
        self.query_one(Timeline).show(lines, pane.cursor, self.known.moments)
        self.tell_status()

    def position(self) -> str:
        """Which line of how many."""
        pane = self.query_one(Entries)
        return f"{pane.cursor + 1:,} of {pane.items():,}" if pane.items() else ""

    @on(LinePane.Moved)
    def _moved(self) -> None:
        self._front()

    @on(LinePane.Opened)
    def _opened(self, event: LinePane.Opened) -> None:
        entry = self.query_one(Entries).entries[event.item]
        if entry.article is not None:
            self.app.push_screen(ReadScreen(self.library, entry.article, 0))
        elif entry.event is not None:
            from tui.screens.compare import CompareScreen

            self.app.push_screen(CompareScreen(self.library, entry.event))
        else:
            self.tell("there is nothing behind this line")


def known(library: Library, event: str) -> Known:
    """What the screen shows of an event. Raises NotFound."""
    here = library.event(event)
    coverage = library.coverage(event)
    wanted = {*coverage.compared, *(id for one in coverage.missing for id in _events(one))}
    numbers = [*here.articles, *(number for one in coverage.missing for number in one.held)]
    return Known(
        here,
        coverage,
        {id: library.event(id) for id in wanted},
        {line.id: line for line in library.lines(numbers)},
        library.moments(numbers),
    )


def _events(missing: Missing) -> Iterator[str]:
    yield from missing.of
    if missing.nearest is not None:
        yield missing.nearest


def _about(event: Event) -> str:
    span = f"{days(event.first, event.last)} · " if event.first and event.last else ""
    return f"{span}{count(len(event.outlets), 'outlet')}"


def _texts(found: Known) -> list[ArticleLine]:
    own = [found.lines[number] for number in found.event.articles if number in found.lines]
    return in_order(own, found.moments)


def entries(found: Known) -> Iterator[Entry]:
    """Everything that is said of an event's coverage, claim by claim."""
    lines = _texts(found)
    began = {line.id for line in first(lines, found.moments)}
    heading = "Who published when" + (" (* first, by the date written on it)" if began else "")
    for line in lines:
        mark = "*" if line.id in began else ""
        yield _article(line, found, mark, heading)
        heading = ""
    for missing in found.coverage.missing:
        yield from _behind(missing, found)
    if not found.coverage.missing:
        yield from _compared(found)


def _article(line: ArticleLine, found: Known, mark: str, heading: str) -> Entry:
    words = f"{at(line, found.moments)}  {line.outlet or NO_OUTLET}  {line.label}"
    return Entry(words, mark, article=line.id, heading=heading)


def _behind(missing: Missing, found: Known) -> Iterator[Entry]:
    heading = (
        f"No article here from {missing.outlet}: {told(missing)}."
        " Events like it (+ it has an article, - none):"
    )
    for id in missing.of:
        yield _event(id, found, "+" if id in missing.covered else "-", heading)
        heading = ""
    if missing.nearest is not None:
        heading = f"The nearest event of those days with an article of {missing.outlet}:"
        yield _event(missing.nearest, found, "", heading)
    more = missing.articles_then - len(missing.held)
    heading = f"{missing.outlet} in those days" + (f", the first of {more:,} more:" if more else "")
    for number in missing.held:
        if number in found.lines:
            yield _article(found.lines[number], found, "", heading)
            heading = ""


def _compared(found: Known) -> Iterator[Entry]:
    """Why nobody is named, and what was looked at."""
    heading = nobody(found.coverage)
    if not found.coverage.compared:
        yield Entry("told once the library holds more to compare it with", heading=heading)
    for id in found.coverage.compared:
        yield _event(id, found, "", heading)
        heading = ""


def _event(id: str, found: Known, mark: str, heading: str) -> Entry:
    event = found.events[id]
    return Entry(f"{event.label}  ({_about(event)})", mark, event=event.id, heading=heading)
