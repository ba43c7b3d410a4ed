"""Building a part: articles in, sorted posting lists out, all in whole arrays.

A text is cut at white space; what stands between is looked up as it is printed, and only a
piece never seen before is taken apart into words. Everything else is counting and sorting
of numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from index.search.blocks import Array, Seal
from index.search.document import Document
from index.search.postings import MOST_DOCS, Columns, Postings, Words, runs, write_part
from index.search.words import Analyzer, Term, analyzer, language_of
from index.text import fold

GAP = 16
"""Positions left free between title and body, so that no phrase runs across."""

FULL = 2_500_000
"""Pieces of text after which a part is written out: what bounds the memory of an import."""

_PIECES_KEPT = 250_000
_LONG = 64
_PUNCTUATION = ".,;:!?\"'()[]“”‘’—–…-"
_POSITION = (1 << 24) - 1
_NO_WORD = 0


class _Pieces(dict[str, int]):
    """Pieces between white space -> their number, for texts of one language."""

    def __init__(self, vocabulary: Vocabulary, language: Analyzer) -> None:
        self._vocabulary, self._analyzer = vocabulary, language

    def __missing__(self, piece: str) -> int:
        plain = piece.strip(_PUNCTUATION)
        if plain.isalpha() and plain.isascii() and len(plain) <= _LONG:
            terms: Iterable[Term] = self._analyzer[plain]  # by far the most: one word of letters
        else:
            terms = self._analyzer.terms(piece)
        number = self._vocabulary.take(
            [
                (
                    term.surface.encode("utf-8", "replace"),
                    term.stems[0].encode("utf-8", "replace") if term.stems else b"",
                )
                for term in terms
            ]
        )
        if len(piece) <= _LONG:
            self[piece] = number
        return number


class Vocabulary:
    """Every piece and word seen while writing. Word 0 stands for a stop word's place."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self.words: list[tuple[bytes, bytes]] = [(b"", b"")]
        self._numbers: dict[tuple[bytes, bytes], int] = {}
        self.starts = array("I", (0,))
        self.members = array("I")
        self._pieces: dict[str, _Pieces] = {}

    def pieces(self, language: str) -> _Pieces:
        """The numbers of the pieces of a language."""
        if language not in self._pieces:
            self._pieces[language] = _Pieces(self, analyzer((language,)))
        return self._pieces[language]

    def take(self, words: Sequence[tuple[bytes, bytes]]) -> int:
        """The number of a new piece, made of (surface, stem)s; no stem: a stop word."""
        for word in words:
            if not word[1]:
                self.members.append(_NO_WORD)
                continue
            number = self._numbers.get(word)
            if number is None:
                number = self._numbers[word] = len(self.words)
                self.words.append(word)
            self.members.append(number)
        self.starts.append(len(self.members))
        return len(self.starts) - 2

    def tidy(self) -> None:
        """Forget everything if it has become much. Not while a part is being gathered."""
        if len(self.starts) > _PIECES_KEPT or len(self.members) > 4 * _PIECES_KEPT:
            self._clear()


