"""What a library holds, as sets of facts to be compared, and whether it agrees with itself."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from index import Library
from index.search import SearchIndex
from tools.attacks.stories import HELD
from tools.attacks.trial import demand

Fact = tuple[Any, ...]
QUERIES = ("portville", "cranes", '"harbor strike"', "customs OR ferries", "lindqvist outlet:wire")
OPENS_IN = 5.0
"""Seconds in which a library must be open, on a busy machine."""
OURS = {"library.db", "library.writer", "index"}
INDEX = {"index.json", "index.lock", "index.merge", "articles.json"}


def facts(library: Library) -> frozenset[Fact]:
    """Everything that was put in and that the reader did, in any order."""
    found: set[Fact] = set()
    for line in library.articles():
        text = library.article(line.id).text
        found.add(("article", line.label, line.outlet, hashlib.sha256(text.encode()).hexdigest()))
        named = (line.label, line.outlet)
        found |= {("star", *named)} if line.starred else set()
        found |= {("read", *named)} if line.read else set()
        found |= {("tag", tag, *named) for tag in line.tags}
        found |= {("note", note.words, *named) for note in library.kept.of(line.id).notes}
        found |= {("set date", line.day, *named)} if _set(library, line.id) else set()
    found |= {("search", one.name, one.query) for one in library.kept.searches()}
    found |= {("forgotten", one.label) for one in library.forgetting.listed()}
    found |= {("log", one.kind, one.said, one.undone) for one in library.corrections.log()}
    found |= {("feed", one.title) for one in library.feeds.every()}
    found.add(("place", library.recall("place")))
    return frozenset(found)


def _set(library: Library, number: int) -> bool:
    dates = library.article(number).dates
    return any("set by you" in found.method for found in dates.evidence)


Show = Callable[[], object]


def pieces(library: Library) -> Iterator[tuple[str, Show]]:
    """What screens and commands show: lists, texts, events, names, searches; each by a call."""
    yield "list", library.articles
    for number in range(1, HELD):
        yield "article", partial(_told, library, number)
        yield "mentions", partial(library.article, number)
        yield "original", partial(library.original, number)
        yield "notes", partial(library.kept.of, number)
    yield "log", library.corrections.log
    yield "events", partial(_events, library)
    yield "names", library.entities
    for query in QUERIES:
        yield "search", partial(_found, library, query)
    yield "searches", library.kept.searches
    yield "forgotten", library.forgetting.listed
    yield "figures", library.counts
    yield "outlets", library.outlets.every
    yield "comparison", partial(library.compare, [1, 2, 3])
    yield "name", partial(library.entity, "Anna Lindqvist")
    yield "place", partial(library.recall, "place")


def _told(library: Library, number: int) -> object:
    """An article without the names that were found in it across the library."""
    return replace(library.article(number), entities=(), quotes=())


def _events(library: Library) -> list[object]:
    """Events, the words of why they are tied in any order: the heaviest come first, and weights
    move as articles come, so that a reason told anew has the same words, not their order."""
    return [
        replace(event, why_related=tuple(sorted(why.split()) for why in event.why_related))
        for event in library.events()
    ]


def _found(library: Library, query: str) -> list[tuple[int, str]]:
    results = library.search(query, limit=100)
    return [(hit.line.id, hit.snippet.text if hit.snippet else "") for hit in results.hits]


def opened(place: Path) -> Library:
    """The library, which opens at once and holds no lock. Raises Broken."""
    began = time.monotonic()
    library = Library.open(place)
    library.counts()
    demand(time.monotonic() - began < OPENS_IN, "the library takes long to open")
    with library._connections.only_writer("looking", patience=0):
        pass
    return library


def agree(library: Library) -> None:
    """Lists, figures, texts, searches, days and events tell the same. Raises Broken."""
    lines = library.articles()
    texts = {line.id: library.article(line.id) for line in lines}
    demand(library.counts().articles == len(lines), "figures and list differ")
    for query in ("portville", "cranes"):
        has = {n for n, text in texts.items() if query in text.text.lower()}
        hits = {hit.line.id for hit in library.search(query, limit=1_000).hits}
        demand(hits == has, f"a search for {query} finds {sorted(hits)}, not {sorted(has)}")
    for day in {line.day for line in lines if line.day}:
        hits = {hit.line.id for hit in library.search(f"date:{day}", limit=1_000).hits}
        demand(
            hits == {line.id for line in lines if line.day == day}, f"a search for {day} is stale"
        )
    _events_agree(library, {line.id: line.event for line in lines})
    for entity in library.entities():
        page = library.entity(entity.name)
        demand(set(page.articles) <= texts.keys(), f"{entity.name} is named by what is gone")
        same = page.entity.type == entity.type  # a person and a place may share a name
        demand(
            not same or len(page.articles) == entity.articles, f"figures of {entity.name} differ"
        )


def _events_agree(library: Library, placed: dict[int, str | None]) -> None:
    members = {number: event.id for event in library.events() for number in event.articles}
    for number, event in placed.items():
        demand(members.get(number) == event, f"article {number} is in {event} and is not")
    demand(members.keys() <= placed.keys(), "an event has articles that are gone")


def well(library: Library) -> None:
    """The doctor finds nothing. Raises Broken."""
    ill = [f"{check.name}: {check.detail}" for check in library.care.doctor() if not check.ok]
    demand(not ill, f"the doctor finds {'; '.join(ill)}")


def tidy(place: Path, also: frozenset[str] = frozenset()) -> None:
    """No temporary file, no half file, no part that nobody names. Raises Broken."""
    names = {path.name for path in place.iterdir()} - {"library.db-wal", "library.db-shm"}
    strange = {name for name in names - OURS - also if "before-restore" not in name}
    demand(not strange, f"left lying in the library: {sorted(strange)}")
    folder = place / "index"
    if not folder.is_dir():
        return
    index = SearchIndex(folder)
    named = {entry.name for entry in index._state.manifest.parts}
    index.close()
    lying = {path.name for path in folder.iterdir()} - INDEX - named
    demand(not lying, f"left lying in the index: {sorted(lying)}")
