"""Dated events that texts take as known: the hand-written table ``known.toml``."""

from __future__ import annotations

import datetime
import functools
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import resources

from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """One event of the table. ``words`` name it for sure, ``loose`` only with a fitting time.

    ``planned`` events are spoken of beforehand; a ``founding`` is named by anniversaries alone.
    """

    name: str
    first: int
    gate: tuple[str, ...]
    words: re.Pattern[str] | None
    loose: re.Pattern[str] | None
    planned: bool = False
    founding: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where a text names a known event; ``sure`` where the wording leaves no doubt."""

    event: Known
    start: int
    end: int
    sure: bool


@functools.cache
def known_events() -> dict[str, Known]:
    """The table, by name, in its order."""
    text = (resources.files("index.events") / "known.toml").read_text("utf-8")
    return {row["name"]: _known(row) for row in tomllib.loads(text)["event"]}


def _known(row: dict[str, object]) -> Known:
    first = row["first"]
    assert isinstance(first, datetime.date)
    return Known(
        str(row["name"]),
        first.toordinal(),
        tuple(_strings(row, "gate")),
        _pattern(_strings(row, "words")),
        _pattern(_strings(row, "loose")),
        bool(row.get("planned", False)),
        bool(row.get("founding", False)),
    )


def _strings(row: dict[str, object], key: str) -> list[str]:
    value = row.get(key, [])
    assert isinstance(value, list)
    return [str(item) for item in value]


def _pattern(words: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") if words else None


@functools.cache
def _gates() -> tuple[dict[str, tuple[Known, ...]], dict[str, tuple[Known, ...]]]:
    """The gate strings with what they open: events, then foundings."""
    gates: tuple[dict[str, tuple[Known, ...]], dict[str, tuple[Known, ...]]] = ({}, {})
    for event in known_events().values():
        for gate in event.gate:
            opens = gates[event.founding]
            opens[gate] = (*opens.get(gate, ()), event)
    return gates


def _opened(gates: dict[str, tuple[Known, ...]], text: str) -> list[Known]:
    # Most gates hold a capital or a figure, and few words of a text do.
    striking = " ".join([word for word in text.split() if not word.islower()])
    return [
        known
        for gate, opens in gates.items()
        if _key(gate) in striking or not _key(gate)
        if gate in text
        for known in opens
    ]


@functools.cache
def _key(gate: str) -> str:
    """The first word of a gate string that is not in small letters alone, or nothing."""
    return next((word for word in gate.split() if not word.islower()), "")


def gated(text: str) -> tuple[Known, ...]:
    """The events of the table that ``text`` may name, by their plain gate strings alone.

    Foundings are named by anniversaries alone, so without one none is looked for.
    """
    events, foundings = _gates()
    opened = _opened(events, text)
    if "nniversary" in text:
        opened += _opened(foundings, text)
    found = {known.name for known in opened}
    return tuple(event for event in known_events().values() if event.name in found) if found else ()


def find_known(
    text: str, events: Iterable[Known], founding: bool, most: int = 3
) -> Iterator[Naming]:
    """Where ``text`` names one of ``events``, each at most ``most`` times and kind.

    ``founding`` chooses between the beginnings that anniversaries name and all others.
    """
    for event in events:
        if event.founding is founding:
            for pattern, sure in ((event.words, True), (event.loose, False)):
                if pattern is not None:
                    for _, found in zip(range(most), pattern.finditer(text), strict=False):
                        yield Naming(event, *found.span(), sure)