class PartBuilder:
    """Gathers articles and writes them as one part."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        vocabulary.tidy()
        self._vocabulary = vocabulary
        self._pieces = array("I")
        self._lengths = array("I")
        self._ids, self._days = array("I"), array("I")
        self._outlets: dict[str, int] = {}
        self._outlet_of = array("I")
        self._languages: set[str] = set()

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def full(self) -> bool:
        """Whether it is time to write."""
        return len(self._ids) >= MOST_DOCS or len(self._pieces) >= FULL

    def add(self, document: Document) -> None:
        """Take in an article."""
        language = language_of(document.language)
        self._languages.add(language)
        numbers = self._vocabulary.pieces(language).__getitem__
        for text in (document.title, document.body):
            before = len(self._pieces)
            self._pieces.extend(map(numbers, text.split()))
            self._lengths.append(len(self._pieces) - before)
        day = document.day
        self._ids.append(document.id)
        self._days.append(day.year * 10_000 + day.month * 100 + day.day if day else 0)
        outlet = keyword(document.outlet)
        self._outlet_of.append(self._outlets.setdefault(outlet, len(self._outlets)))

    def write(self, path: Path) -> Seal:
        """Write the part and force it to disk. Raises OSError."""
        return write_part(path, *self._sorted())

    def _sorted(self) -> tuple[Columns, Words, Postings]:
        """Everything gathered, as sorted arrays."""
        section, word, position, titles = self._placed()
        words, rank = _ranked(self._vocabulary.words, word)
        kept = word != _NO_WORD
        docs = section[kept] >> 1
        keys = rank[word[kept]] << np.uint64(40)
        keys |= docs.astype(np.uint64) << np.uint64(24)
        in_title = keys[(section[kept] & 1) == 0] >> np.uint64(24)
        keys |= np.minimum(position[kept], _POSITION).astype(np.uint64)
        del word, position, section, kept
        keys.sort()
        columns = Columns(
            _numbers(self._ids),
            _numbers(self._days),
            _numbers(self._outlet_of),
            np.bincount(docs, minlength=len(self)),
            titles,
            [name.encode("utf-8", "replace") for name in self._outlets],
            self._languages,
        )
        return columns, words, _posted(keys, in_title, len(words.stems))

    def _placed(self) -> tuple[Array, Array, Array, Array]:
        """Of each word printed: its section (article * 2, + 1 in the body), number, position."""
        starts, members = _numbers(self._vocabulary.starts), _numbers(self._vocabulary.members)
        pieces, lengths = _numbers(self._pieces), _numbers(self._lengths)
        sizes = np.diff(starts)[pieces]
        section = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
        section = np.repeat(section, sizes)
        word = members[runs(starts[pieces], sizes)]
        per_section = np.bincount(section, minlength=len(lengths)).astype(np.uint32)
        titles, bodies = per_section[::2], per_section[1::2]
        first = np.cumsum(titles + bodies, dtype=np.uint32) - titles - bodies
        position = np.arange(len(word), dtype=np.uint32) - first[section >> 1]
        position += (section & 1) * np.uint32(GAP)
        return section, word, position, titles


def _ranked(known: list[tuple[bytes, bytes]], word: Array) -> tuple[Words, Array]:
    """The words that occur, sorted; and the place of its stem for the number of each."""
    count = np.bincount(word, minlength=len(known))
    count[_NO_WORD] = 0
    numbers = sorted(np.flatnonzero(count).tolist(), key=known.__getitem__)
    stems = sorted({known[number][1] for number in numbers})
    place = {stem: at for at, stem in enumerate(stems)}
    surface_stems = np.fromiter((place[known[n][1]] for n in numbers), np.uint64, len(numbers))
    rank = np.zeros(len(known), np.uint64)
    rank[numbers] = surface_stems
    surfaces = [known[number][0] for number in numbers]
    return Words(stems, surfaces, surface_stems, count[numbers]), rank


def _posted(keys: Array, in_title: Array, stems: int) -> Postings:
    """Posting lists from sorted keys: stem, article (16 bits), position (24 bits)."""
    pairs = keys >> np.uint64(24)
    firsts = np.flatnonzero(np.diff(pairs, prepend=~pairs[:1]))
    pairs = pairs[firsts]
    every = np.arange(stems + 1, dtype=np.uint64) << np.uint64(16)
    starts = np.searchsorted(pairs, every)
    edges = np.append(firsts, len(keys))
    titled = np.unique(in_title)
    return Postings(
        starts,
        edges[starts],
        (pairs & np.uint64(0xFFFF)).astype(np.uint16),
        np.diff(edges),
        (keys & np.uint64(_POSITION)).astype(np.uint32),
        np.searchsorted(titled, every),
        (titled & np.uint64(0xFFFF)).astype(np.uint16),
    )


def _numbers(values: array[int]) -> Array:
    return np.frombuffer(values, np.uint32) if values else np.zeros(0, np.uint32)


def keyword(value: str) -> str:
    """A name as the outlet column keeps it: folded, white space evened out."""
    return " ".join(fold(value).split())[:200] or "-"
