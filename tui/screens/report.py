"""What became of an import: every article and every input that there is something to say of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from textual import on
from textual.widget import Widget

from index import Already, ImportReport, Library, Refusal
from tui.phrases import count
from tui.screens.one_list import OneList
from tui.screens.read import ReadScreen
from tui.screens.room import way_back
from tui.widgets.entries import Entries, Entry
from tui.widgets.lines import LinePane
from tui.work import fetch

SHOWN = 5_000
"""Lines of one kind: all that a report names."""


class ImportScreen(OneList):
    """An import's report; enter on an article opens it."""

    def __init__(self, library: Library, report: ImportReport, about: str = "") -> None:
        super().__init__()
        self.library, self.report, self.about = library, report, about

    def furnish(self) -> Iterable[Widget]:
        """The lines."""
        yield Entries(id="report")

    def on_mount(self) -> None:
        """Look up what the articles are called."""
        super().on_mount()
        self.head("‹ Import", self.about, way_back("opens an article"))
        self.pane.focus()
        library, report = self.library, self.report

        def get() -> list[Entry]:
            wanted = [*report.imported[:SHOWN], *report.brought_back[:SHOWN]]
            wanted += [one.article for one in report.already[:SHOWN]]
            return list(entries(report, {line.id: line.label for line in library.lines(wanted)}))

        fetch(self, "lines", get, self._came, self.complain)

    @property
    def pane(self) -> Entries:
        """The lines."""
        return self.query_one(Entries)

    def _came(self, found: list[Entry]) -> None:
        self.pane.empty_words = "nothing was there to be added"
        self.pane.show(found)
        self.tell_status()

    @on(LinePane.Opened)
    def _opened(self, event: LinePane.Opened) -> None:
        article = self.pane.entries[event.item].article
        if article is None:
            self.tell("this did not become an article")
        else:
            self.app.push_screen(ReadScreen(self.library, article, 0))


def entries(report: ImportReport, labels: Mapping[int, str]) -> Iterator[Entry]:
    """An import's report, line by line; ``labels`` are what lists call its articles."""
    stopped = "stopped before the end, what went in stays in; " if report.cancelled else ""
    refused = [(_refused(one), None) for one in report.refused[:SHOWN]]
    yield from _group(f"{stopped}{report.count('refused'):,} refused", refused,
                      report.count("refused"), "!")  # fmt: skip
    careful = [(f"{number:,}: {caution}", None) for caution, number in report.cautions.items()]
    yield from _group("to be read with care", careful, len(careful), "?")
    yield from _articles(f"{stopped}{count(len(report.imported), 'article')} added",
                         report.imported, labels)  # fmt: skip
    yield from _articles(f"{len(report.brought_back):,} brought back that had been forgotten",
                         report.brought_back, labels)  # fmt: skip
    known = [(_already(one, labels), one.article) for one in report.already[:SHOWN]]
    number = report.count("already")
    yield from _group(f"{number:,} already there", known, number, "=")
    skipped = [(_refused(one), None) for one in report.skipped[:SHOWN]]
    number = report.count("skipped")
    yield from _group(f"{number:,} skipped", skipped, number)
    if report.unchanged:
        yield Entry("their size and times are those of the last time, so they were not read again",
                    heading=f"{count(report.unchanged, 'file')} unchanged")  # fmt: skip
    if report.left_out:
        yield Entry("what you forgot comes back only when you add it by name",
                    heading=f"{count(report.left_out, 'text')} left out")  # fmt: skip


def _articles(heading: str, numbers: Iterable[int], labels: Mapping[int, str]) -> Iterator[Entry]:
    numbers = list(numbers)
    lines = [(labels.get(one, "(forgotten since)"), one) for one in numbers[:SHOWN]]
    yield from _group(heading, lines, len(numbers))


def _group(
    heading: str, lines: Iterable[tuple[str, int | None]], number: int, mark: str = ""
) -> Iterator[Entry]:
    """Lines under a heading, and how many more there are; nothing for no lines."""
    shown = 0
    for words, article in lines:
        yield Entry(words, mark, article=article, heading="" if shown else heading)
        shown += 1
    if shown and number > shown:
        yield Entry(f"and {number - shown:,} more; rashomon add --report FILE writes all of them")


def _already(one: Already, labels: Mapping[int, str]) -> str:
    origin = one.origin
    where = _place(origin.path or origin.url or "standard input", origin.line)
    return f"{where}: same text as “{labels.get(one.article, '(forgotten since)')}”"


def _refused(refusal: Refusal) -> str:
    words = f"{_place(refusal.path, refusal.line)}: {refusal.reason}"
    return f"{words}; {refusal.advice}" if refusal.advice else words


def _place(path: str, line: int | None) -> str:
    return path if line is None else f"{path}:{line}"
