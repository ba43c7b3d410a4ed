"""Building a part: articles in, sorted posting lists out, all in whole arrays.

A text is cut at white space; what stands between is looked up as it is printed, and only a
piece never seen before is taken apart into words. Everything else is counting and sorting
of numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
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

_AT_ONCE = 250_000
_PIECES_KEPT = 120_000
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
            # By far the most: one word of letters.
            if plain != piece:
                number = self[piece] = self._vocabulary.again(self[plain])
                return number
            terms: Iterable[Term] = self._analyzer.fresh(plain)
        else:
            terms = self._analyzer.fresh_terms(piece)
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
    """Pieces and words seen while writing. Word 0 stands for a stop word's place."""

    def __init__(self) -> None:
        self.words: list[tuple[bytes, bytes]] = [(b"", b"")]
        self._numbers: dict[tuple[bytes, bytes], int] = {}
        self.starts = array("I", (0,))
        self.members = array("I")
        self._pieces: dict[str, _Pieces] = {}
        self._often: Array = np.zeros(0, np.int64)

    def pieces(self, language: str) -> _Pieces:
        """The numbers of the pieces of a language."""
        if language not in self._pieces:
            self._pieces[language] = _Pieces(self, analyzer((language,)))
        return self._pieces[language]

    def take(self, words: Iterable[tuple[bytes, bytes]]) -> int:
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

    def again(self, piece: int) -> int:
        """The number of a new piece that is made of the same words as another."""
        self.members.extend(self.members[self.starts[piece] : self.starts[piece + 1]])
        self.starts.append(len(self.members))
        return len(self.starts) - 2

    def used(self, often: Array) -> None:
        """How often each piece stands in a part that was gathered."""
        often[: len(self._often)] += self._often
        self._often = often

    def tidy(self) -> None:
        """Forget what is rare if it has become much. Not while a part is being gathered."""
        if len(self.starts) <= _PIECES_KEPT and len(self.members) <= 4 * _PIECES_KEPT:
            return
        often = np.append(self._often, np.zeros(len(self.starts) - 1 - len(self._often), np.int64))
        least = 2
        while np.count_nonzero(often >= least) > _PIECES_KEPT // 2:
            least *= 2
        self._keep(often >= least)
        self._often = often[often >= least] // 2

    def _keep(self, kept: Array) -> None:
        """Forget all pieces but some, and the words that are in none of those."""
        old, starts, members = self.words, self.starts, self.members
        pieces, self._pieces = self._pieces, {}
        self.words, self._numbers = [(b"", b"")], {}
        self.starts, self.members = array("I", (0,)), array("I")
        for number in np.flatnonzero(kept).tolist():
            self.take(old[member] for member in members[starts[number] : starts[number + 1]])
        place = np.cumsum(kept) - 1
        for language, found in pieces.items():
            staying = {piece: number for piece, number in found.items() if kept[number]}
            places = place[list(staying.values())].tolist()
            self.pieces(language).update(zip(staying, places, strict=True))


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
        starts, members = _numbers(self._vocabulary.starts), _numbers(self._vocabulary.members)
        often = np.bincount(_numbers(self._pieces), minlength=len(starts) - 1)
        self._vocabulary.used(often.copy())
        sizes = np.diff(starts)
        count = np.bincount(
            members, np.repeat(often, sizes), minlength=len(self._vocabulary.words)
        ).astype(np.int64)
        count[_NO_WORD] = 0
        words, rank = _ranked(self._vocabulary.words, count)
        keys = np.empty(int(count.sum()), np.uint64)
        titles = np.zeros(len(self), np.uint32)
        lengths = np.zeros(len(self), np.int64)
        in_title = [np.zeros(0, np.uint64)]
        at = 0
        for low, high in self._some():
            section, word, position, titles[low:high] = self._placed(starts, members, low, high)
            kept = word != _NO_WORD
            section, word, position = section[kept], word[kept], position[kept]
            docs = section >> 1
            lengths[low:high] = np.bincount(docs, minlength=high - low)
            some = keys[at : at + len(word)]
            some[:] = (docs + np.uint32(low)).astype(np.uint64) << np.uint64(24)
            some |= rank[word] << np.uint64(40)
            in_title.append(some[(section & 1) == 0] >> np.uint64(24))
            some |= np.minimum(position, _POSITION)
            at += len(word)
        keys.sort()
        columns = Columns(
            _numbers(self._ids),
            _numbers(self._days),
            _numbers(self._outlet_of),
            lengths,
            titles,
            [name.encode("utf-8", "replace") for name in self._outlets],
            self._languages,
        )
        return columns, words, _posted(keys, np.concatenate(in_title), len(words.stems))

    def _some(self) -> Iterator[tuple[int, int]]:
        """From which article to which, a few at a time."""
        per_article = _numbers(self._lengths).reshape(-1, 2).sum(axis=1)
        steps = np.diff(np.cumsum(per_article) // _AT_ONCE, prepend=0)
        return pairwise(sorted({0, *(np.flatnonzero(steps) + 1).tolist(), len(self)}))

    def _placed(
        self, starts: Array, members: Array, low: int, high: int
    ) -> tuple[Array, Array, Array, Array]:
        """Of each word printed in some articles: its section (article, counted from the first of
        them, * 2, + 1 in the body), number, position; and the lengths of their titles."""
        before = int(_numbers(self._lengths)[: 2 * low].sum())
        lengths = _numbers(self._lengths)[2 * low : 2 * high]
        pieces = _numbers(self._pieces)[before : before + int(lengths.sum())]
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


def _ranked(known: list[tuple[bytes, bytes]], count: Array) -> tuple[Words, Array]:
    """The words that occur, sorted; and the place of its stem for the number of each.

    ``count``: how often each occurs."""
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
    begins = np.ones(len(pairs), bool)
    np.not_equal(pairs[1:], pairs[:-1], out=begins[1:])
    firsts = np.flatnonzero(begins)
    pairs = pairs[firsts]
    every = np.arange(stems + 1, dtype=np.uint64) << np.uint64(16)
    starts = np.searchsorted(pairs, every)
    edges = np.append(firsts, len(keys))
    positions = keys.astype(np.uint32)
    positions &= np.uint32(_POSITION)
    titled = np.unique(in_title)
    return Postings(
        starts,
        edges[starts],
        (pairs & np.uint64(0xFFFF)).astype(np.uint16),
        np.diff(edges),
        positions,
        np.searchsorted(titled, every),
        (titled & np.uint64(0xFFFF)).astype(np.uint16),
    )


def _numbers(values: array[int]) -> Array:
    return np.frombuffer(values, np.uint32) if values else np.zeros(0, np.uint32)


def keyword(value: str) -> str:
    """A name as the outlet column keeps it: folded, white space evened out."""
    return " ".join(fold(value).split())[:200] or "-"
