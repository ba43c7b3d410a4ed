"""Clues: letters without which nothing can match, so that most of a text need not be read.

Only for English: its stemmer leaves the first letters of a word alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from index.text import fold

if TYPE_CHECKING:
    from index.search.light import Pattern, Wanted

_FOREIGN = re.compile("[^\x00-\x7f\u00a0-\u00bf\u2010-\u2027\u2030-\u205e\u20ac]")
_ONE_LETTER = {
    code: folded
    for code in range(0xC0, 0x250)
    if len(folded := fold(chr(code))) == 1 and folded.isascii()
}
_CHANGED = frozenset(("die", "lie", "tie"))
"""Stems whose words may differ from the second letter on (dying, lying, tying)."""

_BEGINNING = re.compile("[a-z0-9]+")
_MOST = 24


def plain(text: str) -> str | None:
    """The text folded letter by letter, each at its place; None where that cannot be done."""
    if not text.isascii() and _FOREIGN.search(text):
        text = text.translate(_ONE_LETTER)
        if _FOREIGN.search(text):
            return None
    return text.lower()


class Clues:
    """``letters`` that any match holds; ``around``: how many pieces to either side belong."""

    def __init__(self, letters: Iterable[str], around: int) -> None:
        self._letters = sorted(set(letters))
        self._around = around

    def regions(self, line: str) -> Iterator[tuple[int, int]]:
        """Parts of a folded line in which there may be matches: in order, apart."""
        begun, ended = 0, -1
        for at in sorted({at for letters in self._letters for at in _finds(line, letters)}):
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

    def _widened(self, line: str, at: int) -> tuple[int, int]:
        """The piece between spaces that holds ``at``, and those around it."""
        start, end = line.rfind(" ", 0, at) + 1, line.find(" ", at)
        for _ in range(self._around):
            start = line.rfind(" ", 0, max(start - 1, 0)) + 1
            end = line.find(" ", end + 1) if end >= 0 else end
        return start, len(line) if end < 0 else end


def _finds(line: str, letters: str) -> Iterator[int]:
    at = line.find(letters)
    while at >= 0:
        yield at
        at = line.find(letters, at + 1)


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
            first = first[0] if word in _CHANGED else first[: 3 if len(word) > 3 else 2]
        letters |= {first, f"{word[0]}."}
    return letters
