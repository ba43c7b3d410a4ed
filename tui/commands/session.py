"""What every command shares: options, the library it works on, and where its words go."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from index.errors import LibraryBusy
from index.text import clean_line
from tui import phrases
from tui.config_place import configured
from tui.json_values import Record, dumps
from tui.progress import ProgressLine, interruptible

if TYPE_CHECKING:
    from index.library import Library

DONE, PARTLY, WRONG_USE = 0, 1, 2
"""Exit codes: everything done; partly done or nothing found; wrong use."""

LIBRARY = "tui.library"

PATIENCE_S = 1.0
"""Seconds that a command waits for another process that reads or writes, before it goes on with
what is there."""

WORTH_A_BAR = 500
"""Articles missing from the search index that take long enough to watch."""

Command = TypeVar("Command", bound=Callable[..., Any])


def _keep_library(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.meta[LIBRARY] = value


def library_option(command: Command) -> Command:
    """``--library DIR``, before or after the command's name."""
    return click.option(
        "--library",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        callback=_keep_library,
        expose_value=False,
        is_eager=True,
        help="The library to use, instead of RASHOMON_LIBRARY or your own.",
    )(command)


def options(command: Command) -> Command:
    """The options every command has: ``--json`` and ``--library``."""
    as_json = click.option("--json", "as_json", is_flag=True, help="Print documented JSON instead.")
    return as_json(library_option(command))


def chosen_library(named: Path | None) -> Path | None:
    """The directory on the command line, else of the environment, else of the configuration.

    None: neither names one. Where the configuration cannot be read, that is said.
    """
    if named is not None or os.environ.get("RASHOMON_LIBRARY") or not configured(os.environ):
        return named
    from tui.config import load

    config = load()
    for mistake in config.mistakes:
        if mistake.key == "library" or mistake.words.startswith("not read"):
            complain(mistake.told(config.file))
    found: Path | None = config["library"]
    return found


def own_library(context: click.Context) -> Library:
    """The reader's own library, made if need be: what ``add`` writes to."""
    from index import Library

    return Library.open(chosen_library(context.meta.get(LIBRARY)))


def open_library(context: click.Context) -> Library:
    """The library to read: as named, else the reader's own, else the sample.

    Raises LibraryError where ``--library`` names a directory that holds none.
    """
    from index import Library

    library = Library.reader(chosen_library(context.meta.get(LIBRARY)))
    if library.is_sample:
        notice("sample library: five articles to try things on; add your own: rashomon add PATH")
    return library


def finish_reading(library: Library) -> None:
    """Reads closely what is pending, with progress; raises Abort where Ctrl-C cut it short.

    Where another process is at it, or nothing can be written, what is there so far is used, and
    that is said.
    """
    if not (waiting := library.pending()):
        return
    if library.read_only:
        left = phrases.count(waiting, "article")
        complain(f"{left} not read closely, and cannot be: this library can only be read here")
        return
    try:
        with interruptible() as cancelled, ProgressLine() as progress:
            finished = library.analyse(progress=progress, cancelled=cancelled, patience=PATIENCE_S)
    except LibraryBusy:
        left = phrases.count(library.pending(), "article")
        complain(f"another rashomon is reading the library now; {left} not read closely yet")
        return
    if not finished:
        raise click.Abort


def finish_indexing(library: Library) -> None:
    """Rebuilds, with progress, a search index that lost much; ``search`` mends small gaps."""
    if library.care.unindexed() < WORTH_A_BAR:
        return
    with contextlib.suppress(LibraryBusy), ProgressLine() as progress:
        library.care.reindex(progress=progress)


def say(lines: Iterable[str]) -> None:
    """Lines to standard output."""
    if sys.stdout is not None:
        sys.stdout.writelines(f"{line}\n" for line in lines)


def say_json(record: Record, *, indent: int | None = 2) -> None:
    """One JSON text to standard output, ASCII only where its encoding cannot hold the rest."""
    if sys.stdout is not None:
        encoding = (sys.stdout.encoding or "").lower().replace("-", "")
        say([dumps(record, ascii_only=encoding != "utf8", indent=indent)])


def flush() -> None:
    """Lets whoever reads along see what was said, at once."""
    if sys.stdout is not None:
        sys.stdout.flush()


def complain(line: str) -> None:
    """One cleaned line to standard error, under the program's name."""
    if sys.stderr is not None:
        sys.stderr.write(f"rashomon: {clean_line(line)}\n")


def notice(line: str) -> None:
    """A remark for whoever watches; nothing where standard error is not a terminal."""
    if sys.stderr is not None and sys.stderr.isatty():
        complain(line)


def words_of(query: Iterable[str]) -> str:
    """A query given as one or more arguments; raises UsageError where it is empty."""
    joined = " ".join(query).strip()
    if not joined:
        raise click.UsageError("the query is empty; give words, or list everything: rashomon list")
    return joined
