"""``rashomon``: opens the reader, or runs one command without a screen.

Textual is imported only to open the reader. Whatever goes wrong leaves as one line on
standard error: what, where, what to do. Exit codes: 0 done, 1 partly or nothing found,
2 wrong use.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click

from index.errors import QueryError, RashomonError, Stopped
from tui.commands import session
from tui.commands.session import (
    DONE,
    LIBRARY,
    PARTLY,
    WRONG_USE,
    complain,
    library_option,
)
from tui.glyphs import ON_ERROR

COMMANDS = (
    "add",
    "watch",
    "subscribe",
    "fetch",
    "feeds",
    "unsubscribe",
    "list",
    "search",
    "show",
    "read",
    "entities",
    "events",
    "outlets",
    "compare",
    "correct",
    "wording",
    "star",
    "tag",
    "mark",
    "note",
    "searches",
    "export",
    "forget",
    "retain",
    "compact",
    "backup",
    "restore",
    "doctor",
    "reindex",
    "config",
    "completion",
    "help",
)
"""Every command, in the order of the help; each lives in ``tui.commands`` under its name."""

QUERYING = ("search", "star", "tag", "mark", "searches", "export")
"""Commands that take a query, in which ``-word`` means something."""

INTERRUPTED = 130


class Commands(click.Group):
    """Loads a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, else None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tui.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, but an unknown name is told its nearest neighbor."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            advice = f"did you mean {near[0]!r}?" if near else "see: rashomon --help"
            raise click.UsageError(f"no command {args[0]!r}; {advice}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; whoever reads the output may stop reading at any time."""
        try:
            result = super().invoke(ctx)
            _flush()
        except BrokenPipeError:
            _drop_output()
            return DONE
        return result


@click.group(
    cls=Commands,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND [ARGS]...]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@library_option
@click.version_option(
    None, "-V", "--version", package_name="rashomon", message="%(package)s %(version)s"
)
@click.option("--no-diff", is_flag=True, help="Write whole pictures, should changes show wrong.")
@click.pass_context
def cli(context: click.Context, no_diff: bool) -> int:
    """Read the news from every side.

    Without a command, rashomon opens the reader. With no library of your own yet it opens on
    five bundled articles; "rashomon add" starts your own.

    \b
    Examples:
      rashomon                              open the reader
      rashomon add ~/news                   import a folder
      rashomon search 'ukraine outlet:afp'  find articles
      rashomon events                       what happened, and who told it
      rashomon compare e1                   an event's articles side by side
      rashomon compare 3 5 --json           two articles, for a script
      rashomon help                         short texts by topic

    Every command prints plain text, or JSON with --json, and its own help with --help.
    Exit codes: 0 done, 1 partly or nothing found, 2 wrong use.
    """
    if context.invoked_subcommand is not None:
        return DONE
    return open_reader(context.meta.get(LIBRARY), diff=not no_diff)


def open_reader(path: Path | None, diff: bool = True) -> int:
    """Opens the screen, or says what to do where there is none. Answers an exit code.

    With ``diff`` false pictures are written whole, whatever is configured.
    """
    advice = "plain commands work anywhere: rashomon list, search, compare (rashomon --help)"
    # Screens are drawn on standard error, as Textual does.
    if not all(map(_is_terminal, (sys.stdin, sys.stdout, sys.stderr))):
        complain(f"the reader needs a terminal for input, output and errors; {advice}")
        return WRONG_USE
    if os.environ.get("TERM") == "dumb":
        complain(f"the reader needs a terminal that can place text, and TERM is dumb; {advice}")
        return WRONG_USE
    from tui import actions
    from tui.config import load
    from tui.look import look as fit
    from tui.terminal import known_by

    config = load()
    # Screens bind their keys as they are imported: what was given anew comes first.
    actions.give_keys(config.keys.keys)
    look = fit(config, known_by(os.environ, getattr(sys.stderr, "encoding", None)))
    from tui.opening_up import open_up

    look = look if diff else replace(look, diff=False)
    return open_up(session.chosen_library(path), look)


def _is_terminal(stream: Any) -> bool:
    try:
        return stream is not None and bool(stream.isatty())
    except ValueError:
        return False


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The installed command: runs and leaves with the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ON_ERROR)
    code = run(arguments)
    try:
        _flush()
    except OSError:
        code = code or PARTLY
        _drop_output()
    _drop_what_no_terminal_takes()
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line; every failure becomes one line and an exit code."""
    try:
        result = cli.main(
            None if arguments is None else list(arguments),
            prog_name="rashomon",
            standalone_mode=False,
        )
        return result if isinstance(result, int) else DONE
    except (click.Abort, KeyboardInterrupt):
        complain("stopped; what was done is kept")
        return INTERRUPTED
    except click.ClickException as error:
        complain(_usage_line(error))
        return WRONG_USE
    except Stopped as error:
        complain(str(error))
        return INTERRUPTED
    except RashomonError as error:
        complain(str(error))
        return WRONG_USE if isinstance(error, QueryError) else PARTLY
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{error.strerror or error}; free or name another place, then try again")
        return PARTLY
    except Exception as error:  # noqa: BLE001 - the last resort: nobody is shown a traceback
        return _own_fault(error)


def _usage_line(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    message = " ".join(error.format_message().split()).rstrip(".")
    if isinstance(error, click.NoSuchOption) and context and context.command.name in QUERYING:
        message += "; put a query that leaves out words (-word) in quotes, or -- before it"
    if ";" in message or context is None:
        return message
    return f"{message}; see: {context.command_path} --help"


def _own_fault(error: Exception) -> int:
    import traceback

    if os.environ.get("RASHOMON_DEBUG"):
        traceback.print_exception(error)
    place = traceback.extract_tb(error.__traceback__)[-1]
    complain(
        f"this is a fault in rashomon, not in what you did: {type(error).__name__}: {error} "
        f"({Path(place.filename).name}:{place.lineno}); RASHOMON_DEBUG=1 shows all of it"
    )
    return PARTLY


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _drop_output() -> None:
    """Sends what is still buffered nowhere, so that leaving cannot fail a second time."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _drop_what_no_terminal_takes() -> None:
    """Lets errors be, too, where their terminal hung up: they would change the exit code."""
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


if __name__ == "__main__":
    main()
