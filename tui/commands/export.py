"""``rashomon export``: everything known as JSON, or what was kept in formats to work with."""

from __future__ import annotations

from collections.abc import Sequence

import click

from index.errors import LibraryError
from index.library import Library
from tui.all_hits import all_hits
from tui.commands import session
from tui.exporting import record, written


@click.command("export")
@click.argument("query", nargs=-1)
@click.option("--query", "asked", metavar="QUERY", help="The same as the argument.")
@click.option("--kept", "only_kept", is_flag=True, help="Only what has a star, a tag or a note.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "md", "bibtex", "csl"]),
    default="json",
    show_default=True,
    help="JSON lines, Markdown, BibTeX, CSL-JSON.",
)
@session.options
@click.pass_context
def command(
    context: click.Context,
    query: tuple[str, ...],
    asked: str | None,
    only_kept: bool,
    form: str,
    as_json: bool,
) -> int:
    """Print articles to take along: all of them, or those a QUERY finds.

    As JSON (the usual format) each line holds everything that "rashomon show --json" tells, and
    what you kept of it. Markdown has title, outlet, dates and your notes under their passages;
    BibTeX and CSL-JSON are references for a paper, accessed on the day the text came into the
    library. --json means --format json.

    \b
    Examples:
      rashomon export > everything.jsonl
      rashomon export 'outlet:rt' | jq -r .title
      rashomon export --kept --format md > notes.md
      rashomon export 'tag:thesis' --format bibtex > thesis.bib
    """
    if as_json and form != "json":
        raise click.UsageError(f"--json and --format {form} say two things; give one of them")
    words = _words(query, asked)
    with session.open_library(context) as library:
        try:
            session.finish_reading(library)
        except LibraryError as error:  # of a damaged library what is whole can still be saved
            session.complain(str(error))
        numbers = _numbers(library, words, only_kept)
        title = "What was kept" if words is None else words
        whole = _say(library, numbers, form, title)
    if not numbers:
        missing = "nothing is kept yet" if only_kept else "no article to export"
        session.complain(missing if words is None else "no article found")
    return session.DONE if numbers and whole else session.PARTLY


def _words(query: Sequence[str], asked: str | None) -> str | None:
    if query and asked is not None:
        raise click.UsageError("give the query once, as an argument or with --query")
    return session.words_of(query or [asked or ""]) if query or asked is not None else None


def _numbers(library: Library, words: str | None, only_kept: bool) -> list[int]:
    """The articles to export: those of a query best first, else in order of their numbers."""
    wanted = {line.id for line in library.articles() if line.starred or line.tags or line.notes}
    if words is None:
        return sorted(wanted if only_kept else (line.id for line in library.articles()))
    session.finish_indexing(library)
    hits = all_hits(library, words)
    return [number for number in hits if not only_kept or number in wanted]


def _say(library: Library, numbers: Sequence[int], form: str, title: str) -> bool:
    """Prints the articles; False where damaged ones had to be left out, which is said."""
    whole = True
    if form == "json":
        for number in numbers:
            try:
                found = record(library, number)
            except LibraryError as error:
                session.complain(f"article {number} is left out: {error}")
                whole = False
            else:
                session.say_json(found, indent=None)
    elif numbers or form == "csl":
        session.say([written(library, numbers, form, title).rstrip("\n")])
    return whole
