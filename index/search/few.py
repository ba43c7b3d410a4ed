"""A search of few postings with nothing but the standard library.

Loading NumPy takes longer than most searches do without it, and a command searches once. What
is asked here is answered as ``index.search.searching`` answers it, to the last bit of a score,
or not at all: unfinished and misspelt words, many postings and finding nothing are left to it.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

from index.errors import RashomonError
from index.search import folder as disk
from index.search.document import Filters, Found
from index.search.few_matching import Search, TooMuch
from index.search.few_parts import Part
from index.search.light import Light, Pattern, Wanted
from index.search.query import (
    Clause,
    Query,
    parse,
    scored,
)
from index.search.sealed import BlockDamaged
from index.search.words import ENGLISH


class Glance:
    """The index in a folder as it is now, for a search or two."""

    def __init__(self, folder: Path) -> None:
        """Raises TooMuch where it is not there, or cannot be trusted."""
        try:
            if sys.byteorder != "little":
                raise TooMuch
            disk.prepare(folder)
            self._state = disk.state_of(folder)
            manifest = disk.load(folder)
            self._parts = [Part(folder, entry) for entry in manifest.parts]
        except (RashomonError, OSError, BlockDamaged, ValueError, KeyError) as error:
            raise TooMuch from error
        self._folder, self._serial = folder, manifest.serial
        base = 0
        for part in self._parts:
            part.base = base
            base += len(part.ids)
        self._size = base
        self._gone = {part.base + at for part in self._parts for at in part.gone}
        languages = {language for part in self._parts for language in part.languages}
        self._languages = (ENGLISH, *sorted(languages - {ENGLISH}))

    def stale(self) -> bool:
        """Whether somebody has written to the index since."""
        return disk.state_of(self._folder) != self._state

    def serial(self) -> int:
        """A number that grows with every state of the index."""
        return self._serial

    def count(self) -> int:
        """How many articles the index holds."""
        return self._size - len(self._gone)

    def tally(self) -> tuple[int, int]:
        """How many articles the index holds, and the sum of their ids."""
        gone = sum(part.ids[at] for part in self._parts for at in part.gone)
        return self.count(), sum(sum(part.ids) for part in self._parts) - gone

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        typing: bool = False,
        sort: str = "relevance",
        filters: Filters | None = None,
        today: datetime.date | None = None,
    ) -> Found:
        """As ``SearchIndex.search``. Raises QueryError as it does, else TooMuch."""
        read = parse(query, typing, self._languages, today)
        words = list(scored(read.clause))
        if typing or sort not in ("relevance", "date") or not read.text.strip("* "):
            raise TooMuch
        try:
            search = Search(self._parts, self._gone, filters)
            search.check(read.clause)
            docs = search.docs(read.clause)
            if not docs:
                raise TooMuch
            ranked = search.ranked(docs, words, read.sort or sort)
        except BlockDamaged as error:
            raise TooMuch from error
        page = ranked[max(offset, 0) : max(offset, 0) + max(limit, 0)]
        return self._found(read, search, len(docs), page)

    def like(self, article: int | str, limit: int = 10) -> Found:
        """Raises TooMuch: what is alike is looked for among all postings."""
        raise TooMuch

    def _found(
        self, read: Query, search: Search, total: int, page: Sequence[tuple[float, int, int]]
    ) -> Found:
        notes = [*read.notes, *search.notes]
        beyond = [*([read.unread] if read.unread else []), *search.notes]
        ids = tuple(recency & 0xFFFFFFFF for _, recency, _ in page)
        scores = tuple(score for score, _, _ in page)
        light = self._light(read.clause)
        told = "; ".join(notes) or None
        return Found(ids, scores, total, told, None, light, "; ".join(beyond) or None)

    def _light(self, clause: Clause) -> Light:
        patterns = [
            Pattern(tuple(Wanted(frozenset(slot.stems)) for slot in words.slots))
            for words in scored(clause)
        ]
        return Light(tuple(dict.fromkeys(patterns)), self._languages)
