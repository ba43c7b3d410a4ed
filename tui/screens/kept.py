"""Everything that is kept, on one screen: saved searches with live counts, stars, tags, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.widget import Widget

from index import Library, RashomonError
from index.text import clean_line
from tui.actions import Scope
from tui.key_words import worded
from tui.keys import bindings
from tui.phrases import count, published
from tui.screens.forgotten import FORGOTTEN, ForgottenScreen
from tui.screens.one_list import OneList
from tui.screens.prompt import PromptScreen
from tui.screens.read import ReadScreen
from tui.screens.room import way_back
from tui.screens.writing import create, name_for
from tui.widgets.kept_list import KeptList, KeptRow
from tui.widgets.lines import LinePane
from tui.work import cancelled, fetch

_NOTE = 300
_MOST_NOTES = 2_000
_MOST_COUNTED = 1_000
"""Saved searches of which it is counted how many texts they find."""
ALL_KEPT = "is:kept"


class KeptScreen(OneList):
    """What is kept; enter shows it, ``show`` lists what a query finds."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("kept",)
    BINDINGS = bindings("kept")
    OF_ITEMS = frozenset({"open", "write", "drop"})

    def __init__(self, library: Library, show: Callable[[str], None]) -> None:
        super().__init__()
        self.library, self._show = library, show

    def furnish(self) -> Iterable[Widget]:
        """The list."""
        yield KeptList(id="kept")

    def on_mount(self) -> None:
        """Fetch what is kept; the counts follow, for a search may take its time."""
        super().on_mount()
        self.head("‹ Kept", right=way_back("shows it"))
        self.pane.focus()
        self.renew()

    @property
    def pane(self) -> KeptList:
        """The list."""
        return self.query_one(KeptList)

    def renew(self) -> None:
        """Fetch everything anew: first what there is, then how many each search finds."""
        library = self.library

        def came(found: list[KeptRow]) -> None:
            self.pane.show(found)
            self.tell_status()
            fetch(self, "counts", count_too, counted, self.complain)

        def count_too() -> list[KeptRow]:
            left = cancelled()
            return list(rows(library, lambda place: place < _MOST_COUNTED and not left()))

        def counted(found: list[KeptRow]) -> None:
            self.pane.show(found)
            self.tell_status()

        fetch(self, "rows", lambda: list(rows(library, lambda _: False)), came, self.complain)

    @on(LinePane.Opened)
    def _opened(self, event: LinePane.Opened) -> None:
        row = self.pane.rows[event.item]
        if row.kind == "forgotten":
            self.app.push_screen(ForgottenScreen(self.library))
        elif row.kind == "note":
            lit = [row.span] if row.span else []
            at = row.span.start if row.span else 0
            self.app.push_screen(ReadScreen(self.library, row.article, at, lit))
        else:
            self.app.pop_screen()
            self._show(row.query)

    def action_drop(self) -> None:
        """Throw away what the cursor is on: a search, a note, a tag."""
        if not self.pane.items():
            return
        row, kept = self.pane.rows[self.pane.cursor], self.library.kept
        if row.kind == "search":
            self.correct("dropping", lambda: kept.drop_search(row.name))
        elif row.kind == "note":
            self.correct("dropping", lambda: kept.drop_note(int(row.name)))
        elif row.kind == "tag":
            self.correct("dropping", lambda: self._tag_off(row.name, row.query))
        elif row.kind == "forgotten":
            self.tell("rashomon compact throws away for good what was forgotten")
        else:
            self.tell(
                worded(
                    "what is counted here has no name of its own; {keeping.star} takes a star off"
                )
            )

    def action_write(self) -> None:
        """Ask for a file, and write the texts of this line to it."""
        if not self.pane.items():
            self.tell("nothing is kept yet")
            return
        row = self.pane.rows[self.pane.cursor]
        if row.kind == "forgotten":
            self.tell("what was forgotten is not written; bring it back first")
            return
        query = row.query or ALL_KEPT
        library, title = self.library, "What was kept" if not row.query else row.name

        def named(name: str | None) -> None:
            if name is not None:
                self.correct("writing", lambda: f"written to {write(library, query, title, name)}")

        advice = "ending .md, .bib, .csl.json or .jsonl"
        self.app.push_screen(PromptScreen("Write to the file", advice, name_for(title)), named)

    def _tag_off(self, name: str, query: str) -> str:
        library = self.library
        hits = library.search(query, limit=max(1, library.kept.count(query)), bare=True).hits
        return library.kept.tag([hit.line.id for hit in hits], name, on=False)


def rows(library: Library, counts: Callable[[int], bool]) -> Iterator[KeptRow]:
    """Everything kept; ``counts`` answers for each search, by its place, whether to count what it
    finds."""
    kept = library.kept
    for place, saved in enumerate(kept.searches()):
        told = _found(library, saved.query) if counts(place) else "…"
        yield KeptRow("search", saved.name, saved.name, told, saved.query)
    for kind in ("starred", "unread"):
        number = kept.count(f"is:{kind}")
        if number:
            yield KeptRow(
                "starred" if kind == "starred" else "unread",
                kind, f"is:{kind}", count(number, "text"), f"is:{kind}",
            )  # fmt: skip
    for tag in kept.tags():
        query = f'tag:"{tag.name}"' if " " in tag.name else f"tag:{tag.name}"
        yield KeptRow("tag", tag.name, tag.name, count(tag.articles, "text"), query)
    notes = kept.notes()[:_MOST_NOTES]
    lines = {line.id: line for line in library.lines({note.article for note in notes})}
    for note in notes:
        about = clean_line(published(lines[note.article]), 40)
        label = clean_line(note.words, _NOTE)
        yield KeptRow("note", str(note.id), label, about, "", note.article, note.span)
    if gone := library.forgetting.listed():
        label = worded("can be brought back; {anywhere.undo} undoes what was done last")
        more = "+" if len(gone) == FORGOTTEN else ""
        yield KeptRow("forgotten", "", label, f"{len(gone):,}{more} text{'s'[: len(gone) > 1]}")


def _found(library: Library, query: str) -> str:
    """How many texts a search finds, in words."""
    try:
        return count(library.kept.count(query), "text")
    except RashomonError:
        return "cannot be asked any more"


def write(library: Library, query: str, title: str, name: str) -> Path:
    """Write what a query finds to a file, in the format its name ends in, else as Markdown.

    Answers the path. Raises RashomonError where it cannot be written or is there already.
    """
    from tui.exporting import written

    endings = {".bib": "bibtex", ".csl.json": "csl", ".json": "csl", ".jsonl": "json"}
    form = next((form for end, form in endings.items() if name.lower().endswith(end)), "md")
    hits = library.search(query, limit=max(1, library.kept.count(query)), bare=True).hits
    return create(name, written(library, [hit.line.id for hit in hits], form, title))
