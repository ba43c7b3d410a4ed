"""The search index: add, remove, search, light."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from index.errors import QueryError
from index.search import folder as disk
from index.search import parts as part_files
from index.search import rank, spelling
from index.search.document import Document, Filters, Found
from index.search.evaluate import Evaluation
from index.search.folder import Manifest, PartEntry, Stamp
from index.search.light import Light, Pattern
from index.search.parts import Part
from index.search.query import All, Any, Clause, Query, Words, parse
from index.search.snapshot import Docs, Snapshot

BATCH = 2_000
"""Articles a part at most when adding: what bounds the memory of a long import."""

SMALL = 1_000
"""Parts with fewer articles are merged once there are more than ``MOST_SMALL`` of them."""

MOST_SMALL = 8
_ENDINGS_LIT = 64


class SearchIndex:
    """A full-text index in a folder of its own. Threads may share it for searching."""

    def __init__(self, folder: Path) -> None:
        """Open the index, or create an empty one.

        Raises IndexDamaged where it cannot be trusted or read (wipe it and add everything
        again), LibraryError where the folder cannot be made.
        """
        self._folder = folder
        disk.prepare(folder)
        self._parts: dict[str, Part] = {}
        self._manifest = Manifest()
        self._snapshot = Snapshot((), ())
        self.refresh()

    # ---------------------------------------------------------------- writing

    def add(
        self, documents: Iterable[Document], cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Put articles in; one with an id that is there already takes its place.

        Everything is searchable on return. Long runs are made durable every 2,000 articles;
        when ``cancelled`` turns true, what was taken in until then stays. Raises LibraryBusy,
        LibraryError (no room, no right).
        """
        with disk.writing(self._folder):
            self.refresh()
            for batch in _batches(documents, cancelled):
                self._add_part(functools.partial(part_files.write, documents=batch.values()), batch)
            self._merge_small()

    def remove(self, ids: Iterable[int]) -> None:
        """Take articles out. Unknown ids are ignored. Raises LibraryBusy, LibraryError."""
        gone = set(ids)
        with disk.writing(self._folder):
            self.refresh()
            if gone & self._snapshot.numbers.keys():
                parts = tuple(self._without(entry, gone) for entry in self._manifest.parts)
                self._publish(replace(self._manifest, parts=parts))

    def _without(self, entry: PartEntry, ids: Iterable[int]) -> PartEntry:
        gone = frozenset(ids).intersection(self._parts[entry.name].ids)
        return replace(entry, removed=entry.removed | gone) if gone else entry

    def _add_part(
        self,
        write: Callable[[Path], Mapping[str, Stamp]],
        replaced: Iterable[int],
        merged: frozenset[str] = frozenset(),
    ) -> None:
        manifest = self._manifest
        path = None
        try:
            path = disk.new_part(self._folder, manifest)
            entry = PartEntry(path.name, dict(write(path)))
        except OSError as error:
            if path is not None:
                disk.discard(path)
            raise disk.unwritable(self._folder, error) from error
        kept = (self._without(old, replaced) for old in manifest.parts if old.name not in merged)
        self._publish(Manifest(manifest.serial, manifest.next + 1, (*kept, entry)))

    def _publish(self, manifest: Manifest) -> None:
        full = (
            entry
            for entry in manifest.parts
            if entry.name not in self._parts or len(entry.removed) < len(self._parts[entry.name])
        )
        try:
            disk.publish(
                self._folder, replace(manifest, serial=manifest.serial + 1, parts=tuple(full))
            )
            self.refresh()
            disk.sweep(self._folder, self._manifest)
        except OSError as error:
            raise disk.unwritable(self._folder, error) from error

    def _merge_small(self) -> None:
        small = []
        for entry in self._manifest.parts:
            whole = len(self._parts[entry.name])
            if whole - len(entry.removed) < SMALL or len(entry.removed) * 2 > whole:
                small.append(entry)
        if len(small) <= MOST_SMALL:
            return
        taken = [(entry, _gone(self._parts[entry.name], entry)) for entry in small]
        names = frozenset(entry.name for entry in small)
        write = functools.partial(part_files.merge, folder=self._folder, parts=taken)
        self._add_part(write, (), names)

    # ---------------------------------------------------------------- state

    def refresh(self) -> None:
        """See what other processes have written since. Raises IndexDamaged."""
        for attempt in itertools.count():
            manifest = disk.load(self._folder)
            if manifest == self._manifest and self._parts.keys() >= _names(manifest):
                return
            try:
                opened = {
                    entry.name: self._parts.get(entry.name) or Part(self._folder, entry)
                    for entry in manifest.parts
                }
                break
            except FileNotFoundError as error:
                if attempt > 5:
                    raise disk.damaged(self._folder, "a part of it is missing") from error
        removed = [entry.removed for entry in manifest.parts]
        self._snapshot = Snapshot(tuple(opened.values()), removed)
        self._parts, self._manifest = opened, manifest

    def close(self) -> None:
        """Let go of the files. The index must not be used afterwards."""
        for part in self._parts.values():
            part.close()
        self._parts = {}
        self._snapshot = Snapshot((), ())

    def ids(self) -> frozenset[int]:
        """Ids of all articles in the index."""
        return frozenset(self._snapshot.numbers)

    def count(self) -> int:
        """How many articles the index holds."""
        return len(self._snapshot.numbers)

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
    ) -> Found:
        """Find articles. An empty query finds every article, newest first.

        With ``typing`` the last word is taken as unfinished. ``sort`` is "relevance" or
        "date" (newest first). Where no article has all words, those with any of them are
        found and ``note`` says so. Raises QueryError (one line, with advice) for a query
        that cannot be read and for values ``filters`` does not know.
        """
        if sort not in ("relevance", "date"):
            raise QueryError(f"cannot sort by {sort[:40]}", advice="sort by relevance or date")
        snapshot = self._snapshot
        read = parse(query, typing)
        evaluation = Evaluation(snapshot, filters)
        docs, notes = _evaluate(evaluation, read)
        suggestion = None
        if not docs:
            suggestion = _suggestion(snapshot, evaluation, read, typing)
            docs, notes = _any_instead(evaluation, read.clause, notes)
        ids, scores = _page(snapshot, docs, read.clause, sort, max(offset, 0), max(limit, 0))
        note = "; ".join(notes) or None
        light = _light(snapshot, read.clause)
        return Found(ids, scores, docs.bit_count(), note, suggestion, light)

    def light(self, query: str, typing: bool = False) -> Light:
        """What the query's words would match in a text. A query that cannot be read: nothing."""
        try:
            return _light(self._snapshot, parse(query, typing).clause)
        except QueryError:
            return Light()


