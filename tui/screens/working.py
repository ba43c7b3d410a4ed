"""Long work on the library screen: importing, reading closely, noticing others' changes."""

from __future__ import annotations

import threading
from abc import abstractmethod
from time import monotonic

from index import Article, ImportReport, Library, Progress, RashomonError
from tui.actions import worded
from tui.phrases import count
from tui.screens.prompt import PromptScreen
from tui.screens.report import ImportScreen
from tui.screens.room import Room
from tui.widgets.name_pane import NamePane
from tui.widgets.one_line import ProgressLine
from tui.widgets.reader import Reader
from tui.work import cancelled, fetch, ready_for_processes

_BETWEEN = 0.2
"""Seconds between two drawings of progress."""
_LOOK = 3.0
"""Seconds between two looks for changes made by others."""


class Working(Room):
    """The part of the library screen that adds articles and has them read closely."""

    library: Library
    _next: Library | None = None
    _begun = False
    _adding = False
    _busy = False
    _drawn = 0.0

    @abstractmethod
    def fill(self) -> None:
        """Fetch what the list in front shows."""

    @abstractmethod
    def tell_counts(self) -> None:
        """Say what the library holds."""

    def begin_work(self) -> None:
        """Read closely what is pending, and from now on look for changes by others."""
        self._begun = True
        self.set_interval(_LOOK, self._look)
        self.library.changed()
        self._analyse()

    def _analyse(self) -> None:
        library = self.library

        def get() -> bool:
            if not library.pending():
                return True
            ready_for_processes()
            return library.analyse(progress=self._progress, cancelled=cancelled())

        self._busy = True
        fetch(self, "work", get, self._analysed, self._work_failed)

    def _progress(self, progress: Progress) -> None:
        """Called in the worker's thread: pass on what is worth drawing."""
        now = monotonic()
        if now - self._drawn >= _BETWEEN:
            self._drawn = now
            self.app.call_later(self._draw_progress, progress)

    def _draw_progress(self, progress: Progress) -> None:
        if self._busy and self.is_attached:
            advice = worded("{library.stop} stops") if self._adding else ""
            self.query_one(ProgressLine).follow(progress, advice)

    def _quiet(self) -> None:
        self._busy = self._adding = False
        self.query_one(ProgressLine).follow(None)

    def _analysed(self, _: bool) -> None:
        self._quiet()
        self.refresh_all()

    def _work_failed(self, error: RashomonError) -> None:
        self._quiet()
        self.complain(error)

    def _look(self) -> None:
        """See whether another process, or our own work, changed the library."""
        if self.app.screen is not self:
            return
        try:
            changed = self.library.changed()
        except RashomonError:
            return
        if changed:
            self.refresh_all()

    def refresh_all(self) -> None:
        """Take what is new into counts, list and reader; each keeps its place."""
        self.library.changed()
        self.tell_counts()
        self.fill()
        shown = self.query_one(Reader).article
        if shown is not None:
            library, number = self.library, shown.id
            fetch(self, "refine", lambda: library.article(number), self._refined, self.complain)

    def _refined(self, article: Article) -> None:
        reader = self.query_one(Reader)
        if reader.article is not None and reader.article.id == article.id:
            if article != reader.article:
                reader.refine(article)
                self.query_one(NamePane).show(article)
            self.tell_status()

    # -- adding ------------------------------------------------------------------

    def action_add(self) -> None:
        """Ask for a path and add what is there."""
        if self._adding:
            self.tell(worded("one import at a time; {library.stop} stops this one"))
            return
        self.app.push_screen(
            PromptScreen("Add articles", "a file, a folder, a table, an archive, or an address"),
            self._add,
        )

    def _add(self, path: str | None) -> None:
        if not path:
            return
        sample, stop = self.library.is_sample, threading.Event()

        def get() -> tuple[Library, ImportReport]:
            left = cancelled()
            library = Library.open() if sample else self.library
            report = library.add(
                [path], progress=self._progress, cancelled=lambda: stop.is_set() or left()
            )
            return library, report

        self._busy = self._adding = True
        self._draw_progress(Progress("adding", 0, 0, "bytes"))
        self._stop = stop
        fetch(self, "work", get, self._added, self._work_failed)

    def _added(self, done: tuple[Library, ImportReport]) -> None:
        library, report = done
        self._quiet()
        told = f"{count(len(report.imported), 'article')} added"
        if report.cancelled:
            told = f"stopped; {told} so far, and kept"
        if report.already:
            told += f", {report.count('already'):,} already there"
        if report.unchanged:
            told += f", {count(report.unchanged, 'file')} unchanged"
        if report.brought_back:
            told += f", {len(report.brought_back):,} brought back"
        if report.refused or report.skipped:
            self.app.push_screen(ImportScreen(report))
        else:
            self.tell(told)
        if library is not self.library:
            self._take_over(library, bool(report.imported))
        else:
            self.refresh_all()
            self._analyse()

    def _take_over(self, library: Library, wanted: bool) -> None:
        """Read the library that the first import made, once the reader is back on this screen."""
        if not wanted:
            library.close()
        elif self.app.screen is self:
            self.app.call_later(self.reading.change_library, library)
        else:
            self._next = library

    def on_screen_resume(self) -> None:
        """Back on this screen: show what changed meanwhile."""
        following, self._next = self._next, None
        if following is not None:
            self.app.call_later(self.reading.change_library, following)
        elif self._begun:
            self._look()

    def action_stop(self) -> None:
        """Stop the import; what is in stays in."""
        if not self._adding:
            self.tell("nothing to stop")
            return
        self._stop.set()
