"""``rashomon help``: short texts about one topic, or a command's own help."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

import click
from rich.cells import cell_len

from index.errors import RashomonError
from tui import plain
from tui.commands import session
from tui.topics import TOPICS, text

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")

WIDEST = 80
"""Cells of a line that are read with ease, however wide the terminal is."""


@click.command("help")
@click.argument("topic", required=False)
@click.pass_context
def command(context: click.Context, topic: str | None) -> int:
    """Tell about a topic, or list the topics.

    TOPIC may also be the name of a command.

    \b
    Examples:
      rashomon help
      rashomon help dates
      rashomon help compare
    """
    width = min(WIDEST, plain.reading_width())
    if topic is None:
        session.say(listed(width))
    elif (name := topic.lower()) in TOPICS:
        session.say(rendered(text(name), width))
        if name in _commands(context):
            session.say(["", f"The command: rashomon {name} --help"])
    else:
        session.say(_of_command(context, name))
    return session.DONE


def listed(width: int) -> Iterator[str]:
    """Every topic with its line, then where else help is."""
    yield "Topics, each shown by: rashomon help TOPIC"
    yield ""
    yield from plain.table([list(row) for row in TOPICS.items()], indent="  ", width=width)
    yield ""
    yield "Commands: rashomon --help, and rashomon help COMMAND"
    yield "In the reader: ? tells the keys, : finds what can be done"


def rendered(topic: str, width: int) -> Iterator[str]:
    """A topic's text for people: paragraphs wrapped, examples as they are, headings apart."""
    for block in topic.strip().split("\n\n"):
        if not block.startswith("# "):
            yield ""
        if block.startswith("#"):
            yield block.lstrip("# ").upper() if block.startswith("# ") else block.lstrip("# ")
        elif block.startswith("    "):
            for line in block.splitlines():
                yield from _example(line[2:], width)
        else:
            yield from plain.wrap(block, width)


def _example(line: str, width: int) -> Iterator[str]:
    """A line that stays as it is; where it is too long, its words go on under their column."""
    gaps = [gap.span() for gap in _GAP.finditer(line, 2)]
    if cell_len(line) <= width or not gaps:
        yield line
        return
    _, begin = max(gaps, key=lambda gap: (gap[1] - gap[0], gap))
    head = line[:begin]
    yield from plain.wrap(line[begin:], width, first=head, rest=" " * cell_len(head))


def _commands(context: click.Context) -> list[str]:
    group = context.find_root().command
    return group.list_commands(context) if isinstance(group, click.Group) else []


def _of_command(context: click.Context, name: str) -> Iterator[str]:
    root = context.find_root()
    known = _commands(context)
    if name not in known or not isinstance(root.command, click.Group):
        near = difflib.get_close_matches(name, [*TOPICS, *known], 1)
        hint = f"did you mean {near[0]!r}?" if near else "'rashomon help' lists them"
        raise RashomonError(f"no topic {name!r}", advice=hint)
    found = root.command.get_command(root, name)
    if found is not None:
        own = click.Context(found, info_name=name, parent=root)
        yield from found.get_help(own).splitlines()
