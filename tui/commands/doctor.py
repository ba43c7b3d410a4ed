"""``rashomon doctor``: is everything sound?"""

from __future__ import annotations

import click

from index.text import clean_line
from tui import plain
from tui.commands import session
from tui.records import checks


@click.command("doctor")
@session.options
@click.pass_context
def command(context: click.Context, as_json: bool) -> int:
    """Check the library and its search index.

    Changes nothing, and says what to do. Ends with 1 where something needs doing.
    """
    with session.open_library(context) as library:
        found = library.doctor()
        path = library.path
    if as_json:
        session.say_json(checks(found) | {"library": str(path)})
    else:
        session.say([clean_line(str(path))])
        rows = [
            ["ok" if one.ok else "PROBLEM", one.name, _said(one.detail, one.advice)]
            for one in found
        ]
        session.say(plain.table(rows))
    return session.DONE if all(one.ok for one in found) else session.PARTLY


def _said(detail: str, advice: str) -> str:
    return f"{detail}; {advice}" if advice else detail
