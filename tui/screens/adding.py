"""Adding articles from inside the reader, in the background, and what became of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from index import ImportReport, Library, RashomonError
from index.text import clean_line
from tui.key_words import worded
from tui.paths import meant
from tui.phrases import count
from tui.screens.asking_path import PathScreen
from tui.screens.working import Asked, Report, Working

_CUT_SHORT = "import cut short"
_SHORT = 60


_BACK = worded(" · {anywhere.undo} takes it back")


class Adding(Working):
    """The part of the library screen that adds articles; the reader goes on meanwhile."""

    library: Library
    _next: tuple[Library, str] | None = None
    """The library to be read once the reader is back here, and what to search for in it."""

    def action_add(self) -> None:
        """Ask for a path or an address and add what is there."""
        if self.told_busy():
            return
        advice = "a path or an https address · tab completes"
        self.app.push_screen(PathScreen("Add articles from", advice), self._add)

    def own_library(self) -> Callable[[], Library]:
        """What opens the library to put into: this one, or in place of the sample the reader's
        own, made if need be. To be called in a thread."""
        library = self.library
        return (lambda: Library.open()) if library.is_sample else lambda: library

    def _add(self, typed: str | None) -> None:
        if not typed:
            return
        source, own = meant(typed), self.own_library()

        def do(progress: Report, stopped: Asked) -> tuple[Library, ImportReport]:
            library = own()
            report = library.add([source], progress=progress, cancelled=stopped)
            if report.cancelled and not self.asked_to_stop():
                name = clean_line(source.rstrip("/").rpartition("/")[2], _SHORT)
                said = f"{name}: {told(report)}; add it again for the rest"
                library.remember(_CUT_SHORT, said)
            return library, report

        self.set_to_work("adding", do, lambda done: self._added(done, source))

    def tell_cut_short(self) -> None:
        """Say which import ended because the program was left or its line dropped, once."""
        library = self.library
        with contextlib.suppress(RashomonError):
            if said := library.recall(_CUT_SHORT):
                self.tell(said)
                library.remember(_CUT_SHORT, "")

    def may_follow(self, source: str, report: ImportReport) -> bool:
        """Whether it is asked if what was to be added shall be followed instead."""
        return False

    def _added(self, done: tuple[Library, ImportReport], source: str) -> None:
        library, report = done
        if self.may_follow(source, report):
            self.arrived(library, False)
            return
        said = told(report)
        nothing = not (report.imported or report.brought_back)
        if library is not self.library and not nothing:
            said += f", to a library of your own: {clean_line(str(library.path), 60)}"
        if _more_to_tell(report) and nothing and self.app.screen is self:
            from tui.screens.report import ImportScreen

            self.app.push_screen(ImportScreen(library, report))
        elif _more_to_tell(report):
            self.tell(worded(f"{said} · {{library.imports}} tells more"))
        else:
            self.tell(said if nothing else f"{said}{_BACK}")
        self.arrived(library, not nothing)

    def arrived(self, library: Library, something: bool, query: str = "") -> None:
        """Show what came into ``library``; where it is not this one, go there if there is
        something in it."""
        if library is self.library:
            self.refresh_all()
            self.read_closely()
        elif not something:
            library.close()
            self.read_closely()
        elif self.app.screen is self:
            self.app.call_later(self.reading.change_library, library, query)
        else:
            if self._next is not None:
                self._next[0].close()
            self._next = library, query

    def on_screen_resume(self) -> None:
        """Back on this screen: go to the library that was begun meanwhile, if one was."""
        following, self._next = self._next, None
        if following is None:
            super().on_screen_resume()
        else:
            self.app.call_later(self.reading.change_library, *following)

    def action_imports(self) -> None:
        """List the imports, the latest first, each with its report."""
        from tui.screens.imports import ImportsScreen

        library = self._next[0] if self._next else self.library
        self.app.push_screen(ImportsScreen(library))


def _more_to_tell(report: ImportReport) -> bool:
    return bool(report.refused or report.skipped or report.already or report.cautions)


def told(report: ImportReport) -> str:
    """What became of an import, in one line."""
    parts = [f"{count(len(report.imported), 'article')} added"]
    if report.cancelled:
        parts = [f"stopped; {parts[0]} so far, and kept"]
    for number, words in (
        (report.count("already"), "already there"),
        (len(report.brought_back), "brought back"),
        (report.count("refused"), "refused"),
        (report.count("skipped"), "skipped"),
        (sum(report.cautions.values()), "to be read with care"),
    ):
        if number:
            parts.append(f"{number:,} {words}")
    if report.unchanged:
        parts.append(f"{count(report.unchanged, 'file')} unchanged")
    if report.left_out:
        parts.append(f"{report.left_out:,} left out, for it was forgotten")
    return ", ".join(parts)
