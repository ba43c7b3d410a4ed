"""The index as Whoosh sees it: a codec that reads our parts, so that its own searcher can.

Searches of this program do not go this way: Whoosh walks posting lists in Python one by
one. It is the way out of the index for everything else that speaks Whoosh.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader, TermInfo

from index.search import folder as disk
from index.search.blocks import Array
from index.search.fields import MachinePositions, schema
from index.search.parts import Part
from index.search.words import ENGLISH

_FIELDS = ("text", "title")


def open_reader(folder: Path) -> IndexReader:
    """A Whoosh reader of the index in a folder, as it is now. Raises IndexDamaged.

    ``whoosh.searching.Searcher(open_reader(folder))`` searches it.
    """
    readers, languages = [], {ENGLISH}
    for entry in disk.load(folder).parts:
        segment = PartSegment(Part(folder, entry), entry.removed)
        languages.update(segment.part.languages)
        readers.append(segment)
    fields = schema((ENGLISH, *sorted(languages - {ENGLISH})))
    opened = [SegmentReader(None, fields, segment) for segment in readers]
    if not opened:
        return EmptyReader(fields)
    return opened[0] if len(opened) == 1 else MultiReader(opened)


class PartSegment(base.Segment):  # type: ignore[misc]
    """A part as one of Whoosh's segments."""

    def __init__(self, part: Part, removed: frozenset[int]) -> None:
        super().__init__(part.name)
        self.part = part
        self.gone = frozenset(np.flatnonzero(np.isin(part.ids, list(removed))).tolist())

    def codec(self) -> PartCodec:
        """What reads it."""
        return PartCodec()


class PartCodec(base.Codec):  # type: ignore[misc]
    """Reads parts. They are written by ``index.search.build`` and ``merging``."""

    def terms_reader(self, storage: object, segment: PartSegment) -> Terms:
        """The words of a part."""
        return Terms(segment.part)

    def per_document_reader(self, storage: object, segment: PartSegment) -> Articles:
        """The articles of a part."""
        return Articles(segment)


class Articles(base.PerDocumentReader):  # type: ignore[misc]
    """What Whoosh asks about articles."""

    def __init__(self, segment: PartSegment) -> None:
        self._part, self._gone = segment.part, segment.gone

    def doc_count(self) -> int:
        """Articles that count."""
        return len(self._part) - len(self._gone)

    def doc_count_all(self) -> int:
        """Articles, removed ones included."""
        return len(self._part)

    def has_deletions(self) -> bool:
        """Whether some were removed."""
        return bool(self._gone)

    def is_deleted(self, docnum: int) -> bool:
        """Whether an article was removed."""
        return docnum in self._gone

    def deleted_docs(self) -> frozenset[int]:
        """Numbers of removed articles."""
        return self._gone

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many words an article has."""
        return int(self._lengths(fieldname)[docnum])

    def field_length(self, fieldname: str) -> int:
        """How many words all articles have."""
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        """The words of the shortest."""
        return int(self._lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        """The words of the longest."""
        return int(self._lengths(fieldname).max())

    def _lengths(self, field: str) -> Array:
        return self._part.titles if field == "title" else self._part.lengths

    def stored_fields(self, docnum: int) -> dict[str, int]:
        """The id of an article: everything else is in the library."""
        return {"id": int(self._part.ids[docnum])}


class Terms(base.TermsReader):  # type: ignore[misc]
    """What Whoosh asks about words."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return term[0] in _FIELDS and len(self._docs(*term)) > 0

    def indexed_field_names(self) -> tuple[str, ...]:
        """The fields that have words."""
        return _FIELDS

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every (field, stem)."""
        for field in _FIELDS:
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The (field, stem)s of a field from ``prefix`` on."""
        stems = self._part.stems
        for at in range(stems.between(prefix)[0], len(stems)):
            if fieldname == "text" or len(self._part.titled(((at, at + 1),))):
                yield fieldname, stems[at]

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every (field, stem) with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The same of one field from ``prefix`` on."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """How often a stem stands where. Raises KeyError."""
        docs, counts = self._docs(fieldname, text), self._counts(fieldname, text)
        if not len(docs):
            raise KeyError((fieldname, text))
        lengths = (self._part.titles if fieldname == "title" else self._part.lengths)[docs]
        return TermInfo(
            float(counts.sum()),
            len(docs),
            int(lengths.min()),
            int(lengths.max()),
            float(counts.max()),
            int(docs[0]),
            int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a stem stands in all articles."""
        return float(self._counts(fieldname, text).sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many articles a stem stands."""
        return len(self._docs(fieldname, text))

    def matcher(
        self, fieldname: str, text: bytes, format_: MachinePositions, scorer: object = None
    ) -> ListMatcher:
        """A walk over the articles that have a stem."""
        info = self.term_info(fieldname, text)
        docs = self._docs(fieldname, text)
        spots = self._spots(fieldname, text)
        edges = np.searchsorted(spots, np.append(docs.astype(np.int64), len(self._part)) << 32)
        positions = ((spots & 0xFFFFFFFF) - 256).astype(np.uint32)
        values = [positions[a:b].tobytes() for a, b in pairwise(edges.tolist())]
        weights = self._counts(fieldname, text).astype(float).tolist()
        return ListMatcher(
            docs.tolist(),
            weights,
            values,
            format_,
            scorer,
            term=(fieldname, text),
            terminfo=info,
        )

    def _ranges(self, text: bytes) -> Sequence[tuple[int, int]]:
        return self._part.places((text.decode(),))

    def _docs(self, field: str, text: bytes) -> Array:
        ranges = self._ranges(text)
        if field == "title":
            return self._part.titled(ranges)
        return self._part.postings(ranges)[0]

    def _spots(self, field: str, text: bytes) -> Array:
        spots = self._part.spots(self._ranges(text), np.ones(len(self._part), bool), 0)
        if field == "title":
            spots = spots[(spots & 0xFFFFFFFF) - 256 < self._part.titles[spots >> 32]]
        return spots

    def _counts(self, field: str, text: bytes) -> Array:
        if field == "title":
            counts: Array = np.unique(self._spots(field, text) >> 32, return_counts=True)[1]
            return counts
        return self._part.postings(self._ranges(text))[1]
