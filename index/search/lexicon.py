"""The word list beside a part of the index: surface words, stems, and who has which.

Whoosh keeps stems only. Typing needs the words as printed, and exact totals need whole
sets of articles at once, so each part carries this file of flat arrays, mapped, not read.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from index.search.fields import Analysed

FILE = "words"
_MAGIC = b"RSHWORD1"
_LAST = "\U0010ffff"

Numbers = Sequence[int]


class LexiconWriter:
    """Gathers the words of a part while its articles are written, in the same order."""

    def __init__(self) -> None:
        self._bodies: dict[str, array[int]] = {}
        self._titles: dict[str, array[int]] = {}
        self._forms: dict[str, int] = {}
        self._stems: dict[str, str] = {}
        self._lengths = array("I")

    def add(self, text: Analysed, title: Iterable[str]) -> None:
        """Take in the next article: its analysed text and the stems of its title."""
        number = len(self._lengths)
        _append(self._bodies, text.positions, number)
        _append(self._titles, title, number)
        forms = self._forms
        for surface in text.surfaces:
            forms[surface] = forms.get(surface, 0) + 1
        self._stems.update(text.surfaces)
        self._lengths.append(text.length)

    def merge(self, lexicon: Lexicon, numbers: Sequence[int | None]) -> None:
        """Take in another part. ``numbers`` gives each of its articles the next free number.

        None leaves an article out. Numbers must ascend.
        """
        for found, starts, docs in (
            (self._bodies, lexicon.starts, lexicon.docs),
            (self._titles, lexicon.title_starts, lexicon.title_docs),
        ):
            for at, stem in enumerate(lexicon.stems):
                kept = [
                    n
                    for n in map(numbers.__getitem__, docs[starts[at] : starts[at + 1]])
                    if n is not None
                ]
                if kept:
                    found.setdefault(stem, array("I")).extend(kept)
        for surface, at, count in zip(
            lexicon.surfaces, lexicon.surface_stems, lexicon.counts, strict=True
        ):
            stem = lexicon.stems[at]
            if stem in self._bodies:
                self._stems[surface] = stem
                self._forms[surface] = self._forms.get(surface, 0) + count
        kept_lengths = (n for n, to in zip(lexicon.lengths, numbers, strict=True) if to is not None)
        self._lengths.extend(kept_lengths)

    def write(self, path: Path) -> None:
        """Write the file. Raises OSError."""
        stems = sorted(self._bodies)
        place = {stem: at for at, stem in enumerate(stems)}
        surfaces = sorted(self._forms)
        code = "H" if len(self._lengths) < 65_536 else "I"
        starts, docs = _flatten(stems, self._bodies, code)
        title_starts, title_docs = _flatten(stems, self._titles, code)
        _write(
            path,
            {
                "lengths": self._lengths,
                "starts": starts,
                "docs": docs,
                "title_starts": title_starts,
                "title_docs": title_docs,
                "surface_stems": array("I", [place[self._stems[word]] for word in surfaces]),
                "counts": array("I", [self._forms[word] for word in surfaces]),
                "stems": array("B", "\n".join(stems).encode()),
                "surfaces": array("B", "\n".join(surfaces).encode()),
            },
        )


def _append(lists: dict[str, array[int]], stems: Iterable[str], number: int) -> None:
    for stem in stems:
        if stem in lists:
            lists[stem].append(number)
        else:
            lists[stem] = array("I", (number,))


def _flatten(
    stems: Sequence[str], lists: Mapping[str, array[int]], code: str
) -> tuple[array[int], array[int]]:
    starts, docs = array("I", (0,)), array("I")
    for stem in stems:
        docs.extend(lists.get(stem, ()))
        starts.append(len(docs))
    return starts, array(code, docs)


def _write(path: Path, sections: Mapping[str, array[int]]) -> None:
    table, at = {}, 0
    for name, values in sections.items():
        size = len(values) * values.itemsize
        table[name] = [values.typecode, at, size]
        at += size + -size % 8
    header = json.dumps({"order": sys.byteorder, "sections": table}).encode()
    header += b" " * (-len(header) % 8)
    with path.open("wb") as sink:
        sink.write(_MAGIC + struct.pack("<Q", len(header)) + header)
        for values in sections.values():
            data = values.tobytes()
            sink.write(data + bytes(-len(data) % 8))


class Lexicon:
    """The word list of one part, opened.

    ``docs[starts[i]:starts[i + 1]]`` are the numbers of the articles with ``stems[i]``, and
    likewise for titles. ``surface_stems`` and ``counts`` run along ``surfaces``.
    Opening raises OSError, or ValueError for a file that is not such a list.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as source:
            whole = memoryview(mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ))
        if bytes(whole[:8]) != _MAGIC:
            raise ValueError("not a word list")
        (length,) = struct.unpack("<Q", whole[8:16])
        header = json.loads(bytes(whole[16 : 16 + length]))
        if header["order"] != sys.byteorder:
            raise ValueError("written on another kind of machine")
        data, sections = whole[16 + length :], header["sections"]

        def numbers(name: str) -> memoryview[int]:
            code, at, size = sections[name]
            return data[at : at + size].cast(code)

        def words(name: str) -> list[str]:
            text = bytes(numbers(name)).decode()
            return text.split("\n") if text else []

        self.lengths: Numbers = numbers("lengths")
        self.starts: Numbers = numbers("starts")
        self.docs: Numbers = numbers("docs")
        self.title_starts: Numbers = numbers("title_starts")
        self.title_docs: Numbers = numbers("title_docs")
        self.surface_stems: Numbers = numbers("surface_stems")
        self.counts: Numbers = numbers("counts")
        self.stems = words("stems")
        self.surfaces = words("surfaces")
        self.places = {stem: at for at, stem in enumerate(self.stems)}

    def docs_of(self, stem: str, title: bool = False) -> Numbers:
        """Numbers of the articles that have a stem (in the title only, if so asked)."""
        at = self.places.get(stem)
        if at is None:
            return ()
        if title:
            return self.title_docs[self.title_starts[at] : self.title_starts[at + 1]]
        return self.docs[self.starts[at] : self.starts[at + 1]]

    def docs_of_any(self, stems: Iterable[str], title: bool = False) -> set[int]:
        """Numbers of the articles that have at least one of the stems.

        Stems that follow one another in the list, as those of one beginning do, are taken
        in one go.
        """
        starts, docs = (self.title_starts, self.title_docs) if title else (self.starts, self.docs)
        found: set[int] = set()
        first = after = 0
        for at in sorted(self.places[stem] for stem in stems if stem in self.places):
            if at != after:
                found.update(docs[starts[first] : starts[after]])
                first = at
            after = at + 1
        found.update(docs[starts[first] : starts[after]])
        return found

    def stems_under(self, prefix: str) -> set[str]:
        """Stems of all surface words that begin with ``prefix``."""
        low = bisect_left(self.surfaces, prefix)
        high = bisect_left(self.surfaces, prefix + _LAST)
        return {self.stems[at] for at in set(self.surface_stems[low:high])}

    def count_of(self, surface: str) -> int:
        """In how many articles a surface word stands."""
        at = bisect_left(self.surfaces, surface)
        known = at < len(self.surfaces) and self.surfaces[at] == surface
        return self.counts[at] if known else 0
