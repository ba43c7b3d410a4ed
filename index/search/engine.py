"""The search index: add, remove, search, light, more like this."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from index.errors import QueryError
from index.search import folder as disk
from index.search import like, searching
from index.search.blocks import BlockDamaged
from index.search.build import PartBuilder, Vocabulary
from index.search.document import Document, Filters, Found
from index.search.folder import Manifest, PartEntry
from index.search.keeper import Background, Calm
from index.search.light import Light
from index.search.merger import Merger
from index.search.query import parse
from index.search.state import Current, State

BATCH = 10_000
LETTERS = 16_000_000
"""Articles a part at most when adding, and how long they are together at most: what bounds the
memory of a long import."""


class SearchIndex:
    """A full-text index in a folder of its own. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Open the index, or create an empty one.

        Raises IndexDamaged where it cannot be trusted or read (wipe it and add everything
        again), LibraryError where the folder cannot be made. Large files are checked as
        they are read: so any method may raise IndexDamaged later.
        """
        self._folder = folder
        self._current = Current(folder)
        self._vocabulary = Vocabulary()
        self._calm = Calm()
        self._merger = Merger(self._current, self._calm)
        self._warming = Background("warming the search index")

    # ---------------------------------------------------------------- writing

    def add(
        self, documents: Iterable[Document], cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Put articles in; one with an id that is there already takes its place.

        Everything is durable and searchable on return. Long runs are made so in between;
        when ``cancelled`` turns true, what was taken in until then stays. Parts are merged
        in the background. Raises LibraryBusy, LibraryError (no room, no right), IndexDamaged.
        """
        with disk.writing(self._folder), self._current.trusting():
            self.refresh()
            batch: dict[int, Document] = {}
            letters = 0
            for document in documents:
                if cancelled is not None and cancelled():
                    break
                batch[document.id] = document
                letters += len(document.title) + len(document.body)
                if len(batch) >= BATCH or letters >= LETTERS:
                    self._add(batch)
                    batch, letters = {}, 0
            if batch:
                self._add(batch)
        self._merger.tidy_up()

    def _add(self, batch: dict[int, Document]) -> None:
        builder, taken = PartBuilder(self._vocabulary), list[int]()
        for document in batch.values():
            builder.add(document)
            taken.append(document.id)
            if builder.full:
                self._add_part(builder, taken)
                builder, taken = PartBuilder(self._vocabulary), []
        if taken:
            self._add_part(builder, taken)

    def _add_part(self, builder: PartBuilder, ids: Iterable[int]) -> None:
        manifest = self._state.manifest
        path = disk.new_part(self._folder, manifest.next)
        try:
            entry = PartEntry(path.name, builder.write(path))
        except OSError as error:
            disk.discard(path)
            raise disk.unwritable(self._folder, error) from error
        kept = (self._without(old, ids) for old in manifest.parts)
        self._current.publish(Manifest(manifest.serial, manifest.next + 1, (*kept, entry)))
        for part in self._state.parts.values():
            part.blocks.let_go()

    def remove(self, ids: Iterable[int]) -> None:
        """Take articles out. Unknown ids are ignored. Raises LibraryBusy, LibraryError."""
        gone = frozenset(ids)
        with disk.writing(self._folder), self._current.trusting():
            self.refresh()
            if len(self._state.snapshot.numbers_of(gone)):
                manifest = self._state.manifest
                parts = tuple(self._without(entry, gone) for entry in manifest.parts)
                self._current.publish(replace(manifest, parts=parts))
        self._merger.tidy_up()

    def purge(self) -> None:
        """Leave no word in the files of articles that were taken out. Raises as ``add`` does."""
        self._merger.purge()

    def _without(self, entry: PartEntry, ids: Iterable[int]) -> PartEntry:
        gone = frozenset(ids).intersection(self._state.parts[entry.name].ids.tolist())
        return replace(entry, removed=entry.removed | gone) if gone else entry

    def sweep(self) -> int:
        """Delete what killed writers left, and answer how much. Raises LibraryBusy."""
        with disk.writing(self._folder):
            self.refresh()
            before = len(list(self._folder.iterdir()))
            disk.sweep(self._folder, self._state.manifest)
            return before - len(list(self._folder.iterdir()))

    def settle(self) -> None:
        """Merge what should be merged, and wait until that is done. Raises as ``add`` does."""
        self._merger.settle()

    # ---------------------------------------------------------------- state

    @property
    def _state(self) -> State:
        return self._current.state

    def refresh(self) -> None:
        """See what other processes have written since. Raises IndexDamaged."""
        self._current.refresh()

    def close(self) -> None:
        """Let go of the files. The index must not be used afterwards."""
        self._warming.stop()
        self._merger.stop()
        self._current.close()
        self._vocabulary = Vocabulary()

    def ids(self) -> frozenset[int]:
        """Ids of all articles in the index."""
        snapshot = self._state.snapshot
        return frozenset(snapshot.ids[snapshot.live].tolist())

    def days(self) -> dict[int, datetime.date | None]:
        """Article -> the day it is found under."""
        snapshot = self._state.snapshot
        pairs = zip(
            snapshot.ids[snapshot.live].tolist(),
            snapshot.days[snapshot.live].tolist(),
            strict=True,
        )
        return {
            number: datetime.date(day // 10_000, day // 100 % 100, day % 100) if day else None
            for number, day in pairs
        }

    def count(self) -> int:
        """How many articles the index holds."""
        return self._state.snapshot.count

    def tally(self) -> tuple[int, int]:
        """How many articles the index holds, and the sum of their ids."""
        snapshot = self._state.snapshot
        return snapshot.count, int(snapshot.ids[snapshot.live].sum(dtype="int64"))

    def serial(self) -> int:
        """A number that grows with every state of the index."""
        return self._state.manifest.serial

    def parts(self) -> int:
        """How many parts the index consists of."""
        return len(self._state.manifest.parts)

    def verify(self) -> None:
        """Read every byte and compare it with what was written. Raises IndexDamaged."""
        with self._current.trusting():
            for part in self._state.parts.values():
                part.blocks.check(again=True)

    def warm(self) -> None:
        """Check in the background what no search has read yet; returns at once.

        What is found to be damaged is told by the searches that need it.
        """
        self._warming.start(self._check_all)

    def _check_all(self) -> None:
        with contextlib.suppress(BlockDamaged, OSError):
            for part in tuple(self._state.parts.values()):
                while not self._warming.stopped and part.blocks.check(64):
                    self._calm.wait()

    # ---------------------------------------------------------------- searching

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
        """Find articles. An empty query finds every article, newest first.

        With ``typing`` the last word is taken as unfinished. ``sort`` is "relevance" or
        "date" (newest first); a ``sort:`` in the query goes before it. Where no article has
        all words, those with any of them are found and ``note`` says so. ``today`` is what
        "last week" counts from. Raises QueryError (one line, with advice) for a query that
        cannot be read and for values ``filters`` does not know, IndexDamaged.
        """
        if sort not in ("relevance", "date"):
            raise QueryError(f"cannot sort by {sort[:40]}", advice="sort by relevance or date")
        snapshot = self._state.snapshot
        with self._calm.searching(), self._current.trusting():
            return searching.find(snapshot, query, limit, offset, typing, sort, filters, today)

    def like(self, article: int | str, limit: int = 10) -> Found:
        """More like this: articles that share the telling words of one, most alike first.

        ``article`` is the id of one in the index (unknown: nothing is like it), or any text.
        ``total`` counts all that share such a word. Raises IndexDamaged.
        """
        snapshot = self._state.snapshot
        with self._calm.searching(), self._current.trusting():
            own: int | None = None
            if isinstance(article, int):
                numbers = snapshot.numbers_of([article]).tolist()
                if not numbers:
                    return Found((), (), 0, None, None, Light())
                own = numbers[0]
                words = like.words_of(snapshot, own)
            else:
                words = like.words_in(snapshot, article)
            chosen, scores, total = like.alike(snapshot, words, own, limit)
            ids = tuple(snapshot.ids[chosen].tolist())
            return Found(ids, tuple(scores), total, None, None, Light())

    def light(self, query: str, typing: bool = False) -> Light:
        """What the query's words would match in a text. A query that cannot be read: nothing."""
        snapshot = self._state.snapshot
        with contextlib.suppress(QueryError), self._current.trusting():
            return searching.light(snapshot, parse(query, typing, snapshot.languages).clause)
        return Light()
