"""``rashomon restore``: a library from its backup."""

from __future__ import annotations

from pathlib import Path

import click

from index.text import clean_line
from tui import phrases
from tui.commands import session
from tui.progress import ProgressLine


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put the library that is there aside.")
@session.options
@click.pass_context
def command(context: click.Context, file: Path, replace: bool, as_json: bool) -> int:
    """Make the library what FILE holds, a backup of "rashomon backup".

    The file is checked first. A library that holds articles is left alone, but with --replace
    put aside, beside the new one. Then the search index is made anew.

    \b
    Examples:
      rashomon restore ~/news-2026-11.rashomon
      rashomon restore ~/news-2026-11.rashomon --library ~/other --json
    """
    from index import Library, locations
    from tui.commands.session import LIBRARY

    chosen = session.chosen_library(context.meta.get(LIBRARY))
    with ProgressLine() as progress:
        restored = Library.restore(file, chosen, replace=replace, progress=progress)
    path, aside = locations.chosen(chosen).library, restored.aside
    if as_json:
        record = {"articles": restored.articles, "library": str(path)}
        more = {"aside": str(aside) if aside else None, "damaged": list(restored.unsound)}
        session.say_json(record | more)
    else:
        session.say([clean_line(f"{restored.articles:,} articles in {path}")])
        if restored.unsound:
            session.complain(phrases.damaged(restored.unsound))
        if aside:
            session.say([clean_line(f"the library that was there: {aside}")])
    return session.PARTLY if restored.unsound else session.DONE
