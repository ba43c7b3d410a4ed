"""One part of the index: written once through Whoosh, then only read."""

from __future__ import annotations

import pickle
import struct
import threading
import zlib
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import whoosh.index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import IndexReader, TermNotFound

from index.search import folder as disk
from index.search.document import Document
from index.search.fields import SCHEMA, analyse, analyse_article
from index.search.lexicon import FILE, Lexicon, LexiconWriter
from index.text import fold

MEMORY_MB = 256
"""What Whoosh may hold of a part's postings before it spills them to disk."""

_BLOCK = 512
_COMPRESSION = 1

_UNREADABLE = (
    OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, EOFError,
    NameError, ImportError, OverflowError, MemoryError, struct.error, zlib.error,
    pickle.UnpicklingError, whoosh.index.IndexError, whoosh.index.EmptyIndexError,
)  # fmt: skip

Postings = tuple[Sequence[int], Sequence[float]]


class Part:
    """An opened part. Numbers of articles count from 0 in the order they were written.

    ``ids`` and ``days`` give each article's id and day (YYYYMMDD, 0 unknown).
    """

    def __init__(self, folder: Path, entry: disk.PartEntry) -> None:
        """Open and verify. Raises IndexDamaged; FileNotFoundError where the part is gone."""
        disk.verify(folder, entry)
        path = folder / entry.name
        self.name = entry.name
        self._guard = threading.Lock()
        try:
            self.lexicon = Lexicon(path / FILE)
            self._reader = _open(path)
            self.ids: Sequence[int] = self._column("id")
            self.days: Sequence[int] = self._column("day")
            if not len(self.ids) == len(self.days) == len(self.lexicon.lengths):
                raise ValueError("its files do not belong together")
        except FileNotFoundError:
            raise
        except _UNREADABLE as error:
            raise disk.damaged(folder, f"{entry.name}: {error or type(error).__name__}") from error

    def __len__(self) -> int:
        return len(self.ids)

    def _column(self, field: str) -> Sequence[int]:
        reader = self._reader.column_reader(field)
        return array("I", (reader[number] for number in range(self._reader.doc_count_all())))

    def postings(self, field: str, word: str) -> Postings:
        """Numbers of the articles with a word in a field, and its weight in each."""
        numbers, weights = array("I"), array("f")
        with self._guard, suppress(TermNotFound):
            matcher = self._reader.postings(field, word)
            while matcher.is_active():
                numbers.append(matcher.id())
                weights.append(matcher.weight())
                matcher.next()
        return numbers, weights

    def positions(self, field: str, word: str, numbers: Iterable[int]) -> dict[int, list[int]]:
        """Where a word stands in those of the given articles (ascending) that have it."""
        found: dict[int, list[int]] = {}
        with self._guard, suppress(TermNotFound):
            matcher = self._reader.postings(field, word)
            for number in numbers:
                if not matcher.is_active():
                    break
                matcher.skip_to(number)
                if matcher.is_active() and matcher.id() == number:
                    found[number] = matcher.value_as("positions")
        return found

    def values(self, field: str) -> list[str]:
        """All values of a keyword field."""
        with self._guard:
            return [value.decode() for value in self._reader.lexicon(field)]

    def close(self) -> None:
        """Let go of the files."""
        with self._guard:
            self._reader.close()


def _open(path: Path) -> IndexReader:
    return whoosh.index.open_dir(str(path), readonly=True).reader()


def write(path: Path, documents: Iterable[Document]) -> Mapping[str, disk.Stamp]:
    """Write the articles into the empty folder ``path`` as a part; the stamps of its files.

    Raises OSError; what was begun then still lies there.
    """
    lexicon = LexiconWriter()
    writer = _writer(path)
    try:
        for document in documents:
            title = analyse(document.title)
            text = analyse_article(title, document.body)
            writer.add_document(text=text, title=title, **_keys(document))
            lexicon.add(text, title.positions)
        writer.commit(merge=False)
    except BaseException:
        _abandon(writer)
        raise
    return _finish(path, lexicon)


def _keys(document: Document) -> dict[str, object]:
    day = document.day
    return {
        "outlet": keyword(document.outlet),
        "language": keyword(document.language or ""),
        "day": day.year * 10_000 + day.month * 100 + day.day if day else 0,
        "id": document.id,
    }


def keyword(value: str) -> str:
    """A name as the outlet and language fields keep it: folded, white space evened out."""
    return " ".join(fold(value).split())[:200] or "-"


def merge(
    path: Path, folder: Path, parts: Sequence[tuple[disk.PartEntry, Collection[int]]]
) -> Mapping[str, disk.Stamp]:
    """Write what still counts of several parts as one part, in order; the stamps of its files.

    Each part comes with the numbers of the articles in it that no longer count.
    Raises OSError.
    """
    lexicon = LexiconWriter()
    writer = _writer(path)
    taken = 0
    try:
        for entry, gone in parts:
            reader = _open(folder / entry.name)
            for number in gone:
                reader.segment().delete_document(number)  # in memory only, nothing is committed
            writer.add_reader(reader)
            numbers: list[int | None] = []
            for number in range(reader.doc_count_all()):
                numbers.append(None if number in gone else taken)
                taken += number not in gone
            lexicon.merge(Lexicon(folder / entry.name / FILE), numbers)
            reader.close()
        writer.commit(merge=False)
    except BaseException:
        _abandon(writer)
        raise
    return _finish(path, lexicon)


def _writer(path: Path) -> Any:
    created = whoosh.index.create_in(str(path), SCHEMA)
    codec = W3Codec(blocklimit=_BLOCK, compression=_COMPRESSION)
    codec.length_stats = False  # the word list has the lengths; looking each up costs a sixth
    return created.writer(limitmb=MEMORY_MB, codec=codec)


def _abandon(writer: Any) -> None:
    """Release Whoosh's lock after a failure, even where cancelling fails as well."""
    with suppress(Exception):
        writer.cancel()
    lock = writer.writelock
    if lock is not None and lock.fd is not None:
        lock.release()


def _finish(path: Path, lexicon: LexiconWriter) -> Mapping[str, disk.Stamp]:
    lexicon.write(path / FILE)
    for leftover in path.glob("MAIN_WRITELOCK"):
        leftover.unlink()
    return disk.seal(path)
