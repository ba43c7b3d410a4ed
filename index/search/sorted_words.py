"""Sorted words in mapped memory: found by halving, never loaded as a whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from index.search.sealed import Sealed

_AFTER = b"\xff"


class SortedWords(Sequence[bytes]):
    """Words in UTF-8, sorted, under the name ``name`` in a file."""

    def __init__(self, blocks: Sealed, name: str) -> None:
        """Raises BlockDamaged."""
        self._letters = blocks.view(name)
        self.starts = blocks.view(f"{name}_starts")

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, at: int) -> bytes:  # type: ignore[override]
        if at < 0 or at >= len(self):
            raise IndexError(at)
        return bytes(self._letters[self.starts[at] : self.starts[at + 1]])

    def find(self, word: str) -> int | None:
        """The place of the first word that equals ``word``."""
        key = word.encode("utf-8", "replace")
        at = bisect_left(self, key)
        return at if at < len(self) and self[at] == key else None

    def under(self, prefix: str) -> tuple[int, int]:
        """From where to where the words begin with ``prefix``."""
        return self.between(prefix.encode("utf-8", "replace"))

    def between(self, key: bytes) -> tuple[int, int]:
        """From where to where the words begin with the bytes ``key``."""
        low = bisect_left(self, key)
        return low, bisect_left(self, key + _AFTER, low)

    def text(self, at: int) -> str:
        """The word at a place."""
        return self[at].decode()

    def run(self, low: int, high: int) -> list[bytes]:
        """The words from one place to another."""
        starts = self.starts[low : high + 1].tolist()
        whole = bytes(self._letters[starts[0] : starts[-1]])
        shift = starts[0]
        return [whole[a - shift : b - shift] for a, b in pairwise(starts)]
