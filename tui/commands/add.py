"""``rashomon add``: files, folders, tables, archives and addresses become articles."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import LibraryBusy
from index.reports import Already, ImportReport, Refusal
from index.text import clean_line
from tui import phrases, plain
from tui.commands import session
from tui.progress import ProgressLine, interruptible
from tui.work_records import import_report, past_import

if TYPE_CHECKING:
    from index import Library
    from index.importing import Choices

SHOWN = 10
"""Lines of one kind in the report; ``--verbose`` shows all. Refusals are always all shown."""

MOST_ADDRESSES = 10_000_000
"""Letters of the longest list of addresses."""


@click.command("add")
@click.argument("paths", metavar="PATH|URL...", nargs=-1)
@click.option("--later", is_flag=True, help="Leave the close reading to the reader.")
@click.option("--again", is_flag=True, help="Read files that have not changed, too.")
@click.option("--urls", metavar="FILE", help="Fetch every address in FILE, one a line.")
@click.option("--allow-private", is_flag=True, help="Fetch from private networks, too.")
@click.option("--last", is_flag=True, help="Show the report of the last import again.")
@click.option("--report", metavar="FILE", help="Write everything not taken in to FILE.")
@click.option("-v", "--verbose", is_flag=True, help="Name everything already there or skipped.")
@session.options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    later: bool,
    again: bool,
    urls: str | None,
    allow_private: bool,
    last: bool,
    report: str | None,
    verbose: bool,
    as_json: bool,
) -> int:
    """Import files, folders, tables, archives and addresses.

    A PATH is a text, a saved page, a folder, a table (JSONL, CSV), an archive (zip, tar), or -
    for standard input; "rashomon help files" names them all. A URL is fetched, and its article
    taken out of the page. What is already there is not doubled; what cannot be read is named
    with the reason, and the rest goes in. Ctrl-C stops and keeps what is in; the same command
    again goes on, and passes over files that have not changed since. The last import's report
    names the first 5,000 of everything that was not taken in; --report names all, one a line.

    Articles can be found at once. Then they are read closely (names, quotations, dates,
    events), unless --later leaves that to the reader, which does it while you read. What was
    forgotten comes back when its text is added again. "rashomon correct undo --yes" forgets all
    that an import brought.

    \b
    Examples:
      rashomon add ~/news                    a folder, with its folders
      rashomon add monday.jsonl extra.csv    tables, one article a row
      rashomon add https://example.org/story a page
      curl -s URL | rashomon add -           standard input
      rashomon add --last                    what became of the last import
    """
    if last:
        return _last(context, verbose, as_json)
    sources = (*paths, *_addresses(urls))
    if not sources:
        raise click.UsageError("nothing to add; name a file, a folder or an address")
    from index.importing import Choices

    with (
        session.own_library(context) as library,
        interruptible() as cancelled,
        _writing(report) as told,
    ):
        choices = Choices(again=again, allow_private=allow_private, told=told)
        done = _import(library, sources, cancelled, choices)
        _refusals(done)
        if not as_json:
            session.say(report_lines(library, done, verbose))
        read = later or done.cancelled or _read_closely(library, cancelled)
        _tell(library, done, as_json=as_json, read=read)
    there = done.imported or done.brought_back or done.already or done.unchanged
    complete = there and not done.refused
    return session.DONE if complete and read and not done.cancelled else session.PARTLY


@contextlib.contextmanager
def _writing(report: str | None) -> Iterator[Callable[[str, Refusal | Already], None] | None]:
    """What writes a line to the report for everything that did not become a new article."""
    if report is None:
        yield None
        return
    try:
        opened = Path(report).open("x", encoding="utf-8", errors="replace")  # noqa: SIM115
    except FileExistsError:
        raise click.UsageError(f"{report} is there already; name another file") from None
    except OSError as error:
        raise click.UsageError(f"{report}: {error.strerror}; name another file") from None
    with opened as file:

        def told(kind: str, one: Refusal | Already) -> None:
            said = _same(one) if isinstance(one, Already) else refusal_line(one)
            file.write(f"{kind}\t{clean_line(said)}\n")

        yield told


def _read(file: str) -> str:
    if file == "-":
        text = sys.stdin.read(MOST_ADDRESSES + 1)
    else:
        with Path(file).open(encoding="utf-8", errors="replace") as opened:
            text = opened.read(MOST_ADDRESSES + 1)
    if len(text) > MOST_ADDRESSES:
        raise click.UsageError(f"{file}: more than 10 MB, which no list of addresses is")
    return text


def _addresses(file: str | None) -> list[str]:
    """The addresses in a file, one a line; empty lines and lines that begin with # are none."""
    if file is None:
        return []
    text = _read(file)
    from index.importing import is_address

    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    for line in found:
        if not is_address(line):
            raise click.UsageError(f"{file}: {clean_line(line, 80)!r} is no http address")
    return list(dict.fromkeys(found))


