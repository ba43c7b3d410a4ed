"""``rashomon outlets``: the outlets of the library, and what one does over all events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from index.profile import OutletLine, Profile
from tui import plain
from tui.commands import session
from tui.outlet_rows import OutletRow, others, rows
from tui.records import outlet_profile, outlets

LABEL = "label"
_LABEL_PARTS = 3


@click.command("outlets")
@click.argument("name", nargs=-1, metavar="[NAME | label NAME TEXT]")
@click.option("--beside", metavar="OTHER", help="Beside this outlet instead of all others.")
@session.options
@click.pass_context
def command(
    context: click.Context, name: tuple[str, ...], beside: str | None, as_json: bool
) -> int:
    """List the outlets, or tell what one does over all events.

    Of NAME it is told, beside the others in the same events: how long its texts are and how
    much is quoted, who speaks, which sources it leans on, which words it chooses, how early it
    is; always with counts. Any spelling will do. "label NAME TEXT" writes a label of your own
    to outlets.toml beside the library; "rashomon correct undo" takes it back.

    \b
    Examples:
      rashomon outlets
      rashomon outlets "Fox News"
      rashomon outlets "Fox News" --beside CNN --json
      rashomon outlets label "Harbor Times" "owned by the port"
    """
    if name[:1] == (LABEL,) and len(name) == _LABEL_PARTS:
        return _label(context, name[1], name[2], as_json)
    if beside is not None and not name:
        raise click.UsageError("--beside needs the outlet that stands beside it; name it")
    with session.open_library(context) as library:
        session.finish_reading(library)
        if name:
            profile = library.outlets.profile(" ".join(name), beside)
            _say(as_json, outlet_profile(profile), profile_lines(profile, plain.reading_width()))
            return session.DONE
        found = library.outlets.every()
    _say(as_json, outlets(found), list_lines(found))
    return session.DONE if found else session.PARTLY


def _say(as_json: bool, record: dict[str, object], lines: Iterator[str]) -> None:
    if as_json:
        session.say_json(record)
    else:
        session.say(lines)


def _label(context: click.Context, name: str, text: str, as_json: bool) -> int:
    with session.own_library(context) as library:
        labelled = library.outlets.label(name, text)
        path = library.path / "outlets.toml"
    if as_json:
        session.say_json({"outlet": labelled, "label": text, "file": str(path)})
    else:
        session.say(plain.wrap(f"{labelled}: {text} ({path})", plain.reading_width()))
    return session.DONE


def list_lines(found: Sequence[OutletLine]) -> Iterator[str]:
    """The outlets as an aligned table."""
    table = [["TEXTS", "EVENTS", "SHARED", "OUTLET", "SPELT"]]
    for one in found:
        figures = [f"{one.texts:,}", f"{one.events:,}", f"{one.shared:,}"]
        spelt = ", ".join(one.spellings) if list(one.spellings) != [one.name] else ""
        table.append([*figures, plain.fit(one.name, 40), spelt])
    yield from plain.table(table, right=(0, 1, 2), width=plain.terminal_width())
    if found:
        yield "SHARED: events that another outlet tells, too"


def profile_lines(profile: Profile, width: int) -> Iterator[str]:
    """A profile as aligned lines."""
    told = list(rows(profile))
    wide = max((len(plain.fit(row.label, 44)) for row in told if row.kind == "figure"), default=0)
    cell = max(12, min(22, (width - wide - 8) // 2))
    for row in told:
        if row.kind == "head":
            yield ""
            yield from plain.wrap(row.label, width)
            if row.part or row.label.startswith("In "):
                yield _columns("", profile.line.name, others(profile), wide, cell)
        elif row.kind == "note":
            yield from plain.wrap(row.label, width, first="  ", rest="  ")
        else:
            yield _figure(row, wide, cell)


def _figure(row: OutletRow, wide: int, cell: int) -> str:
    indent = len(row.label) - len(row.label.lstrip())
    label = " " * indent + plain.fit(row.label, 44 - indent)
    return _columns(label, row.here, row.there, wide, cell, row.mark)


def _columns(label: str, here: str, there: str, wide: int, cell: int, mark: str = "") -> str:
    figures = [plain.pad(plain.fit(text, cell), cell, right=True) for text in (here, there)]
    return f"  {plain.pad(label, wide)}{figures[0]}  {figures[1]} {mark}".rstrip()
