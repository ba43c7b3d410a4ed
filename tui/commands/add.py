"""``rashomon add``: files, folders and tables become articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from index.article import ImportReport, Refusal
from index.errors import LibraryBusy
from index.text import clean_line
from tui import phrases, plain
from tui.commands import session
from tui.progress import ProgressLine, interruptible
from tui.records import import_report

if TYPE_CHECKING:
    from index import Library

SHOWN = 10
"""Lines of one kind in the report; ``--verbose`` shows all. Refusals are always all shown."""


@click.command("add")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--later", is_flag=True, help="Leave the close reading to the reader.")
@click.option("-v", "--verbose", is_flag=True, help="Name everything already there or skipped.")
@session.options
@click.pass_context
def command(
    context: click.Context, paths: tuple[str, ...], later: bool, verbose: bool, as_json: bool
) -> int:
    """Import files, folders and tables of articles.

    A PATH is a text file, a folder, a JSONL or CSV table, or - for standard input. Tables need
    a column "text" (or body, content) and may have id, title, outlet, date, url and author.
    What is already there is not doubled; what cannot be read is named with the reason, and the
    rest goes in. Ctrl-C stops and keeps what is in; the same command again goes on.

    Articles can be found at once. Then they are read closely (names, quotations, dates,
    events), unless --later leaves that to the reader, which does it while you read.

    \b
    Examples:
      rashomon add ~/news                    a folder, with its folders
      rashomon add monday.jsonl extra.csv    tables, one article a row
      curl -s URL | rashomon add -           standard input
    """
    with session.own_library(context) as library, interruptible() as cancelled:
        report = _import(library, paths, cancelled)
        for refusal in report.refused:
            session.complain(refusal_line(refusal))
        if not as_json:
            session.say(report_lines(library, report, verbose))
        read = later or report.cancelled or _read_closely(library, cancelled)
        _tell(library, report, as_json=as_json, read=read)
    complete = (report.imported or report.already) and not report.refused
    return session.DONE if complete and read and not report.cancelled else session.PARTLY


def _import(
    library: Library, paths: tuple[str, ...], cancelled: Callable[[], bool]
) -> ImportReport:
    stdin = sys.stdin.buffer if "-" in paths and sys.stdin is not None else None
    with ProgressLine() as progress:
        return library.add(paths, stdin=stdin, progress=progress, cancelled=cancelled)


def _read_closely(library: Library, cancelled: Callable[[], bool]) -> bool:
    try:
        with ProgressLine() as progress:
            return library.analyse(progress=progress, cancelled=cancelled)
    except LibraryBusy:
        return False


def _tell(library: Library, report: ImportReport, *, as_json: bool, read: bool) -> None:
    """What there is now, and what is left to do."""
    pending = library.pending()
    if as_json:
        session.say_json(import_report(report) | {"library": str(library.path), "pending": pending})
    else:
        counts = library.counts()
        figures = (
            phrases.count(counts.articles, "article"),
            phrases.count(counts.outlets, "outlet"),
            phrases.count(counts.events, "event"),
        )
        session.say([f"{', '.join(figures)} in {clean_line(str(library.path))}"])
    if report.cancelled:
        session.complain("stopped; what is in stays in; the same command again goes on")
    elif not read or pending:
        left = phrases.count(pending, "article")
        session.complain(
            f"{left} can be found but not read closely yet; the reader goes on with it"
        )


def report_lines(library: Library, report: ImportReport, verbose: bool) -> Iterator[str]:
    """The report as text: a figure a kind, and below it what there is to say."""
    rows = [
        ["imported", f"{len(report.imported):,}", _numbers(report.imported)],
        ["already there", f"{len(report.already):,}", ""],
        ["refused", f"{len(report.refused):,}", ""],
        ["skipped", f"{len(report.skipped):,}", ""],
    ]
    imported, already, refused, skipped = plain.table(rows, right=(1,))
    yield imported
    yield already
    yield from _already(library, report, verbose)
    yield refused
    yield skipped
    yield from _skipped(report, verbose)


def _numbers(ids: tuple[int, ...]) -> str:
    if len(ids) < 2:
        return "".join(f"article {number}" for number in ids)
    run = ids[-1] - ids[0] == len(ids) - 1
    return f"articles {ids[0]} to {ids[-1]}" if run else ""


def _already(library: Library, report: ImportReport, verbose: bool) -> Iterator[str]:
    shown = report.already if verbose else report.already[:SHOWN]
    known = {line.id: line for line in library.lines({one.article for one in shown})}
    for one in shown:
        origin = one.origin
        where = _place(origin.path or origin.url or "standard input", origin.line)
        label = json.dumps(plain.fit(known[one.article].label, 60), ensure_ascii=False)
        yield "  " + clean_line(f"{where}: same text as article {one.article} {label}")
    yield from _more(len(report.already) - len(shown))


def _skipped(report: ImportReport, verbose: bool) -> list[str]:
    shown = report.skipped if verbose else report.skipped[:SHOWN]
    lines = [f"  {clean_line(refusal_line(one))}" for one in shown]
    return [*lines, *_more(len(report.skipped) - len(shown))]


def _more(number: int) -> list[str]:
    return [f"  and {number:,} more; --verbose names them"] if number > 0 else []


def refusal_line(refusal: Refusal) -> str:
    """What was not taken, why, and what to do about it: ``file:line: reason; advice``."""
    line = f"{_place(refusal.path, refusal.line)}: {refusal.reason}"
    return f"{line}; {refusal.advice}" if refusal.advice else line


def _place(path: str, line: int | None) -> str:
    return f"{path}:{line}" if line is not None else path
