"""What the reader keeps, each by one method that answers what it did in one line.

Stars, tags, read marks, notes on passages and saved searches belong to the library, keyed by
article, so they outlive every reindexing, regrouping and rereading. Each change is written to
the log of corrections: ``Library.corrections.undo`` takes the newest back, whichever it was.
"""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from typing import Any

from index.article import Article, Span
from index.dataclass import dataclass
from index.errors import NotFound, RashomonError, no_article
from index.notes import found_note, note_words, packed, short
from index.store import Connections, articles, corrections, kept
from index.store.corrections import Kind
from index.store.kept import Marks, Note, SavedSearch, Tag
from index.text import clean_line, fold

LONGEST_TAG, LONGEST_NAME, LONGEST_QUERY = 60, 80, 1_000
"""Code points kept of each; more is cut, with an ellipsis."""
COUNTED = 256
"""Counts of searches remembered at most."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A saved search and how many articles it finds now; ``found`` is None for a bad query."""

    name: str
    query: str
    found: int | None


class Kept:
    """What one library's reader keeps."""

    def __init__(
        self,
        connections: Connections,
        find: Callable[[str], int],
        counts: MutableMapping[tuple[object, ...], int],
    ) -> None:
        """``find`` answers how many articles a query finds; ``counts`` remembers that."""
        self._connections = connections
        self._find = find
        self._counts = counts

    # -- articles --------------------------------------------------------------

    def star(self, articles: Iterable[int], on: bool = True) -> str:
        """Stars articles, or takes the stars off. Raises NotFound for none that is there."""
        return self._mark("star", articles, on, ("starred", "unstarred"))

    def read(self, articles: Iterable[int], on: bool = True) -> str:
        """Marks articles read, or unread again. Raises NotFound for none that is there."""
        return self._mark("read", articles, on, ("marked read:", "marked unread:"))

    def tag(self, articles: Iterable[int], tag: str, on: bool = True) -> str:
        """Puts a tag on articles, or takes it off; a tag in use keeps its spelling.

        Raises NotFound for none that is there, RashomonError for a tag without a letter.
        """
        name = tag_of(tag)
        with self._connections.reading() as connection:
            name = kept.spelt(connection, name) or name
        words = (f"tagged {name}:", f"tag {name} taken off:")
        return self._mark("tag", articles, on, words, tag=name)

    def _mark(
        self, kind: Kind, numbers: Iterable[int], on: bool, words: tuple[str, str], tag: str = ""
    ) -> str:
        said = words[0] if on else words[1]
        with self._connections.writing() as connection:
            there = kept.existing(connection, numbers)
            if not there:
                raise NotFound("no such article", advice="'rashomon list' shows their numbers")
            has = kept.having(connection, kind, there, tag)
            changed = [number for number in there if (number in has) != on]
            if not changed:
                return f"nothing to do; it is so already: {said} {_listed(there)}"
            data: dict[str, Any] = {"articles": changed, "on": on}
            said = f"{said} {_listed(changed)}"
            return self._keep(connection, kind, data | ({"tag": tag} if tag else {}), said)

    def of(self, article: int) -> Marks:
        """What is kept of one article; nothing of an unknown one."""
        with self._connections.reading() as connection:
            return kept.marks(connection, article)

    def tags(self, holding: str = "", most: int = -1) -> tuple[Tag, ...]:
        """The tags in use that hold some letters: the one that is just these, then those of most
        articles. At most so many; every one where ``most`` is -1."""
        with self._connections.reading() as connection:
            return tuple(kept.tags(connection, holding, most))

    def added(self, articles: Sequence[int]) -> Mapping[int, str]:
        """The day (ISO) on which each of these articles came into the library."""
        with self._connections.reading() as connection:
            return kept.added_days(connection, articles)

    # -- notes -----------------------------------------------------------------

    def note(self, article: int, words: str, span: Span | None = None) -> str:
        """Writes a note on a passage of an article, or on all of it (``span`` None).

        Raises NotFound, and RashomonError for a passage outside the text or empty words.
        """
        with self._connections.writing() as connection:
            text = _article(connection, article).text
            if span is not None and not 0 <= span.start < span.end <= len(text):
                raise RashomonError(f"article {article} has no such passage")
            new: dict[str, Any] = {
                "id": kept.next_note(connection),
                "article": article,
                "first": span.start if span else None,
                "last": span.end if span else None,
                "words": note_words(words),
                "at": _now(),
            }
            said = f"noted on article {article}: {short(new['words'])}"
            return self._keep(connection, "note", {"before": None, "after": new}, said)

    def rewrite_note(self, note: int, words: str) -> str:
        """Gives a note other words. Raises NotFound, RashomonError for empty words."""
        with self._connections.writing() as connection:
            old = packed(found_note(connection, note))
            new = old | {"words": note_words(words)}
            said = f"note {note} says now: {short(new['words'])}"
            return self._keep(connection, "note", {"before": old, "after": new}, said)

    def drop_note(self, note: int) -> str:
        """Throws a note away. Raises NotFound."""
        with self._connections.writing() as connection:
            old = packed(found_note(connection, note))
            said = f"note {note} dropped: {short(old['words'])}"
            return self._keep(connection, "note", {"before": old, "after": None}, said)

    def notes(self) -> tuple[Note, ...]:
        """Every note, the newest first."""
        with self._connections.reading() as connection:
            return tuple(kept.notes(connection))

    # -- searches --------------------------------------------------------------

    def save_search(self, query: str, name: str = "") -> str:
        """Keeps a query under a name (else its own words); the name's old query gives way.

        Raises QueryError for a query that cannot be asked, RashomonError for an empty one.
        """
        query = clean_line(query, LONGEST_QUERY)
        title = clean_line(name, LONGEST_NAME) or clean_line(query, LONGEST_NAME)
        if not title or not query:
            raise RashomonError("there is no query to keep", advice="search for something first")
        self._find(query)
        with self._connections.writing() as connection:
            old = _search(connection, title)
            new = {"name": title, "query": query}
            said = f"search kept: {title}"
            return self._keep(connection, "search", {"before": old, "after": new}, said)

    def drop_search(self, name: str) -> str:
        """Throws a saved search away. Raises NotFound."""
        with self._connections.writing() as connection:
            old = _search(connection, name)
            if old is None:
                what = f"no search is kept under {clean_line(name, LONGEST_NAME)}"
                raise NotFound(what, advice="'rashomon searches' lists them")
            said = f"search dropped: {old['name']}"
            return self._keep(connection, "search", {"before": old, "after": None}, said)

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, by name."""
        with self._connections.reading() as connection:
            return tuple(kept.searches(connection))

    def counted(self) -> tuple[Counted, ...]:
        """The saved searches, each with how many articles it finds now."""
        found = []
        for one in self.searches():
            try:
                count: int | None = self.count(one.query)
            except RashomonError:
                count = None
            found.append(Counted(one.name, one.query, count))
        return tuple(found)

    def count(self, query: str) -> int:
        """How many articles a query finds; asked again only when something changed.

        Raises QueryError.
        """
        today = datetime.date.today()  # "last week" is another week tomorrow
        with self._connections.reading() as connection:
            key = (query, today, kept.state(connection))
        if (count := self._counts.get(key)) is None:
            count = self._find(query)
            while len(self._counts) >= COUNTED:
                self._counts.pop(next(iter(self._counts)), None)
            self._counts[key] = count
        return count

    # -- the log ---------------------------------------------------------------

    def _keep(
        self, connection: sqlite3.Connection, kind: Kind, data: Mapping[str, object], said: str
    ) -> str:
        now = datetime.datetime.now(datetime.UTC)
        kept.change(connection, kind, data, now.isoformat(timespec="seconds"))
        corrections.record(connection, kind, data, said, now)
        return said


def tag_of(words: str) -> str:
    """A tag as it is kept: one clean line without # before it and without commas and quotes.

    Raises RashomonError where nothing is left.
    """
    name = clean_line(re.sub(r'[",*]', " ", clean_line(words, 2 * LONGEST_TAG)), LONGEST_TAG)
    name = name.lstrip("#- ").strip()
    if not fold(name).strip():
        raise RashomonError("a tag needs a letter", advice="as in: important")
    return name


def _article(connection: sqlite3.Connection, number: int) -> Article:
    found = articles.load(connection, number)
    if found is None:
        raise no_article(number)
    return found


def _search(connection: sqlite3.Connection, name: str) -> dict[str, str] | None:
    key = fold(clean_line(name, LONGEST_NAME))
    for one in kept.searches(connection):
        if fold(one.name) == key:
            return {"name": one.name, "query": one.query}
    return None


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"article {numbers[0]}"
    return f"{len(numbers):,} articles"
