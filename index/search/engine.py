"""The search index: add, remove, search, light, more like this."""

from __future__ import annotations

import contextlib
import datetime
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.errors import LibraryBusy, QueryError, RashomonError
from index.search import folder as disk
from index.search import keeper, like, searching
from index.search.blocks import BlockDamaged
from index.search.build import PartBuilder, Vocabulary
from index.search.document import Document, Filters, Found
from index.search.folder import Manifest, PartEntry
from index.search.keeper import Background, Calm, Weight
from index.search.light import Light
from index.search.merging import merge
from index.search.parts import Part
from index.search.query import parse
from index.search.snapshot import Snapshot

BATCH = 10_000
"""Articles a part at most when adding: what bounds the memory of a long import."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the index is at a time."""

    manifest: Manifest = field(default_factory=Manifest)
    parts: dict[str, Part] = field(default_factory=dict)
    snapshot: Snapshot = field(default_factory=lambda: Snapshot((), ()))


class SearchIndex:
    """A full-text index in a folder of its own. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Open the index, or create an empty one.

        Raises IndexDamaged where it cannot be trusted or read (wipe it and add everything
        again), LibraryError where the folder cannot be made. Large files are checked as
        they are read: so any method may raise IndexDamaged later.
        """
        self._folder = folder
        disk.prepare(folder)
        self._state = _State()
        self._seen: tuple[int, int, int] | None = None
        self._refreshing = threading.Lock()
        self._vocabulary = Vocabulary()
        self._calm = Calm()
        self._merges = Background("merging the search index")
        self._warming = Background("warming the search index")
        self._urgent = 0
        self.refresh()

    # ---------------------------------------------------------------- writing

    def add(
        self, documents: Iterable[Document], cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Put articles in; one with an id that is there already takes its place.

        Everything is durable and searchable on return. Long runs are made so in between;
        when ``cancelled`` turns true, what was taken in until then stays. Parts are merged
        in the background. Raises LibraryBusy, LibraryError (no room, no right), IndexDamaged.
        """
        with disk.writing(self._folder), self._trusting():
            self.refresh()
            batch: dict[int, Document] = {}
            for document in documents:
                if cancelled is not None and cancelled():
                    break
                batch[document.id] = document
                if len(batch) >= BATCH:
                    self._add(batch)
                    batch = {}
            if batch:
                self._add(batch)
        self._tidy_up()

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
        self._publish(Manifest(manifest.serial, manifest.next + 1, (*kept, entry)))

    def remove(self, ids: Iterable[int]) -> None:
        """Take articles out. Unknown ids are ignored. Raises LibraryBusy, LibraryError."""
        gone = frozenset(ids)
        with disk.writing(self._folder), self._trusting():
            self.refresh()
            if len(self._state.snapshot.numbers_of(gone)):
                manifest = self._state.manifest
                parts = tuple(self._without(entry, gone) for entry in manifest.parts)
                self._publish(replace(manifest, parts=parts))
        self._tidy_up()

    def _without(self, entry: PartEntry, ids: Iterable[int]) -> PartEntry:
        gone = frozenset(ids).intersection(self._state.parts[entry.name].ids.tolist())
        return replace(entry, removed=entry.removed | gone) if gone else entry

    def _publish(self, manifest: Manifest, *, merges: bool = False) -> None:
        parts = self._state.parts
        full = tuple(
            entry
            for entry in manifest.parts
            if entry.name not in parts or len(entry.removed) < len(parts[entry.name])
        )
        try:
            disk.publish(self._folder, replace(manifest, serial=manifest.serial + 1, parts=full))
            self.refresh()
            disk.sweep(self._folder, self._state.manifest, merges=merges)
        except OSError as error:
            raise disk.unwritable(self._folder, error) from error

    # ---------------------------------------------------------------- merging

    def _tidy_up(self) -> None:
        """Merge what should be merged: now if it is urgent, else in the background."""
        if len(self._state.manifest.parts) > keeper.MOST_PARTS:
            self._merges.wait()
            while len(self._state.manifest.parts) > keeper.MOST_PARTS and self._merge_once():
                pass
        if keeper.plan(self._weights()):
            self._merges.start(self._merge_all)

    def settle(self) -> None:
        """Merge what should be merged, and wait until that is done."""
        self._merges.wait()
        with contextlib.suppress(LibraryBusy):
            while self._merge_once():
                pass

    def _weights(self) -> list[Weight]:
        state = self._state
        sizes = ((e.name, len(state.parts[e.name]), len(e.removed)) for e in state.manifest.parts)
        return [Weight(name, whole - removed, whole) for name, whole, removed in sizes]

    def _merge_all(self) -> None:
        with contextlib.suppress(RashomonError):  # the next writer meets the same, and says so
            while not self._merges.stopped and self._merge_once():
                pass

    def _merge_once(self) -> bool:
        """Merge the parts that come first; False if there are none, or others merge."""
        with disk.merging(self._folder) as alone, self._trusting():
            self.refresh()
            chosen = keeper.plan(self._weights()) if alone else []
            self._urgent = sum(weight.live for weight in chosen)
            return bool(chosen) and self._merge({weight.name for weight in chosen})

    def _merge(self, names: set[str]) -> bool:
        state = self._state
        old = [entry for entry in state.manifest.parts if entry.name in names]
        path = disk.new_part(self._folder, state.manifest.next)
        try:
            steps = merge(path, [state.parts[e.name] for e in old], [e.removed for e in old])
            while True:
                try:
                    next(steps)
                except StopIteration as done:
                    entry = PartEntry(path.name, done.value)
                    break
                self._calm.wait()
                if self._merges.stopped and self._urgent > keeper.SOON:
                    return False
            with disk.writing(self._folder):
                return self._replace(state.parts, old, entry)
        except OSError as error:
            raise disk.unwritable(self._folder, error) from error
        finally:
            if path.name not in {entry.name for entry in self._state.manifest.parts}:
                disk.discard(path)

    def _replace(self, parts: dict[str, Part], old: list[PartEntry], new: PartEntry) -> bool:
        """Publish a merged part in place of the old ones.

        What was removed from them meanwhile is removed from it; an old part that is gone
        has had all its articles removed, for nobody else may merge now.
        """
        self.refresh()
        manifest = self._state.manifest
        present = {entry.name: entry.removed for entry in manifest.parts}
        names = {entry.name for entry in old}
        if not names & present.keys():
            return False
        since = frozenset[int]()
        for entry in old:
            gone = present.get(entry.name)
            gone = frozenset(parts[entry.name].ids.tolist()) if gone is None else gone
            since |= gone - entry.removed
        kept = [entry for entry in manifest.parts if entry.name not in names]
        merged = (replace(new, removed=since), *kept)
        self._publish(Manifest(manifest.serial, manifest.next + 1, merged), merges=True)
        return True

    # ---------------------------------------------------------------- state

    def refresh(self) -> None:
        """See what other processes have written since. Raises IndexDamaged."""
        with self._refreshing:
            for attempt in range(8):
                seen = disk.state_of(self._folder)
                if seen is not None and seen == self._seen:
                    return
                manifest = disk.load(self._folder)
                try:
                    parts = {
                        entry.name: self._state.parts.get(entry.name) or Part(self._folder, entry)
                        for entry in manifest.parts
                    }
                    break
                except FileNotFoundError as error:
                    if attempt > 5:
                        raise disk.damaged(self._folder, "a part of it is missing") from error
            if manifest != self._state.manifest:
                removed = [entry.removed for entry in manifest.parts]
                with self._trusting():
                    snapshot = Snapshot(tuple(parts.values()), removed)
                self._state = _State(manifest, parts, snapshot)
            self._seen = seen

    def close(self) -> None:
        """Let go of the files. The index must not be used afterwards."""
        self._warming.stop()
        self._merges.stop()
        self._state = _State()
        self._vocabulary = Vocabulary()

    def ids(self) -> frozenset[int]:
        """Ids of all articles in the index."""
        snapshot = self._state.snapshot
        return frozenset(snapshot.ids[snapshot.live].tolist())

    def count(self) -> int:
        """How many articles the index holds."""
        return self._state.snapshot.count

    def parts(self) -> int:
        """How many parts the index consists of."""
        return len(self._state.manifest.parts)

    def verify(self) -> None:
        """Read every byte and compare it with what was written. Raises IndexDamaged."""
        with self._trusting():
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

    @contextlib.contextmanager
    def _trusting(self) -> Iterator[None]:
        """Tell damage found while reading as what it means for the index."""
        try:
            yield
        except BlockDamaged as error:
            raise disk.damaged(self._folder, str(error)) from error

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
        with self._calm.searching(), self._trusting():
            return searching.find(snapshot, query, limit, offset, typing, sort, filters, today)

    def like(self, article: int | str, limit: int = 10) -> Found:
        """More like this: articles that share the telling words of one, most alike first.

        ``article`` is the id of one in the index (unknown: nothing is like it), or any text.
        ``total`` counts all that share such a word. Raises IndexDamaged.
        """
        snapshot = self._state.snapshot
        with self._calm.searching(), self._trusting():
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
        with contextlib.suppress(QueryError), self._trusting():
            return searching.light(snapshot, parse(query, typing, snapshot.languages).clause)
        return Light()
