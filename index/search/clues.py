"""Clues: letters without which nothing can match, so that most of a text need not be read.

Only for English: its stemmer leaves the first letters of a word alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.search.light import Pattern, Wanted

_FOREIGN = re.compile("[^\x00-\x7f\u00a0-\u00bf\u2010-\u2027\u2030-\u205e\u20ac]")
"""Letters that folding may turn into others: what holds one is always looked at."""

_MOST_FOREIGN = 1_000
_CHANGED = frozenset(("die", "lie", "tie"))
"""Stems whose words may differ from the second letter on (dying, lying, tying)."""

_BEGINNING = re.compile("[a-z0-9]+")
_MOST = 24


class Clues:
    """``letters`` that any match holds; ``around``: how many pieces to either side belong."""

    def __init__(self, letters: Iterable[str], around: int) -> None:
        self._letters = sorted(set(letters))
        self._around = around

    def regions(self, line: str) -> Iterator[tuple[int, int]]:
        """Parts of a line in which there may be matches: in order, apart.

        Pieces are what stands between spaces; no other white space may be in the line.
        """
        places = self._places(line)
        if places is None:
            yield 0, len(line)
            return
        begun, ended = 0, -1
        for at in places:
            if at < ended and not self._around:
                continue
            start, end = self._widened(line, at)
            if ended < 0:
                begun = start
            elif start > ended:
                yield begun, ended
                begun = start
            ended = max(end, ended)
        if ended >= 0:
            yield begun, ended

    def _places(self, line: str) -> list[int] | None:
        """Where clues are, ascending; None where everything has to be looked at."""
        folded = line.lower()
        if len(folded) != len(line):
            return None
        places: set[int] = set()
        if not line.isascii():
            places.update(found.start() for found in _FOREIGN.finditer(line))
            if len(places) > _MOST_FOREIGN:
                return None
        for letters in self._letters:
            initial = letters.endswith(".")
            at = folded.find(letters)
            while at >= 0:
                if not (initial and at and folded[at - 1].isalnum()):
                    places.add(at)
                at = folded.find(letters, at + 1)
        return sorted(places)

    def _widened(self, line: str, at: int) -> tuple[int, int]:
        """The piece between spaces that holds ``at``, and those around it."""
        start, end = line.rfind(" ", 0, at) + 1, line.find(" ", at)
        for _ in range(self._around):
            start = line.rfind(" ", 0, max(start - 1, 0)) + 1
            end = line.find(" ", end + 1) if end >= 0 else end
        return start, len(line) if end < 0 else end


def clues_of(patterns: tuple[Pattern, ...]) -> Clues | None:
    """The clues of patterns; None where they have none, or too many."""
    letters: set[str] = set()
    longest = max((len(pattern.places) for pattern in patterns), default=1)
    for pattern in patterns:
        best = max(map(_clue, pattern.places), key=_weight)
        if not best:
            return None
        letters |= best
    if not letters or len(letters) > _MOST:
        return None
    return Clues(letters, 0 if longest == 1 else 2 * longest + 2)


def _weight(clue: set[str]) -> tuple[int, int]:
    """What tells how seldom a clue is met: the letters of its shortest, and how few there are."""
    lengths = [len(letters) for letters in clue if not letters.endswith(".")]
    return min(lengths, default=0), -len(clue)


def _clue(wanted: Wanted) -> set[str]:
    """Letters one of which is in every word that fits; nothing where that is not known."""
    letters = set()
    for word in (*wanted.stems, *((wanted.prefix,) if wanted.prefix else ())):
        begins = _BEGINNING.match(word)
        if begins is None:
            return set()
        first = begins.group()
        if word != wanted.prefix:
            first = first[0] if word in _CHANGED else first[: max(2, len(word) - 1)]
        letters |= {first, f"{word[0]}."}
    return letters
