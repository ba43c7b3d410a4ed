"""Long work on the library screen: one thing at a time, in the background, told by one line."""

from __future__ import annotations

import contextlib
import threading
from abc import abstractmethod
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from index import Article, Library, LibraryBusy, NotFound, Progress, RashomonError, Stopped
from tui.key_words import worded
from tui.progress import time_left
from tui.screens.room import Room
from tui.widgets.name_pane import NamePane
from tui.widgets.one_line import ProgressLine
from tui.widgets.reader import Reader
from tui.work import cancelled, fetch, ready_for_processes

AT_ONCE = 500
"""Articles that a correction moves without a line that tells how far it is."""
_BETWEEN = 0.2
"""Seconds between two drawings of progress."""
_LOOK = 3.0
"""Seconds between two looks for changes made by others."""
_LATER = 60.0
"""Seconds after which close reading is tried again where another process is at it."""

T = TypeVar("T")
Asked = Callable[[], bool]
Report = Callable[[Progress], None]


class Working(Room):
    """The part of the library screen that works in the background: it reads articles closely,
    and does one thing at a time that was asked for, which can be stopped."""

    library: Library
    _begun = False
    _asked_for = ""
    """What is being done because it was asked for: "adding", "fetching"; it can be stopped."""
    _busy = _hidden = _waits = _by_others = False
    _drawn = 0.0
    _stage, _stage_began = "", 0.0

    @abstractmethod
    def fill(self) -> None:
        """Fetch what the list in front shows."""

    @abstractmethod
    def tell_counts(self) -> None:
        """Say what the library holds."""

    @abstractmethod
    def show_instead(self) -> None:
        """Show another article: the one that was shown is no more."""

    def begin_work(self) -> None:
        """Read closely what is pending, and from now on look for changes by others."""
        self._begun = True
        self.set_interval(_LOOK, self._look)
        self.library.changed()
        self.read_closely()

    def read_closely(self) -> None:
        """Read closely what is pending, from the beginning again if that is under way."""
        library = self.library

        def get() -> bool:
            if library.read_only or not library.pending():
                return False
            ready_for_processes()
            library.analyse(progress=self._progress, cancelled=cancelled())
            return True

        self._busy = True
        fetch(self, "work", get, self._analysed, self._work_failed)

    def pause_reading(self) -> None:
        """Stop reading closely, which holds the library; ``go_on_reading`` goes on."""
        self.workers.cancel_group(self, "work")
        self._quiet()

    def go_on_reading(self) -> None:
        """Read closely what is pending, if nothing is being done."""
        if self._begun and not self._busy:
            self.read_closely()

    def asked_to_stop(self) -> bool:
        """Whether the reader stopped what is being done; else leaving does."""
        return self._stop.is_set()

    def under_way(self) -> str:
        """What is being done because it was asked for; nothing for nothing."""
        return self._asked_for

    def told_busy(self) -> bool:
        """Whether something that was asked for is under way; then that is said."""
        word = self.under_way()
        if word:
            self.tell(worded(f"{word} is under way; {{library.stop}} stops it"))
        return bool(word)

    def set_to_work(
        self,
        word: str,
        do: Callable[[Report, Asked], T],
        done: Callable[[T], None],
        quiet: bool = False,
    ) -> None:
        """Do something long in a thread: ``do`` is given whom to tell and whom to ask whether to
        stop. Close reading waits until it is done. ``quiet``: no line tells how far it is."""
        stop = threading.Event()

        def get() -> T:
            left = cancelled()
            ready_for_processes()
            return do(self._progress, lambda: stop.is_set() or left())

        def then(found: T) -> None:
            self._quiet()
            done(found)

        self._busy, self._asked_for, self._stop, self._hidden = True, word, stop, quiet
        self._follow(None)
        self._draw_progress(Progress(word, 0, 0, ""))
        fetch(self, "work", get, then, self._work_failed)

    def carry_out(
        self, word: str, do: Callable[[Report, Asked], str | None], none: str = ""
    ) -> None:
        """Carry out a correction that takes long, as ``correct`` does a short one: the progress
        line tells how far it is, and it can be stopped."""
        if self.told_busy():
            return
        carry_out = self.reading.carry_out

        def in_turn(progress: Report, stopped: Asked) -> str | None:
            try:
                return carry_out(lambda: do(progress, stopped)).result()
            except Stopped as error:
                return error.line()

        def done(said: str | None) -> None:
            if said is None:
                self.tell(none)
            else:
                self.reading.corrected(said)
            self.go_on_reading()

        self.set_to_work(word, in_turn, done)

    def _progress(self, progress: Progress) -> None:
        """Called in the worker's thread: pass on what is worth drawing."""
        now = monotonic()
        if now - self._drawn >= _BETWEEN:
            self._drawn = now
            with contextlib.suppress(RuntimeError):  # the app left: what is in hand is put away
                self.app.call_later(self._draw_progress, progress)

    def _draw_progress(self, progress: Progress) -> None:
        if self._hidden or not (self._busy and self.is_attached):
            return
        now = monotonic()
        if progress.stage != self._stage:
            self._stage, self._stage_began = progress.stage, now
        left = time_left(progress, now - self._stage_began)
        advice = worded("{library.stop} stops") if self._asked_for else ""
        self._follow(progress, advice, left)

    def _follow(self, progress: Progress | None, advice: str = "", left: str = "") -> None:
        """Whatever screen is in front tells how far the work is, if it has a line for it."""
        for screen in self.app.screen_stack:
            for line in screen.query(ProgressLine):
                line.follow(progress, advice, left)

    def _quiet(self) -> None:
        self._busy, self._asked_for, self._hidden = False, "", False
        self._follow(None)

    def _analysed(self, something: bool) -> None:
        self._quiet()
        if something:
            self.refresh_all()

    def _work_failed(self, error: RashomonError) -> None:
        again = bool(self._asked_for)
        self._quiet()
        if again:
            self.complain(error)
            self.read_closely()
        elif isinstance(error, LibraryBusy):
            self._leave_to_the_other()
        else:
            self.complain(error)

    def _leave_to_the_other(self) -> None:
        """Another process reads closely: what it finds is shown as it comes; look in later."""
        if not self._waits:
            self.tell("another rashomon reads these articles closely; what it finds appears here")
        self._waits = True
        self.set_timer(_LATER, self.go_on_reading)

    def _look(self) -> None:
        """See whether another process, or our own work, changed the library."""
        if self.app.screen is not self:
            return
        try:
            changed = self.library.changed()
        except RashomonError:
            return
        if changed:
            self._by_others = True
            self.refresh_all()

    def refresh_all(self) -> None:
        """Take what is new into counts, list and reader; each keeps its place."""
        self.library.changed()
        self.tell_counts()
        self.fill()
        shown = self.query_one(Reader).article
        if shown is not None:
            library, number = self.library, shown.id
            others, self._by_others = self._by_others, False
            fetch(
                self,
                "refine",
                lambda: library.article(number),
                self._refined,
                lambda error: self._gone(error, others),
            )

    def _refined(self, article: Article) -> None:
        reader = self.query_one(Reader)
        if reader.article is not None and reader.article.id == article.id:
            if article != reader.article:
                reader.refine(article)
                self.query_one(NamePane).show(article)
            self.tell_status()

    def _gone(self, error: RashomonError, others: bool) -> None:
        if isinstance(error, NotFound):
            self.show_instead()
            if others:
                self.tell("the text that was shown was forgotten meanwhile; this is one near it")
        else:
            self.complain(error)

    def on_screen_resume(self) -> None:
        """Back on this screen: show what changed meanwhile."""
        if self._begun:
            self._look()

    def action_stop(self) -> None:
        """Stop what was asked for; what came in stays in, an undoing changes nothing then."""
        if not self._asked_for:
            self.tell("nothing to stop")
            return
        self._stop.set()
