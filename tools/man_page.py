"""Writes docs/man/rashomon.1 from commands and action table: ``python -m tools.man_page``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from tui.actions import SCOPES, in_scope
from tui.cli import COMMANDS, cli
from tui.config import SETTINGS
from tui.key_words import keys_shown
from tui.topics import text

PAGE = Path(__file__).parents[1] / "docs" / "man" / "rashomon.1"

ENVIRONMENT = {
    "RASHOMON_LIBRARY": "The directory of the library, where --library names none.",
    "RASHOMON_CONFIG": "The file of settings, instead of the one in $XDG_CONFIG_HOME.",
    "RASHOMON_LINEAR": "1 makes --linear the usual way of compare.",
    "RASHOMON_DIFF": "0 paints whole frames instead of what changed.",
    "RASHOMON_DEBUG": "1 shows where in the program a fault of its own arose.",
    "NO_COLOR": "The reader uses no colors.",
    "BROWSER": "The program that opens addresses; w3m and lynx get the terminal.",
    "VISUAL, EDITOR": "The editor of rashomon config edit.",
    "XDG_DATA_HOME, XDG_CACHE_HOME, XDG_CONFIG_HOME": "Where library, index and settings lie.",
    "XDG_RUNTIME_DIR": "Where the last copy is kept until the session ends.",
}

_EVERYWHERE = {"--help", "--json", "--library"}
_OPTIONS = {
    "--json": "Print documented JSON instead of text.",
    "--library DIR": "Use the library in DIR, instead of RASHOMON_LIBRARY or your own.",
    "-h, --help": "Tell what the command does.",
}


def man_page() -> str:
    """The whole page as roff."""
    context = click.Context(cli, info_name="rashomon")
    lines = [
        r".\" Written by python -m tools.man_page: change the commands, not this file.",
        '.TH RASHOMON 1 "" "rashomon" "User Commands"',
        *_section("NAME"),
        r"rashomon \- read the news from every side",
        *_section("SYNOPSIS"),
        r"\fBrashomon\fR [\fB\-\-library\fR \fIDIR\fR] [\fICOMMAND\fR [\fIARGS\fR]...]",
        *_section("DESCRIPTION"),
        *_prose(cli.help or ""),
        *_section("OPTIONS OF EVERY COMMAND"),
        *_terms(_OPTIONS),
        *_section("COMMANDS"),
    ]
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if command is not None:
            lines += _command(command, click.Context(command, info_name=name, parent=context))
    lines += [*_section("KEYS"), *_keys(), *_section("QUERIES"), *_topic("queries")]
    lines += [
        *_section("ENVIRONMENT"),
        *_terms(_environment()),
        *_section("FILES"),
        *_topic("files"),
    ]
    lines += [*_section("SEE ALSO"), *_prose("rashomon help TOPIC tells more on one thing.")]
    return "\n".join(lines) + "\n"


def escaped(words: str) -> str:
    """``words`` as roff that prints them and nothing else."""
    plain = words.replace("\\", "\\e")
    for letter, name in {
        "-": "\\-",
        "'": "\\(aq",
        "^": "\\(ha",
        "~": "\\(ti",
        "`": "\\(ga",
    }.items():
        plain = plain.replace(letter, name)
    return f"\\&{plain}" if plain.startswith(".") else plain


def _section(name: str) -> list[str]:
    return [f".SH {name}"]


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f".SS {escaped(context.command_path)} {escaped(_usage(command, context))}".rstrip()
    yield from _prose(command.help or command.short_help or "")
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and record[1] and not _EVERYWHERE & set(parameter.opts):
            yield from _term(*record)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            part = command.get_command(context, name)
            if part is not None:
                yield from _command(part, click.Context(part, info_name=name, parent=context))


def _usage(command: click.Command, context: click.Context) -> str:
    # Some releases of click put a choice that may be left out into brackets twice.
    pieces = " ".join(command.collect_usage_pieces(context))
    return pieces.replace("[[", "[").replace("]]", "]")


def _term(name: str, words: str) -> Iterator[str]:
    yield ".TP"
    yield f"\\fB{escaped(name)}\\fR"
    yield escaped(" ".join(words.split()))


def _prose(help: str) -> Iterator[str]:
    """Paragraphs of a help text; what click keeps as it is, is kept as it is."""
    for block in re.split(r"\n\s*\n", _dedented(help).strip()):
        kept = block.startswith("\b")
        lines = [line for line in block.replace("\b", "").splitlines() if line.strip()]
        yield ".PP"
        yield from _kept(lines) if kept else (escaped(" ".join(one.strip() for one in lines)),)


def _kept(lines: list[str]) -> Iterator[str]:
    yield ".nf"
    yield from map(escaped, lines)
    yield ".fi"


def _dedented(help: str) -> str:
    lines = help.splitlines()
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip("\b ")]
    cut = min(margins, default=0)
    return "\n".join([lines[0].strip(), *(line[cut:] for line in lines[1:])]) if lines else ""


def _keys() -> Iterator[str]:
    for scope, heading in SCOPES.items():
        yield f".SS {escaped(heading)}"
        for action in in_scope(scope):
            yield from _term(keys_shown(action), action.help)


def _topic(name: str) -> Iterator[str]:
    for block in text(name).strip().split("\n\n"):
        if block.startswith("## "):
            yield f".SS {escaped(block[3:])}"
        elif block.startswith("    "):
            yield from (".PP", *_kept([line[4:] for line in block.splitlines()]))
        elif not block.startswith("# "):
            yield from (".PP", escaped(" ".join(block.split())))


def _environment() -> dict[str, str]:
    """Our variables, those of the settings, then those of the system."""
    own = {name: words for name, words in ENVIRONMENT.items() if name.startswith("RASHOMON_")}
    return {**own, **{one.variable: one.help for one in SETTINGS}, **ENVIRONMENT}


def _terms(told: Mapping[str, str]) -> Iterator[str]:
    for name, words in told.items():
        yield from _term(name, words)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(man_page(), encoding="utf-8")
