"""Outlets over a whole library: the list of them, and what each does beside the others."""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from index import closely, outlets, own_tables
from index.answers import EntityPlace
from index.article import Article, ArticleLine, Span
from index.errors import NotFound
from index.events import moments
from index.profile import OutletLine, Profile
from index.profiles import Text, compile_profile, load, version
from index.profiles.behind import behind
from index.spellings import outlet_names
from index.store import Connections, coverage, listing
from index.store import outlets as store
from index.text import TOLD, clean_line, enclosing, paragraphs, sentences


class Outlets:
    """The outlets of one library. One is named by any of its spellings."""

    def __init__(self, connections: Connections, library: Path) -> None:
        """``library`` is its directory."""
        self._connections, self._library = connections, library

    def every(self) -> list[OutletLine]:
        """Every outlet, spellings joined, most texts first."""
        with self._connections.reading() as connection:
            return _listed(connection, outlet_names(connection, self._library))

    def profile(self, name: str, beside: str | None = None) -> Profile:
        """What an outlet does over all events it shares with others, or with ``beside``.

        Raises NotFound for an outlet the library has no text of.
        """
        with self._connections.reading() as connection:
            return _profile(connection, self._library, name, beside)

    def places(self, part: str, key: tuple[str, ...], texts: Iterable[int]) -> list[EntityPlace]:
        """The sentences behind a line or a measure of a profile, in these texts.

        What has no place of its own (a length, a day) gives the first sentence of each text.
        """
        with self._connections.reading() as connection:
            joined = outlet_names(connection, self._library)
            lines = listing.lines(connection, texts)
        outlet = OutletName(joined, outlets.known(self._library))
        return [
            place
            for line in lines
            for place in _places(
                closely.article(self._connections, line.id), line, part, key, outlet
            )
        ]

    def label(self, name: str, text: str) -> str:
        """Writes a label of the reader's own to ``outlets.toml``, which can be undone; answers
        whose it is.

        An outlet the library does not have is labelled under the name given. Raises
        RashomonError where the table is wrong or cannot be written.
        """
        with self._connections.reading() as connection:
            own = outlet_names(connection, self._library).find(name) or clean_line(name, 400)
        entry = outlets.label_entry(self._library / outlets.FILE, own, text)
        own_tables.write(self._connections, "label", entry, f"label of {own}: {clean_line(text)}")
        return own


def _listed(connection: sqlite3.Connection, joined: outlets.Names) -> list[OutletLine]:
    events: dict[str, set[int]] = defaultdict(set)
    tellers: dict[int, set[str]] = defaultdict(set)
    for spelling, event in store.told(connection):
        name = joined.one(spelling)
        events[name].add(event)
        tellers[event].add(name)
    lines = [
        OutletLine(
            name,
            spellings,
            sum(spellings.values()),
            len(events[name]),
            sum(len(tellers[event]) > 1 for event in events[name]),
            joined.facts(name),
        )
        for name, spellings in joined.groups.items()
    ]
    return sorted(lines, key=lambda line: (-line.texts, line.name.casefold(), line.name))


def _find(joined: outlets.Names, typed: str) -> str:
    """The library's outlet of a typed name. Raises NotFound with nearest names as advice."""
    found = joined.find(typed)
    if found is None:
        near = [name for name in joined.groups if typed.casefold()[:3] in name.casefold()][:4]
        advice = f"perhaps {', '.join(near)}" if near else "'rashomon outlets' lists them"
        raise NotFound(f"no outlet named {clean_line(typed, 80)!r}", advice=advice)
    return found


def _profile(
    connection: sqlite3.Connection, library: Path, name: str, beside: str | None
) -> Profile:
    joined = outlet_names(connection, library)
    name = _find(joined, name)
    other = _find(joined, beside) if beside is not None else None
    if other == name:
        raise NotFound(f"{name} is itself", advice="name another outlet to stand beside it")
    lines = {line.name: line for line in _listed(connection, joined)}
    rows = store.texts_beside(connection, joined.spellings(name))
    texts = _texts(connection, rows, joined)
    dated = coverage.stated(connection, [one.id for one in texts if one.day is not None])
    times = _moments(dated)
    speakers = {said.speaker for one in texts for said in one.counts.spoken if said.speaker}
    linked = store.linked_speakers(connection, speakers)
    found = compile_profile(
        lines[name],
        lines[other] if other is not None else None,
        texts,
        times,
        lambda speaker: linked.get(speaker, speaker),
        OutletName(joined, outlets.known(library)),
    )
    return replace(found, waiting=len(rows) - len(texts))


class OutletName:
    """The name under which a source that is cited goes: the library's, else the tables'."""

    def __init__(self, joined: outlets.Names, directory: outlets.Directory) -> None:
        self._joined, self._directory = joined, directory
        self._met: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """The name that stands for this one."""
        if name not in self._met:
            entry = self._directory.find(name)
            self._met[name] = entry.name if entry else self._joined.one(name)
        return self._met[name]


def _texts(
    connection: sqlite3.Connection, rows: Sequence[store.Row], joined: outlets.Names
) -> list[Text]:
    placed = [row for row in rows if row.event is not None]
    counts = dict(store.ingredients(connection, [row.id for row in placed], version()))
    return [
        Text(
            row.id,
            joined.one(row.outlet) if row.outlet is not None else None,
            row.event,
            row.family or row.id,
            datetime.date.fromisoformat(row.day).toordinal() if row.day else None,
            load(counts[row.id]),
        )
        for row in placed
        if row.event is not None and row.id in counts
    ]


def _moments(stated: dict[int, tuple[str, str]]) -> dict[int, datetime.datetime]:
    timed = {number: (day, words) for number, (day, words) in stated.items() if ":" in words}
    found = {number: moments.moment(words, day) for number, (day, words) in timed.items()}
    return {number: when for number, when in found.items() if when is not None}


def _places(
    article: Article, line: ArticleLine, part: str, key: tuple[str, ...], outlet: OutletName
) -> list[EntityPlace]:
    """The sentences of one article that a profile counted, each once, in text order."""
    at = [
        *(sentence for part in paragraphs(article.text, article.zones, TOLD)
          for sentence in sentences(article.text, part.start, part.end))
    ]  # fmt: skip
    found: dict[Span, list[Span]] = {}
    for span in sorted(behind(article, part, key, outlet), key=lambda span: span.start):
        sentence = enclosing(at, span.start) or span
        found.setdefault(Span(sentence.start, max(sentence.end, span.end)), []).append(span)
    if not found and at:
        found[at[0]] = []
    return [
        EntityPlace(
            article.id, line.label, line.outlet, where,
            article.text[where.start : where.end], tuple(inside),
        )
        for where, inside in found.items()
    ]  # fmt: skip
