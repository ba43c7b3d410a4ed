"""``rashomon wording``: different words for the same thing, the program's and one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.text import clean_line
from tui.commands import session
from tui.json_values import Record

if TYPE_CHECKING:
    from index.framing import WordingSet
    from index.reports import Refusal


@click.group("wording")
def command() -> None:
    """Wording sets: different words for the same thing, which comparisons count.

    Sets of your own are read from wording.toml and wording/*.toml in the library's
    directory and are counted first. "rashomon correct undo" takes back one that was added.

    \b
    Examples:
      rashomon wording list
      rashomon wording add "the levy" "tax, duty" "levy"
      rashomon wording check mine.toml
    """


@command.command("list")
@click.option("--own", is_flag=True, help="Only your own sets.")
@session.options
@click.pass_context
def listed(context: click.Context, own: bool, as_json: bool) -> int:
    """The sets that comparisons count, your own first."""
    from index.framing import shipped_sets

    with session.open_library(context) as library:
        mine, faults = library.wording.read()
    sets = mine if own else (*mine, *shipped_sets())
    return _answer(sets, faults, as_json)


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@session.options
@click.pass_context
def check(context: click.Context, file: Path, as_json: bool) -> int:
    """What is wrong with FILE, line by line, and which of its sets would apply."""
    from index.framing.own_sets import check as checked

    sets, faults = checked(file)
    return _answer(sets, faults, as_json)


@command.command("add")
@click.argument("title")
@click.argument("forms", nargs=-1, required=True)
@session.options
@click.pass_context
def add(context: click.Context, title: str, forms: tuple[str, ...], as_json: bool) -> int:
    """Add a set named TITLE. Each of FORMS is one form; commas part forms, | its spellings."""
    named = [form.strip() for each in forms for form in each.split(",") if form.strip()]
    with session.own_library(context) as library:
        found = library.wording.add(title, named)
        path = library.wording.path
    if as_json:
        session.say_json({"added": _record(found), "file": str(path)})
    else:
        session.say([clean_line(f"added {found.title!r} to {path}")])
    return session.DONE


def _answer(sets: Sequence[WordingSet], faults: Iterable[Refusal], as_json: bool) -> int:
    wrong: list[Record] = [
        {"path": one.path, "line": one.line, "reason": one.reason, "advice": one.advice}
        for one in faults
    ]
    if as_json:
        session.say_json({"sets": [_record(one) for one in sets], "faults": wrong})
    else:
        session.say(_line(one) for one in sets)
        for one in wrong:
            place = one["path"] if one["line"] is None else f"{one['path']}:{one['line']}"
            session.complain(f"{place}: {one['reason']}; {one['advice']}")
    return session.PARTLY if wrong or not sets else session.DONE


def _line(one: WordingSet) -> str:
    forms = ", ".join(form.name for form in one.forms)
    return clean_line(f"{'yours' if one.own else '':5}  {one.title}: {forms}")


def _record(one: WordingSet) -> Record:
    return {
        "id": one.id,
        "title": one.title,
        "forms": [{"name": form.name, "phrases": list(form.phrases)} for form in one.forms],
        "source": one.source,
        "own": one.own,
    }
