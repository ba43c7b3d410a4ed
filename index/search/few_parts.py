"""A part of the index as a search of few postings sees it: numbers as they lie in the file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path

from index.search import folder as disk
from index.search.folder import PartEntry
from index.search.sealed import EAGER, Sealed
from index.search.sorted_words import SortedWords


class Part:
    """One part of the index, as far as a search looks into it."""

    base = 0
    """The running number of its first article."""

    def __init__(self, folder: Path, entry: PartEntry) -> None:
        """Raises what opening a file does, and BlockDamaged."""
        path = folder / entry.name
        disk.check_ours(folder, path)
        self._file = sealed = Sealed(path, entry.seal)
        if entry.seal.size <= EAGER:
            sealed.check()
        self.languages: Sequence[str] = sealed.about["languages"]
        self.ids, self.days = sealed.view("ids"), sealed.view("days")
        self.lengths, self.titles = sealed.view("lengths"), sealed.view("titles")
        self._stems = SortedWords(sealed, "stems")
        self._starts = sealed.view("starts")
        self.gone: list[int] = []
        if entry.removed:
            self.gone = [at for at, id_ in enumerate(self.ids) if id_ in entry.removed]

    def places(self, stems: Sequence[str]) -> list[int]:
        """Where the stems stand, those that are known."""
        found = (self._stems.find(stem) for stem in stems)
        return sorted({at for at in found if at is not None})

    def size(self, places: Iterable[int]) -> int:
        """How many postings the stems have."""
        return sum(self._starts[at + 1] - self._starts[at] for at in places)

    def postings(self, at: int) -> tuple[memoryview, memoryview]:
        """Articles that have a stem, ascending, and how often each has it."""
        first, after = self._starts[at], self._starts[at + 1]
        return self._file.view("docs", first, after), self._file.view("counts", first, after)

    def titled(self, at: int) -> memoryview:
        """Articles that have a stem in the title."""
        starts = self._file.view("title_starts")
        return self._file.view("title_docs", starts[at], starts[at + 1])

    def positions(self, at: int, wanted: Iterable[int]) -> dict[int, memoryview]:
        """Article -> where a stem stands in it, for those of the articles that have it."""
        docs, counts = self.postings(at)
        ends = list(accumulate(counts))
        starts = self._file.view("position_starts")
        every = self._file.view("positions", starts[at], starts[at + 1])
        found = {}
        for doc in wanted:
            place = bisect_left(docs, doc)
            if place < len(docs) and docs[place] == doc:
                found[doc] = every[ends[place] - counts[place] : ends[place]]
        return found

    def outlets(self) -> list[str]:
        """Names of outlets, as ``outlet_of`` numbers them."""
        words = SortedWords(self._file, "outlets")
        return [word.decode() for word in words.run(0, len(words))]

    def outlet_of(self) -> memoryview:
        """The number of each article's outlet."""
        return self._file.view("outlet_of")
