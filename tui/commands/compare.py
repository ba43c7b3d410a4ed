"""``rashomon compare``: an event's articles side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.article import Article
from index.comparison.copies import Family
from index.comparison.table import Comparison
from index.errors import RashomonError, Stopped
from tui import linear_comparison, plain, records
from tui.commands import session
from tui.copies import ALONE
from tui.copy_lines import copy_lines
from tui.progress import ProgressLine, interruptible
from tui.records import comparison as record
from tui.side_by_side import comparison_lines

if TYPE_CHECKING:
    from index.library import Library


@click.command("compare")
@click.argument("what", metavar="EVENT | ARTICLE ARTICLE...", nargs=-1, required=True)
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report to FILE (.html, .md or .json) instead.",
)
@click.option(
    "--copies",
    is_flag=True,
    help="Who prints the same text, and what each copy cut, added and reworded.",
)
@click.option(
    "--linear",
    is_flag=True,
    envvar="RASHOMON_LINEAR",
    help="In sentences under headings, for screen readers; RASHOMON_LINEAR=1 makes it usual.",
)
@session.options
@click.pass_context
def command(
    context: click.Context,
    what: tuple[str, ...],
    report: Path | None,
    copies: bool,
    linear: bool,
    as_json: bool,
) -> int:
    """Lay the articles of an event side by side.

    Sections: closest passages, wording, voices, sources, what only one has, what they share,
    and contradictions. EVENT is an id from "rashomon events", ARTICLE a number from "rashomon
    list". Every figure is a count of places in the texts; --json gives each place. Nothing is
    scored.

    \b
    Examples:
      rashomon compare e1
      rashomon compare 3 5 --json
      rashomon compare e1 --report summit.html
      rashomon compare e1 --copies
      rashomon compare 3 --copies
      rashomon compare e1 --linear
    """
    if copies:
        if report is not None:
            raise click.UsageError("--copies goes to standard output; leave --report out")
        return _copies(context, what, as_json)
    chosen = wanted(what)
    if report is not None:
        check_ending(report)
    with session.open_library(context) as library:
        session.finish_reading(library)
        found = _compared(library, chosen)
        articles = {number: library.article(number) for number in found.articles}
    if report is not None:
        write_report(report, found, articles)
        session.notice(f"report written to {report}")
    if as_json:
        session.say_json(record(found))
    elif report is None and linear:
        session.say(linear_comparison.comparison_lines(found, articles, plain.terminal_width()))
    elif report is None:
        session.say(comparison_lines(found, articles, plain.reading_width()))
    return session.DONE


def _compared(library: Library, chosen: str | tuple[int, ...]) -> Comparison:
    """The comparison, with progress; raises Abort where Ctrl-C cut it short."""
    try:
        with interruptible() as cancelled, ProgressLine() as progress:
            return library.compare(chosen, progress=progress, cancelled=cancelled)
    except Stopped as stopped:
        raise click.Abort from stopped


def _copies(context: click.Context, what: tuple[str, ...], as_json: bool) -> int:
    numbers = [int(one) for one in what if one.isdecimal() and len(one) < 16]
    if len(numbers) < len(what) and len(what) > 1:
        raise click.UsageError("name one event (e1), or one and more article numbers (3 5)")
    with session.open_library(context) as library:
        session.finish_reading(library)
        found = list(_families(library, numbers or library.event(what[0]).articles))
        if as_json:
            told = [records.family(one, library.copies.copy) for one in found]
            session.say_json({"families": told})
        for at, family in enumerate(() if as_json else found):
            session.say([""] if at else [])
            beside = partial(library.copies.copy, reference=family.reference)
            session.say(copy_lines(family, beside, library.article, plain.reading_width()))
    if not found and not as_json:
        session.complain(f"{ALONE}; compare without --copies lays different texts side by side")
    return session.DONE if found else session.PARTLY


def _families(library: Library, numbers: Iterable[int]) -> Iterator[Family]:
    """The families of several copies that these articles are of, each once."""
    seen: set[int] = set()
    for number in numbers:
        if number not in seen:
            family = library.copies.family(number)
            seen.update(line.id for line in family.copies)
            if len(family.copies) > 1:
                yield family


def wanted(what: tuple[str, ...]) -> str | tuple[int, ...]:
    """An event's id, or two and more article numbers; raises UsageError for anything else."""
    if len(what) == 1 and not what[0].isdecimal():
        return what[0]
    if not all(one.isdecimal() and len(one) < 16 for one in what):
        raise click.UsageError("name one event (e1), or two and more article numbers (3 5)")
    numbers = tuple(dict.fromkeys(map(int, what)))
    if len(numbers) < 2:
        raise click.UsageError("one article has nothing beside it; name its event, or two articles")
    return numbers


def check_ending(path: Path) -> None:
    """Raises UsageError where the ending of a report's file names no format."""
    from tui.report import FORMATS

    if path.suffix.lower() not in FORMATS:
        raise click.UsageError(
            f"a report ends in .html, .md or .json, not {path.suffix or 'nothing'!r}"
        )


def write_report(path: Path, found: Comparison, articles: dict[int, Article]) -> None:
    """The comparison as a file of its own, in the format its ending names.

    Raises RashomonError where it cannot be written.
    """
    from tui.report import FORMATS

    text = FORMATS[path.suffix.lower()](found, articles)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or "cannot be written"
        raise RashomonError(why, str(path), "give another name") from error
