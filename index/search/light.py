"""Lighting: where in a text the words of a query stand."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Span
from index.search.words import TERMS, WORD, Term

Match = tuple[int, int, int]
"""Start, end, and the number of the pattern that matched."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in a row, to be found in texts.

    Each of ``stems`` stands for words of that stem, "" for any word (the stop word of a
    phrase). If ``prefix`` is set, one more word follows: any that begins so, or whose stem
    is among ``endings``.
    """

    stems: tuple[str, ...]
    prefix: str | None = None
    endings: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.stems) + (self.prefix is not None)

    def ends_with(self, term: Term) -> bool:
        """Whether ``term`` can be the last word."""
        if self.prefix is None:
            return term.stem == self.stems[-1]
        return term.surface.startswith(self.prefix) or term.stem in self.endings

    def fits(self, row: list[Term]) -> bool:
        """Whether as many words as the pattern has are its words but for the last."""
        return all(not s or s == term.stem for s, term in zip(self.stems, row, strict=False))


class Light:
    """Finds what a query matched in any text: words by stem, beginnings, and phrases whole."""

    def __init__(self, patterns: tuple[Pattern, ...] = ()) -> None:
        self.patterns = patterns
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        self._beginnings: list[tuple[int, Pattern]] = []
        for number, pattern in enumerate(patterns):
            if len(pattern) == 1 and pattern.prefix is None:
                self._words[pattern.stems[0]].append(number)
            elif len(pattern) == 1:
                self._beginnings.append((number, pattern))
        self._phrases = [(n, pattern) for n, pattern in enumerate(patterns) if len(pattern) > 1]
        self._longest = max((len(pattern) for _, pattern in self._phrases), default=0)
        self._known: dict[str, tuple[Match, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def spans(self, text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """What to light in ``text[start:end]``: sorted, apart, in code points of ``text``."""
        merged: list[tuple[int, int]] = []
        for first, last, _ in sorted(self.matches(text, start, end)):
            if merged and first <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return tuple(Span(first, last) for first, last in merged)

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Every match, by its end; matches of different patterns may overlap."""
        if not self.patterns:
            return
        known, longest = self._known, self._longest
        window: deque[tuple[Term, int]] = deque(maxlen=longest)
        for found in WORD.finditer(text, start, len(text) if end is None else end):
            printed = found.group()
            single = known.get(printed)
            if single is None:
                single = self._look_at(printed)
            for first, last, number in single:
                yield found.start() + first, found.start() + last, number
            if longest:
                for term in TERMS[printed]:
                    window.append((term, found.start()))
                    yield from self._phrases_ending(window)

    def _look_at(self, printed: str) -> tuple[Match, ...]:
        """Which one-word patterns a printed word matches; remembered for the next time."""
        matches = []
        for term in TERMS[printed]:
            if term.stem in self._words:
                matches += [(term.start, term.end, number) for number in self._words[term.stem]]
            for number, pattern in self._beginnings:
                if pattern.ends_with(term):
                    matches.append((term.start, term.end, number))
        if len(printed) <= 64 and len(self._known) < 50_000:
            self._known[printed] = tuple(matches)
        return tuple(matches)

    def _phrases_ending(self, window: deque[tuple[Term, int]]) -> Iterator[Match]:
        last, at = window[-1]
        for number, pattern in self._phrases:
            if pattern.ends_with(last) and len(pattern) <= len(window):
                row = list(window)[-len(pattern) :]
                if pattern.fits([term for term, _ in row]):
                    yield row[0][1] + row[0][0].start, at + last.end, number
