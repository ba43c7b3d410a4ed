"""``rashomon compare``: an event's articles side by side."""

from __future__ import annotations

from pathlib import Path

import click

from index.article import Article
from index.comparison import Comparison
from tui import plain
from tui.commands import session
from tui.records import comparison as record
from tui.side_by_side import comparison_lines


@click.command("compare")
@click.argument("what", metavar="EVENT | ARTICLE ARTICLE...", nargs=-1, required=True)
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report to FILE (.md or .html) instead.",
)
@session.options
@click.pass_context
def command(
    context: click.Context, what: tuple[str, ...], report: Path | None, as_json: bool
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
    """
    chosen = wanted(what)
    if report is not None and report.suffix.lower() not in {".md", ".html"}:
        raise click.UsageError(f"a report ends in .md or .html, not {report.suffix or 'nothing'!r}")
    with session.open_library(context) as library:
        session.finish_reading(library)
        found = library.compare(chosen)
        articles = {number: library.article(number) for number in found.articles}
    if report is not None:
        write_report(report, found, articles)
        session.notice(f"report written to {report}")
    if as_json:
        session.say_json(record(found))
    elif report is None:
        session.say(comparison_lines(found, articles, plain.reading_width()))
    return session.DONE


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


def write_report(path: Path, found: Comparison, articles: dict[int, Article]) -> None:
    """The comparison as a file of its own, in the format its ending names."""
    from tui import report

    make = report.to_html if path.suffix.lower() == ".html" else report.to_markdown
    path.write_text(make(found, articles), encoding="utf-8")
