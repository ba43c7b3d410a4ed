"""``rashomon backup``: the whole library as one file."""

from __future__ import annotations

from pathlib import Path

import click

from index.text import clean_line
from tui.commands import session
from tui.progress import ProgressLine, amount


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@session.options
@click.pass_context
def command(context: click.Context, file: Path, as_json: bool) -> int:
    """Write the whole library to FILE.

    Articles, all that was found in them, and all that is yours: stars, tags, notes,
    corrections, feeds, and your tables of names, outlets and wordings. The library may be in
    use meanwhile. The file comes under its name only when it is whole; an older backup of that
    name is replaced then. The search index is not in it: "rashomon restore" makes it anew.

    \b
    Example:
      rashomon backup ~/news-2026-11.rashomon
    """
    with session.open_library(context) as library:
        with ProgressLine() as progress:
            size = library.care.backup(file, progress=progress)
        articles = library.counts().articles
    where = clean_line(str(file))
    if as_json:
        session.say_json({"file": str(file), "bytes": size, "articles": articles})
    else:
        session.say([f"{articles:,} articles in {where} ({amount(size, 'bytes')})"])
    return session.DONE
