"""``rashomon doctor``: is everything sound?"""

from __future__ import annotations

import click

from index.text import clean_line
from tui import plain
from tui.commands import session
from tui.work_records import checks


@click.command("doctor")
@click.option("--mend", is_flag=True, help="Mend what can be mended without losing anything.")
@session.options
@click.pass_context
def command(context: click.Context, mend: bool, as_json: bool) -> int:
    """Check the library and its search index.

    Reads all of it, changes nothing, and says what to do; with --mend it makes anew what can be
    made from your articles, and says what that was. Your articles and what you did with them
    are never changed. Ends with 1 where something needs doing.
    """
    with session.open_library(context) as library:
        mended = library.care.mend() if mend else ()
        found = library.care.doctor()
        path = library.path
    if as_json:
        more = {"mended": list(mended)} if mend else {}
        session.say_json(checks(found) | {"library": str(path)} | more)
    else:
        session.say([clean_line(str(path)), *(clean_line(f"mended: {one}") for one in mended)])
        rows = [
            ["ok" if one.ok else "PROBLEM", one.name, _said(one.detail, one.advice)]
            for one in found
        ]
        session.say(plain.table(rows))
    return session.DONE if all(one.ok for one in found) else session.PARTLY


def _said(detail: str, advice: str) -> str:
    return f"{detail}; {advice}" if advice else detail
