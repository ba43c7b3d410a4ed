"""Clocks that jump and dates at the edges: leap days, year 1 and 9999, zones, summer time.

Each trial lives through two or three moments, in any order, in some time zone.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from index import Library, QueryError
from tools.attacks.picture import agree, opened, well
from tools.attacks.stories import Row, dice, prepared, stories, table
from tools.attacks.trial import Attack, demand

NOWS = (
    "0001-01-01T00:00:00", "1969-12-31T23:59:59", "1999-12-31T23:59:59", "2020-02-29T12:00:00",
    "2019-03-31T01:30:00", "2019-10-27T00:30:00", "2038-01-19T03:14:08", "2026-11-22T03:00:00",
    "2100-02-28T23:59:59", "9999-12-30T12:00:00", "9999-12-31T23:59:59",
)  # fmt: skip
ZONES = ("UTC", "Europe/Berlin", "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu")
DATES = (
    "2020-02-29", "1900-02-29", "2019-03-31T02:30:00+01:00", "2019-10-27T02:30:00+02:00",
    "0001-01-01", "9999-12-31", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00",
    "1689-11-05", "-0044-03-15", "0000-00-00", "2026-13-45", "2050-06-01", "10000-01-01",
    "2016-12-31T23:59:60Z", "2019-05-05T24:00:00Z", "2019-05-05T10:00:00+99:99", "0", "-1",
    "253402300800", "1e308", "Thu, 29 Feb 2019 10:00:00 +0000", "31 April 2019", "99/99/9999",
    "Tuesday", "", "2019-W53-7", "2019-366", "12:00", "Sat, 31 Dec 9999 23:59:59 -1200",
)  # fmt: skip
TOLD = (
    "on February 29", "on Tuesday, 31 December 9999", "in the year 1", "tomorrow", "last century",
    "since 1689", "on 30 February 2019", "next week", "in 10,000 years", "on 1 January",
)  # fmt: skip
QUERIES = (
    "date:0001", "date:9999", "date:2020-02-29", "date:2019-02-29", "before:0001-01-01",
    "after:9999-12-31", "date:yesterday", "date:last-week", "date:this-month", "date:last-year",
    "date:0001-01-01..9999-12-31", "date:9999-12..0001-01", "since:0000-00-00", "until:99999-01",
    "from 0001-01-01 to 9999-12-31", "last week", "date:-0044", "portville sort:date",
)  # fmt: skip
COMMANDS = (
    ["list"], ["events"], ["outlets"], ["show", "1"], ["compare", "1", "2", "3"], ["retain"],
    ["export", "--format", "bibtex"], ["export", "--format", "csl"], ["add", "--last"], ["compact"],
    ["search", "last week"], ["compare", "--json", "1", "10", "11"], ["feeds"], ["fetch"],
)  # fmt: skip


def trial(seed: int, folder: Path) -> str:
    """Two or three moments in a library's life."""
    chance = dice(seed, "clocks")
    place = prepared(folder / "library")
    nows = chance.sample(NOWS, chance.choice((2, 3)))
    zone = chance.choice(ZONES)
    number = 0
    for now in nows:
        rows = []
        for row in stories(20 + number, 5):
            told = f"{row['text']} It was said {chance.choice(TOLD)} and {chance.choice(TOLD)}."
            rows.append({**row, "date": chance.choice(DATES), "text": told})
        number += 5
        with clock(datetime.datetime.fromisoformat(now), zone):
            _live(place, rows, folder, chance.choice((0, 1, 30, 36_500, 3_000_000)))
    with opened(place) as library:
        library.care.mend()
        agree(library)
        well(library)
    return f"{zone}: {' then '.join(now[:10] for now in nows)}"


def _live(place: Path, rows: list[Row], folder: Path, days: int) -> None:
    with Library.open(place) as library:
        library.add([str(table(rows, folder / "rows.jsonl"))])
        library.analyse()
        library.corrections.set_date(1, datetime.date.min, datetime.date.max)
        library.corrections.set_date(2, datetime.date(2020, 2, 29))
        library.analyse()
        library.kept.star([3])
        for query in QUERIES:
            with contextlib.suppress(QueryError):
                library.search(query, limit=50)
        library.forgetting.retain(days)
        library.forgetting.overdue(datetime.date.today())
        library.forgetting.retain(0)
        for _ in range(3):
            library.corrections.undo()
        for event in library.events():
            library.coverage(event.id)
        agree(library)
    for line in COMMANDS:
        _said(["--library", str(place), *line])


def _said(line: list[str]) -> None:
    import io

    from tui import cli

    told = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
        cli.run(line)
    demand("fault in rashomon" not in told.getvalue(), f"rashomon {line}: {told.getvalue()}")


@contextlib.contextmanager
def clock(now: datetime.datetime, zone: str) -> Iterator[None]:
    """In this process it is ``now`` (UTC), and goes on from there, in a time zone."""
    began = time.monotonic()
    day, moment = datetime.date, datetime.datetime

    def utc() -> datetime.datetime:
        try:
            return now + datetime.timedelta(seconds=time.monotonic() - began)
        except OverflowError:
            return now

    class Kind(type):
        def __instancecheck__(cls, one: object) -> bool:
            return isinstance(one, day if cls.__name__ == "Day" else moment)

    class Day(day, metaclass=Kind):
        @classmethod
        def today(cls) -> Any:
            return utc().date()

    class Moment(moment, metaclass=Kind):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            found = utc()
            return found if tz is None else found.replace(tzinfo=datetime.UTC)

    with _environment({"TZ": zone}):
        datetime.date, datetime.datetime = Day, Moment  # type: ignore[misc]
        try:
            yield
        finally:
            datetime.date, datetime.datetime = day, moment  # type: ignore[misc]


@contextlib.contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    time.tzset()
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        time.tzset()


ATTACK = Attack("clocks", "no date and no clock loses, hides or breaks anything", trial, 60)
