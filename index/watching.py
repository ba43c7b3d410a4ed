"""Putting in what appears in a folder, each file once, when nobody writes to it any more."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal

from index.dataclass import dataclass
from index.errors import LibraryBusy, RashomonError
from index.ingest.locate import is_program
from index.locations import spelled_out
from index.reports import ImportReport
from index.text import clean_line

QUIET_MS = 700
"""Milliseconds in which a file must not have changed before it is read."""
POLL_MS = 1_500
"""Milliseconds between two looks at a folder whose system does not tell what changes."""
AWAY_S = 2.0
"""Seconds between two looks for a folder that is gone."""

Paths = Collection[str]
Changes = Callable[[Path], Iterator[Paths]]
Add = Callable[[Sequence[str]], ImportReport]


@dataclass(frozen=True, slots=True)
class Seen:
    """What happened: files were dealt with (``report``); or the folder is watched from now on,
    is gone, or the library is busy and the files wait (``busy``)."""

    what: Literal["watching", "report", "gone", "busy"]
    report: ImportReport | None = None


class Watch:
    """Watches one folder. ``run`` goes on until ``stop`` is called."""

    def __init__(
        self, folder: Path, add: Add, changes: Changes | None = None, poll: bool = False
    ) -> None:
        """``add`` puts files into the library. ``changes`` gives, round after round, the paths
        that changed since the last one, none where nothing did for a while; by default what
        the operating system tells, or with ``poll`` what looking again and again finds."""
        self._folder = spelled_out(folder)
        self._add = add
        self._stop = threading.Event()
        self._changes = changes or (lambda folder: _system(folder, poll, self._stop))
        self._waiting: dict[str, tuple[int, int] | None] = {}
        self._busy = False

    def stop(self) -> None:
        """Ends ``run`` soon; may be called from anywhere."""
        self._stop.set()

    def stopped(self) -> bool:
        """Whether ``stop`` was called."""
        return self._stop.is_set()

    def run(self) -> Iterator[Seen]:
        """Puts in what is there, then what comes, and tells what happened.

        Never raises for a file, a folder that vanishes or a library that others write to; raises
        RashomonError where the system cannot watch.
        """
        away = False
        while not self._stop.is_set():
            if not self._folder.is_dir():
                if not away:
                    yield Seen("gone")
                away = True
                self._stop.wait(AWAY_S)
                continue
            away = False
            yield Seen("watching")
            self._await(_files(self._folder))
            for changed in self._changes(self._folder):
                if not self._folder.is_dir():
                    break
                self._await(changed)
                yield from self._round()
            else:
                if self._folder.is_dir():
                    return  # nobody tells of changes any more

    def _await(self, changed: Paths) -> None:
        for path in changed:
            found = _files(Path(path)) if Path(path).is_dir() else [path]
            self._waiting |= {one: None for one in found if _wanted(one, self._folder)}

    def _round(self) -> Iterator[Seen]:
        """Puts in the files that are as they were in the round before."""
        quiet = []
        for path, before in list(self._waiting.items()):
            now = _stamp(path)
            if now is None:
                del self._waiting[path]
            elif now == before:
                quiet.append(path)
            else:
                self._waiting[path] = now
        if not quiet:
            return
        try:
            report = self._add(sorted(quiet))
        except LibraryBusy:
            if not self._busy:
                yield Seen("busy")
            self._busy = True
            return
        self._busy = False
        for path in quiet:
            self._waiting.pop(path, None)
        yield Seen("report", report)


def _wanted(path: str, folder: Path) -> bool:
    """Files as a folder's import takes them: not hidden, not programs, no links that lead out."""
    within = Path(os.path.relpath(path, folder)).parts
    if any(part.startswith(".") for part in within) or is_program(path):
        return False
    inside = os.path.realpath(folder)
    return os.path.commonpath([os.path.realpath(path), inside]) == inside


def _files(folder: Path) -> list[str]:
    return [
        os.path.join(top, name)  # noqa: PTH118 - names may hold any bytes
        for top, folders, names in os.walk(folder)
        for name in sorted(names)
    ]


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns


def _system(folder: Path, poll: bool, stop: threading.Event) -> Iterator[Paths]:
    """Changes as the operating system tells them."""
    from watchfiles import Change, watch  # needed by nothing else

    rounds = watch(
        folder,
        watch_filter=None,
        debounce=QUIET_MS,
        rust_timeout=POLL_MS if poll else QUIET_MS,
        yield_on_timeout=True,
        stop_event=stop,
        force_polling=poll,
        poll_delay_ms=POLL_MS // 2,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    try:
        for found in rounds:
            yield {path for change, path in found if change is not Change.deleted}
    except (OSError, RuntimeError) as error:
        if folder.is_dir():
            what = f"the system does not tell what changes in it ({clean_line(str(error), 120)})"
            raise RashomonError(what, str(folder), "--poll looks again and again") from error
