"""Comparisons out of the store: what is compared of many articles, read, and laid side by side."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, MutableMapping, Sequence

from index import closely, framing
from index.article import Article, ArticleLine, Event
from index.comparison.table import Comparison, Selection
from index.errors import Stopped, no_article
from index.framing.own_sets import OwnSets
from index.framing.selection import Candidate, needs_terms, select
from index.reports import Cancelled, Progress, Report
from index.store import Connections, families, listing, marks, standing

REMEMBERED = 16
"""Comparisons kept in memory."""


class Comparer:
    """Compares the articles of one library, and remembers what it found of late."""

    def __init__(
        self,
        connections: Connections,
        wording: OwnSets,
        known: MutableMapping[tuple[object, ...], Comparison],
    ) -> None:
        """``known`` remembers."""
        self._connections, self._wording, self._known = connections, wording, known

    def compare(
        self,
        event: Event | None,
        numbers: Sequence[int],
        include: Collection[int],
        progress: Report | None,
        cancelled: Cancelled | None,
    ) -> Comparison:
        """These articles, which are those of ``event`` if one is given, side by side.

        Raises NotFound, and Stopped where ``cancelled`` answers True.
        """
        wanted = tuple(number for number in numbers if number in set(include))
        with self._connections.reading() as connection:
            generation = marks.generation(connection), self._wording.stamp()
            key = (event.id if event else None, tuple(numbers), wanted, generation)
            if (known := self._known.get(key)) is not None:
                return known
            selection = choose(connection, numbers, wanted)
        chosen = tuple(each.article for each in selection.chosen)
        texts = read(self._connections, chosen, progress, cancelled)
        found = framing.compare(
            texts,
            event=event.id if event else None,
            label=event.label if event else _picked(len(numbers)),
            families={text.id: text.family or text.id for text in texts},
            selection=selection,
            sets=(*self._wording.read()[0], *framing.shipped_sets()),
            progress=progress,
            cancelled=cancelled,
        )
        while len(self._known) >= REMEMBERED:
            self._known.pop(next(iter(self._known)), None)
        return self._known.setdefault(key, found)


def _picked(articles: int) -> str:
    return f"{articles} {'article' if articles == 1 else 'articles'} picked by hand"


def choose(
    connection: sqlite3.Connection, numbers: Sequence[int], include: Collection[int] = ()
) -> Selection:
    """Which of these articles are compared, told without reading their texts.

    ``include`` are to be among them. Raises NotFound for an unknown number.
    """
    lines = {line.id: line for line in listing.lines(connection, numbers)}
    for number in (*numbers, *include):
        if number not in lines:
            raise no_article(number)
    family = families.family_of_each(connection, numbers)
    candidates = [_candidate(lines[number], family[number]) for number in numbers]
    if needs_terms(candidates):
        terms = _terms(connection, numbers)
        candidates = [
            _candidate(lines[number], family[number], terms.get(number, {})) for number in numbers
        ]
    return select(candidates, include, lambda group: _reference(connection, group))


def _candidate(line: ArticleLine, family: int, terms: dict[int, float] | None = None) -> Candidate:
    return Candidate(line.id, family, line.outlet, line.words, terms or {})


def _terms(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, dict[int, float]]:
    """The weighted terms by which articles were placed; none of one that has no place yet."""
    from index.events import packing
    from index.events.vectors import vector

    stood = standing.these(connection, numbers)
    rows = packing.load_rows([one.data for one in stood], [(one.first, one.last) for one in stood])
    return {one.id: vector(row) for one, row in zip(stood, rows, strict=True)}


def _reference(connection: sqlite3.Connection, group: Sequence[Candidate]) -> int:
    """The copy with which ``rashomon compare --copies`` compares the others."""
    from index import copying

    return copying.family(connection, group[0].id).reference


def read(
    connections: Connections,
    numbers: Sequence[int],
    progress: Report | None,
    cancelled: Cancelled | None,
) -> list[Article]:
    """The articles of these numbers. Raises Stopped where ``cancelled`` says so."""
    found: list[Article] = []
    for number in numbers:
        if cancelled is not None and cancelled():
            raise Stopped("the comparison was stopped")
        found.append(closely.article(connections, number))
        if progress is not None:
            progress(Progress("reading texts", len(found), len(numbers), "articles", len(found)))
    return found
