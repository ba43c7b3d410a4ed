"""Words packed and written, and those that are near another one, told by NumPy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from index.search.blocks import Array, BlockWriter
from index.search.sorted_words import SortedWords

_WIDEST = 40
_FAR = np.int16(1000)
_AT_ONCE = 16_384
MOST_COMPARED = 20_000
"""How many words of like letters are compared, at most, to find the near ones."""


class PackedWords(Sequence[bytes]):
    """Words one behind the other in memory: a few bytes each beside their letters."""

    def __init__(self, runs: Iterable[Sequence[bytes]] = ()) -> None:
        """``runs`` are words in order, some at a time."""
        letters, lengths = [np.zeros(0, np.uint8)], [np.zeros(1, np.uint32)]
        for words in runs:
            letters.append(np.frombuffer(b"".join(words), np.uint8))
            lengths.append(np.fromiter(map(len, words), np.uint32, len(words)))
        self.letters: Array = np.concatenate(letters)
        self.starts: Array = np.cumsum(np.concatenate(lengths), dtype=np.uint32)

    @classmethod
    def joined(cls, several: Sequence[PackedWords]) -> PackedWords:
        """Those of several, one after another."""
        words = cls()
        if several:
            words.letters = np.concatenate([one.letters for one in several])
            lengths = [np.diff(one.starts) for one in several]
            words.starts = np.append(0, np.cumsum(np.concatenate(lengths))).astype(np.uint32)
        return words

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, at: int) -> bytes:  # type: ignore[override]
        if at < 0 or at >= len(self):
            raise IndexError(at)
        return self.letters[self.starts[at] : self.starts[at + 1]].tobytes()

    def chosen(self, places: Array) -> PackedWords:
        """Those at some places."""
        return PackedWords(
            [self[at] for at in some.tolist()]
            for some in np.array_split(places, len(places) // _AT_ONCE + 1)
        )


def write_words(writer: BlockWriter, name: str, words: Sequence[bytes]) -> None:
    """Write sorted words under a name."""
    packed = words if isinstance(words, PackedWords) else PackedWords([words])
    writer.add(name, packed.letters)
    writer.add(f"{name}_starts", packed.starts)


def write_signs(writer: BlockWriter, name: str, words: Sequence[bytes]) -> None:
    """Write the ``letter_signs`` of words under a name."""
    writer.begin(name, np.uint64)
    for start in range(0, len(words), _AT_ONCE):
        some = range(start, min(start + _AT_ONCE, len(words)))
        writer.extend(name, letter_signs([words[at] for at in some]))
    writer.end()


def letter_signs(words: Sequence[bytes]) -> Array:
    """For each word the set of its bytes, as bits: words that differ much differ much here."""
    if not words:
        return np.zeros(0, np.uint64)
    lengths = np.fromiter((len(word) or 1 for word in words), np.int64, len(words))
    letters = np.frombuffer(b"".join(word or b" " for word in words), np.uint8)
    bits = np.left_shift(np.uint64(1), (letters & 63).astype(np.uint64))
    signs: Array = np.bitwise_or.reduceat(bits, np.cumsum(lengths) - lengths)
    return signs


def near(words: SortedWords, signs: Array, word: str, mistakes: int) -> dict[int, int]:
    """Places of words at most so many mistakes from ``word``, and how many it takes.

    A mistake is a letter missing, added, changed, or swapped with the next.
    """
    if len(word) > _WIDEST or not len(words):
        return {}
    key = word.encode("utf-8", "replace")
    wide = 1 if word.isascii() else 3
    sign = letter_signs([key])[0]
    differing = np.bitwise_count(signs ^ sign) <= 2 * mistakes * wide
    lengths = np.diff(np.frombuffer(words.starts, np.uint32))
    close = (lengths + mistakes * wide >= len(key)) & (lengths <= len(key) + mistakes * wide)
    places = np.flatnonzero(differing & close)[:MOST_COMPARED].tolist()
    texts = [words.text(at) for at in places]
    counts = distances(word, texts).tolist()
    return {at: n for at, n in zip(places, counts, strict=True) if n <= mistakes}


def distances(word: str, others: Sequence[str]) -> Array:
    """How many mistakes lie between ``word`` and each of the others, all counted at once."""
    lengths = np.array([len(other) for other in others], np.int64)
    widest = int(lengths.max(initial=0))
    padded = "".join(other.ljust(widest, "\0") for other in others)
    letters = np.frombuffer(padded.encode("utf-32-le", "replace"), "<i4")
    letters = letters.reshape(len(others), widest)
    steps = np.arange(widest + 1, dtype=np.int16)
    row = np.repeat(steps[None], len(others), 0)
    above, before = row, ""
    for number, letter in enumerate(word):
        earlier, above = above, row
        same = letters == ord(letter)
        row = np.empty_like(above)
        row[:, 0] = number + 1
        np.minimum(above[:, 1:] + 1, above[:, :-1] + ~same, out=row[:, 1:])
        if number:
            swapped = same[:, :-1] & (letters[:, 1:] == ord(before))
            turned = np.where(swapped, earlier[:, :-2] + 1, _FAR)
            np.minimum(row[:, 2:], turned, out=row[:, 2:])
        row = np.minimum.accumulate(row - steps, axis=1) + steps  # letters added, however many
        before = letter
    ends: Array = row[np.arange(len(others)), lengths]
    return ends


def union(lists: Iterable[Sequence[bytes]]) -> list[bytes]:
    """All words of several sorted lists, once each, sorted."""
    together: list[bytes] = []
    for words in lists:
        together.extend(words)
    together.sort()
    return list(dict.fromkeys(together))
