"""Static word-piece vectors: what words mean, at the price of a table look-up.

The table was distilled from a sentence model when the program was built; ``model/README.md``
says from what and how. It is opened when the first comparison is made.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Any

from index.dataclass import dataclass

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]

MODEL, PIECES, ROWS, SCALES = "index.framing.model", "pieces.txt", "vectors.npy", "scales.npy"
UNKNOWN = "[UNK]"
_LONGEST_WORD = 100
_REMEMBERED = 40


@dataclass(frozen=True, slots=True, eq=False)
class WordPiece:
    """Cuts text into the pieces of a vocabulary, as BERT's uncased tokenizer does.

    ``ids`` numbers the pieces (those inside a word begin with ``##``), ``longest`` is the
    length of the longest one, ``known`` remembers the pieces of short words.
    """

    ids: dict[str, int]
    longest: int
    known: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, pieces: Sequence[str]) -> WordPiece:
        """A tokenizer for ``pieces``, numbered in this order; one must be ``[UNK]``."""
        return cls({piece: at for at, piece in enumerate(pieces)}, max(map(len, pieces)), {})

    def pieces(self, text: str) -> list[int]:
        """The numbers of the pieces of ``text``, in order. Linear in its length."""
        return list(chain.from_iterable(self._chunk(chunk) for chunk in text.split()))

    def _chunk(self, chunk: str) -> tuple[int, ...]:
        found = self.known.get(chunk)
        if found is None:
            found = tuple(chain.from_iterable(self._word(word) for word in _words(chunk)))
            if len(chunk) <= _REMEMBERED and len(self.known) < 200_000:
                self.known[chunk] = found
        return found

    def _word(self, word: str) -> list[int]:
        """Longest piece first, from the left; a word that cannot be made of pieces is unknown."""
        unknown = [self.ids[UNKNOWN]]
        if len(word) > _LONGEST_WORD:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            end = min(len(word), start + self.longest)
            while end > start and mark + word[start:end] not in self.ids:
                end -= 1
            if end == start:
                return unknown
            found.append(self.ids[mark + word[start:end]])
            start = end
        return found


def _words(chunk: str) -> Iterator[str]:
    """Words in small letters without accents; punctuation and ideographs stand alone."""
    if chunk.isascii() and chunk.isalnum():
        yield chunk.lower()
        return
    word: list[str] = []
    for letter in unicodedata.normalize("NFD", chunk.lower()):
        kind = unicodedata.category(letter)
        if kind == "Mn" or kind[0] == "C" or letter == "\N{REPLACEMENT CHARACTER}":
            continue
        if (kind[0] in "PS" and (kind[0] == "P" or letter.isascii())) or _is_ideograph(letter):
            if word:
                yield "".join(word)
                word = []
            yield letter
        else:
            word.append(letter)
    if word:
        yield "".join(word)


def _is_ideograph(letter: str) -> bool:
    return letter >= "㐀" and (
        letter <= "䶿" or "一" <= letter <= "鿿" or "豈" <= letter <= "﫿"
        or "\U00020000" <= letter <= "\U0002fa1f"
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """A vector for every word piece: ``rows`` of small whole numbers, mapped from the disk.

    ``scales`` has two columns: what a row is multiplied by, and how much the piece weighs
    (rare ones more: 0.001 / (0.001 + p), p its share of the pieces of news text).
    """

    cutter: WordPiece
    rows: npt.NDArray[np.int8]
    scales: Matrix

    def of(self, pieces: npt.NDArray[np.int32]) -> Matrix:
        """The weighted vectors of these pieces, a row each."""
        found = self.rows[pieces].astype("float32")
        found *= (self.scales[pieces, 0] * self.scales[pieces, 1])[:, None]
        return found


@functools.cache
def shipped() -> Vectors:
    """The vectors that come with the program; one a process."""
    folder = resources.files(MODEL)
    pieces = folder.joinpath(PIECES).read_text(encoding="utf-8").split("\n")
    return Vectors(WordPiece.of(pieces), _array(ROWS), _array(SCALES))


def _array(name: str) -> Any:
    """An array of the model, mapped from its file, or read where it lies in an archive."""
    import io

    import numpy as np

    held = resources.files(MODEL).joinpath(name)
    path = str(held)
    try:
        return np.load(path, mmap_mode="r", allow_pickle=False)
    except OSError:
        return np.load(io.BytesIO(held.read_bytes()), allow_pickle=False)
