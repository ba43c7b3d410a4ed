"""What a further process does with a library while others are at it: reads, writes, looks it over.

What one transaction shows must agree, whatever the others do meanwhile.
"""

from __future__ import annotations

import contextlib
import datetime
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from index import Library, NotFound, RashomonError, Unsure
from tools.attacks.stage import Say
from tools.attacks.stories import stories, table


def take_back(library: Library) -> None:
    """Undoes the newest thing; what was added goes, too."""
    try:
        library.corrections.undo()
    except Unsure as asked:
        with contextlib.suppress(Unsure):  # another process may have added some just now
            library.corrections.undo(asked.number)
    except RashomonError as error:
        if not error.what.startswith("not undone"):
            raise


def dabbling(place: Path, say: Say, options: Mapping[str, Any]) -> None:
    """For some seconds: reads and writes of all kinds as another process does them, too."""
    from tools.attacks.picture import agree

    dice = random.Random(options["seed"])
    writes = options.get("writes", True)
    until = time.monotonic() + options["seconds"]
    done = 0
    with Library.open(place) as library:
        while time.monotonic() < until:
            if writes:
                _dabble(library, dice, done, place.parent, options["name"])
            else:
                _snapshot(library)
            done += 1
        if not writes and options.get("agree"):
            agree(library)
    say("rounds", done)


def _dabble(library: Library, dice: random.Random, at: int, folder: Path, name: str) -> None:
    row = stories(100 + at, 1)[0]
    row["text"] = f"{name} number {at} tells it. {row['text']}"
    number = dice.choice([line.id for line in library.articles()])
    file = table([row], folder / f"{name}.jsonl")
    steps: list[Callable[[], object]] = [
        lambda: library.add([str(file)]),
        library.analyse,
        lambda: library.kept.star([number], on=dice.random() < 0.5),
        lambda: library.kept.tag([number], f"tag {at % 5}"),
        lambda: library.kept.note(number, f"{name} {at}"),
        lambda: library.corrections.set_date(number, datetime.date(2019, 3, 1 + at % 28)),
        lambda: take_back(library),
        lambda: library.forgetting.forget([number]) if at % 5 == 4 else None,
    ]
    for step in dice.sample(steps, 3):
        with contextlib.suppress(NotFound):  # another process may have forgotten it just now
            step()


def _snapshot(library: Library) -> None:
    """What one transaction shows must agree; what several show must at least be answered."""
    with library._connections.reading() as connection:
        connection.execute("BEGIN")
        try:
            (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
            lines = library.articles()
            assert len(lines) == articles == library.counts().articles, "list and figures differ"
            placed = {line.id: line.event for line in lines}
            for event in library.events():
                for number in event.articles:
                    assert placed.get(number) == event.id, f"{number} is not in {event.id}"
            for line in lines[:5]:
                assert library.article(line.id).text
        finally:
            connection.execute("ROLLBACK")
    for hit in library.search("portville", limit=5).hits:
        assert hit.line.label
    for event in library.events()[:2]:
        assert event.label


def asking(place: Path, say: Say, options: Mapping[str, Any]) -> None:
    """A reader beside others, for some seconds or until a file is there: says how long the
    slowest answer took."""
    until, ended = time.monotonic() + options["seconds"], place.parent / "ended"
    slowest = 0.0
    rounds = 0
    with Library.open(place) as library:
        _snapshot(library)  # what is loaded once is no answer
        while time.monotonic() < until and not ended.exists():
            began = time.monotonic()
            _snapshot(library)
            slowest, rounds = max(slowest, time.monotonic() - began), rounds + 1
    say("slowest", slowest)
    say("rounds", rounds)


def looking(place: Path, say: Say, options: Mapping[str, Any]) -> None:
    """Everything a reader can be shown, piece by piece: each is told, or refused with advice."""
    from tools.attacks.picture import pieces

    with Library.open(place) as library:
        for name, show in pieces(library):
            try:
                say("seen", [name, repr(show())])
            except RashomonError as error:
                assert error.advice, f"no advice: {error}"
                say("refused piece", [name, str(error)])


def examining(place: Path, say: Say, options: Mapping[str, Any]) -> None:
    """What the doctor finds; with ``mend`` after mending."""
    with Library.open(place) as library:
        if options.get("mend"):
            say("mended", library.care.mend())
        for check in library.care.doctor():
            if not check.ok:
                assert check.advice, f"no advice: {check}"
                say("ill", [check.name, check.detail])
