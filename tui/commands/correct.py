"""``rashomon correct``: put right what the program took wrong; all of it can be undone."""

from __future__ import annotations

import calendar
import datetime
import re

import click

from index.errors import Unsure
from index.library import Library
from index.text import clean_line
from tui.commands import session
from tui.json_values import Record
from tui.progress import ProgressLine, interruptible

_PART = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_DATES = re.compile(rf"({_PART})(?:\.\.({_PART}))?")


@click.group("correct")
def command() -> None:
    """Put right what the program took wrong: names, events, dates.

    Every correction is kept in the library, obeyed by all later work, and can be undone: undo
    takes back the newest that stands, again the one before, and redo brings back what was
    undone last, until something new is done. What else you do is in the same log, and undo takes
    back whichever came last: stars, tags, notes, read marks, saved searches, what you added and
    forgot and how long things are kept, feeds followed, changed and left, labels and wording sets
    of yours. On screen the keys are u and U.

    \b
    Examples:
      rashomon correct name "Zelenskiy" "Volodymyr Zelensky"
      rashomon correct split-name "Kim"
      rashomon correct join e4 e9
      rashomon correct part e4 17 21
      rashomon correct move 17 e9
      rashomon correct date 17 2023-06..2023-07
      rashomon correct list
      rashomon correct undo
      rashomon correct redo
    """


def _answer(said: str, as_json: bool) -> int:
    if as_json:
        session.say_json({"done": said})
    else:
        session.say([clean_line(said)])
    return session.DONE


def _answer_or(said: str | None, none: str, as_json: bool) -> int:
    if said is None:
        session.complain(none)
        return session.PARTLY
    return _answer(said, as_json)


def _opened(context: click.Context) -> Library:
    library = session.open_library(context)
    session.finish_reading(library)
    return library


@command.command("name")
@click.argument("name")
@click.argument("into")
@session.options
@click.pass_context
def name(context: click.Context, name: str, into: str, as_json: bool) -> int:
    """NAME stands for who or what INTO names."""
    with _opened(context) as library:
        return _answer(library.corrections.merge_names(name, into), as_json)


@command.command("split-name")
@click.argument("name")
@session.options
@click.pass_context
def split_name(context: click.Context, name: str, as_json: bool) -> int:
    """NAME, joined with another name until now, stands alone."""
    with _opened(context) as library:
        return _answer(library.corrections.split_name(name), as_json)


@command.command("join")
@click.argument("event")
@click.argument("other")
@session.options
@click.pass_context
def join(context: click.Context, event: str, other: str, as_json: bool) -> int:
    """EVENT and OTHER are one event."""
    with _opened(context) as library:
        return _answer(library.corrections.join_events(event, other), as_json)


@command.command("part")
@click.argument("event")
@click.argument("articles", nargs=-1, required=True, type=int)
@session.options
@click.pass_context
def part(context: click.Context, event: str, articles: tuple[int, ...], as_json: bool) -> int:
    """ARTICLES tell another event than the rest of EVENT."""
    with _opened(context) as library:
        return _answer(library.corrections.part(event, articles), as_json)


@command.command("move")
@click.argument("article", type=int)
@click.argument("event", required=False)
@session.options
@click.pass_context
def move(context: click.Context, article: int, event: str | None, as_json: bool) -> int:
    """ARTICLE tells EVENT; without EVENT, an event of its own."""
    with _opened(context) as library:
        return _answer(library.corrections.move(article, event), as_json)


@command.command("date")
@click.argument("article", type=int)
@click.argument("days")
@session.options
@click.pass_context
def date(context: click.Context, article: int, days: str, as_json: bool) -> int:
    """ARTICLE was written in DAYS: 2023-07-11, 2023-07, 2023-06..2023-07, or unknown."""
    first, last = days_of(days)
    with _opened(context) as library:
        return _answer(library.corrections.set_date(article, first, last), as_json)


@command.command("undo")
@click.option("--yes", is_flag=True, help="Forget what was added, too.")
@click.option("--skip", is_flag=True, help="Leave it; the next undo takes back the one before.")
@session.options
@click.pass_context
def undo(context: click.Context, yes: bool, skip: bool, as_json: bool) -> int:
    """Take back what was done last; again, the one before.

    What was added is forgotten only with --yes.
    """
    if yes and skip:
        raise click.UsageError("--yes and --skip exclude each other")
    with _opened(context) as library:
        try:
            said = library.corrections.leave() if skip else _undone(library)
        except Unsure as asked:
            if not yes:
                advice = "--yes does it, --skip leaves it: then undo takes back the one before"
                raise Unsure(asked.what, asked.where, advice, number=asked.number) from None
            said = _undone(library, asked.number)
    return _answer_or(said, "nothing was done; there is nothing to undo", as_json)


def _undone(library: Library, sure: int | None = None) -> str | None:
    """Undoes, with progress; Ctrl-C leaves all as it was."""
    with interruptible() as cancelled, ProgressLine() as progress:
        return library.corrections.undo(sure, progress=progress, cancelled=cancelled)


@command.command("redo")
@session.options
@click.pass_context
def redo(context: click.Context, as_json: bool) -> int:
    """Let what was undone last stand again, until something new is done."""
    with _opened(context) as library, interruptible() as cancelled, ProgressLine() as progress:
        said = library.corrections.redo(progress=progress, cancelled=cancelled)
    none = "nothing was undone since the newest thing done; nothing to redo"
    return _answer_or(said, none, as_json)


@command.command("list")
@session.options
@click.pass_context
def listed(context: click.Context, as_json: bool) -> int:
    """The corrections that stand, newest last."""
    with session.open_library(context) as library:
        log = library.corrections.log()
    records: list[Record] = [
        {"id": one.id, "kind": one.kind, "said": one.said, "at": one.at} for one in log
    ]
    if as_json:
        session.say_json({"corrections": records})
    elif log:
        session.say(f"{one.at[:10]}  {clean_line(one.said)}" for one in log)
    else:
        session.complain("nothing was corrected yet; rashomon correct --help tells how")
    return session.DONE if log else session.PARTLY


def days_of(words: str) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of "2023-07-11", "2023-07", "2023-06..2023-07"; none of "unknown".

    Raises UsageError for anything else, also for nothing, which may be a script's slip.
    """
    if words.strip().lower() == "unknown":
        return None, None
    found = _DATES.fullmatch(words.strip())
    if found is None:
        raise click.UsageError(
            f"no date: {clean_line(words, 40)}; give 2023-07-11, 2023-06..2023-07 or unknown"
        )
    try:
        return _edge(found[1], first=True), _edge(found[2] or found[1], first=False)
    except ValueError as error:
        raise click.UsageError(f"no such day: {clean_line(words, 40)}; {error}") from error


def _edge(part: str, *, first: bool) -> datetime.date:
    year, month, day = (int(number) for number in (part + "-00-00").split("-")[:3])
    month_ = month or (1 if first else 12)
    if day:
        return datetime.date(year, month_, day)
    return datetime.date(year, month_, 1 if first else calendar.monthrange(year, month_)[1])
