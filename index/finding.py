"""Answering queries: the search index gives ids, the store gives what a reader sees."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial

from index import naming
from index.answers import Hit, Results, Snippet
from index.article import ArticleLine
from index.errors import QueryError
from index.search import Found, Light, Searching, snippet
from index.store import (
    Connections,
    articles,
    dated,
    feeds,
    kept,
    listing,
    marks,
    placements,
    readings,
)
from index.text import paragraphs

SNIPPET_WIDTH = 160
_LONGEST_IS = 20
_LIKE = re.compile(r"\s*like:\s*(\d{1,9})\s*")
IS: dict[str, Callable[[sqlite3.Connection], list[int]]] = {
    "unread": partial(marks.articles_read, read=False),
    "read": partial(marks.articles_read, read=True),
    "starred": partial(kept.articles_marked, how="starred"),
    "tagged": partial(kept.articles_marked, how="tagged"),
    "noted": partial(kept.articles_marked, how="noted"),
    "kept": partial(kept.articles_marked, how="kept"),
    "conflict": dated.in_conflict,
    "undated": dated.undated,
}
"""What ``is:`` may ask, and how the store answers it."""
_KINDS = {"entity": (), "person": ("PER",), "place": ("LOC",), "org": ("ORG",)}


class StoreFilters:
    """What the search index does not hold, answered by the store (``search.Filters``)."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def ids(self, field: str, value: str) -> Collection[int]:
        """Articles for which ``field:value`` holds. Raises QueryError for what cannot be."""
        with self._connections.reading() as connection:
            if field in _KINDS:
                keys = naming.keys_of(value)
                found = readings.find_entity(connection, keys, _KINDS[field])
                return readings.articles_naming(connection, found[0]) if found else ()
            if field == "event":
                event = placements.event(connection, placements.number_of(value))
                return event.articles if event else ()
            if field == "feed":
                return feeds.articles_of(connection, value)
            if field == "lang":
                return _of_language(self._connections, value)
            if field == "is" and value in IS:
                return IS[value](connection)
            if field == "tag":
                return kept.articles_tagged(connection, value.lstrip("#"))
        ways = _nearest(value) if field == "is" else "entity: person: place: org: event: feed: tag:"
        raise QueryError(f"nothing is kept under {field}:{value}", advice=f"try {ways}")


def _nearest(value: str) -> str:
    """The nearest that ``is:`` can be asked, or all of it where nothing is near."""
    from difflib import get_close_matches  # seldom needed

    typed = value[:_LONGEST_IS]
    near = [way for way in IS if way.startswith(typed)] or get_close_matches(typed, IS, n=1)
    return ", ".join(f"is:{way}" for way in near or IS)


def _of_language(connections: Connections, value: str) -> list[int]:
    with connections.reading() as connection:
        rows = connection.execute("SELECT id FROM article WHERE language = ?", (value.lower(),))
        return [row[0] for row in rows]


def search(
    connections: Connections,
    index: Searching,
    query: str,
    *,
    limit: int,
    offset: int,
    typing: bool,
    sort: str,
    bare: bool = False,
) -> Results:
    """The hits of one page with titles and snippets lit; ``bare`` leaves those out.

    Raises QueryError.

    ``like:N`` alone asks for the articles most like article N, most alike first.
    """
    started = time.perf_counter()
    alike = _LIKE.fullmatch(query)
    if alike is not None:
        return like(connections, index, int(alike[1]), limit, offset)
    found = index.search(
        query,
        limit=limit,
        offset=offset,
        typing=typing,
        sort=sort,
        filters=StoreFilters(connections),
    )
    return _results(connections, query, found, started, bare)


def like(
    connections: Connections, index: Searching, article: int, limit: int, offset: int = 0
) -> Results:
    """The articles most like one, most alike first; nothing is lit in them."""
    started = time.perf_counter()
    found = index.like(article, offset + limit)
    page = replace(found, ids=found.ids[offset:], scores=found.scores[offset:])
    return _results(connections, f"like:{article}", page, started)


def _results(
    connections: Connections, query: str, found: Found, started: float, bare: bool = False
) -> Results:
    with connections.reading() as connection:
        lines = {line.id: line for line in listing.lines(connection, found.ids)}
    scored = [
        (lines[number], score)
        for number, score in zip(found.ids, found.scores, strict=True)
        if number in lines
    ]
    if bare:
        hits = tuple(Hit(line, score, Snippet("", ())) for line, score in scored)
    else:
        hits = tuple(_hits(connections, scored, found.light))
    took = (time.perf_counter() - started) * 1000
    return Results(query, found.total, hits, took, found.note, found.suggestion, found.beyond)


def _hits(
    connections: Connections, scored: list[tuple[ArticleLine, float]], light: Light
) -> Iterator[Hit]:
    for line, score in scored:
        with connections.reading() as connection:
            article = articles.load(connection, line.id)
        if article is None:
            continue
        cut = snippet(article.text, light, SNIPPET_WIDTH, paragraphs(article.text, article.zones))
        yield Hit(line, score, cut or Snippet("", ()), light.spans(line.label))
