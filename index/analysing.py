"""Reading closely, and placing among events: what is derived, made once, resumable.

Heavy work goes to worker processes when there is much of it; everything is kept in small
transactions, so a run that is cut short goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from typing import TypeVar

from index import entities, events, placing, profiles, workers
from index.article import Article
from index.errors import RashomonError
from index.repeating import Repeating
from index.reports import Cancelled, Progress, Report
from index.store import Connections, articles, corrections, marks, outlets, placements, readings
from index.waiting import ALIASES, pending, stamp

T = TypeVar("T")


ALONE = 60
"""Up to so many articles are read in this process: starting workers costs more than it gains."""
BATCH = 128
CHUNK = 8


class Analysis:
    """One run over everything pending. Each step answers False when it was cancelled.

    ``placed`` is called when places, and with them days, have changed; ``renew`` with articles
    that are to be indexed again because other parts of them are furniture now.
    """

    def __init__(
        self,
        connections: Connections,
        placed: Callable[[], None],
        renew: Callable[[Sequence[int]], None],
        progress: Report | None,
        cancelled: Cancelled | None,
    ) -> None:
        self._connections = connections
        self._placed = placed
        self._renew = renew
        self._progress = progress or (lambda _: None)
        self._cancelled = cancelled or (lambda: False)

    def run(self) -> bool:
        """Finds furniture by repetition, which all else leaves out; traces and places, so that
        events show early; then reads closely."""
        if not Repeating(self._connections, self._renew, self._progress, self._cancelled).run():
            return False
        with _workers(pending(self._connections)) as executor:
            placed = self._trace(executor) and self._place()
            return placed and self._read(executor) and self._measure(executor)

    def _trace(self, executor: Executor | None) -> bool:
        with self._connections.reading() as connection:
            wanted = placements.untraced(connection, events.VERSION)
        for pairs in self._mapped(executor, _traced, wanted, "finding days"):
            with self._connections.writing() as connection:
                for article, data in pairs:
                    placements.save_trace(connection, article.id, events.VERSION, data)
        return not self._cancelled()

    def _place(self) -> bool:
        _, complete = placing.place_waiting(self._connections, self._progress, self._cancelled)
        self._placed()
        return complete

    def _read(self, executor: Executor | None) -> bool:
        with self._connections.writing() as connection:
            readings.forget_other_versions(connection, entities.VERSION)
            wanted = readings.unread_articles(connection, entities.VERSION)
        for pairs in self._mapped(executor, entities.read_closely, wanted, "reading closely"):
            with self._connections.writing() as connection:
                for article, reading in pairs:
                    _keep(connection, article.id, reading)
                marks.advance(connection)
        if not self._cancelled():
            relink(self._connections)
        return not self._cancelled()

    def _measure(self, executor: Executor | None) -> bool:
        """Counts what profiles of outlets need of each text."""
        version = profiles.version()
        with self._connections.reading() as connection:
            wanted = outlets.unmeasured(connection, entities.VERSION, version)
        for pairs in self._mapped(
            executor, _measured, wanted, "measuring outlets", self._read_ones
        ):
            with self._connections.writing() as connection:
                for article, data in pairs:
                    outlets.save_ingredients(connection, article.id, version, data)
                marks.advance(connection)
        return not self._cancelled()

    def _mapped(
        self,
        executor: Executor | None,
        work: Callable[[Article], T],
        numbers: Sequence[int],
        stage: str,
        load: Callable[[Iterable[int]], list[Article]] | None = None,
    ) -> Iterator[list[tuple[Article, T]]]:
        apply = partial(executor.map, chunksize=CHUNK) if executor else map
        done = 0
        for start in range(0, len(numbers), BATCH):
            if self._cancelled():
                return
            batch = (load or self._loaded)(numbers[start : start + BATCH])
            yield list(zip(batch, apply(work, batch), strict=True))
            done += BATCH
            self._progress(Progress(stage, min(done, len(numbers)), len(numbers), "articles"))

    def _loaded(self, numbers: Iterable[int]) -> list[Article]:
        """Those of the articles that are whole; damaged ones go on waiting."""
        with self._connections.reading() as connection:
            return list(articles.sound(connection, numbers))

    def _read_ones(self, numbers: Iterable[int]) -> list[Article]:
        """Articles with what close reading found in each by itself."""
        found = self._loaded(numbers)
        with self._connections.reading() as connection:
            read = [outlets.raw_reading(connection, one.id, one.text) for one in found]
        return [
            replace(one, entities=mentions, quotes=quotes)
            for one, (mentions, quotes) in zip(found, read, strict=True)
        ]


def regroup(connections: Connections) -> list[int]:
    """Places anew what the newest correction of events or dates is about, or one just undone.

    Answers the articles whose day changed.
    """
    return placing.regroup(connections)


def relink(connections: Connections) -> None:
    """Decides anew which names across the library are one.

    Obeyed are the reader's corrections and ``aliases.toml`` beside the library. A mistake
    in that file is remembered for ``doctor``, and names are joined without it.
    """
    changed = stamp(connections)
    aliases, wrong = _aliases(connections)
    with connections.writing() as connection:
        counted = [
            entities.Naming(found.name, found.type, found.articles)
            for found in readings.name_counts(connection)
        ]
        rules = corrections.name_rules(corrections.standing(connection))
        links = entities.link(counted, aliases, merges=rules.merges, splits=rules.splits)
        folded = {name: entities.fold_name(name) for name in links.values()}
        readings.save_links(connection, links, folded)
        marks.remember(connection, ALIASES, changed)
        marks.remember(connection, marks.ALIASES_WRONG, wrong)
        marks.advance(connection)


def _aliases(connections: Connections) -> tuple[dict[str, str], str]:
    try:
        return entities.load_aliases(connections.path.with_name(ALIASES)), ""
    except RashomonError as error:
        return {}, error.line()


def _measured(article: Article) -> bytes:
    return profiles.dump(profiles.measure(article))


def _traced(article: Article) -> bytes:
    return events.dump(events.trace(article))


def _keep(connection: sqlite3.Connection, number: int, reading: entities.Reading) -> None:
    names = {m.entity for m in reading.mentions} | {m.text for m in reading.mentions}
    folded = {name: entities.fold_name(name) for name in names}
    readings.save_reading(
        connection, number, entities.VERSION, reading.mentions, reading.quotes, folded
    )


@contextlib.contextmanager
def _workers(amount: int) -> Iterator[Executor | None]:
    """Worker processes for much work, as many as there are cores; None for little."""
    if amount <= ALONE:
        yield None
        return
    executor = workers.start(os.cpu_count() or 1)
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
