"""``rashomon watch``: what appears in a folder is imported."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.errors import LibraryBusy
from index.reports import ImportReport
from index.text import clean_line
from tui import phrases
from tui.commands import session
from tui.commands.add import refusal_line
from tui.work_records import import_report

if TYPE_CHECKING:
    from index.library import Library
    from index.watching import Seen, Watch


@click.command("watch")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--poll", is_flag=True, help="Look again and again: for disks on a network.")
@click.option("--later", is_flag=True, help="Leave the close reading to the reader.")
@session.options
@click.pass_context
def command(context: click.Context, folder: Path, poll: bool, later: bool, as_json: bool) -> int:
    """Import what is in FOLDER, then what appears there, until Ctrl-C.

    A file is imported when it has been left alone for a moment, once, and again when it has
    changed. One line is printed an import; with --json it is a JSON object. Hidden files,
    programs and links that lead out of the folder are passed over.

    \b
    Example:
      rashomon watch ~/Downloads/news
    """
    from index.importing import Choices
    from index.watching import Watch

    if not folder.is_dir():
        session.complain(f"{folder}: no such folder; check the name")
        return session.WRONG_USE
    choices = Choices(bring_back=False, remember=False, sweeping=True)
    with session.own_library(context) as library:

        def add(paths: Sequence[str]) -> ImportReport:
            return library.add(paths, choices=choices, cancelled=lambda: watch.stopped())

        watch = Watch(folder, add, poll=poll)
        with _stopping(watch):
            for seen in watch.run():
                _tell(seen, folder, as_json)
                if seen.report and seen.report.imported and not later:
                    _read_closely(library, watch)
    return session.DONE


def _read_closely(library: Library, watch: Watch) -> None:
    with contextlib.suppress(LibraryBusy):
        library.analyse(cancelled=watch.stopped)


@contextlib.contextmanager
def _stopping(watch: Watch) -> Iterator[None]:
    """Ctrl-C, or a polite kill, ends the watching after the article that is going in; the second
    one ends the program."""

    def stop(*_: Any) -> None:
        watch.stop()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _tell(seen: Seen, folder: Path, as_json: bool) -> None:
    where = clean_line(str(folder))
    if seen.what == "watching":
        session.notice(f"watching {where}; Ctrl-C ends it")
    elif seen.what == "gone":
        session.complain(f"{where}: the folder is gone; waiting for it to come back")
    elif seen.what == "busy":
        session.complain("another rashomon writes to the library; what came waits for it")
    elif seen.report is not None:
        _tell_report(seen.report, as_json)


def _tell_report(report: ImportReport, as_json: bool) -> None:
    for refusal in report.refused:
        session.complain(refusal_line(refusal))
    if not (report.imported or report.refused):
        return
    if as_json:
        session.say_json(import_report(report), indent=None)
    elif report.imported:
        numbers = report.imported
        ids = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
        session.say([f"{phrases.count(len(numbers), 'article')} imported: {ids}"])
    session.flush()
