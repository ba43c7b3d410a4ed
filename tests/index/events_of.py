"""Libraries for tests of events: tables written, articles placed, and what must always hold."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from index import Library, Progress, analysing
from index.locations import FILE


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """A table of articles, one a line."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def placed(library: Library) -> None:
    """Places everything that waits, in this process, and leaves the close reading."""
    reading = False

    def told(progress: Progress) -> None:
        nonlocal reading
        reading = progress.stage == "reading closely" or (
            progress.stage == "grouping events" and progress.done >= progress.total
        )

    before, analysing.ALONE = analysing.ALONE, 1_000_000
    try:
        library.analyse(progress=told, cancelled=lambda: reading)
    finally:
        analysing.ALONE = before


def sound(library: Library) -> None:
    """Everybody stands in one event, both sides agree on it, and no id leads nowhere."""
    events = library.events()
    homes = {number: event.id for event in events for number in event.articles}
    counted = Counter(number for event in events for number in event.articles)
    with sqlite3.connect(library.path / FILE) as connection:
        stored = connection.execute("SELECT id, event, family FROM article").fetchall()
    connection.close()
    assert counted == Counter(number for number, _, _ in stored)
    assert {number: f"e{event}" for number, event, _ in stored} == homes
    families = {number: family or number for number, _, family in stored}
    for number, family in families.items():
        assert family <= number
        assert families[family] == family
    for event in events:
        assert event.independent_texts == len({families[number] for number in event.articles})
        assert len(set(event.related)) == len(event.related)
        assert {library.event(other).id for other in event.related} == set(event.related)
        assert event.id not in event.related
    led = redirects(library)
    living = {event.id for event in events}
    assert living.isdisjoint(led)
    assert living >= set(led.values())


def redirects(library: Library) -> dict[str, str]:
    """Id of an event that is no more -> the one its links lead to."""
    with sqlite3.connect(library.path / FILE) as connection:
        rows = connection.execute("SELECT old, new FROM redirect").fetchall()
    connection.close()
    return {f"e{old}": f"e{new}" for old, new in rows}