def _names(manifest: Manifest) -> set[str]:
    return {entry.name for entry in manifest.parts}


def _gone(part: Part, entry: PartEntry) -> frozenset[int]:
    return frozenset(number for number, id in enumerate(part.ids) if id in entry.removed)


def _batches(
    documents: Iterable[Document], cancelled: Callable[[], bool] | None
) -> Iterator[dict[int, Document]]:
    batch: dict[int, Document] = {}
    for document in documents:
        if cancelled is not None and cancelled():
            break
        batch[document.id] = document
        if len(batch) >= BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch


def _evaluate(evaluation: Evaluation, read: Query) -> tuple[Docs, list[str]]:
    notes = list(read.notes)
    if not read.text.strip("* "):
        return evaluation.docs(All(())) or 0, notes
    docs = evaluation.docs(read.clause)
    if docs is None:
        notes.append("there is no word here to search for (or only words every article has)")
    return docs or 0, notes


def _any_instead(
    evaluation: Evaluation, clause: Clause, notes: list[str]
) -> tuple[Docs, list[str]]:
    """What has any of the words, where nothing has all."""
    if not isinstance(clause, All):
        return 0, notes
    wanted = [one for one in clause.clauses if isinstance(one, Words) and not one.idle]
    others = [one for one in clause.clauses if not isinstance(one, Words)]
    if len(wanted) < 2:
        return 0, notes
    docs = evaluation.docs(All((Any(tuple(wanted)), *others))) or 0
    return docs, [*notes, "no article has all words: best of any"] if docs else notes


def _page(
    snapshot: Snapshot, docs: Docs, clause: Clause, sort: str, offset: int, limit: int
) -> tuple[tuple[int, ...], tuple[float, ...]]:
    words = list(rank.scored(clause))
    if sort == "date" or not words:
        numbers = rank.newest(snapshot, docs, offset + limit)[offset:]
        scores = [0.0] * len(numbers)
    else:
        numbers, scores = rank.best(snapshot, docs, words, offset + limit)
        numbers, scores = numbers[offset:], scores[offset:]
    return tuple(snapshot.ids[number] for number in numbers), tuple(scores)


def _light(snapshot: Snapshot, clause: Clause) -> Light:
    patterns = []
    for words in rank.scored(clause):
        stems = tuple(term.stem for term in words.terms)
        if words.prefix is None:
            patterns.append(Pattern(stems))
            continue
        endings = snapshot.stems_under(words.prefix.surface, words.prefix.stem)
        few = endings if len(endings) <= _ENDINGS_LIT else frozenset({words.prefix.stem} - {""})
        patterns.append(Pattern(stems, words.prefix.surface, few))
    return Light(tuple(dict.fromkeys(patterns)))


def _suggestion(
    snapshot: Snapshot, evaluation: Evaluation, read: Query, typing: bool
) -> str | None:
    """The query with its unknown words put right, if that finds anything."""
    lexicons = [part.lexicon for part in snapshot.parts]
    text = read.text
    unknown = {}
    for words in rank.scored(read.clause):
        for term in words.terms:
            if term.stem and not snapshot.having(term.stem):
                unknown[term.start] = term
        prefix = words.prefix
        if prefix and not snapshot.beginning(prefix.surface, prefix.stem):
            unknown[prefix.start] = prefix
    for at in sorted(unknown, reverse=True):
        term = unknown[at]
        better = spelling.nearest(term.surface, lexicons)
        if better is None:
            return None
        text = text[: term.start] + better + text[term.end :]
    if not unknown:
        return None
    return text if evaluation.docs(parse(text, typing).clause) else None