def _last(context: click.Context, verbose: bool, as_json: bool) -> int:
    with session.open_library(context) as library:
        past = library.imports(1)
        if not past:
            session.complain("nothing was imported yet; rashomon add PATH does it")
            return session.PARTLY
        if as_json:
            session.say_json(past_import(past[0]))
            return session.DONE
        sources = ", ".join(past[0].sources)
        session.say([clean_line(f"{past[0].ended}  {plain.fit(sources, 200)}")])
        session.say(report_lines(library, past[0].report, verbose))
        _refusals(past[0].report)
    return session.DONE


def _refusals(report: ImportReport) -> None:
    for refusal in report.refused:
        session.complain(refusal_line(refusal))
    if more := report.more.get("refused", 0):
        session.complain(f"and {more:,} more refused; --report FILE names all")


def _import(
    library: Library,
    sources: Sequence[str],
    cancelled: Callable[[], bool],
    choices: Choices,
) -> ImportReport:
    stdin = sys.stdin.buffer if "-" in sources and sys.stdin is not None else None
    with ProgressLine() as progress:
        return library.add(
            sources, stdin=stdin, progress=progress, cancelled=cancelled, choices=choices
        )


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
        ["already there", f"{report.count('already'):,}", ""],
        ["refused", f"{report.count('refused'):,}", ""],
        ["skipped", f"{report.count('skipped'):,}", ""],
        ["brought back", f"{len(report.brought_back):,}", _numbers(report.brought_back)],
        ["unchanged", f"{report.unchanged:,}", "read before; --again reads them"],
        ["left out", f"{report.left_out:,}", "forgotten"],
    ]
    rows = rows[:4] + [row for row in rows[4:] if row[1] != "0"]
    imported, already, refused, skipped, *others = plain.table(rows, right=(1,))
    yield imported
    for caution, number in report.cautions.items():
        yield f"  {number:,}: {clean_line(caution)}"
    yield already
    yield from _already(library, report, verbose)
    yield refused
    yield skipped
    yield from _skipped(report, verbose)
    yield from others


def _numbers(ids: Sequence[int]) -> str:
    if len(ids) < 2:
        return "".join(f"article {number}" for number in ids)
    run = ids[-1] - ids[0] == len(ids) - 1
    return f"articles {ids[0]} to {ids[-1]}" if run else ""


def _already(library: Library, report: ImportReport, verbose: bool) -> Iterator[str]:
    shown = report.already if verbose else report.already[:SHOWN]
    known = {line.id: line for line in library.lines({one.article for one in shown})}
    for one in shown:
        there = known.get(one.article)
        label = json.dumps(plain.fit(there.label, 60), ensure_ascii=False) if there else "(gone)"
        yield "  " + clean_line(f"{_same(one)} {label}")
    yield from _more(report.count("already") - len(shown))


def _same(one: Already) -> str:
    origin = one.origin
    where = _place(origin.path or origin.url or "standard input", origin.line)
    return f"{where}: same text as article {one.article}"


def _skipped(report: ImportReport, verbose: bool) -> list[str]:
    shown = report.skipped if verbose else report.skipped[:SHOWN]
    lines = [f"  {clean_line(refusal_line(one))}" for one in shown]
    return [*lines, *_more(report.count("skipped") - len(shown))]


def _more(number: int) -> list[str]:
    return [f"  and {number:,} more; --verbose names them"] if number > 0 else []


def refusal_line(refusal: Refusal) -> str:
    """What was not taken, why, and what to do about it: ``file:line: reason; advice``."""
    line = f"{_place(refusal.path, refusal.line)}: {refusal.reason}"
    return f"{line}; {refusal.advice}" if refusal.advice else line


def _place(path: str, line: int | None) -> str:
    return f"{path}:{line}" if line is not None else path
