"""Lighting: where in a text the words of a query stand."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from index.article import Span
from index.dataclass import dataclass
from index.search.clues import clues_of
from index.search.words import ENGLISH, WORD, Term, analyzer, is_unspaced

Match = tuple[int, int, int]
"""Start, end, and the number of the pattern that matched."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may stand at one place: words with any of the stems, or that begin with ``prefix``.

    Neither: any word may (the stop word of a phrase).
    """

    stems: frozenset[str] = frozenset()
    prefix: str | None = None

    @property
    def any(self) -> bool:
        """Whether every word will do."""
        return not self.stems and self.prefix is None

    def fits(self, term: Term) -> bool:
        """Whether ``term`` can stand here."""
        if self.prefix is not None and term.surface.startswith(self.prefix):
            return True
        return self.any or not self.stems.isdisjoint(term.stems)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in a row, to be found in texts; the first and the last are not just any."""

    places: tuple[Wanted, ...]

    def fits(self, row: Iterable[Term]) -> bool:
        """Whether as many terms as the pattern has places fit them."""
        return all(map(Wanted.fits, self.places, row))


class Light:
    """Finds what a query matched in any text: words by stem, beginnings, and phrases whole."""

    def __init__(
        self, patterns: tuple[Pattern, ...] = (), languages: tuple[str, ...] = (ENGLISH,)
    ) -> None:
        self.patterns = patterns
        self._analyzer = analyzer(languages)
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        self._beginnings: list[tuple[int, str]] = []
        self._phrases = [(n, one) for n, one in enumerate(patterns) if len(one.places) > 1]
        self._longest = max((len(one.places) for _, one in self._phrases), default=0)
        self._known: dict[str, tuple[Match, ...]] = {}
        for number, pattern in enumerate(patterns):
            if len(pattern.places) == 1:
                self._take(number, pattern.places[0])
        self._clues = clues_of(patterns) if languages == (ENGLISH,) else None

    def _take(self, number: int, wanted: Wanted) -> None:
        for stem in wanted.stems:
            self._words[stem].append(number)
        if wanted.prefix is not None:
            self._beginnings.append((number, wanted.prefix))

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def spans(self, text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """What to light in ``text[start:end]``: sorted, apart, in code points of ``text``."""
        return _merged(self.matches(text, start, end))

    def spans_in_line(self, line: str) -> tuple[Span, ...]:
        """``spans`` for a text whose only white space is spaces, but quicker."""
        return _merged(self.matches_in_line(line))

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
                for term in self._analyzer[printed]:
                    window.append((term, found.start()))
                    yield from self._phrases_ending(window)

    def matches_in_line(self, line: str) -> Iterator[Match]:
        """``matches`` for a text whose only white space is spaces, but quicker.

        Looks at the surroundings of letters that every match has, where that can be said.
        """
        if self._clues is None:
            yield from self.matches(line)
            return
        for start, end in self._clues.regions(line):
            yield from self.matches(line, start, end)

    def _look_at(self, printed: str) -> tuple[Match, ...]:
        """Which one-word patterns a printed word matches; remembered for the next time."""
        matches = []
        for term in self._analyzer[printed]:
            numbers = {n for stem in term.stems for n in self._words.get(stem, ())}
            matches += [(term.start, term.end, number) for number in numbers]
            for number, prefix in self._beginnings:
                if number not in numbers and term.surface.startswith(prefix):
                    end = term.start + len(prefix) if is_unspaced(prefix) else term.end
                    matches.append((term.start, end, number))
        if len(printed) <= 64 and len(self._known) < 50_000:
            self._known[printed] = tuple(matches)
        return tuple(matches)

    def _phrases_ending(self, window: deque[tuple[Term, int]]) -> Iterator[Match]:
        last, at = window[-1]
        for number, pattern in self._phrases:
            size = len(pattern.places)
            if size <= len(window) and pattern.places[-1].fits(last):
                row = list(window)[-size:]
                if pattern.fits(term for term, _ in row):
                    yield row[0][1] + row[0][0].start, at + last.end, number


def _merged(matches: Iterable[Match]) -> tuple[Span, ...]:
    """Spans of matches, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for first, last, _ in sorted(matches):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(Span(first, last) for first, last in merged)
